#include "atlas-sheet.h"

#include "atlas-error.h"
#include "atlas-lettering.h"
#include "atlas-png.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sys/mman.h>
#include <unistd.h>

/* Cairo's pictures have 15 bits for a coordinate. */
#define MAX_PIXELS 32767.0

#define MIN_DPI 10.0
#define MAX_DPI 2400.0

/* A file that appears under its name only when it is complete. */
typedef struct
{
  const char   *path;
  char         *temporary;
  int           fd;
  int           code;        /* errno of the first failure */
  GCancellable *cancellable; /* (nullable) */
} Target;

static void
target_clear (Target *self)
{
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->temporary);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static const char *
get_advice (int code)
{
  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
      return _("the disk is full: free space or choose another folder");
    case EFBIG:
      return _("the file would be larger than allowed here: choose a lower resolution or "
               "another folder");
    case EACCES:
    case EPERM:
    case EROFS:
      return _("writing is not allowed there: choose another folder or change its permissions");
    case ENOENT:
    case ENOTDIR:
      return _("the folder is not there: make it or choose another one");
    default:
      return _("choose another folder, or check the disk");
    }
}

static void
set_write_error (GError     **error,
                 const char  *path,
                 int          code)
{
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS, _("Can't write “%s” (%s): %s"),
               path, g_strerror (code), get_advice (code));
}

/* Beside its later name, or the renaming would be a copying. */
static gboolean
target_open (Target  *self,
             GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *template = g_strdup_printf (".%s.XXXXXX", name);
  g_autofree char *temporary = g_build_filename (folder, template, NULL);

  self->fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);
  if (self->fd < 0)
    {
      set_write_error (error, self->path, errno);
      return FALSE;
    }
  self->temporary = g_steal_pointer (&temporary);

  return TRUE;
}

static gboolean
target_write (gpointer      data,
              const guint8 *bytes,
              gsize         size)
{
  Target *self = data;

  while (size > 0)
    {
      gssize n;

      if (g_cancellable_is_cancelled (self->cancellable))
        return FALSE;
      n = write (self->fd, bytes, MIN (size, 1 << 20));
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          self->code = n < 0 ? errno : ENOSPC;
          return FALSE;
        }
      bytes += n;
      size -= n;
    }

  return TRUE;
}

static cairo_status_t
target_write_cairo (void                *data,
                    const unsigned char *bytes,
                    unsigned int         size)
{
  return target_write (data, bytes, size) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_status_t
append_bytes (void                *data,
              const unsigned char *bytes,
              unsigned int         size)
{
  g_string_append_len (data, (const char *) bytes, size);

  return CAIRO_STATUS_SUCCESS;
}

/* Why a drawing or writing stopped: cancelled, the disk, or cairo. */
static gboolean
target_fail (Target          *self,
             cairo_status_t   status,
             GError         **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  if (self->code != 0)
    set_write_error (error, self->path, self->code);
  else
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                 _("Can't draw “%s” (%s): choose a smaller paper or a lower resolution"),
                 self->path, cairo_status_to_string (status));

  return FALSE;
}

static gboolean
target_commit (Target  *self,
               GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  if (fsync (self->fd) != 0 && errno != EINVAL && errno != EROFS)
    self->code = errno;
  if (close (self->fd) != 0 && self->code == 0)
    self->code = errno;
  self->fd = -1;
  if (self->code == 0 && g_rename (self->temporary, self->path) != 0)
    self->code = errno;

  if (self->code != 0)
    {
      set_write_error (error, self->path, self->code);
      return FALSE;
    }
  g_clear_pointer (&self->temporary, g_free);

  return TRUE;
}

/* The memory of a page's picture: 70 MB at 300 dpi on A3, of which every 4 kB
 * would be a page fault. */
typedef struct
{
  guint8 *data;
  gsize   size;
} Pixels;

static void
pixels_clear (Pixels *self)
{
  if (self->data != NULL)
    munmap (self->data, self->size);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pixels, pixels_clear)

static gboolean
pixels_allocate (Pixels *self,
                 gsize   size)
{
  void *data = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (data == MAP_FAILED)
    return FALSE;

  madvise (data, size, MADV_HUGEPAGE);
  self->data = data;
  self->size = size;

  return TRUE;
}

static gboolean
write_png (Target            *target,
           const AtlasScene  *scene,
           AtlasPaper         paper,
           double             dpi,
           GError           **error)
{
  g_autofree char *title = atlas_sheet_dup_title (scene);
  g_auto(Pixels) pixels = { 0 };
  double page_width, page_height;
  int width, height, stride;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;
  gboolean written;

  atlas_paper_get_size (paper, &page_width, &page_height);
  width = (int) lround (page_width * dpi / 72);
  height = (int) lround (page_height * dpi / 72);
  stride = cairo_format_stride_for_width (CAIRO_FORMAT_RGB24, width);
  if (!pixels_allocate (&pixels, (gsize) stride * height))
    return target_fail (target, CAIRO_STATUS_NO_MEMORY, error);

  surface = cairo_image_surface_create_for_data (pixels.data, CAIRO_FORMAT_RGB24, width, height,
                                                 stride);
  cr = cairo_create (surface);
  atlas_sheet_paint_scaled (cr, scene, paper, dpi / 72);
  status = cairo_status (cr);
  cairo_destroy (cr);
  written = status == CAIRO_STATUS_SUCCESS &&
            atlas_png_write (surface, dpi, title, target_write, target);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  /* What stops a PNG is the disk or, told by nothing else, the memory. */
  return written ||
         target_fail (target, status != CAIRO_STATUS_SUCCESS ? status : CAIRO_STATUS_NO_MEMORY,
                      error);
}

static void
describe_pdf (cairo_surface_t  *surface,
              const AtlasScene *scene)
{
  const AtlasStyle *style = atlas_scene_get_style (scene);
  AtlasLanguage language = atlas_scene_get_language (scene);
  g_autofree char *title = atlas_sheet_dup_title (scene);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT,
                                  style->words.series[language]);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Renewal Atlas");
  if (atlas_scene_is_sample (scene))
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS,
                                    style->words.sample[language]);
}

static cairo_status_t
finish_surface (cairo_t         *cr,
                cairo_surface_t *surface)
{
  cairo_status_t status;

  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  return status;
}

static gboolean
write_pdf (Target            *target,
           const AtlasScene  *scene,
           AtlasPaper         paper,
           double             dpi,
           GError           **error)
{
  double width, height;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  atlas_paper_get_size (paper, &width, &height);
  surface = cairo_pdf_surface_create_for_stream (target_write_cairo, target, width, height);
  describe_pdf (surface, scene);
  cr = cairo_create (surface);
  atlas_sheet_paint (cr, scene, paper, dpi);
  status = finish_surface (cr, surface);

  return status == CAIRO_STATUS_SUCCESS || target_fail (target, status, error);
}

/* Cairo's last tag; the recorded texts go before it. */
static void
insert_texts (GString       *svg,
              const GString *texts,
              const char    *title)
{
  static const char last[] = "</svg>";
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *element = g_strdup_printf ("<title>%s</title>\n", escaped);
  char *end = g_strrstr (svg->str, last);
  char *start = strstr (svg->str, "<svg");

  if (end == NULL || start == NULL || (start = strchr (start, '>')) == NULL)
    return;

  g_string_insert_len (svg, end - svg->str, texts->str, texts->len);
  g_string_insert (svg, strchr (strstr (svg->str, "<svg"), '>') + 1 - svg->str, element);
}

static gboolean
write_svg (Target            *target,
           const AtlasScene  *scene,
           AtlasPaper         paper,
           double             dpi,
           GError           **error)
{
  g_autoptr(GString) svg = g_string_new (NULL);
  g_autoptr(GString) texts = g_string_new (NULL);
  g_autofree char *title = atlas_sheet_dup_title (scene);
  double width, height;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  atlas_paper_get_size (paper, &width, &height);
  surface = cairo_svg_surface_create_for_stream (append_bytes, svg, width, height);
  cr = cairo_create (surface);
  atlas_lettering_record (cr, texts);
  atlas_sheet_paint (cr, scene, paper, dpi);
  status = finish_surface (cr, surface);
  if (status != CAIRO_STATUS_SUCCESS)
    return target_fail (target, status, error);

  insert_texts (svg, texts, title);

  return target_write (target, (const guint8 *) svg->str, svg->len) ||
         target_fail (target, CAIRO_STATUS_SUCCESS, error);
}

gboolean
atlas_sheet_check_size (AtlasFormat   format,
                        AtlasPaper    paper,
                        double        dpi,
                        GError      **error)
{
  double width, height, highest;

  atlas_paper_get_size (paper, &width, &height);
  highest = format == ATLAS_FORMAT_PNG ? MIN (MAX_DPI, floor (MAX_PIXELS * 72 / width)) : MAX_DPI;
  if (dpi >= MIN_DPI && dpi <= highest)
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("%g dpi is not possible on this paper: choose from %g to %g"),
               dpi, MIN_DPI, highest);

  return FALSE;
}

gboolean
atlas_sheet_export (const AtlasScene  *scene,
                    AtlasFormat        format,
                    AtlasPaper         paper,
                    double             dpi,
                    const char        *path,
                    GCancellable      *cancellable,
                    GError           **error)
{
  static gboolean (*const write_format[]) (Target *, const AtlasScene *, AtlasPaper, double,
                                           GError **) = {
    [ATLAS_FORMAT_PNG] = write_png,
    [ATLAS_FORMAT_PDF] = write_pdf,
    [ATLAS_FORMAT_SVG] = write_svg,
  };
  g_auto(Target) target = { .path = path, .fd = -1, .cancellable = cancellable };

  g_return_val_if_fail (atlas_shapes_get_crs (atlas_scene_get_shapes (scene)) == ATLAS_CRS_PLANE,
                        FALSE);

  return atlas_sheet_check_size (format, paper, dpi, error) &&
         target_open (&target, error) &&
         write_format[format] (&target, scene, paper, dpi, error) &&
         target_commit (&target, error);
}
