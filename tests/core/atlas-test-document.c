#include "atlas-test-document.h"

#include "atlas-plan-file.h"
#include "atlas-test-plan.h"

#include <glib/gstdio.h>

AtlasDocument *
atlas_test_document_open (const char *path)
{
  g_autoptr(GError) error = NULL;
  AtlasDocument *document = atlas_document_open (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (atlas_document_is_ready (document));

  return document;
}

void
atlas_test_document_open_again (AtlasTestDocument *self)
{
  g_clear_object (&self->document);
  self->document = atlas_test_document_open (self->path);
  self->plan = atlas_document_get_plan (self->document);
}

void
atlas_test_document_set_up (AtlasTestDocument *self,
                            gconstpointer      data)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("atlas-document-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "plan.gpkg", NULL);
  atlas_plan_file_write (plan, self->path, NULL, &error);
  g_assert_no_error (error);
  atlas_test_document_open_again (self);
}

void
atlas_test_document_tear_down (AtlasTestDocument *self,
                               gconstpointer      data)
{
  g_autoptr(GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  g_clear_object (&self->document);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      if (g_str_has_suffix (name, ".gpkg") || g_str_has_suffix (name, ".gpkg.lock"))
        g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
}
