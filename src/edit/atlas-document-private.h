#pragma once

#include "atlas-change-set.h"
#include "atlas-document.h"
#include "atlas-history.h"
#include "atlas-writer.h"

G_BEGIN_DECLS

struct _AtlasDocument
{
  GObject            parent_instance;

  GFile             *file;
  AtlasPlan         *plan;
  AtlasFileIdentity  identity; /* as the plan was read */
  int                fd;       /* the file that was read, whatever becomes of its name; -1: none */

  AtlasPlanRecord   *record;   /* %NULL: not read yet */
  AtlasHistory      *history;
  AtlasWriter       *writer;   /* %NULL: nothing was changed yet */
  gint64             on_disk;  /* seq of the last entry that is */
  gboolean           is_frozen; /* it is being copied in a thread */

  char              *author;
  char              *host;
  AtlasMeeting      *meeting;

  AtlasSaveState     save_state;
  gboolean           reads_history; /* or has */
  guint              history_id;    /* source id: until it tries again */
  GDateTime         *saved_time;
  GError            *save_error;
};

/* Can it be changed now? Errors as atlas_document_apply(). */
gboolean atlas_document_check_writable (AtlasDocument  *self,
                                        GError        **error);

/* Adds what @change, of another log, does to a preset, by what is here. */
void     atlas_document_put_preset  (AtlasDocument     *self,
                                     AtlasEdit         *edit,
                                     const AtlasChange *change);

/* Adds what @change, of another @log, does to a snapshot, by what is here. %FALSE: it
 * can't be done here. */
gboolean atlas_document_adopt_snapshot (AtlasDocument        *self,
                                        AtlasEdit            *edit,
                                        const AtlasChangeLog *log,
                                        const AtlasChange    *change);

/* Takes over what was read, or tells that the file is another by now. */
void     atlas_document_take_record (AtlasDocument    *self,
                                     AtlasPlanRecord  *record);

/* Hands all entries that are not on disk to a writer for the file; makes one if
 * there is none. */
void     atlas_document_write       (AtlasDocument    *self,
                                     gint64            from);

/* Its row, which is in the file. */
void     atlas_document_write_meeting (AtlasDocument      *self,
                                       const AtlasMeeting *meeting);

void     atlas_document_set_state   (AtlasDocument    *self,
                                     AtlasSaveState    state,
                                     const GError     *error);

void     atlas_document_tell        (AtlasDocument    *self,
                                     const AtlasDelta *delta);

G_END_DECLS
