#include "atlas-spatial-functions.h"

#include "atlas-wkb.h"

typedef struct
{
  const char *name;
  gsize       bound; /* offset in AtlasBox */
} Function;

static gboolean
read_box (sqlite3_value *value,
          AtlasBox      *box)
{
  const guint8 *blob = sqlite3_value_blob (value);

  return blob != NULL && atlas_wkb_read_box (blob, (gsize) sqlite3_value_bytes (value), box);
}

static void
is_empty (sqlite3_context  *context,
          int               n_values,
          sqlite3_value   **values)
{
  AtlasBox box;

  if (read_box (values[0], &box))
    sqlite3_result_int (context, atlas_box_is_empty (&box));
}

static void
get_bound (sqlite3_context  *context,
           int               n_values,
           sqlite3_value   **values)
{
  const Function *function = sqlite3_user_data (context);
  AtlasBox box;

  if (read_box (values[0], &box) && !atlas_box_is_empty (&box))
    sqlite3_result_double (context, G_STRUCT_MEMBER (double, &box, function->bound));
}

int
atlas_spatial_functions_add (sqlite3 *handle)
{
  static const Function bounds[] = {
    { "ST_MinX", G_STRUCT_OFFSET (AtlasBox, x0) },
    { "ST_MaxX", G_STRUCT_OFFSET (AtlasBox, x1) },
    { "ST_MinY", G_STRUCT_OFFSET (AtlasBox, y0) },
    { "ST_MaxY", G_STRUCT_OFFSET (AtlasBox, y1) },
  };
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  int code = sqlite3_create_function (handle, "ST_IsEmpty", 1, flags, NULL, is_empty, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bounds) && code == SQLITE_OK; i++)
    code = sqlite3_create_function (handle, bounds[i].name, 1, flags, (gpointer) &bounds[i],
                                    get_bound, NULL, NULL);

  return code;
}
