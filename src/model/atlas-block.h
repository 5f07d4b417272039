#pragma once

#include "atlas-geometry.h"
#include "atlas-vocabulary.h"

G_BEGIN_DECLS

/**
 * AtlasBlockField:
 *
 * The attributes of a block in the order of the plan file's columns. The table
 * behind atlas_block_field_info() drives the file's schema, the strict reader,
 * the object's properties, export, and later panels and changes: a new
 * attribute is one line here, one in the struct and one in the table.
 */
typedef enum
{
  ATLAS_BLOCK_CODE,
  ATLAS_BLOCK_NAME,
  ATLAS_BLOCK_DISTRICT,
  ATLAS_BLOCK_AUTHORITY,
  ATLAS_BLOCK_SUBDISTRICT,
  ATLAS_BLOCK_ZONE,
  ATLAS_BLOCK_CLASS,
  ATLAS_BLOCK_AREA,
  ATLAS_BLOCK_IMPLEMENTATION_RATE,
  ATLAS_BLOCK_MAIN_FUNCTION,
  ATLAS_BLOCK_COMPOUNDS_COUNT,
  ATLAS_BLOCK_BUILDINGS_COUNT,
  ATLAS_BLOCK_FACTORIES_COUNT,
  ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA,
  ATLAS_BLOCK_BUILDINGS_FLOOR_AREA,
  ATLAS_BLOCK_FACTORIES_FLOOR_AREA,
  ATLAS_BLOCK_OTHER_FLOOR_AREA,
  ATLAS_BLOCK_NEAR_TERM_PROJECTS,
  ATLAS_BLOCK_DEMOLITION_SHARE,
  ATLAS_BLOCK_STATION_DISTANCE,
  ATLAS_BLOCK_NOTE,
  ATLAS_BLOCK_PROVENANCE,
} AtlasBlockField;
#define ATLAS_BLOCK_N_FIELDS (ATLAS_BLOCK_PROVENANCE + 1)

typedef enum
{
  ATLAS_FIELD_TEXT,    /* char *; unknown is NULL */
  ATLAS_FIELD_WORD,    /* int, a number of the vocabulary; unknown is -1 */
  ATLAS_FIELD_REAL,    /* double; unknown is NAN */
  ATLAS_FIELD_INTEGER, /* double holding a whole number; unknown is NAN */
} AtlasFieldType;

typedef struct
{
  const char            *column;     /* name in files and on the command line */
  AtlasFieldType         type;
  gsize                  offset;     /* in AtlasBlockValues */
  gboolean               required;   /* must be known */
  gboolean               editable;
  gboolean               whole;      /* people set it to whole numbers; of a REAL files may
                                      * hold shares, and so may what follows from sites */
  double                 minimum;    /* of numbers; unit as the name or the header says */
  double                 maximum;
  const AtlasVocabulary *vocabulary; /* of words */
} AtlasFieldInfo;

/**
 * AtlasBlockValues:
 *
 * All attributes of a block. Areas in m², shares and rates in percent 0–100,
 * distance in m. NAN, -1 and NULL mean unknown, never 0.
 */
typedef struct
{
  char   *code;
  char   *name;
  char   *district;
  char   *authority;
  char   *subdistrict;
  char   *note;
  int     zone;          /* AtlasZone */
  int     class_;        /* AtlasClass */
  int     main_function; /* atlas_vocabulary_functions */
  int     provenance;    /* atlas_vocabulary_provenances */
  double  area;
  double  implementation_rate;
  double  count[ATLAS_N_RESOURCES];
  double  floor_area[ATLAS_N_RESOURCES];
  double  other_floor_area;
  double  near_term_projects;
  double  demolition_share;
  double  station_distance;
} AtlasBlockValues;

#define ATLAS_TYPE_BLOCK (atlas_block_get_type ())
G_DECLARE_FINAL_TYPE (AtlasBlock, atlas_block, ATLAS, BLOCK, GObject)

const AtlasFieldInfo   *atlas_block_field_info   (AtlasBlockField         field);

/* What a text or word says, as files have it: the text or the word's key.
 * (nullable): unknown, or a number. Borrowed. */
const char             *atlas_block_values_get_key (const AtlasBlockValues *values,
                                                  AtlasBlockField         field);

/* Sets every attribute to unknown; the struct then owns nothing. */
void                    atlas_block_values_init  (AtlasBlockValues       *values);
void                    atlas_block_values_clear (AtlasBlockValues       *values);

/**
 * atlas_block_new_take:
 * @geometry: (transfer full): a polygon in EPSG:4548
 * @values: (transfer full): moved out of the struct, which is left unknown
 */
AtlasBlock             *atlas_block_new_take     (AtlasGeometry          *geometry,
                                                  AtlasBlockValues       *values);

AtlasGeometry          *atlas_block_get_geometry (AtlasBlock             *self);
const AtlasBlockValues *atlas_block_get_values   (AtlasBlock             *self);
const char             *atlas_block_get_code     (AtlasBlock             *self);

/* Takes the values over, of the same code, and tells of those that are others
 * than before; @values are left unknown. For documents only: a change that
 * nobody recorded is one that is lost. */
void                    atlas_block_take_values  (AtlasBlock             *self,
                                                  AtlasBlockValues       *values);

/* Is the attribute the same in both? Unknown equals unknown. */
gboolean                atlas_block_values_equal (const AtlasBlockValues *a,
                                                  const AtlasBlockValues *b,
                                                  AtlasBlockField         field);

/* The four floor areas together, m²; unknown ones count as nothing. */
double                  atlas_block_get_renewable_floor_area (AtlasBlock *self);
double                  atlas_block_values_get_renewable_floor_area
                                                 (const AtlasBlockValues *values);

G_END_DECLS
