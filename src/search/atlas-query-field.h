/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AtlasQueryField:
 *
 * What a qualifier (`country:SE`) asks about. The names that people type are a language of their own,
 * the same everywhere, so that a query can be handed on: they are not translated, their descriptions are.
 */
typedef enum
{
  ATLAS_QUERY_FIELD_NONE,
  ATLAS_QUERY_FIELD_COUNTRY,
  ATLAS_QUERY_FIELD_CITY,
  ATLAS_QUERY_FIELD_PRODUCT,
  ATLAS_QUERY_FIELD_AUTH,
  ATLAS_QUERY_FIELD_BIC,
  ATLAS_QUERY_FIELD_IS,
  ATLAS_QUERY_FIELD_HAS,
} AtlasQueryField;

#define ATLAS_N_QUERY_FIELDS (ATLAS_QUERY_FIELD_HAS + 1)

/* What may stand after "is:" and "has:". */
typedef enum
{
  ATLAS_QUERY_FLAG_UNKNOWN,
  ATLAS_QUERY_FLAG_STARRED,
  ATLAS_QUERY_FLAG_NEW,
  ATLAS_QUERY_FLAG_AFFILIATES,
} AtlasQueryFlag;

#define ATLAS_N_QUERY_FLAGS (ATLAS_QUERY_FLAG_AFFILIATES + 1)

const char      *atlas_query_field_get_name         (AtlasQueryField  field);
const char      *atlas_query_field_get_description  (AtlasQueryField  field);
AtlasQueryField  atlas_query_field_find             (const char      *name,
                                                     gsize            length);

AtlasQueryFlag   atlas_query_flag_find              (AtlasQueryField  field,
                                                     const char      *value);
AtlasQueryField  atlas_query_flag_get_field         (AtlasQueryFlag   flag);
const char      *atlas_query_flag_get_name          (AtlasQueryFlag   flag);
const char      *atlas_query_flag_get_description   (AtlasQueryFlag   flag);

G_END_DECLS
