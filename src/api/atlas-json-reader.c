/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "atlas-api-error-private.h"
#include "atlas-aspsp.h"
#include "atlas-city.h"
#include "atlas-country.h"
#include "atlas-json-document.h"
#include "atlas-json-fields.h"
#include "atlas-json-reader.h"
#include "atlas-json-scan.h"

typedef gpointer (*MakeItemFunc) (const AtlasJsonObject *object,
                                  const char            *raw_json);

static gpointer
make_country (const AtlasJsonObject *object,
              const char            *raw_json)
{
  g_autofree char *code = atlas_json_object_dup_string (object, "isoCountryCode", ATLAS_JSON_EXPECTED);
  g_autofree char *name = atlas_json_object_dup_string (object, "name", ATLAS_JSON_EXPECTED);

  return atlas_country_new (code, name, raw_json);
}

static gpointer
make_city (const AtlasJsonObject *object,
           const char            *raw_json)
{
  g_autofree char *id = atlas_json_object_dup_string (object, "cityId", ATLAS_JSON_EXPECTED);
  g_autofree char *name = atlas_json_object_dup_string (object, "name", ATLAS_JSON_EXPECTED);
  g_autofree char *code = atlas_json_object_dup_string (object, "isoCountryCode", ATLAS_JSON_EXPECTED);

  return atlas_city_new (id, name, code, raw_json);
}

static gpointer
make_aspsp (const AtlasJsonObject *object,
            const char            *raw_json)
{
  g_autofree char *bic_fi = atlas_json_object_dup_string (object, "bicFi", ATLAS_JSON_EXPECTED);
  g_autofree char *name = atlas_json_object_dup_string (object, "name", ATLAS_JSON_EXPECTED);
  g_autofree char *logo_url = atlas_json_object_dup_string (object, "logoUrl", ATLAS_JSON_EXPECTED);
  g_autofree char *country_code = atlas_json_object_dup_string (object, "countryCode", ATLAS_JSON_OPTIONAL);

  return atlas_aspsp_new (bic_fi, name, logo_url, country_code, raw_json);
}

static gpointer
make_authorization_method (const AtlasJsonObject *object)
{
  g_autofree char *name = atlas_json_object_dup_string (object, "name", ATLAS_JSON_EXPECTED);
  g_autofree char *uri = atlas_json_object_dup_string (object, "uri", ATLAS_JSON_EXPECTED);

  return atlas_authorization_method_new (name, uri);
}

static gpointer
make_affiliate (const AtlasJsonObject *object)
{
  g_autofree char *id = atlas_json_object_dup_string (object, "id", ATLAS_JSON_EXPECTED);
  g_autofree char *name = atlas_json_object_dup_string (object, "name", ATLAS_JSON_EXPECTED);

  return atlas_affiliate_new (id, name);
}

static void
read_fields (const AtlasJsonObject *object,
             AtlasAspspFields      *fields)
{
  fields->bic_fi = atlas_json_object_dup_string (object, "bicFi", ATLAS_JSON_EXPECTED);
  fields->name = atlas_json_object_dup_string (object, "name", ATLAS_JSON_EXPECTED);
  fields->logo_url = atlas_json_object_dup_string (object, "logoUrl", ATLAS_JSON_EXPECTED);
  fields->id = atlas_json_object_dup_string (object, "id", ATLAS_JSON_OPTIONAL);
  fields->country_code = atlas_json_object_dup_string (object, "countryCode", ATLAS_JSON_OPTIONAL);
  fields->city = atlas_json_object_dup_string (object, "city", ATLAS_JSON_EXPECTED);
  fields->country = atlas_json_object_dup_string (object, "country", ATLAS_JSON_EXPECTED);
  fields->postal_code = atlas_json_object_dup_string (object, "postalCode", ATLAS_JSON_EXPECTED);
  fields->street_address = atlas_json_object_dup_string (object, "streetAddress", ATLAS_JSON_EXPECTED);
  fields->company_number = atlas_json_object_dup_string (object, "companyNumber", ATLAS_JSON_EXPECTED);
  fields->phone = atlas_json_object_dup_string (object, "phone", ATLAS_JSON_EXPECTED);
  fields->website_url = atlas_json_object_dup_string (object, "websiteUrl", ATLAS_JSON_EXPECTED);
  fields->global_payment_products = atlas_json_object_dup_strings (object, "globalPaymentProducts", ATLAS_JSON_EXPECTED);
  /* Newer documentation no longer has this one, so that it is missing is no news. */
  fields->payment_products = atlas_json_object_dup_strings (object, "paymentProducts", ATLAS_JSON_OPTIONAL);
  fields->authorization_methods = atlas_json_object_map (object, "supportedAuthorizationMethods", ATLAS_JSON_EXPECTED,
                                                         make_authorization_method,
                                                         (GDestroyNotify) atlas_authorization_method_free);
  fields->affiliates = atlas_json_object_map (object, "affiliatedAspsps", ATLAS_JSON_OPTIONAL,
                                              make_affiliate, (GDestroyNotify) atlas_affiliate_free);
  fields->signing_baskets = atlas_json_object_find_stated (object, "signingBasketsSupported");
  fields->signing_basket_limit = atlas_json_object_find_count (object, "signingBasketLimit");
  fields->transaction_history_max_days = atlas_json_object_find_count (object, "transactionHistoryMaxDays");
}

static void
note_repair (AtlasJsonDocument *document,
             AtlasJsonNotes    *notes)
{
  if (document->repaired)
    atlas_json_notes_add (notes, _("The answer has characters that are not valid; they were replaced."));
}

/* Finds the list, which some versions of the API send bare. */
static gboolean
find_list (JsonNode        *root,
           const char      *key,
           AtlasJsonNotes  *notes,
           JsonArray      **list,
           GError         **error)
{
  JsonNode *node = root;

  if (JSON_NODE_HOLDS_OBJECT (root))
    node = json_object_get_member (json_node_get_object (root), key);
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      *list = json_node_get_array (node);
      return TRUE;
    }
  if (node != NULL && node != root && JSON_NODE_HOLDS_NULL (node))
    {
      atlas_json_notes_add (notes, _("“%s” is null."), key);
      *list = NULL;
      return TRUE;
    }

  g_propagate_error (error, atlas_api_error_new (ATLAS_API_ERROR_MALFORMED, NULL, "There is no list “%s” in the answer", key));

  return FALSE;
}

static char *
dup_raw_element (AtlasJsonDocument *document,
                 GArray            *spans,
                 JsonArray         *list,
                 guint              position)
{
  const AtlasJsonSpan *span;

  if (spans == NULL || spans->len != json_array_get_length (list))
    return json_to_string (json_array_get_element (list, position), FALSE);

  span = &g_array_index (spans, AtlasJsonSpan, position);

  return g_strndup (document->text + span->start, span->end - span->start);
}

static GPtrArray *
make_items (AtlasJsonDocument *document,
            JsonArray         *list,
            const char        *key,
            MakeItemFunc       make_item,
            AtlasJsonNotes    *notes)
{
  g_autoptr (GArray) spans = atlas_json_scan_elements (document->text, document->length, key);
  guint n_elements = list ? json_array_get_length (list) : 0;
  GPtrArray *items = g_ptr_array_new_full (n_elements, g_object_unref);

  for (guint i = 0; i < n_elements; i++)
    {
      JsonNode *element = json_array_get_element (list, i);
      g_autofree char *prefix = g_strdup_printf ("%s[%u].", key, i);
      g_autofree char *raw_json = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        {
          atlas_json_notes_add (notes, _("“%s[%u]” is not an object."), key, i);
          continue;
        }
      raw_json = dup_raw_element (document, spans, list, i);
      g_ptr_array_add (items, make_item (&(AtlasJsonObject) { json_node_get_object (element), prefix, notes }, raw_json));
    }

  return items;
}

static GPtrArray *
read_list (const char    *text,
           gssize         length,
           const char    *key,
           MakeItemFunc   make_item,
           GStrv         *notes,
           GError       **error)
{
  g_autoptr (AtlasJsonDocument) document = atlas_json_document_parse (text, length, error);
  g_autoptr (AtlasJsonNotes) found = NULL;
  JsonArray *list = NULL;
  GPtrArray *items;

  if (document == NULL)
    return NULL;

  found = atlas_json_notes_new ();
  note_repair (document, found);
  if (!find_list (document->root, key, found, &list, error))
    return NULL;

  items = make_items (document, list, key, make_item, found);
  if (notes != NULL)
    *notes = atlas_json_notes_finish (g_steal_pointer (&found));

  return items;
}

/* Whether there is any text at all: an object without is not about a country, a city or a bank. */
static gboolean
holds_text (JsonObject *object)
{
  JsonObjectIter iter;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &node))
    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
      return TRUE;

  return FALSE;
}

static JsonObject *
find_single_object (AtlasJsonDocument  *document,
                    GError            **error)
{
  gboolean is_object = JSON_NODE_HOLDS_OBJECT (document->root);
  JsonObject *object = is_object ? json_node_get_object (document->root) : NULL;

  if (object != NULL && holds_text (object))
    return object;
  if (object != NULL && json_object_get_size (object) > 0)
    {
      g_propagate_error (error, atlas_api_error_new (ATLAS_API_ERROR_MALFORMED, NULL, "Nothing in the answer can be read"));
      return NULL;
    }

  if (is_object || JSON_NODE_HOLDS_NULL (document->root))
    g_propagate_error (error, atlas_api_error_new (ATLAS_API_ERROR_NOT_FOUND, NULL, "The answer is an empty object"));
  else
    g_propagate_error (error, atlas_api_error_new (ATLAS_API_ERROR_MALFORMED, NULL, "The answer is not an object"));

  return NULL;
}

static GPtrArray *
read_single (const char    *text,
             gssize         length,
             MakeItemFunc   make_item,
             GStrv         *notes,
             GError       **error)
{
  g_autoptr (AtlasJsonDocument) document = atlas_json_document_parse (text, length, error);
  g_autoptr (AtlasJsonNotes) found = NULL;
  JsonObject *object = document ? find_single_object (document, error) : NULL;
  GPtrArray *items;

  if (object == NULL)
    return NULL;

  found = atlas_json_notes_new ();
  note_repair (document, found);
  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (items, make_item (&(AtlasJsonObject) { object, "", found }, document->text));
  if (notes != NULL)
    *notes = atlas_json_notes_finish (g_steal_pointer (&found));

  return items;
}

/**
 * atlas_json_read_countries:
 * @text: the body of an answer
 * @length: its length in bytes, or -1
 * @notes: (out) (optional) (transfer full): what was odd
 * @error: %ATLAS_API_ERROR_MALFORMED
 *
 * Source: Get countries.
 *
 * Returns: (transfer full) (nullable) (element-type AtlasCountry): the countries
 */
GPtrArray *
atlas_json_read_countries (const char  *text,
                           gssize       length,
                           GStrv       *notes,
                           GError     **error)
{
  return read_list (text, length, "countries", make_country, notes, error);
}

/**
 * atlas_json_read_country:
 * @text: the body of an answer
 * @length: its length in bytes, or -1
 * @notes: (out) (optional) (transfer full): what was odd
 * @error: %ATLAS_API_ERROR_MALFORMED or %ATLAS_API_ERROR_NOT_FOUND
 *
 * Source: Get one country.
 *
 * Returns: (transfer full) (nullable) (element-type AtlasCountry): the country
 */
GPtrArray *
atlas_json_read_country (const char  *text,
                         gssize       length,
                         GStrv       *notes,
                         GError     **error)
{
  return read_single (text, length, make_country, notes, error);
}

/**
 * atlas_json_read_cities:
 * @text: the body of an answer
 * @length: its length in bytes, or -1
 * @notes: (out) (optional) (transfer full): what was odd
 * @error: %ATLAS_API_ERROR_MALFORMED
 *
 * Source: Get cities.
 *
 * Returns: (transfer full) (nullable) (element-type AtlasCity): the cities
 */
GPtrArray *
atlas_json_read_cities (const char  *text,
                        gssize       length,
                        GStrv       *notes,
                        GError     **error)
{
  return read_list (text, length, "cities", make_city, notes, error);
}

/**
 * atlas_json_read_city:
 * @text: the body of an answer
 * @length: its length in bytes, or -1
 * @notes: (out) (optional) (transfer full): what was odd
 * @error: %ATLAS_API_ERROR_MALFORMED or %ATLAS_API_ERROR_NOT_FOUND
 *
 * Source: Get one city.
 *
 * Returns: (transfer full) (nullable) (element-type AtlasCity): the city
 */
GPtrArray *
atlas_json_read_city (const char  *text,
                      gssize       length,
                      GStrv       *notes,
                      GError     **error)
{
  return read_single (text, length, make_city, notes, error);
}

/**
 * atlas_json_read_aspsps:
 * @text: the body of an answer
 * @length: its length in bytes, or -1
 * @notes: (out) (optional) (transfer full): what was odd
 * @error: %ATLAS_API_ERROR_MALFORMED
 *
 * Source: Get ASPSPs.
 *
 * Returns: (transfer full) (nullable) (element-type AtlasAspsp): the banks
 */
GPtrArray *
atlas_json_read_aspsps (const char  *text,
                        gssize       length,
                        GStrv       *notes,
                        GError     **error)
{
  return read_list (text, length, "aspsps", make_aspsp, notes, error);
}

/**
 * atlas_json_read_aspsp_fields:
 * @text: the body of an answer
 * @length: its length in bytes, or -1
 * @error: %ATLAS_API_ERROR_MALFORMED or %ATLAS_API_ERROR_NOT_FOUND
 *
 * Source: Get ASPSP.
 *
 * Returns: (transfer full) (nullable): what is stated of a bank, with notes on what was odd
 */
AtlasAspspFields *
atlas_json_read_aspsp_fields (const char  *text,
                              gssize       length,
                              GError     **error)
{
  g_autoptr (AtlasJsonDocument) document = atlas_json_document_parse (text, length, error);
  AtlasJsonNotes *notes;
  AtlasAspspFields *fields;
  JsonObject *object = document ? find_single_object (document, error) : NULL;

  if (object == NULL)
    return NULL;

  notes = atlas_json_notes_new ();
  note_repair (document, notes);
  fields = atlas_aspsp_fields_new ();
  read_fields (&(AtlasJsonObject) { object, "", notes }, fields);
  fields->notes = atlas_json_notes_finish (notes);

  return fields;
}
