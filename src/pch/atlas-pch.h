/* What files of all layers below the window take longest to read; compiled once for
 * each library. Each file includes what it uses even so. */
#include <gio/gio.h>
