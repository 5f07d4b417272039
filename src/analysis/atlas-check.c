#include "atlas-check-private.h"

#include <math.h>

static void
finding_free (gpointer data)
{
  AtlasFinding *finding = data;

  g_free (finding->subject);
  g_free (finding->text);
  g_free (finding);
}

static int
compare_findings (gconstpointer a,
                  gconstpointer b)
{
  const AtlasFinding *x = *(AtlasFinding *const *) a;
  const AtlasFinding *y = *(AtlasFinding *const *) b;

  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;

  return g_strcmp0 (x->subject, y->subject);
}

AtlasCheck *
atlas_check_new (const AtlasBlockTable  *blocks,
                 GCancellable           *cancellable,
                 GError                **error)
{
  g_autoptr(AtlasCheck) self = g_new0 (AtlasCheck, 1);

  self->findings = g_ptr_array_new_with_free_func (finding_free);
  atlas_check_codes (self, blocks);
  atlas_check_areas (self, blocks);
  atlas_check_sites (self, blocks);
  if (!atlas_check_shapes (self, blocks, cancellable, error))
    return NULL;
  g_ptr_array_sort (self->findings, compare_findings);

  return g_steal_pointer (&self);
}

void
atlas_check_free (AtlasCheck *self)
{
  g_ptr_array_unref (self->findings);
  g_free (self);
}

const char *
atlas_finding_kind_get_name (AtlasFindingKind kind)
{
  static const char *const names[ATLAS_N_FINDING_KINDS] = {
    [ATLAS_FINDING_CODE] = "code",
    [ATLAS_FINDING_DUPLICATE] = "duplicate",
    [ATLAS_FINDING_PLACE] = "place",
    [ATLAS_FINDING_SHAPE] = "shape",
    [ATLAS_FINDING_OVERLAP] = "overlap",
    [ATLAS_FINDING_GAP] = "gap",
    [ATLAS_FINDING_OUTSIDE] = "outside",
    [ATLAS_FINDING_AREA] = "area",
    [ATLAS_FINDING_SITE] = "site",
    [ATLAS_FINDING_AMOUNT] = "amount",
    [ATLAS_FINDING_COUNT] = "count",
  };

  g_return_val_if_fail ((guint) kind < ATLAS_N_FINDING_KINDS, NULL);

  return names[kind];
}

void
atlas_check_take_finding (AtlasCheck       *self,
                          AtlasFindingKind  kind,
                          char             *subject,
                          char             *text,
                          double            amount,
                          AtlasPoint        place)
{
  AtlasFinding *finding = g_new (AtlasFinding, 1);

  *finding = (AtlasFinding) { kind, subject, text, amount, place };
  g_ptr_array_add (self->findings, finding);
}
