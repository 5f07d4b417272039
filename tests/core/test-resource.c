/* What is built in, while all that is built in is being registered. */
#include "atlas-resource.h"

/* Of which, with what the getter returns, tens fail on two processors. */
#define N_ROUNDS 10000
#define PATH "/org/renewalatlas/Atlas/figures.csv"

/* As glib-compile-resources makes it. */
static GStaticResource built_in;

static GResource *
get_resource (void)
{
  return g_static_resource_get_resource (&built_in);
}

typedef struct
{
  int round; /* atomic; negative: the end */
  int done;  /* atomic; the same */
} Other;

/* Each round looks for something of its own, as GTK does when it starts. */
static gpointer
look_up (gpointer data)
{
  Other *self = data;
  int round = 0;

  for (;;)
    {
      int next = g_atomic_int_get (&self->round);

      if (next < 0)
        return NULL;
      if (next == round)
        {
          g_thread_yield ();
          continue;
        }
      round = next;
      g_resources_get_info ("/none", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL);
      g_atomic_int_set (&self->done, round);
    }
}

static void
test_register (void)
{
  const char *file = g_test_get_filename (G_TEST_BUILT, "core", "figures.gresource", NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  Other other = { 0 };
  GThread *thread;
  gsize size;

  g_file_get_contents (file, &contents, &size, &error);
  g_assert_no_error (error);
  thread = g_thread_new ("other", look_up, &other);

  for (int round = 1; round <= N_ROUNDS; round++)
    {
      g_autoptr(GBytes) bytes = NULL;

      built_in = (GStaticResource) { .data = (const guint8 *) contents, .data_len = size };
      g_static_resource_init (&built_in);
      g_atomic_int_set (&other.round, round);
      /* The other one has begun, and is at one thing or the next. */
      for (int i = 0; i < round % 200; i++)
        g_atomic_int_get (&other.done);
      bytes = atlas_resource_lookup (get_resource, PATH);
      g_assert_true (g_str_has_prefix (g_bytes_get_data (bytes, NULL), "key,"));
      while (g_atomic_int_get (&other.done) != round)
        g_thread_yield ();
      g_static_resource_fini (&built_in);
    }

  g_atomic_int_set (&other.round, -1);
  g_thread_join (thread);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resource/while-another-thread-registers", test_register);

  return g_test_run ();
}
