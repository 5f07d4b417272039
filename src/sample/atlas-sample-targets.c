#include "atlas-sample-targets.h"

#define KM2 1e6
#define WAN 1e4 /* 万, the unit the plan gives floor areas in */

const AtlasZoneTargets atlas_zone_targets[ATLAS_N_ZONES] = {
  [ATLAS_ZONE_CORE] = {
    0.3 * KM2, 1 * KM2, { 40, 72, 71 }, { 1100, 620, 30 }, { 2750 * WAN, 1300 * WAN, 150 * WAN } },
  [ATLAS_ZONE_CENTRAL] = {
    0.6 * KM2, 5 * KM2, { 92, 176, 292 }, { 2450, 1060, 170 },
    { 8950 * WAN, 2650 * WAN, 800 * WAN } },
  [ATLAS_ZONE_SUBCENTER] = {
    2 * KM2, 7 * KM2, { 8, 14, 14 }, { 240, 75, 55 }, { 850 * WAN, 150 * WAN, 300 * WAN } },
  [ATLAS_ZONE_NEWTOWNS] = {
    1 * KM2, 8 * KM2, { 30, 90, 330 }, { 760, 400, 360 }, { 2700 * WAN, 800 * WAN, 1900 * WAN } },
  [ATLAS_ZONE_ECOLOGICAL] = {
    1 * KM2, 8 * KM2, { 8, 27, 107 }, { 250, 65, 85 }, { 750 * WAN, 100 * WAN, 350 * WAN } },
};

const AtlasGroup atlas_groups[ATLAS_N_GROUPS] = {
  { ATLAS_ZONE_CORE, "110101", "110101", "DC", 83, 41.8 * KM2 },
  { ATLAS_ZONE_CORE, "110102", "110102", "XC", 100, 50.48 * KM2 },
  { ATLAS_ZONE_CENTRAL, "110105", "110105", "CY", 215, 430 * KM2 },
  { ATLAS_ZONE_CENTRAL, "110108", "110108", "HD", 165, 340 * KM2 },
  { ATLAS_ZONE_CENTRAL, "110106", "110106", "FT", 140, 285 * KM2 },
  { ATLAS_ZONE_CENTRAL, "110107", "110107", "SJS", 40, 75 * KM2 },
  { ATLAS_ZONE_SUBCENTER, "110112", "110112", "FZX", 36, 155 * KM2 },
  { ATLAS_ZONE_NEWTOWNS, "yizhuang", NULL, "YZ", 60, 225 * KM2 },
  { ATLAS_ZONE_NEWTOWNS, "110113", "110113", "SY", 95, 360 * KM2 },
  { ATLAS_ZONE_NEWTOWNS, "110115", "110115", "DX", 92, 330 * KM2 },
  { ATLAS_ZONE_NEWTOWNS, "110112", "110112", "TZ", 50, 190 * KM2 },
  { ATLAS_ZONE_NEWTOWNS, "110114", "110114", "CP", 88, 320 * KM2 },
  { ATLAS_ZONE_NEWTOWNS, "110111", "110111", "FS", 65, 230 * KM2 },
  { ATLAS_ZONE_ECOLOGICAL, "110114", "110114", "CP", 8, 30 * KM2 },
  { ATLAS_ZONE_ECOLOGICAL, "110111", "110111", "FS", 14, 60.22 * KM2 },
  { ATLAS_ZONE_ECOLOGICAL, "110109", "110109", "MTG", 22, 75 * KM2 },
  { ATLAS_ZONE_ECOLOGICAL, "110117", "110117", "PG", 23, 85 * KM2 },
  { ATLAS_ZONE_ECOLOGICAL, "110116", "110116", "HR", 25, 95 * KM2 },
  { ATLAS_ZONE_ECOLOGICAL, "110118", "110118", "MY", 28, 110 * KM2 },
  { ATLAS_ZONE_ECOLOGICAL, "110119", "110119", "YQ", 22, 75 * KM2 },
};

const double atlas_class_shares[ATLAS_N_CLASSES] = { 0.38, 0.42, 0.20 };
