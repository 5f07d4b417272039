/* How long it takes to put edits on the disk, and to read their log back. */

#include "atlas-bench.h"
#include "atlas-json.h"
#include "atlas-plan-connection.h"
#include "atlas-plan-file.h"
#include "atlas-plan-record.h"
#include "atlas-test-changes.h"
#include "atlas-test-plan.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A file that edits go to one after another. */
typedef struct
{
  AtlasTestPlanFile  file;
  AtlasPlan         *plan;
  guint              n_changes; /* an edit has */
  guint              n_edits;   /* a commit has */
  guint              round;
  gboolean           is_class;  /* or numbers of all kinds */
  GArray            *changes;
  GStringChunk      *texts;
} Bench;

static void
bench_init (Bench *self,
            guint  n_blocks)
{
  GError *error = NULL;
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (n_blocks);

  memset (self, 0, sizeof *self);
  self->file.folder = g_dir_make_tmp ("renewal-atlas-bench-XXXXXX", NULL);
  self->file.path = g_build_filename (self->file.folder, "bench.gpkg", NULL);
  self->file.log = atlas_change_log_new ();
  self->changes = g_array_new (FALSE, TRUE, sizeof (AtlasChange));
  self->texts = g_string_chunk_new (4096);
  if (!atlas_plan_file_write (plan, self->file.path, NULL, &error) ||
      !atlas_test_plan_file_open (&self->file, &error))
    g_error ("%s", error->message);
  self->plan = g_steal_pointer (&plan);
}

static void
bench_clear (Bench *self)
{
  g_array_unref (self->changes);
  g_string_chunk_free (self->texts);
  g_object_unref (self->plan);
  atlas_test_plan_file_tear_down (&self->file);
}

/* Entries for the next commit: a class, or numbers no two of which are equal. */
static void
prepare (Bench *self)
{
  static const char *const classes[] = { "\"key\"", "\"renewal\"", "\"general\"" };
  guint n = self->n_changes;

  g_array_set_size (self->changes, 0);
  g_string_chunk_clear (self->texts);
  for (guint i = 0; i < n; i++)
    {
      AtlasBlock *block = atlas_plan_get_block (self->plan, (i * 7919 + self->round) %
                                                            atlas_plan_get_n_blocks (self->plan));
      g_autofree char *number = g_strdup_printf ("%u.25", i + self->round);
      AtlasChange change = {
        .object = ATLAS_OBJECT_BLOCK, .key = atlas_block_get_code (block), .reason = "bench",
        .field = self->is_class ? "class" : i % 2 ? "compounds_floor_area" : "other_floor_area",
        .old_value = "null",
        .new_value = self->is_class ? classes[self->round % 3]
                                    : g_string_chunk_insert (self->texts, number),
      };

      g_array_append_val (self->changes, change);
    }
  atlas_test_chain (self->file.log, (AtlasChange *) (gpointer) self->changes->data, n, self->texts);
  self->round++;
}

static gint64
time_commit (Bench *self)
{
  const AtlasChange *changes = (AtlasChange *) (gpointer) self->changes->data;
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 duration;

  if (!atlas_plan_connection_commit (self->file.connection, changes, self->changes->len, NULL,
                                     &error))
    g_error ("%s", error->message);
  duration = g_get_monotonic_time () - start;
  for (guint i = 0; i < self->changes->len; i++)
    atlas_change_log_append (self->file.log, &changes[i]);

  return duration;
}

static void
bench_commit (Bench      *self,
              const char *name,
              guint       n_changes,
              gboolean    is_class,
              guint       times)
{
  g_autoptr(GArray) durations = g_array_new (FALSE, FALSE, sizeof (gint64));

  self->n_changes = n_changes;
  self->is_class = is_class;
  for (guint i = 0; i <= times; i++)
    {
      gint64 duration;

      prepare (self);
      duration = time_commit (self);
      if (i > 0)
        g_array_append_val (durations, duration);
    }

  atlas_bench_print (name, atlas_bench_quantile (durations, 0.5), "ms");
}

static void
write_and_sync (const char *path,
                int         flags,
                const char *bytes,
                gsize       size)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600);

  if (fd < 0 || pwrite (fd, bytes, size, 0) != (gssize) size || fsync (fd) != 0)
    g_error ("%s", path);
  close (fd);
}

/* What SQLite asks of the disk for a commit with journal DELETE and synchronous
 * FULL, and nothing else: a journal of some pages, synced twice, and its folder;
 * some pages of a file, synced; the journal removed. */
static void
sync_like_a_commit (gpointer data)
{
  Bench *self = data;
  g_autofree char *journal = g_strconcat (self->file.path, "-bare", NULL);
  g_autofree char *copy = g_strconcat (self->file.path, "-copy", NULL);
  static const char bytes[8 * 4096];
  int folder = g_open (self->file.folder, O_RDONLY | O_CLOEXEC, 0);

  write_and_sync (journal, 0, bytes, sizeof bytes);
  fsync (folder);
  close (folder);
  write_and_sync (journal, 0, bytes, 512);
  write_and_sync (copy, 0, bytes, sizeof bytes);
  g_unlink (journal);
}

static void
bench_syncs (Bench      *self,
             const char *name,
             guint       times)
{
  g_autofree char *copy = g_strconcat (self->file.path, "-copy", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  if (!g_file_get_contents (self->file.path, &bytes, &size, NULL) ||
      !g_file_set_contents (copy, bytes, (gssize) size, NULL))
    g_error ("%s", copy);
  atlas_bench_run (name, times, sync_like_a_commit, self);
}

static void
read_log (gpointer data)
{
  Bench *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasPlanRecord) record = atlas_plan_record_read (self->file.path, NULL, &error);

  if (record == NULL)
    g_error ("%s", error->message);
}

static void
bench_log (Bench *self)
{
  while (atlas_change_log_get_n (self->file.log) < 100000)
    {
      self->n_changes = MIN (5000, 100000 - atlas_change_log_get_n (self->file.log));
      prepare (self);
      time_commit (self);
    }
  atlas_bench_run ("read_log_100000", 15, read_log, self);
}

int
main (int   argc,
      char *argv[])
{
  Bench small, large;


  bench_init (&small, 1371);
  bench_commit (&small, "commit_1_of_1371", 1, TRUE, 101);
  bench_syncs (&small, "syncs_of_1371", 101);
  bench_commit (&small, "commit_class_of_1371", 1371, TRUE, 15);
  bench_commit (&small, "commit_1000_rows", 1000, FALSE, 15);
  bench_log (&small);
  bench_clear (&small);

  bench_init (&large, 100000);
  bench_commit (&large, "commit_1_of_100000", 1, TRUE, 101);
  bench_syncs (&large, "syncs_of_100000", 101);
  bench_clear (&large);

  return 0;
}
