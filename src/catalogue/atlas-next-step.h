/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-details.h"
#include "atlas-profile.h"

G_BEGIN_DECLS

/* What the next call needs once a bank is chosen; pure functions. Source: "Flows of usage".
 * What only the operator knows stays a visible placeholder; the token is written $ACCESS_TOKEN. */

typedef enum
{
  ATLAS_NEXT_ACCOUNT_INFORMATION,
  ATLAS_NEXT_PAYMENT,
  ATLAS_NEXT_BULK_PAYMENT,
  ATLAS_NEXT_PERIODIC_PAYMENT,
} AtlasNextKind;

typedef enum
{
  ATLAS_NEXT_FORMAT_CURL,
  ATLAS_NEXT_FORMAT_HTTP,
  ATLAS_NEXT_FORMAT_JSON,
} AtlasNextFormat;

typedef struct
{
  AtlasNextKind  kind;
  const char    *payment_product;   /* (nullable): a global product, for a payment */
  const char    *method;            /* (nullable): an authorization method's name */
  const char    *affiliate_id;      /* (nullable) */
} AtlasNextChoice;

char *atlas_next_step_format    (AtlasAspspDetails     *details,
                                 AtlasProfile          *profile,
                                 const AtlasNextChoice *choice,
                                 AtlasNextFormat        format);
char *atlas_next_step_dup_scope (AtlasProfile          *profile,
                                 AtlasNextKind          kind);

G_END_DECLS
