#pragma once

#include "atlas-labels.h"
#include "atlas-picture.h"

G_BEGIN_DECLS

#define ATLAS_LETTERING_MAX_COVERS 4

/* What is to be lettered: what is seen and a margin around it. */
typedef struct
{
  AtlasScene       *scene;
  AtlasView         view;     /* without the margin */
  AtlasBox          covers[ATLAS_LETTERING_MAX_COVERS]; /* device units of the view */
  guint             n_covers;
  gboolean          moving;   /* covers and the view's edges are no obstacles */
  gboolean          related;  /* the scene is that of the sheet before but within: */
  AtlasBox          changed;  /* scene coordinates */
  AtlasPictureKind  kind;
} AtlasLetteringRequest;

/* The margin on each side, device units. */
#define ATLAS_LETTERING_MARGIN 256

/**
 * AtlasLetteringSheet:
 *
 * The lettering of a view and its surroundings, drawn into small pictures where
 * there is any. Immutable, reference-counted; the last reference goes on the
 * main thread.
 */
typedef struct _AtlasLetteringSheet AtlasLetteringSheet;

/**
 * atlas_lettering_sheet_new:
 * @previous: (nullable): what is shown now
 *
 * Places and draws lettering. Names that @previous shows stay where they are in
 * the world, and its pictures are used again where nothing in them has changed.
 * At rest, names that are cut by the view's edges or lie under a cover are
 * placed anew. Any thread.
 */
AtlasLetteringSheet *atlas_lettering_sheet_new   (const AtlasLetteringRequest *request,
                                                  const AtlasLetteringSheet   *previous);
AtlasLetteringSheet *atlas_lettering_sheet_ref   (AtlasLetteringSheet         *self);
void                 atlas_lettering_sheet_unref (AtlasLetteringSheet         *self);

/* As atlas_picture_draw(), all of it, scaled where @view has another scale. */
void                 atlas_lettering_sheet_draw  (const AtlasLetteringSheet   *self,
                                                  const AtlasView             *view,
                                                  GtkSnapshot                 *snapshot,
                                                  cairo_t                     *cr);

/* What is lettered, margin included, and how. */
const AtlasView     *atlas_lettering_sheet_get_view   (const AtlasLetteringSheet *self);
const AtlasLabels   *atlas_lettering_sheet_get_labels (const AtlasLetteringSheet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasLetteringSheet, atlas_lettering_sheet_unref)

G_END_DECLS
