/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-search.h"

G_BEGIN_DECLS

/* Through what a bank was found. */
typedef enum
{
  ATLAS_REASON_NAME,             /* its name or its BIC, which are in sight anyway */
  ATLAS_REASON_AFFILIATE,
  ATLAS_REASON_CITY,
  ATLAS_REASON_STREET,
  ATLAS_REASON_COMPANY_NUMBER,
  ATLAS_REASON_PHONE,
  ATLAS_REASON_HOST,
  ATLAS_REASON_PRODUCT,
  ATLAS_REASON_COUNTRY,
} AtlasReasonField;

/* Bytes of a text that is shown. */
typedef struct
{
  guint start;
  guint end;
} AtlasReasonRange;

/**
 * AtlasReason:
 *
 * Why a bank is among the results: which parts of its name and its BIC were typed, and what else led to it.
 */
typedef struct
{
  GArray            *name_ranges;   /* (element-type AtlasReasonRange): in the name as it is shown */
  GArray            *bic_ranges;    /* (element-type AtlasReasonRange): in the BIC as it is shown */
  AtlasReasonField  through;
  char              *text;          /* (nullable): the affiliate, the city or the product; folded, for the others */
  GArray            *text_ranges;   /* (element-type AtlasReasonRange): in the text */
} AtlasReason;

AtlasReason *atlas_reason_new            (AtlasAspspTable         *table,
                                          guint                    position,
                                          const AtlasSearchResult *result);
void         atlas_reason_free           (AtlasReason             *self);
char        *atlas_reason_dup_text       (const AtlasReason       *self);

GArray      *atlas_reason_locate         (const char              *shown,
                                          const char              *folded_word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasReason, atlas_reason_free)

G_END_DECLS
