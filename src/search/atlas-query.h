/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-table.h"

G_BEGIN_DECLS

typedef enum
{
  ATLAS_CHOICE_ANY = 0,
  ATLAS_CHOICE_YES,
  ATLAS_CHOICE_NO,
} AtlasChoice;

/**
 * AtlasQuery:
 *
 * What a person asks the list of banks for. Countries and cities are a union, as the platform's own
 * queries are; everything else narrows. Immutable once it is handed to a list.
 */
typedef struct
{
  char        *text;            /* (nullable) */
  GStrv        country_codes;   /* (nullable) */
  GStrv        city_ids;        /* (nullable) */
  GStrv        products;        /* (nullable): any of them */
  GStrv        methods;         /* (nullable): any of them */
  GStrv        bic_starts;      /* (nullable): any of them */
  gboolean     starred_only;
  AtlasChoice  newness;
  AtlasChoice  affiliates;
  gboolean     finds_nothing;   /* it asks for what no bank can be */

  /* (nullable): none of these. */
  GStrv        without_country_codes;
  GStrv        without_city_ids;
  GStrv        without_products;
  GStrv        without_methods;
  GStrv        without_bic_starts;
  gboolean     without_starred;
} AtlasQuery;

#define ATLAS_TYPE_QUERY (atlas_query_get_type ())

GType       atlas_query_get_type   (void) G_GNUC_CONST;
AtlasQuery *atlas_query_new        (void);
AtlasQuery *atlas_query_copy       (const AtlasQuery *self);
void        atlas_query_free       (AtlasQuery       *self);
gboolean    atlas_query_equal      (const AtlasQuery *a,
                                    const AtlasQuery *b);
gboolean    atlas_query_has_place  (const AtlasQuery *self);
gboolean    atlas_query_has_filter (const AtlasQuery *self);

/**
 * AtlasStarredFunc:
 *
 * Says whether a bank is starred; asked only where the query wants to know.
 */
typedef gboolean (*AtlasStarredFunc) (const char *bic_fi, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasQuery, atlas_query_free)

G_END_DECLS
