#include "atlas-style.h"
