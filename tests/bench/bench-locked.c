/* How long the window is busy at most while another program keeps the plan locked
 * for half a minute and somebody goes on editing. */

#include "atlas-application.h"
#include "atlas-bench.h"
#include "atlas-block-json.h"
#include "atlas-frames.h"
#include "atlas-plan-file.h"
#include "atlas-window.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#define LOCKED_MS 30000
#define EDIT_MS 400

typedef struct
{
  AtlasWindow *window;
  gint64       until; /* g_get_monotonic_time() */
  guint        n_edits;
} Bench;

static AtlasDocument *
get_document (Bench *self)
{
  AtlasMaps *maps = atlas_window_get_maps (self->window);

  return maps != NULL ? atlas_maps_get_document (maps) : NULL;
}

static gboolean
is_ready (gpointer data)
{
  Bench *self = data;

  return !atlas_window_is_loading (self->window) && get_document (self) != NULL &&
         atlas_document_is_ready (get_document (self)) &&
         atlas_maps_are_complete (atlas_window_get_maps (self->window));
}

static gboolean
is_saved (gpointer data)
{
  return atlas_document_get_save_state (get_document (data)) == ATLAS_SAVE_DONE;
}

static gboolean
is_over (gpointer data)
{
  return g_get_monotonic_time () >= ((Bench *) data)->until;
}

static gboolean
on_edit (gpointer data)
{
  Bench *self = data;
  AtlasPlan *plan = atlas_document_get_plan (get_document (self));
  g_autoptr(AtlasEdit) edit = atlas_edit_new (plan);
  g_autoptr(GError) error = NULL;
  guint block = self->n_edits++ % atlas_plan_get_n_blocks (plan);
  int class_ = atlas_block_get_values (atlas_plan_get_block (plan, block))->class_;

  if (!atlas_edit_set_block (edit, block, ATLAS_BLOCK_CLASS,
                             class_ == ATLAS_CLASS_KEY ? "\"general\"" : "\"key\"", &error) ||
      !atlas_document_apply (get_document (self), edit, ATLAS_CHANGE_EDIT, "bench", &error))
    g_error ("%s", error->message);
  /* Each is a frame that has something to show. */
  gtk_widget_queue_draw (GTK_WIDGET (self->window));

  return G_SOURCE_CONTINUE;
}

static void
bench_locked (Bench      *self,
              const char *path)
{
  AtlasFrames frames;
  sqlite3 *database;
  guint edits;

  if (sqlite3_open (path, &database) != SQLITE_OK ||
      sqlite3_exec (database, "BEGIN EXCLUSIVE", NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (database));

  self->until = g_get_monotonic_time () + LOCKED_MS * G_TIME_SPAN_MILLISECOND;
  edits = g_timeout_add (EDIT_MS, on_edit, self);
  atlas_frames_wait (GTK_WIDGET (self->window), is_over, self, &frames);
  g_source_remove (edits);
  sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close (database);

  atlas_bench_print ("window-locked-edits", self->n_edits, "edits");
  atlas_bench_print ("window-locked-busy", frames.busy, "ms");
  atlas_bench_print ("window-locked-busy-cpu", frames.busy_cpu, "ms");
  atlas_bench_print ("window-unlocked-to-saved",
                     atlas_frames_wait (GTK_WIDGET (self->window), is_saved, self, NULL), "ms");
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("renewal-atlas-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.gpkg", NULL);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  g_autofree char *sample = NULL;
  g_autofree char *content = NULL;
  g_autoptr(AtlasApplication) application = NULL;
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  gsize size;
  Bench self = { NULL };

  adw_init ();
  atlas_frames_init ();
  application = atlas_application_new (G_APPLICATION_NON_UNIQUE);
  sample = atlas_plan_file_dup_sample_path ();
  if (!g_application_register (G_APPLICATION (application), NULL, &error) ||
      !g_file_get_contents (sample, &content, &size, &error) ||
      !g_file_set_contents (path, content, (gssize) size, &error))
    g_error ("%s", error->message);

  self.window = atlas_window_new (GTK_APPLICATION (application));
  gtk_window_set_default_size (GTK_WINDOW (self.window), 1400, 900);
  gtk_window_present (GTK_WINDOW (self.window));
  atlas_window_open (self.window, file);
  atlas_frames_wait (GTK_WIDGET (self.window), is_ready, &self, NULL);
  atlas_frames_rest (1000);
  bench_locked (&self, path);
  gtk_window_destroy (GTK_WINDOW (self.window));
  g_unlink (path);
  g_unlink (lock);
  g_rmdir (folder);

  return 0;
}
