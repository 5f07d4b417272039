#pragma once

#include "atlas-density-input.h"
#include "atlas-maps.h"

G_BEGIN_DECLS

/* Densities that are computed together. */
typedef struct _AtlasMapsDensities AtlasMapsDensities;

struct _AtlasMaps
{
  GObject        parent_instance;

  GFile         *file;     /* (nullable): to be read */
  AtlasDocument *document;
  AtlasLocator  *locator;
  AtlasLanguage  language;
  AtlasScene    *scenes[ATLAS_N_MAPS];
  AtlasDensitySettings settings[ATLAS_N_MAPS];
  AtlasDensityInput *inputs[ATLAS_N_MAPS]; /* of the plan as it is; nullable */
  AtlasPlan     *state;     /* nullable: as the plan was, what was taken off last */
  gint64         state_seq; /* after which entry; of a log that only grows */
  gint64         published_seq; /* of the published state as it was seen last */
  guint          first;     /* map whose density is there from the start */
  AtlasMapsDensities *others; /* to be computed when there is time */
  guint          waiting;   /* for the main loop: source id */
  GCancellable  *turn;      /* then, for a worker; nullable */
  guint          patience;  /* source id: so long at most */
  GCancellable  *computing; /* densities; %NULL: they are the plan's */
  guint          pending;   /* bits of the maps whose density that is */
  guint          stale;     /* bits of maps whose settings changed meanwhile */
  AtlasBox       coming[ATLAS_N_MAPS];  /* what the pending ones will change, metres */
  AtlasBox       changes[ATLAS_N_MAPS]; /* while it is told: what they did */
};

/* In all: @map: 0–5. Resource that a map has the density of; -1: none */
int  atlas_maps_get_resource         (AtlasMaps               *self,
                                      guint                    map);

/* @terms: (nullable): as they are */
void atlas_maps_replace_scene        (AtlasMaps               *self,
                                      guint                    map,
                                      AtlasShapes             *shapes,
                                      AtlasGrid               *density,
                                      const AtlasDensityTerms *terms);

void atlas_maps_emit_densities_changed (AtlasMaps             *self);

/* Looks what is still to be computed; while a plan is being opened, on a thread. */
void atlas_maps_prepare_densities    (AtlasMaps               *self);

/* That, when the main loop has time: starting is slow enough. */
void atlas_maps_compute_later        (AtlasMaps               *self);
void atlas_maps_compute_all          (AtlasMaps               *self);
void atlas_maps_stop_densities       (AtlasMaps               *self);
void atlas_maps_forget_density_changes (AtlasMaps             *self);

/* The plan has other amounts, or its history another published state or names. Densities
 * that are quickly computed are there then, and their changes. */
void atlas_maps_follow_amounts       (AtlasMaps               *self,
                                      const AtlasDelta        *delta);
void atlas_maps_follow_snapshots     (AtlasMaps               *self);

G_END_DECLS
