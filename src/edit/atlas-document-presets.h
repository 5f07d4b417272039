#pragma once

#include "atlas-density-settings.h"
#include "atlas-document.h"

G_BEGIN_DECLS

/* Presets: settings of a density that the plan keeps under a name. They are changed
 * as all else is: on record, and undone. */

/* Characters of a name. */
#define ATLAS_PRESET_NAME_MAX 64

/* (nullable): where the history is not ready; (element-type AtlasPreset): by the
 * bytes of their names. Borrowed until the next change */
GPtrArray         *atlas_document_get_presets   (AtlasDocument  *self);

/* Returns: (nullable): the preset of that name */
const AtlasPreset *atlas_document_find_preset   (AtlasDocument  *self,
                                                 const char     *name);

/* Without white space, of whatever script, around it. Returns: (transfer full) */
char              *atlas_preset_strip_name      (const char     *name);

/**
 * atlas_document_save_preset:
 * @name: is stripped
 *
 * One of that name is replaced. Errors as atlas_document_apply(), and
 * %ATLAS_ERROR_ARGUMENT for a name that is blank, longer than
 * %ATLAS_PRESET_NAME_MAX or can't be written.
 */
gboolean           atlas_document_save_preset   (AtlasDocument               *self,
                                                 const char                  *name,
                                                 const AtlasDensitySettings  *settings,
                                                 GError                     **error);

/* As one change. @to: as for saving; errors likewise, and %ATLAS_ERROR_ARGUMENT: there is
 * none of the name @from, or one of the name @to. */
gboolean           atlas_document_rename_preset (AtlasDocument  *self,
                                                 const char     *from,
                                                 const char     *to,
                                                 GError        **error);

/* %ATLAS_ERROR_ARGUMENT: there is none of that name. */
gboolean           atlas_document_delete_preset (AtlasDocument  *self,
                                                 const char     *name,
                                                 GError        **error);

/**
 * atlas_document_get_preset_settings:
 * @preset: of this document
 * @resource: of the map that they are for
 * @settings: initialized, and as it was when this fails
 *
 * Where there are no such households floor area is counted, and what is not there is
 * not taken off: a snapshot of a plan that has none of that name, a resource from
 * itself. The scale is then another, and so not fixed.
 *
 * Returns: %FALSE: %ATLAS_ERROR_ARGUMENT: they can't be read
 */
gboolean           atlas_document_get_preset_settings (AtlasDocument         *self,
                                                       const AtlasPreset     *preset,
                                                       AtlasResource          resource,
                                                       AtlasDensitySettings  *settings,
                                                       GError               **error);

G_END_DECLS
