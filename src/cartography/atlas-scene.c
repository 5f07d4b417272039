#include "atlas-scene.h"
