#include "atlas-shapes.h"
