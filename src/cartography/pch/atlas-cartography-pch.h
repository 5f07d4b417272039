/* What these files take longest to read; compiled once. Each includes what it uses
 * even so. */
#include <gio/gio.h>
#include <pango/pangocairo.h>
