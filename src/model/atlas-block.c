#include "atlas-block.h"

#include <math.h>

struct _AtlasBlock
{
  GObject           parent_instance;

  AtlasGeometry    *geometry;
  AtlasBlockValues  values;
};

G_DEFINE_FINAL_TYPE (AtlasBlock, atlas_block, G_TYPE_OBJECT)

/* By field, from 1. */
static GParamSpec *properties[ATLAS_BLOCK_N_FIELDS + 1];

#define AT(member) .offset = G_STRUCT_OFFSET (AtlasBlockValues, member)
#define TEXT(name, member, ...) { .column = name, .type = ATLAS_FIELD_TEXT, AT (member), __VA_ARGS__ }
#define WORD(name, member, list, ...) \
  { .column = name, .type = ATLAS_FIELD_WORD, AT (member), .vocabulary = &list, __VA_ARGS__ }
#define REAL(name, member, min, max, ...) \
  { .column = name, .type = ATLAS_FIELD_REAL, AT (member), .minimum = min, .maximum = max, __VA_ARGS__ }
#define COUNT(name, member) REAL (name, member, 0, LARGEST, EDITABLE, .whole = TRUE)
/* More than a plan can be of, and little enough for all of it to be kept exactly. */
#define LARGEST 1e15
#define REQUIRED .required = TRUE
#define EDITABLE .editable = TRUE

static const AtlasFieldInfo fields[ATLAS_BLOCK_N_FIELDS] = {
  [ATLAS_BLOCK_CODE] = TEXT ("code", code, REQUIRED),
  [ATLAS_BLOCK_NAME] = TEXT ("name", name, EDITABLE),
  [ATLAS_BLOCK_DISTRICT] = TEXT ("district", district, REQUIRED),
  [ATLAS_BLOCK_AUTHORITY] = TEXT ("authority", authority, REQUIRED, EDITABLE),
  [ATLAS_BLOCK_SUBDISTRICT] = TEXT ("subdistrict", subdistrict, EDITABLE),
  [ATLAS_BLOCK_ZONE] = WORD ("zone", zone, atlas_vocabulary_zones, REQUIRED, EDITABLE),
  [ATLAS_BLOCK_CLASS] = WORD ("class", class_, atlas_vocabulary_classes, REQUIRED, EDITABLE),
  [ATLAS_BLOCK_AREA] = REAL ("area_m2", area, 0, INFINITY),
  [ATLAS_BLOCK_IMPLEMENTATION_RATE] =
    REAL ("implementation_rate", implementation_rate, 0, 100, EDITABLE),
  [ATLAS_BLOCK_MAIN_FUNCTION] =
    WORD ("main_function", main_function, atlas_vocabulary_functions, EDITABLE),
  [ATLAS_BLOCK_COMPOUNDS_COUNT] =
    COUNT ("compounds_count", count[ATLAS_RESOURCE_COMPOUNDS]),
  [ATLAS_BLOCK_BUILDINGS_COUNT] =
    COUNT ("buildings_count", count[ATLAS_RESOURCE_BUILDINGS]),
  [ATLAS_BLOCK_FACTORIES_COUNT] =
    COUNT ("factories_count", count[ATLAS_RESOURCE_FACTORIES]),
  [ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA] =
    REAL ("compounds_floor_area", floor_area[ATLAS_RESOURCE_COMPOUNDS], 0, LARGEST, EDITABLE),
  [ATLAS_BLOCK_BUILDINGS_FLOOR_AREA] =
    REAL ("buildings_floor_area", floor_area[ATLAS_RESOURCE_BUILDINGS], 0, LARGEST, EDITABLE),
  [ATLAS_BLOCK_FACTORIES_FLOOR_AREA] =
    REAL ("factories_floor_area", floor_area[ATLAS_RESOURCE_FACTORIES], 0, LARGEST, EDITABLE),
  [ATLAS_BLOCK_OTHER_FLOOR_AREA] =
    REAL ("other_floor_area", other_floor_area, 0, LARGEST, EDITABLE),
  [ATLAS_BLOCK_NEAR_TERM_PROJECTS] =
    { .column = "near_term_projects", .type = ATLAS_FIELD_INTEGER, AT (near_term_projects),
      .minimum = 0, .maximum = G_MAXINT, EDITABLE, .whole = TRUE },
  [ATLAS_BLOCK_DEMOLITION_SHARE] = REAL ("demolition_share", demolition_share, 0, 100, EDITABLE),
  [ATLAS_BLOCK_STATION_DISTANCE] = REAL ("station_distance", station_distance, 0, INFINITY),
  [ATLAS_BLOCK_NOTE] = TEXT ("note", note, EDITABLE),
  [ATLAS_BLOCK_PROVENANCE] = WORD ("provenance", provenance, atlas_vocabulary_provenances),
};

const AtlasFieldInfo *
atlas_block_field_info (AtlasBlockField field)
{
  g_return_val_if_fail ((guint) field < ATLAS_BLOCK_N_FIELDS, NULL);

  return &fields[field];
}

const char *
atlas_block_values_get_key (const AtlasBlockValues *values,
                            AtlasBlockField         field)
{
  const AtlasFieldInfo *info = atlas_block_field_info (field);

  switch (info->type)
    {
    case ATLAS_FIELD_TEXT:
      return G_STRUCT_MEMBER (char *, values, info->offset);
    case ATLAS_FIELD_WORD:
      return atlas_vocabulary_get_key (info->vocabulary,
                                       G_STRUCT_MEMBER (int, values, info->offset));
    case ATLAS_FIELD_REAL:
    case ATLAS_FIELD_INTEGER:
    default:
      return NULL;
    }
}

void
atlas_block_values_init (AtlasBlockValues *values)
{
  for (guint i = 0; i < ATLAS_BLOCK_N_FIELDS; i++)
    {
      gpointer at = G_STRUCT_MEMBER_P (values, fields[i].offset);

      switch (fields[i].type)
        {
        case ATLAS_FIELD_TEXT:
          *(char **) at = NULL;
          break;
        case ATLAS_FIELD_WORD:
          *(int *) at = -1;
          break;
        case ATLAS_FIELD_REAL:
        case ATLAS_FIELD_INTEGER:
          *(double *) at = NAN;
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

void
atlas_block_values_clear (AtlasBlockValues *values)
{
  for (guint i = 0; i < ATLAS_BLOCK_N_FIELDS; i++)
    if (fields[i].type == ATLAS_FIELD_TEXT)
      g_free (G_STRUCT_MEMBER (char *, values, fields[i].offset));

  atlas_block_values_init (values);
}

static void
atlas_block_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  AtlasBlock *self = ATLAS_BLOCK (object);
  const AtlasFieldInfo *field = &fields[id - 1];

  switch (field->type)
    {
    case ATLAS_FIELD_TEXT:
      g_value_set_string (value, G_STRUCT_MEMBER (char *, &self->values, field->offset));
      break;
    case ATLAS_FIELD_WORD:
      g_value_set_int (value, G_STRUCT_MEMBER (int, &self->values, field->offset));
      break;
    case ATLAS_FIELD_REAL:
    case ATLAS_FIELD_INTEGER:
      g_value_set_double (value, G_STRUCT_MEMBER (double, &self->values, field->offset));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
atlas_block_finalize (GObject *object)
{
  AtlasBlock *self = ATLAS_BLOCK (object);

  g_clear_pointer (&self->geometry, atlas_geometry_unref);
  atlas_block_values_clear (&self->values);

  G_OBJECT_CLASS (atlas_block_parent_class)->finalize (object);
}

static GParamSpec *
param_spec_for_field (const AtlasFieldInfo *field)
{
  /* Not STATIC_NAME: GObject makes "area-m2" of "area_m2" and needs a copy. */
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_NICK | G_PARAM_STATIC_BLURB;

  switch (field->type)
    {
    case ATLAS_FIELD_TEXT:
      return g_param_spec_string (field->column, NULL, NULL, NULL, flags);
    case ATLAS_FIELD_WORD:
      return g_param_spec_int (field->column, NULL, NULL,
                               -1, (int) field->vocabulary->n_words - 1, -1, flags);
    case ATLAS_FIELD_REAL:
    case ATLAS_FIELD_INTEGER:
    default:
      return g_param_spec_double (field->column, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
    }
}

static void
atlas_block_class_init (AtlasBlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = atlas_block_get_property;
  object_class->finalize = atlas_block_finalize;

  for (guint i = 0; i < ATLAS_BLOCK_N_FIELDS; i++)
    properties[i + 1] = param_spec_for_field (&fields[i]);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
atlas_block_init (AtlasBlock *self)
{
  atlas_block_values_init (&self->values);
}

AtlasBlock *
atlas_block_new_take (AtlasGeometry    *geometry,
                      AtlasBlockValues *values)
{
  AtlasBlock *self = g_object_new (ATLAS_TYPE_BLOCK, NULL);

  self->geometry = geometry;
  self->values = *values;
  atlas_block_values_init (values);

  return self;
}

AtlasGeometry *
atlas_block_get_geometry (AtlasBlock *self)
{
  g_return_val_if_fail (ATLAS_IS_BLOCK (self), NULL);

  return self->geometry;
}

const AtlasBlockValues *
atlas_block_get_values (AtlasBlock *self)
{
  g_return_val_if_fail (ATLAS_IS_BLOCK (self), NULL);

  return &self->values;
}

const char *
atlas_block_get_code (AtlasBlock *self)
{
  g_return_val_if_fail (ATLAS_IS_BLOCK (self), NULL);

  return self->values.code;
}

gboolean
atlas_block_values_equal (const AtlasBlockValues *a,
                          const AtlasBlockValues *b,
                          AtlasBlockField         field)
{
  gsize offset = fields[field].offset;
  double x, y;

  switch (fields[field].type)
    {
    case ATLAS_FIELD_TEXT:
      return g_strcmp0 (G_STRUCT_MEMBER (char *, a, offset),
                        G_STRUCT_MEMBER (char *, b, offset)) == 0;
    case ATLAS_FIELD_WORD:
      return G_STRUCT_MEMBER (int, a, offset) == G_STRUCT_MEMBER (int, b, offset);
    case ATLAS_FIELD_REAL:
    case ATLAS_FIELD_INTEGER:
    default:
      x = G_STRUCT_MEMBER (double, a, offset);
      y = G_STRUCT_MEMBER (double, b, offset);
      return x == y || (isnan (x) && isnan (y));
    }
}

void
atlas_block_take_values (AtlasBlock       *self,
                         AtlasBlockValues *values)
{
  AtlasBlockValues old;

  g_return_if_fail (ATLAS_IS_BLOCK (self));
  g_return_if_fail (g_strcmp0 (values->code, self->values.code) == 0);

  old = self->values;
  /* The plan's table of codes borrows it. */
  g_free (values->code);
  self->values = *values;
  self->values.code = g_steal_pointer (&old.code);
  atlas_block_values_init (values);

  for (guint i = 0; i < ATLAS_BLOCK_N_FIELDS; i++)
    if (i != ATLAS_BLOCK_CODE && !atlas_block_values_equal (&old, &self->values, i))
      g_object_notify_by_pspec (G_OBJECT (self), properties[i + 1]);
  atlas_block_values_clear (&old);
}

double
atlas_block_values_get_renewable_floor_area (const AtlasBlockValues *values)
{
  double total = isnan (values->other_floor_area) ? 0 : values->other_floor_area;

  for (guint i = 0; i < ATLAS_N_RESOURCES; i++)
    if (!isnan (values->floor_area[i]))
      total += values->floor_area[i];

  return total;
}

double
atlas_block_get_renewable_floor_area (AtlasBlock *self)
{
  g_return_val_if_fail (ATLAS_IS_BLOCK (self), 0);

  return atlas_block_values_get_renewable_floor_area (&self->values);
}
