/* Compiled once for all of the program: what its files take longest to read. Each
 * includes what it uses even so. */
#include <adwaita.h>
