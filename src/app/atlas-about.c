#include "atlas-about.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* As data/sample/README.md has it. */
static const struct
{
  const char     *title;
  const char     *copyright;
  GtkLicense      license;
} sources[] = {
  { N_("Outlines of the districts: echarts 4.9.0"),
    "© 2017–2020 The Apache Software Foundation", GTK_LICENSE_APACHE_2_0 },
  { N_("Names of the subdistricts: china-division 2.7.0"), NULL, GTK_LICENSE_MIT_X11 },
};

void
atlas_about_show (GtkWindow *parent)
{
  GtkWidget *window =
    g_object_new (ADW_TYPE_ABOUT_WINDOW,
                  "transient-for", parent,
                  "modal", parent != NULL,
                  "application-name", _("Renewal Atlas"),
                  "application-icon", APPLICATION_ID,
                  "developer-name", _("The Renewal Atlas authors"),
                  "version", VERSION,
                  "copyright", _("© 2026 The Renewal Atlas authors"),
                  "license-type", GTK_LICENSE_GPL_3_0,
                  "comments", _("The maps of Beijing’s urban renewal special plan, 2021–2025."),
                  NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (window), _(sources[i].title),
                                        sources[i].copyright, sources[i].license, NULL);
  adw_about_window_add_legal_section (
    ADW_ABOUT_WINDOW (window), _("The sample plan"), NULL, GTK_LICENSE_CUSTOM,
    _("The plan publishes neither its blocks nor its sites. The sample makes them up so that they "
      "meet the plan’s figures; roads, rivers, stations and other places are drawn by hand. "
      "Everything drawn from it says that it is a sample."));

  gtk_window_present (GTK_WINDOW (window));
}
