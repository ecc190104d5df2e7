/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-api-error.h"
#include "atlas-aspsp.h"
#include "atlas-city.h"
#include "atlas-country.h"
#include "atlas-emptied.h"
#include "atlas-text.h"

static const char *
get_id (gpointer item)
{
  if (ATLAS_IS_COUNTRY (item))
    return atlas_country_get_iso_country_code (item);
  if (ATLAS_IS_CITY (item))
    return atlas_city_get_city_id (item);

  return atlas_aspsp_get_bic_fi (item);
}

static gboolean
has_ids (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    if (!atlas_text_is_blank (get_id (g_ptr_array_index (items, i))))
      return TRUE;

  return FALSE;
}

static gboolean
refuse (AtlasApiAnswer  *answer,
        const char      *list,
        const char      *why,
        GError         **error)
{
  GError *refusal = g_error_new (ATLAS_API_ERROR, ATLAS_API_ERROR_MALFORMED, "The list “%s” %s", list, why);

  atlas_api_error_get_details (refusal)->request_id = g_strdup (atlas_api_answer_get_request_id (answer));
  g_propagate_error (error, refusal);

  return FALSE;
}

/**
 * atlas_emptied_check:
 * @store: what is known
 * @answer: the platform's answer to a call for a whole list
 * @list: "countries", "cities" or "aspsps"
 * @error: %ATLAS_API_ERROR_MALFORMED
 *
 * A platform has countries and banks. That it lists none although it did before says that something is wrong
 * there, and what is known is not given up for it; cities it may have ceased to list. Of items without an id
 * nobody can tell whose they are: were all like that, everything would seem to have gone. Awaits.
 *
 * Returns: whether the list may take the place of the one in the store
 */
gboolean
atlas_emptied_check (AtlasStore      *store,
                     AtlasApiAnswer  *answer,
                     const char      *list,
                     GError         **error)
{
  GPtrArray *items = atlas_api_answer_get_items (answer);
  g_auto (GStrv) known = NULL;

  if (has_ids (items))
    return TRUE;
  if (items->len > 0)
    return refuse (answer, list, "has no item with a readable id", error);
  if (g_str_equal (list, "cities"))
    return TRUE;

  known = dex_await_boxed (atlas_store_load_raw (store, list, NULL), NULL);

  return known == NULL || *known == NULL || refuse (answer, list, "is empty, and was not before", error);
}
