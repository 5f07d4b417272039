#pragma once

#include "atlas-label-course.h"
#include "atlas-label-placer.h"
#include "atlas-label-room.h"
#include "atlas-lettering.h"
#include "atlas-scene.h"
#include "atlas-view.h"

G_BEGIN_DECLS

/* One label where it has been placed. */
typedef struct
{
  char          *text;
  AtlasTextId    style;
  double         size;     /* of the style's: 1, or less where room is scarce */
  gconstpointer  feature;  /* what it names: of the scene, or else static */
  double         x;        /* as for atlas_lettering_draw() */
  double         y;
  double         width;
  double         angle;
  AtlasPoint    *centres;  /* (nullable): letter by letter instead */
  gboolean       is_led;   /* a line leads from what it names to the letters: */
  AtlasPoint     leader[2];
  AtlasBox       box;      /* around all of it */
  AtlasBox      *parts;    /* what it covers */
  guint          n_parts;
} AtlasLabel;

void atlas_label_clear (AtlasLabel *self);

/* A place for the middle of a label. */
typedef struct
{
  double x;
  double y;
  double cost;
} AtlasLabelSpot;

/**
 * AtlasLabelBuilder:
 *
 * Gathers texts with the positions they may take, for one view of a scene.
 * Obstacles and lines come first, see #AtlasLabelPlacer.
 */
typedef struct
{
  const AtlasScene *scene;
  const AtlasView  *view;
  const AtlasStyle *style;
  AtlasLanguage     language;
  double            point;
  AtlasLettering   *lettering;
  AtlasLabelPlacer *placer;
  const AtlasBox   *covers;     /* what lies on the picture; borrowed */
  guint             n_covers;

  gconstpointer     feature;    /* set before a label is begun: what it names */
  GArray           *kept;       /* AtlasLabel */
  GArray           *labels;     /* Offered */
  GArray           *positions;  /* AtlasLabel, without text */
  const char       *text;       /* of the label added last */
  AtlasTextId       text_style;
  double            text_size;
  double            text_width;
  AtlasBox          ink;
  gboolean          text_kept;  /* it has its place already */
} AtlasLabelBuilder;

/* @covers: (array length=n_covers): boxes of the picture that something lies
 * on; they must outlive the builder. */
AtlasLabelBuilder *atlas_label_builder_new          (const AtlasScene   *scene,
                                                     const AtlasView    *view,
                                                     const AtlasBox     *covers,
                                                     guint               n_covers);
void               atlas_label_builder_free         (AtlasLabelBuilder  *self);

/* Leaves a label of an older placement where it is, @right and @down from where
 * it was, if it lies on the picture and under no cover; texts of that style are
 * then not placed again for its feature. Before obstacles. */
void               atlas_label_builder_keep         (AtlasLabelBuilder  *self,
                                                     const AtlasLabel   *label,
                                                     double              right,
                                                     double              down);

/* Device units per em of a text style. */
double             atlas_label_builder_get_em       (AtlasLabelBuilder  *self,
                                                     AtlasTextId         style);

/* Where a place of the scene is on the picture. */
AtlasPoint         atlas_label_to_device            (AtlasLabelBuilder  *self,
                                                     AtlasPoint          point);

/* Is a place of the picture in it and not under a cover? */
gboolean           atlas_label_builder_shows        (AtlasLabelBuilder  *self,
                                                     AtlasPoint          point);

/* Begins a label; @width as for atlas_lettering_measure(), @weight as for
 * atlas_label_placer_add_label(). Its ink box is then in @ink. */
void               atlas_label_builder_add          (AtlasLabelBuilder  *self,
                                                     AtlasTextId         style,
                                                     const char         *text,
                                                     double              width,
                                                     double              weight);

/* Positions that follow are in that share of the style's size, and @ink is. */
void               atlas_label_builder_set_size     (AtlasLabelBuilder  *self,
                                                     double              size);

/* What the label begun last would cover around a place, grown by @margin. */
AtlasBox           atlas_label_get_box_at           (AtlasLabelBuilder  *self,
                                                     double              x,
                                                     double              y,
                                                     double              margin);

/* Positions of the label begun last: its letters centred on a point and turned
 * by @angle about it; and letter by letter. */
void               atlas_label_builder_add_centred  (AtlasLabelBuilder  *self,
                                                     double              x,
                                                     double              y,
                                                     double              angle,
                                                     double              cost);

/* The cheapest @max_n of @spots (element-type AtlasLabelSpot), which are sorted
 * on the way, as centred and level positions. */
void               atlas_label_builder_add_best     (AtlasLabelBuilder  *self,
                                                     GArray             *spots,
                                                     guint               max_n);
void               atlas_label_builder_add_spread   (AtlasLabelBuilder  *self,
                                                     const AtlasPoint   *centres,
                                                     double              angle,
                                                     double              cost);

/* Level and centred on a point, with a line that leads there from @from. */
void               atlas_label_builder_add_led      (AtlasLabelBuilder  *self,
                                                     AtlasPoint          from,
                                                     double              x,
                                                     double              y,
                                                     double              cost);

/* Returns: (element-type AtlasLabel): the labels that were kept, then those that
 * found a place */
GArray            *atlas_label_builder_solve        (AtlasLabelBuilder  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasLabelBuilder, atlas_label_builder_free)

G_END_DECLS
