/* The same for files that draw, and their tests. */
#include <gio/gio.h>
#include <pango/pangocairo.h>
