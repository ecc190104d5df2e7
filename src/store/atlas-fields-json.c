/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <json-glib/json-glib.h>

#include "atlas-fields-json.h"
#include "atlas-store-error.h"

typedef enum
{
  FIELD_STRING,
  FIELD_STRINGS,
  FIELD_METHODS,
  FIELD_AFFILIATES,
  FIELD_STATED,
  FIELD_NUMBER,
} FieldType;

typedef struct
{
  const char *key;
  FieldType   type;
  gsize       offset;
  gboolean    has_history;   /* the lists tell of the others */
} Field;

#define FIELD(key, type, member, has_history) \
  { key, type, G_STRUCT_OFFSET (AtlasAspspFields, member), has_history }

static const Field fields_table[] = {
  FIELD ("bicFi", FIELD_STRING, bic_fi, FALSE),
  FIELD ("name", FIELD_STRING, name, FALSE),
  FIELD ("logoUrl", FIELD_STRING, logo_url, FALSE),
  FIELD ("id", FIELD_STRING, id, TRUE),
  FIELD ("countryCode", FIELD_STRING, country_code, TRUE),
  FIELD ("city", FIELD_STRING, city, TRUE),
  FIELD ("country", FIELD_STRING, country, TRUE),
  FIELD ("postalCode", FIELD_STRING, postal_code, TRUE),
  FIELD ("streetAddress", FIELD_STRING, street_address, TRUE),
  FIELD ("companyNumber", FIELD_STRING, company_number, TRUE),
  FIELD ("phone", FIELD_STRING, phone, TRUE),
  FIELD ("websiteUrl", FIELD_STRING, website_url, TRUE),
  FIELD ("globalPaymentProducts", FIELD_STRINGS, global_payment_products, TRUE),
  FIELD ("paymentProducts", FIELD_STRINGS, payment_products, TRUE),
  FIELD ("supportedAuthorizationMethods", FIELD_METHODS, authorization_methods, TRUE),
  FIELD ("affiliatedAspsps", FIELD_AFFILIATES, affiliates, TRUE),
  FIELD ("signingBasketsSupported", FIELD_STATED, signing_baskets, TRUE),
  FIELD ("signingBasketLimit", FIELD_NUMBER, signing_basket_limit, TRUE),
  FIELD ("transactionHistoryMaxDays", FIELD_NUMBER, transaction_history_max_days, TRUE),
  FIELD ("notes", FIELD_STRINGS, notes, FALSE),
};

static gconstpointer
member (const AtlasAspspFields *fields,
        const Field            *field)
{
  return (const char *) fields + field->offset;
}

#define MEMBER(type, fields, field) (*(type *) member ((fields), (field)))

static void
build_strings (JsonBuilder *builder,
               GStrv        strings)
{
  json_builder_begin_array (builder);
  for (guint i = 0; strings[i] != NULL; i++)
    json_builder_add_string_value (builder, strings[i]);
  json_builder_end_array (builder);
}

static void
build_pair (JsonBuilder *builder,
            const char  *first_key,
            const char  *first,
            const char  *second_key,
            const char  *second)
{
  json_builder_begin_object (builder);
  if (first != NULL)
    {
      json_builder_set_member_name (builder, first_key);
      json_builder_add_string_value (builder, first);
    }
  if (second != NULL)
    {
      json_builder_set_member_name (builder, second_key);
      json_builder_add_string_value (builder, second);
    }
  json_builder_end_object (builder);
}

static void
build_methods (JsonBuilder *builder,
               GPtrArray   *methods)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < methods->len; i++)
    {
      const AtlasAuthorizationMethod *method = g_ptr_array_index (methods, i);

      build_pair (builder, "name", method->name, "uri", method->uri);
    }
  json_builder_end_array (builder);
}

static void
build_affiliates (JsonBuilder *builder,
                  GPtrArray   *affiliates)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < affiliates->len; i++)
    {
      const AtlasAffiliate *affiliate = g_ptr_array_index (affiliates, i);

      build_pair (builder, "id", affiliate->id, "name", affiliate->name);
    }
  json_builder_end_array (builder);
}

static gboolean
is_stated (const AtlasAspspFields *fields,
           const Field            *field)
{
  switch (field->type)
    {
    case FIELD_STATED: return MEMBER (const AtlasStated, fields, field) != ATLAS_STATED_NOT;
    case FIELD_NUMBER: return MEMBER (const gint64, fields, field) != -1;
    case FIELD_STRING:
    case FIELD_STRINGS:
    case FIELD_METHODS:
    case FIELD_AFFILIATES:
    default: return MEMBER (const gconstpointer, fields, field) != NULL;
    }
}

static void
build_field (JsonBuilder            *builder,
             const AtlasAspspFields *fields,
             const Field            *field)
{
  if (!is_stated (fields, field))
    return;

  json_builder_set_member_name (builder, field->key);
  switch (field->type)
    {
    case FIELD_STRING:
      json_builder_add_string_value (builder, MEMBER (char *const, fields, field));
      break;
    case FIELD_STRINGS:
      build_strings (builder, MEMBER (const GStrv, fields, field));
      break;
    case FIELD_METHODS:
      build_methods (builder, MEMBER (GPtrArray *const, fields, field));
      break;
    case FIELD_AFFILIATES:
      build_affiliates (builder, MEMBER (GPtrArray *const, fields, field));
      break;
    case FIELD_STATED:
      json_builder_add_boolean_value (builder, MEMBER (const AtlasStated, fields, field) == ATLAS_STATED_YES);
      break;
    case FIELD_NUMBER:
      json_builder_add_int_value (builder, MEMBER (const gint64, fields, field));
      break;
    default:
      g_assert_not_reached ();
    }
}

static const char *
get_string (JsonNode *node)
{
  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static GStrv
read_strings (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = get_string (json_array_get_element (array, i));

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

static const char *
get_member (JsonArray  *array,
            guint       index,
            const char *key)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? get_string (json_object_get_member (json_node_get_object (node), key)) : NULL;
}

static GPtrArray *
read_methods (JsonArray *array)
{
  GPtrArray *methods = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_authorization_method_free);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (methods, atlas_authorization_method_new (get_member (array, i, "name"), get_member (array, i, "uri")));

  return methods;
}

static GPtrArray *
read_affiliates (JsonArray *array)
{
  GPtrArray *affiliates = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_affiliate_free);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (affiliates, atlas_affiliate_new (get_member (array, i, "id"), get_member (array, i, "name")));

  return affiliates;
}

static void
read_array (AtlasAspspFields *fields,
            const Field      *field,
            JsonArray        *array)
{
  if (field->type == FIELD_STRINGS)
    MEMBER (GStrv, fields, field) = read_strings (array);
  else if (field->type == FIELD_METHODS)
    MEMBER (GPtrArray *, fields, field) = read_methods (array);
  else if (field->type == FIELD_AFFILIATES)
    MEMBER (GPtrArray *, fields, field) = read_affiliates (array);
}

static void
read_field (AtlasAspspFields *fields,
            const Field      *field,
            JsonObject       *object)
{
  JsonNode *node = json_object_get_member (object, field->key);

  if (node == NULL)
    return;
  if (JSON_NODE_HOLDS_ARRAY (node))
    read_array (fields, field, json_node_get_array (node));
  else if (field->type == FIELD_STRING)
    MEMBER (char *, fields, field) = g_strdup (get_string (node));
  else if (field->type == FIELD_STATED && JSON_NODE_HOLDS_VALUE (node))
    MEMBER (AtlasStated, fields, field) = json_node_get_boolean (node) ? ATLAS_STATED_YES : ATLAS_STATED_NO;
  else if (field->type == FIELD_NUMBER && JSON_NODE_HOLDS_VALUE (node))
    MEMBER (gint64, fields, field) = json_node_get_int (node);
}

static char *
join_methods (GPtrArray *methods)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < methods->len; i++)
    {
      const AtlasAuthorizationMethod *method = g_ptr_array_index (methods, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", method->name ? method->name : "");
      if (method->uri != NULL && *method->uri != '\0')
        g_string_append_printf (text, " %s", method->uri);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
join_affiliates (GPtrArray *affiliates)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < affiliates->len; i++)
    {
      const AtlasAffiliate *affiliate = g_ptr_array_index (affiliates, i);

      g_string_append_printf (text,
                              "%s%s %s",
                              i > 0 ? ", " : "",
                              affiliate->id ? affiliate->id : "",
                              affiliate->name ? affiliate->name : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A field as one text, for the history. */
static char *
dup_value (const AtlasAspspFields *fields,
           const Field            *field)
{
  if (!is_stated (fields, field))
    return NULL;

  switch (field->type)
    {
    case FIELD_STRING: return g_strdup (MEMBER (char *const, fields, field));
    case FIELD_STRINGS: return g_strjoinv (", ", MEMBER (const GStrv, fields, field));
    case FIELD_METHODS: return join_methods (MEMBER (GPtrArray *const, fields, field));
    case FIELD_AFFILIATES: return join_affiliates (MEMBER (GPtrArray *const, fields, field));
    case FIELD_STATED: return g_strdup (MEMBER (const AtlasStated, fields, field) == ATLAS_STATED_YES ? "true" : "false");
    case FIELD_NUMBER: return g_strdup_printf ("%" G_GINT64_FORMAT, MEMBER (const gint64, fields, field));
    default: g_assert_not_reached ();
    }
}

/**
 * atlas_fields_to_json:
 * @fields: a bank's details
 *
 * Returns: (transfer full): the fields as one text, for atlas_fields_from_json()
 */
char *
atlas_fields_to_json (const AtlasAspspFields *fields)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (fields_table); i++)
    build_field (builder, fields, &fields_table[i]);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/**
 * atlas_fields_from_json:
 * @text: what atlas_fields_to_json() made
 * @error: where an error goes
 *
 * Errors: %ATLAS_STORE_ERROR_CORRUPT where it made something else.
 *
 * Returns: (transfer full) (nullable): the fields
 */
AtlasAspspFields *
atlas_fields_from_json (const char  *text,
                        GError     **error)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  AtlasAspspFields *fields;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, ATLAS_STORE_ERROR, ATLAS_STORE_ERROR_CORRUPT, "the kept fields are not readable");
      return NULL;
    }

  fields = atlas_aspsp_fields_new ();
  for (guint i = 0; i < G_N_ELEMENTS (fields_table); i++)
    read_field (fields, &fields_table[i], json_node_get_object (root));

  return fields;
}

/**
 * atlas_fields_diff:
 * @old_fields: the details as they were
 * @new_fields: the details as they are
 * @func: (scope call): called for each field that differs, with its values as texts, %NULL where not stated
 * @data: for @func
 *
 * Compares two details. BIC, name and logo are left out, since the lists tell of them.
 */
void
atlas_fields_diff (const AtlasAspspFields *old_fields,
                   const AtlasAspspFields *new_fields,
                   AtlasFieldDiffFunc      func,
                   gpointer                data)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields_table); i++)
    {
      const Field *field = &fields_table[i];
      g_autofree char *old_value = NULL;
      g_autofree char *new_value = NULL;

      if (!field->has_history)
        continue;
      old_value = dup_value (old_fields, field);
      new_value = dup_value (new_fields, field);
      if (g_strcmp0 (old_value, new_value) != 0)
        func (field->key, old_value, new_value, data);
    }
}
