/* Compiled once for all tests of windows: what they take longest to read. Each includes
 * what it uses even so. */
#include <adwaita.h>
#include <shumate/shumate.h>
