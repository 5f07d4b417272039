#include "atlas-view-history.h"

#include <math.h>

#define MAX_PLACES 100
/* Nobody sees that a map is another by this many degrees or zoom levels. */
#define TOLERANCE 1e-6

struct _AtlasViewHistory
{
  GObject  parent_instance;

  GArray  *places;  /* AtlasMapPlace, the oldest first */
  guint    present; /* of them */
};

G_DEFINE_FINAL_TYPE (AtlasViewHistory, atlas_view_history, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The whole city is one place, whatever the window's size. */
static gboolean
places_equal (const AtlasMapPlace *a,
              const AtlasMapPlace *b)
{
  if (!(a->zoom > 0) && !(b->zoom > 0))
    return TRUE;

  return fabs (a->zoom - b->zoom) < TOLERANCE && fabs (a->center.x - b->center.x) < TOLERANCE &&
         fabs (a->center.y - b->center.y) < TOLERANCE;
}

static void
atlas_view_history_finalize (GObject *object)
{
  g_array_unref (ATLAS_VIEW_HISTORY (object)->places);

  G_OBJECT_CLASS (atlas_view_history_parent_class)->finalize (object);
}

static void
atlas_view_history_class_init (AtlasViewHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_view_history_finalize;

  signals[CHANGED] = g_signal_new ("changed", ATLAS_TYPE_VIEW_HISTORY, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
atlas_view_history_init (AtlasViewHistory *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (AtlasMapPlace));
}

AtlasViewHistory *
atlas_view_history_new (void)
{
  return g_object_new (ATLAS_TYPE_VIEW_HISTORY, NULL);
}

void
atlas_view_history_rest (AtlasViewHistory    *self,
                         const AtlasMapPlace *place)
{
  g_return_if_fail (ATLAS_IS_VIEW_HISTORY (self));

  if (self->places->len > 0 &&
      places_equal (place, &g_array_index (self->places, AtlasMapPlace, self->present)))
    return;

  if (self->places->len > 0)
    g_array_set_size (self->places, self->present + 1);
  g_array_append_val (self->places, *place);
  if (self->places->len > MAX_PLACES)
    g_array_remove_index (self->places, 0);
  self->present = self->places->len - 1;
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
atlas_view_history_has (AtlasViewHistory *self,
                        int               step)
{
  gint64 wanted;

  g_return_val_if_fail (ATLAS_IS_VIEW_HISTORY (self), FALSE);

  wanted = (gint64) self->present + step;

  return wanted >= 0 && wanted < (gint64) self->places->len;
}

AtlasMapPlace
atlas_view_history_go (AtlasViewHistory *self,
                       int               step)
{
  AtlasMapPlace nowhere = { { 0, 0 }, 0 };

  g_return_val_if_fail (atlas_view_history_has (self, step), nowhere);

  self->present = (guint) ((int) self->present + step);
  g_signal_emit (self, signals[CHANGED], 0);

  return g_array_index (self->places, AtlasMapPlace, self->present);
}

void
atlas_view_history_clear (AtlasViewHistory *self)
{
  g_return_if_fail (ATLAS_IS_VIEW_HISTORY (self));

  g_array_set_size (self->places, 0);
  self->present = 0;
  g_signal_emit (self, signals[CHANGED], 0);
}
