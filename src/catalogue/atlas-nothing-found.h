/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-search.h"

G_BEGIN_DECLS

/* Why a query finds nothing, and what would: each alternative is a query to put in its place. */

typedef enum
{
  ATLAS_ALTERNATIVE_ELSEWHERE,   /* in other countries and cities */
  ATLAS_ALTERNATIVE_AFFILIATE,   /* in other countries and cities, as an affiliate of the bank named */
  ATLAS_ALTERNATIVE_PRODUCTS,    /* without the product filter */
  ATLAS_ALTERNATIVE_METHODS,     /* without the authorization method filter */
  ATLAS_ALTERNATIVE_UNSTARRED,   /* among the banks that are not starred, too */
  ATLAS_ALTERNATIVE_ANYWHERE,    /* without any place and filter, where none of the above helps alone */
  ATLAS_ALTERNATIVE_NO_TEXT,     /* without the text, where nothing matches it anywhere */
  ATLAS_ALTERNATIVE_CONDITIONS,  /* without what qualifiers ask for beside those */
  ATLAS_ALTERNATIVE_SIMILAR,     /* with another text, which is in the query */
  ATLAS_ALTERNATIVE_COUNTRY,     /* the country's banks in place of the one that a number is of, and that is not here */
} AtlasAlternativeKind;

typedef struct
{
  AtlasAlternativeKind  kind;
  guint                 n_banks;        /* how many banks that would find; never 0 */
  AtlasQuery           *query;
  char                 *bic_fi;         /* (nullable): the bank, where it is just one */
  char                 *name;           /* (nullable): its name */
  gboolean              is_affiliate;   /* it is just one, and only its affiliates have the text */
} AtlasAlternative;

void       atlas_alternative_free  (AtlasAlternative *self);
GPtrArray *atlas_nothing_found_ask (const AtlasQuery         *query,
                                    AtlasIndex               *index,
                                    const AtlasSearchContext *context);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasAlternative, atlas_alternative_free)

G_END_DECLS
