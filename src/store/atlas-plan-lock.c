#include "atlas-plan-lock.h"

#include "atlas-error.h"
#include "atlas-time.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GROUP "lock"
#define LARGEST_TEXT 2048
/* Each time somebody else gave the lock back between our opening and locking. */
#define MAX_ATTEMPTS 100

struct _AtlasPlanLock
{
  char *path; /* of the lock file */
  int   fd;
};

/* What the text of a lock file says. */
typedef struct
{
  char *name;
  char *host;
  char *since;
  char *program;
} Holder;

static void
holder_clear (Holder *self)
{
  g_free (self->name);
  g_free (self->host);
  g_free (self->since);
  g_free (self->program);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Holder, holder_clear)

static gboolean
fail (const char  *path,
      int          code,
      GError     **error)
{
  switch (code)
    {
    case ENOLCK:
    case ENOTSUP:
    case ENOSYS:
    case EINVAL: /* of kernels and file systems that know no such locks */
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_LOCKS,
                   _("%s: File locks don't work in this folder (%s), so two people could write the "
                     "plan at once. Work on a local copy."), path, g_strerror (code));
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                   _("%s: The folder may not be written (%s). Ask for permission to write to it, "
                     "or copy the plan to a folder of your own."), path, g_strerror (code));
      break;
    case ENOSPC:
    case EDQUOT:
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                   _("%s: The disk is full (%s). Free some space, or save a copy on another disk."),
                   path, g_strerror (code));
      break;
    default:
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                   _("%s: The plan can't be locked for writing (%s). Try again, or save a copy in "
                     "another folder."), path, g_strerror (code));
    }

  return FALSE;
}

/* Anybody can put anything into the file: it must do in a line of a message. */
static char *
get_line (GKeyFile   *text,
          const char *key)
{
  g_autofree char *value = g_key_file_get_string (text, GROUP, key, NULL);

  if (value == NULL || *value == '\0')
    return g_strdup (_("unknown"));

  for (char *c = value; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';

  return g_strstrip (g_utf8_substring (value, 0, MIN (g_utf8_strlen (value, -1), 80)));
}

static void
read_holder (int     fd,
             Holder *holder)
{
  g_autoptr(GKeyFile) text = g_key_file_new ();
  char bytes[LARGEST_TEXT];
  gssize n = pread (fd, bytes, sizeof bytes, 0);

  if (n > 0)
    g_key_file_load_from_data (text, bytes, (gsize) n, G_KEY_FILE_NONE, NULL);
  holder->name = get_line (text, "name");
  holder->host = get_line (text, "host");
  holder->since = get_line (text, "since");
  holder->program = get_line (text, "program");
}

static gboolean
fail_busy (const char  *path,
           int          fd,
           GError     **error)
{
  g_auto(Holder) holder = { NULL };
  g_autofree char *since = NULL;

  read_holder (fd, &holder);
  since = atlas_time_dup_local (holder.since);
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_BUSY,
               _("%s: Somebody else edits the plan: %s on %s, since %s, with %s. Look at it only, "
                 "or wait until they close it."), path, holder.name, holder.host, since,
               holder.program);

  return FALSE;
}

static char *
make_text (void)
{
  g_autoptr(GKeyFile) text = g_key_file_new ();
  g_autofree char *since = atlas_time_format_now ();
  const char *program = g_get_prgname ();
  g_autofree char *name = g_strdup_printf ("%s (%s)", g_get_real_name (), g_get_user_name ());
  g_autofree char *process = g_strdup_printf ("%s (%d)", program != NULL ? program : "?",
                                              (int) getpid ());

  g_key_file_set_string (text, GROUP, "name", name);
  g_key_file_set_string (text, GROUP, "host", g_get_host_name ());
  g_key_file_set_string (text, GROUP, "since", since);
  g_key_file_set_string (text, GROUP, "program", process);

  return g_key_file_to_data (text, NULL, NULL);
}

/* The lock does not need the text: where the disk is full there is none. */
static void
write_text (AtlasPlanLock *self)
{
  g_autofree char *text = make_text ();

  if (ftruncate (self->fd, 0) != 0 || pwrite (self->fd, text, strlen (text), 0) < 0)
    g_log ("atlas-store", G_LOG_LEVEL_DEBUG, "%s: %s", self->path, g_strerror (errno));
}

/* Is the open file still the one that others find by the name? */
static gboolean
is_in_place (AtlasPlanLock *self)
{
  struct stat ours, named;

  return fstat (self->fd, &ours) == 0 && stat (self->path, &named) == 0 &&
         ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
}

/* A file that can't be locked says nothing to anybody. */
static void
remove_if_empty (AtlasPlanLock *self)
{
  struct stat status;

  if (fstat (self->fd, &status) == 0 && status.st_size == 0)
    g_unlink (self->path);
}

/* Is it held by whoever has locked the open file? */
static gboolean
is_held (int fd)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

/* @lock_path: of the plan at @path */
static gboolean
check_free (const char  *lock_path,
            const char  *path,
            GError     **error)
{
  gboolean is_free = TRUE;
  /* Anything may have that name. */
  int fd = open (lock_path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);

  if (fd >= 0 && is_held (fd))
    is_free = fail_busy (path, fd, error);
  /* What a dead process has left is in the way only of those who may not write it. */
  else if (g_access (lock_path, W_OK) != 0 && errno != ENOENT)
    is_free = fail (path, errno, error);
  if (fd >= 0)
    close (fd);

  return is_free;
}

/* One attempt; @again: the file went while it was being locked. */
static gboolean
try_to_take (AtlasPlanLock  *self,
             const char     *path,
             gboolean       *again,
             GError        **error)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  *again = FALSE;
  self->fd = open (self->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (self->fd < 0)
    {
      int code = errno;

      /* Another account's may be there to be read only. */
      return check_free (self->path, path, error) && fail (path, code, error);
    }

  if (fcntl (self->fd, F_OFD_SETLK, &lock) != 0)
    {
      int code = errno;

      if (code == EAGAIN || code == EACCES)
        return fail_busy (path, self->fd, error);
      remove_if_empty (self);
      return fail (path, code, error);
    }
  *again = !is_in_place (self);

  return !*again;
}

static void
close_file (AtlasPlanLock *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

AtlasPlanLock *
atlas_plan_lock_take (const char  *path,
                      GError     **error)
{
  AtlasPlanLock *self;
  gboolean taken = FALSE, again = TRUE;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (AtlasPlanLock, 1);
  self->path = g_strconcat (path, ".lock", NULL);
  for (guint i = 0; again && i < MAX_ATTEMPTS; i++)
    {
      taken = try_to_take (self, path, &again, error);
      if (!taken)
        close_file (self);
    }
  if (taken)
    {
      write_text (self);
      return self;
    }

  if (again)
    fail (path, EAGAIN, error);
  g_free (self->path);
  g_free (self);

  return NULL;
}

gboolean
atlas_plan_lock_check (const char  *path,
                       GError     **error)
{
  g_autofree char *lock_path = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  lock_path = g_strconcat (path, ".lock", NULL);

  return check_free (lock_path, path, error);
}

/* Whoever has opened the file that is removed here sees, once the lock is
 * theirs, that the name is another file's or nobody's, and begins anew. */
void
atlas_plan_lock_release (AtlasPlanLock *self)
{
  g_return_if_fail (self != NULL);

  if (is_in_place (self))
    g_unlink (self->path);
  close_file (self);
  g_free (self->path);
  g_free (self);
}
