/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "atlas-query-field.h"

typedef struct
{
  const char *name;
  const char *description;
} FieldWords;

typedef struct
{
  AtlasQueryField field;
  const char     *name;
  const char     *description;
} FlagWords;

static const FieldWords fields[ATLAS_N_QUERY_FIELDS] = {
  [ATLAS_QUERY_FIELD_COUNTRY] = { "country", N_("In a country") },
  [ATLAS_QUERY_FIELD_CITY] = { "city", N_("In a city") },
  [ATLAS_QUERY_FIELD_PRODUCT] = { "product", N_("With a payment product") },
  [ATLAS_QUERY_FIELD_AUTH] = { "auth", N_("With an authorization method") },
  [ATLAS_QUERY_FIELD_BIC] = { "bic", N_("With a BIC that begins so") },
  [ATLAS_QUERY_FIELD_IS] = { "is", N_("Starred or new") },
  [ATLAS_QUERY_FIELD_HAS] = { "has", N_("With affiliated banks") },
};

static const FlagWords flags[ATLAS_N_QUERY_FLAGS] = {
  [ATLAS_QUERY_FLAG_STARRED] = { ATLAS_QUERY_FIELD_IS, "starred", N_("Starred banks") },
  [ATLAS_QUERY_FLAG_NEW] = { ATLAS_QUERY_FIELD_IS, "new", N_("Banks added since the last visit") },
  [ATLAS_QUERY_FLAG_AFFILIATES] = { ATLAS_QUERY_FIELD_HAS, "affiliates", N_("Banks with affiliated banks") },
};

/**
 * atlas_query_field_get_name:
 * @field: a field
 *
 * Returns: (nullable): what people type before the colon
 */
const char *
atlas_query_field_get_name (AtlasQueryField field)
{
  g_return_val_if_fail (field < ATLAS_N_QUERY_FIELDS, NULL);

  return fields[field].name;
}

/**
 * atlas_query_field_get_description:
 * @field: a field
 *
 * Returns: (nullable): what it means, in the user's language
 */
const char *
atlas_query_field_get_description (AtlasQueryField field)
{
  g_return_val_if_fail (field < ATLAS_N_QUERY_FIELDS, NULL);

  return fields[field].description ? _(fields[field].description) : NULL;
}

/**
 * atlas_query_field_find:
 * @name: a name in any case, not necessarily ended by a NUL
 * @length: how many bytes of it
 *
 * Returns: the field of that name, or %ATLAS_QUERY_FIELD_NONE
 */
AtlasQueryField
atlas_query_field_find (const char *name,
                        gsize       length)
{
  g_return_val_if_fail (name != NULL, ATLAS_QUERY_FIELD_NONE);

  for (guint i = ATLAS_QUERY_FIELD_NONE + 1; i < ATLAS_N_QUERY_FIELDS; i++)
    if (strlen (fields[i].name) == length && g_ascii_strncasecmp (fields[i].name, name, length) == 0)
      return i;

  return ATLAS_QUERY_FIELD_NONE;
}

/**
 * atlas_query_flag_find:
 * @field: the field whose value it is
 * @value: (nullable): the value, in any case
 *
 * Returns: what @value asks for, or %ATLAS_QUERY_FLAG_UNKNOWN
 */
AtlasQueryFlag
atlas_query_flag_find (AtlasQueryField  field,
                       const char      *value)
{
  for (guint i = ATLAS_QUERY_FLAG_UNKNOWN + 1; value != NULL && i < ATLAS_N_QUERY_FLAGS; i++)
    if (flags[i].field == field && g_ascii_strcasecmp (flags[i].name, value) == 0)
      return i;

  return ATLAS_QUERY_FLAG_UNKNOWN;
}

/**
 * atlas_query_flag_get_field:
 * @flag: a flag
 *
 * Returns: the field whose value it is
 */
AtlasQueryField
atlas_query_flag_get_field (AtlasQueryFlag flag)
{
  g_return_val_if_fail (flag < ATLAS_N_QUERY_FLAGS, ATLAS_QUERY_FIELD_NONE);

  return flags[flag].field;
}

/**
 * atlas_query_flag_get_name:
 * @flag: a flag
 *
 * Returns: (nullable): what people type after the colon
 */
const char *
atlas_query_flag_get_name (AtlasQueryFlag flag)
{
  g_return_val_if_fail (flag < ATLAS_N_QUERY_FLAGS, NULL);

  return flags[flag].name;
}

/**
 * atlas_query_flag_get_description:
 * @flag: a flag
 *
 * Returns: (nullable): what it means, in the user's language
 */
const char *
atlas_query_flag_get_description (AtlasQueryFlag flag)
{
  g_return_val_if_fail (flag < ATLAS_N_QUERY_FLAGS, NULL);

  return flags[flag].description ? _(flags[flag].description) : NULL;
}
