#pragma once

#include "atlas-density-receipt.h"
#include "atlas-vocabulary.h"

G_BEGIN_DECLS

/* Digits of the input's hash that are told. */
#define ATLAS_RECEIPT_HASH_DIGITS 16

/**
 * atlas_receipt_text_new:
 * @receipt: of a plan's resource
 *
 * The receipt in a few lines of text, small on a sheet: two sheets with the same one
 * show the same density. Returns: (transfer full)
 */
char *atlas_receipt_text_new (const AtlasDensityReceipt *receipt,
                              AtlasLanguage              language);

G_END_DECLS
