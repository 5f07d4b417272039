#include "atlas-command.h"

#include "atlas-density-input.h"
#include "atlas-document-density.h"
#include "atlas-document-presets.h"
#include "atlas-error.h"
#include "atlas-interrupt.h"
#include "atlas-plan-file.h"
#include "atlas-plan-state.h"
#include "atlas-receipt-text.h"
#include "atlas-sheet.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <malloc.h>
#include <math.h>
#include <signal.h>
#include <unistd.h>

#define DEFAULT_DPI 300.0
#define MAX_WORKERS 2

/* Pixels of a page from which two of them at a time may be too much for the
 * memory: 4 bytes each. */
#define LARGE_PAGE 1e8

static const char *const format_words[] = { "png", "pdf", "svg", NULL };
static const char *const paper_words[] = { "a4", "a3", "a2", "a1", "a0", NULL };
static const char *const language_words[] = { "zh", "en", NULL };
static const char *const map_words[] = { "all", "1", "2", "3", "4", "5", "6", NULL };

/* For each PDF cairo takes whole tables of Chinese fonts, some 20 MB each, to
 * memory. Kept between sheets, it need not be asked of the kernel and cleared
 * anew each time: six PDFs take 0.69 s instead of 0.74 s. */
#define KEPT_BLOCK (32 << 20)
#define KEPT_MEMORY (256 << 20)

/* As given on the command line; texts are owned. */
typedef struct
{
  char   *map;
  char   *format;
  char   *paper;
  char   *language;
  char   *output;
  char   *style;
  char   *palette;
  char   *preset;
  double  dpi;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->map);
  g_free (self->format);
  g_free (self->paper);
  g_free (self->language);
  g_free (self->output);
  g_free (self->style);
  g_free (self->palette);
  g_free (self->preset);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What is to be rendered, and how far it is. */
typedef struct
{
  AtlasPlan            *plan;
  AtlasPlan            *then;      /* (nullable): the state that all densities take off */
  AtlasDensitySettings  settings[ATLAS_N_RESOURCES];
  AtlasShapes          *shapes;
  AtlasStyle           *style;
  guint                 map;       /* 0: all */
  AtlasFormat           format;
  AtlasPaper            paper;
  AtlasLanguage         language;
  double                dpi;
  const char           *output;
  GCancellable         *cancellable;
  gboolean              terminal;  /* somebody watches */
  gboolean              interrupted;

  GMutex                mutex;     /* guards what follows */
  guint                 n_done;
  GError               *error;     /* the first one */
} Render;

static void
render_clear (Render *self)
{
  for (guint i = 0; i < ATLAS_N_RESOURCES; i++)
    atlas_density_settings_clear (&self->settings[i]);
  g_clear_object (&self->plan);
  g_clear_object (&self->then);
  g_clear_pointer (&self->shapes, atlas_shapes_unref);
  g_clear_pointer (&self->style, atlas_style_unref);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Render, render_clear)

static guint
count_maps (const Render *self)
{
  return self->map == 0 ? ATLAS_N_MAPS : 1;
}

/* Nothing more is begun after the first failure. */
static void
render_fail (Render *self,
             GError *error)
{
  g_mutex_lock (&self->mutex);
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
  g_mutex_unlock (&self->mutex);

  g_cancellable_cancel (self->cancellable);
}

static void
render_progress (Render     *self,
                 const char *name)
{
  g_mutex_lock (&self->mutex);
  self->n_done += name != NULL;
  if (self->terminal)
    g_printerr ("\r\033[K%u/%u %s", self->n_done, count_maps (self), name != NULL ? name : "");
  g_mutex_unlock (&self->mutex);
}

static void
render_sheet (gpointer data,
              gpointer user_data)
{
  g_autoptr(AtlasScene) scene = data;
  Render *self = user_data;
  g_autofree char *name = g_strdup_printf ("map-%u.%s", atlas_scene_get_map (scene),
                                           format_words[self->format]);
  g_autofree char *path = g_build_filename (self->output, name, NULL);
  GError *error = NULL;

  if (atlas_sheet_export (scene, self->format, self->paper, self->dpi, path,
                          self->cancellable, &error))
    render_progress (self, name);
  else
    render_fail (self, error);
}

/* Densities are computed here while others are already drawn: the plan is not
 * for several threads. */
static AtlasScene *
make_density_scene (Render         *self,
                    guint           map,
                    AtlasResource   resource,
                    GError        **error)
{
  g_autoptr(AtlasDensityInput) input = NULL;
  g_autoptr(AtlasGrid) density = NULL;
  g_autoptr(AtlasDensityReceipt) receipt = NULL;
  AtlasSceneOptions options;
  AtlasScene *scene;

  input = atlas_density_input_new (self->plan, self->then, resource, &self->settings[resource],
                                   error);
  if (input == NULL)
    return NULL;
  density = atlas_density_input_compute (input, self->cancellable, error);
  if (density == NULL)
    return NULL;
  receipt = atlas_density_input_make_receipt (input, density, self->cancellable, error);
  if (receipt == NULL)
    return NULL;

  atlas_scene_options_init (&options, &self->style->maps[map - 1]);
  options.density = atlas_density_input_get_terms (input);
  scene = atlas_scene_new_with_options (self->shapes, self->style, map, self->language, density,
                                        &options);
  atlas_scene_take_receipt (scene, atlas_receipt_text_new (receipt, self->language));

  return scene;
}

static AtlasScene *
make_scene (Render  *self,
            guint    map,
            GError **error)
{
  int resource = self->style->maps[map - 1].resource;

  return resource >= 0
         ? make_density_scene (self, map, (AtlasResource) resource, error)
         : atlas_scene_new (self->shapes, self->style, map, self->language, NULL);
}

static gboolean
push_scenes (Render      *self,
             GThreadPool *pool,
             gboolean     with_density)
{
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    {
      GError *error = NULL;
      AtlasScene *scene;

      if ((self->map != 0 && self->map != map) ||
          (self->style->maps[map - 1].resource >= 0) != with_density)
        continue;
      if ((scene = make_scene (self, map, &error)) == NULL)
        {
          render_fail (self, error);
          return FALSE;
        }
      g_thread_pool_push (pool, scene, NULL);
    }

  return TRUE;
}

static int
count_workers (const Render *self)
{
  double width, height;

  atlas_paper_get_size (self->paper, &width, &height);

  return self->format == ATLAS_FORMAT_PNG &&
         width * height * self->dpi * self->dpi / (72 * 72) > LARGE_PAGE
         ? 1
         : MAX_WORKERS;
}

static void
render_all (gpointer data)
{
  Render *self = data;
  GThreadPool *pool;

  mallopt (M_MMAP_THRESHOLD, KEPT_BLOCK);
  mallopt (M_TRIM_THRESHOLD, KEPT_MEMORY);
  pool = g_thread_pool_new (render_sheet, self, count_workers (self), TRUE, NULL);
  render_progress (self, NULL);
  self->shapes = atlas_shapes_new (self->plan, ATLAS_CRS_PLANE);
  if (push_scenes (self, pool, FALSE))
    push_scenes (self, pool, TRUE);
  g_thread_pool_free (pool, FALSE, TRUE);
}

static void
render_run (Render *self)
{
  self->interrupted = atlas_interrupt_run (render_all, self, self->cancellable);
  if (self->terminal)
    g_printerr ("\r\033[K");
}

static AtlasExit
render_report (const Render *self)
{
  if (self->interrupted)
    {
      g_printerr (_("%s: stopped; %u of %u sheets are written\n"), g_get_prgname (),
                  self->n_done, count_maps (self));
      return ATLAS_EXIT_INTERRUPTED;
    }
  if (self->error != NULL)
    return atlas_command_fail (self->error);

  return ATLAS_EXIT_OK;
}

static gboolean
apply_words (Render         *self,
             const Options  *options,
             GError        **error)
{
  int map = atlas_command_find_word ("--map", map_words, 0, options->map, error);
  int format = map < 0 ? -1
                       : atlas_command_find_word ("--format", format_words, ATLAS_FORMAT_PDF,
                                                  options->format, error);
  int paper = format < 0 ? -1
                         : atlas_command_find_word ("--paper", paper_words, ATLAS_PAPER_A3,
                                                    options->paper, error);
  int language = paper < 0 ? -1
                           : atlas_command_find_word ("--lang", language_words, ATLAS_LANGUAGE_ZH,
                                                      options->language, error);

  if (language < 0)
    return FALSE;

  self->map = map;
  self->format = format;
  self->paper = paper;
  self->language = language;
  self->dpi = options->dpi;
  self->output = options->output != NULL ? options->output : ".";

  return atlas_sheet_check_size (self->format, self->paper, self->dpi, error);
}

/* Returns: (transfer full): the style in the palette that is asked for */
static AtlasStyle *
load_style (const Options  *options,
            GError        **error)
{
  g_autoptr(AtlasStyle) style = options->style != NULL ? atlas_style_load (options->style, error)
                                                       : atlas_style_new_standard ();
  g_autoptr(GPtrArray) keys = g_ptr_array_new ();
  int palette;

  if (style == NULL)
    return NULL;

  for (guint i = 0; i < atlas_style_get_n_variants (style); i++)
    g_ptr_array_add (keys, (char *) atlas_style_get_variant_key (style, i));
  g_ptr_array_add (keys, NULL);
  palette = atlas_command_find_word ("--palette", (const char *const *) keys->pdata, 0,
                                     options->palette, error);

  return palette < 0 ? NULL : atlas_style_new_variant (style, keys->pdata[palette]);
}

/* --- Presets --- */

static gboolean
fail_to_find (const char       *name,
              const GPtrArray  *presets,
              GError          **error)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < presets->len; i++)
    {
      const AtlasPreset *preset = g_ptr_array_index (presets, i);

      g_string_append_printf (names, i > 0 ? ", %s" : "%s", preset->name);
    }
  if (names->len > 0)
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("The plan has no density preset “%s”. Choose one of: %s."), name, names->str);
  else
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("The plan has no density preset “%s”, nor any other. Keep one in the window, or "
                   "leave out --density-preset."), name);

  return FALSE;
}

static gboolean
apply_preset (Render             *self,
              AtlasDocument      *document,
              const AtlasPreset  *preset,
              AtlasResource       resource,
              GError            **error)
{
  AtlasDensitySettings *settings = &self->settings[resource];
  const AtlasSnapshot *state;

  if (!atlas_document_get_preset_settings (document, preset, resource, settings, error))
    return FALSE;
  /* Which state it is does not depend on the resource. */
  if (self->then != NULL ||
      (state = atlas_document_density_find_state (document, settings)) == NULL)
    return TRUE;

  self->then = atlas_plan_state_new (self->plan, atlas_document_get_log (document), state->seq,
                                     error);

  return self->then != NULL;
}

/* The plan, and how it has densities under that name. */
static gboolean
open_with_preset (Render      *self,
                  const char  *path,
                  const char  *typed,
                  GError     **error)
{
  g_autofree char *sample = path == NULL ? atlas_plan_file_dup_sample_path () : NULL;
  g_autofree char *name = atlas_preset_strip_name (typed);
  g_autoptr(AtlasDocument) document = NULL;
  const AtlasPreset *preset;

  document = atlas_document_open (path != NULL ? path : sample, NULL, error);
  if (document == NULL)
    return FALSE;
  if ((preset = atlas_document_find_preset (document, name)) == NULL)
    return fail_to_find (name, atlas_document_get_presets (document), error);

  self->plan = g_object_ref (atlas_document_get_plan (document));
  for (int resource = 0; resource < ATLAS_N_RESOURCES; resource++)
    if (!apply_preset (self, document, preset, (AtlasResource) resource, error))
      return FALSE;

  return TRUE;
}

/* A map without a density has none to compute otherwise. */
static gboolean
check_preset (const Render   *self,
              const Options  *options,
              GError        **error)
{
  if (options->preset == NULL || self->map == 0 || self->style->maps[self->map - 1].resource >= 0)
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("Map %u shows no density. Choose another --map, or leave out --density-preset."),
               self->map);

  return FALSE;
}

static gboolean
make_folder (const char  *path,
             GError     **error)
{
  if (g_mkdir_with_parents (path, 0777) == 0)
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
               _("Can't make the folder “%s” (%s): choose another one for --output"),
               path, g_strerror (errno));

  return FALSE;
}

/* Everything that can be wrong before the first sheet; the plan last, since it
 * takes longest. */
static gboolean
prepare (Render         *self,
         const Options  *options,
         const char     *plan,
         AtlasExit      *status)
{
  g_autoptr(GError) error = NULL;

  if (!apply_words (self, options, &error) ||
      (self->style = load_style (options, &error)) == NULL ||
      !check_preset (self, options, &error) ||
      (options->preset != NULL && !open_with_preset (self, plan, options->preset, &error)))
    {
      *status = atlas_command_fail (error);
      return FALSE;
    }
  if (self->plan == NULL && (self->plan = atlas_command_read_plan (plan, status)) == NULL)
    return FALSE;
  if (!make_folder (self->output, &error))
    {
      *status = atlas_command_fail (error);
      return FALSE;
    }

  return TRUE;
}

static gboolean
parse (Options   *options,
       int        argc,
       char     **argv,
       char    ***rest)
{
  const GOptionEntry entries[] = {
    { "map", 'm', 0, G_OPTION_ARG_STRING, &options->map,
      N_("Which map: 1 to 6, or all (the default)"), "N" },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &options->format,
      N_("pdf (the default), png or svg"), N_("FORMAT") },
    { "paper", 'p', 0, G_OPTION_ARG_STRING, &options->paper,
      N_("a4, a3 (the default), a2, a1 or a0; landscape"), N_("SIZE") },
    { "dpi", 'd', 0, G_OPTION_ARG_DOUBLE, &options->dpi,
      N_("Pixels per inch of a PNG; 300 by default"), "N" },
    { "lang", 'l', 0, G_OPTION_ARG_STRING, &options->language,
      N_("Language of the maps: zh (the default) or en"), N_("LANGUAGE") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
      N_("The folder for the files, made when missing; the current one by default"),
      N_("DIR") },
    { "style", 's', 0, G_OPTION_ARG_FILENAME, &options->style,
      N_("A style file instead of the standard style"), N_("FILE") },
    { "palette", 'c', 0, G_OPTION_ARG_STRING, &options->palette,
      N_("One of the style's palettes: standard (the default), colour-blind or grey"),
      N_("PALETTE") },
    { "density-preset", 0, 0, G_OPTION_ARG_STRING, &options->preset,
      N_("Densities as the plan keeps them under that name; by default as its maps are"),
      N_("NAME") },
    { NULL },
  };

  return atlas_command_parse (&atlas_command_render, entries, argc, argv, 1, rest);
}

static AtlasExit
run (int    argc,
     char **argv)
{
  g_auto(Options) options = { .dpi = DEFAULT_DPI };
  g_auto(GStrv) rest = NULL;
  g_auto(Render) render = { .cancellable = g_cancellable_new () };
  AtlasExit status = ATLAS_EXIT_OK;

  g_mutex_init (&render.mutex);
  for (guint i = 0; i < ATLAS_N_RESOURCES; i++)
    atlas_density_settings_init (&render.settings[i]);
  render.terminal = isatty (STDERR_FILENO);
  /* Past a limit of file sizes write() then fails, and we can tidy up. */
  signal (SIGXFSZ, SIG_IGN);

  if (!parse (&options, argc, argv, &rest))
    return ATLAS_EXIT_USAGE;
  if (!prepare (&render, &options, rest[0], &status))
    return status;

  render_run (&render);

  return render_report (&render);
}

const AtlasCommand atlas_command_render = {
  "render",
  "[PLAN]",
  N_("Write the maps as printable sheets: map-1.pdf … (exit code 130 when interrupted)"),
  run,
};
