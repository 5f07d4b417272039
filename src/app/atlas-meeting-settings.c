#include "atlas-meeting-settings.h"

#include "atlas-time.h"

#include <string.h>

/* Of a day by the clock here, as atlas_time_dup_local() begins. */
#define DAY_LENGTH (sizeof "2024-05-01" - 1)

#define KEY "meetings"

static const struct
{
  const char *name;
  size_t      offset;
} texts[] = {
  { "id", G_STRUCT_OFFSET (AtlasMeeting, id) },
  { "name", G_STRUCT_OFFSET (AtlasMeeting, name) },
  { "date", G_STRUCT_OFFSET (AtlasMeeting, date) },
  { "place", G_STRUCT_OFFSET (AtlasMeeting, place) },
  { "present", G_STRUCT_OFFSET (AtlasMeeting, present) },
  { "begun", G_STRUCT_OFFSET (AtlasMeeting, begun) },
};

static GVariant *
pack (const AtlasMeeting *meeting)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = G_STRUCT_MEMBER (char *, meeting, texts[i].offset);

      if (text != NULL)
        g_variant_builder_add (&builder, "{ss}", texts[i].name, text);
    }

  return g_variant_builder_end (&builder);
}

static gboolean
is_of_today (const AtlasMeeting *meeting)
{
  g_autofree char *now = atlas_time_format_now ();
  g_autofree char *today = atlas_time_dup_local (now);
  g_autofree char *begun = meeting->begun != NULL ? atlas_time_dup_local (meeting->begun) : NULL;

  return begun != NULL && strncmp (begun, today, DAY_LENGTH) == 0;
}

/* Returns: (transfer full) (nullable): it is none of today */
static AtlasMeeting *
unpack (GVariant *dictionary)
{
  g_autoptr(AtlasMeeting) meeting = g_new0 (AtlasMeeting, 1);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_variant_lookup (dictionary, texts[i].name, "s",
                      &G_STRUCT_MEMBER (char *, meeting, texts[i].offset));

  return meeting->id != NULL && is_of_today (meeting) ? g_steal_pointer (&meeting) : NULL;
}

void
atlas_meeting_settings_keep (GSettings          *settings,
                             GFile              *file,
                             const AtlasMeeting *meeting)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autoptr(GVariant) old = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other;
  GVariant *dictionary;

  if (settings == NULL)
    return;

  old = g_settings_get_value (settings, KEY);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sa{ss}}"));
  g_variant_iter_init (&iter, old);
  while (g_variant_iter_loop (&iter, "{&s@a{ss}}", &other, &dictionary))
    {
      g_autoptr(AtlasMeeting) kept = unpack (dictionary);

      if (kept != NULL && !g_str_equal (other, uri))
        g_variant_builder_add (&builder, "{s@a{ss}}", other, dictionary);
    }
  if (meeting != NULL)
    g_variant_builder_add (&builder, "{s@a{ss}}", uri, pack (meeting));
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

AtlasMeeting *
atlas_meeting_settings_find (GSettings *settings,
                             GFile     *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autoptr(GVariant) kept = NULL;
  g_autoptr(GVariant) dictionary = NULL;

  if (settings == NULL)
    return NULL;

  kept = g_settings_get_value (settings, KEY);
  dictionary = g_variant_lookup_value (kept, uri, G_VARIANT_TYPE ("a{ss}"));

  return dictionary != NULL ? unpack (dictionary) : NULL;
}
