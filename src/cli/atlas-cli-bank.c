/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "atlas-text.h"
#include "atlas-vocabulary.h"

#include "atlas-cli-bank.h"

typedef char *(*LabelFunc) (const char *identifier);

typedef struct
{
  const char *key;
  const char *label;
  LabelFunc   dup_label;   /* (nullable): says an identifier in words */
} Field;

static const Field fields[] = {
  { "bicFi", N_("BIC") },
  { "name", N_("Name") },
  { "streetAddress", N_("Street") },
  { "postalCode", N_("Postal code") },
  { "city", N_("City") },
  { "country", N_("Country") },
  { "phone", N_("Phone") },
  { "websiteUrl", N_("Website") },
  { "companyNumber", N_("Company number") },
  { "supportedAuthorizationMethods", N_("Sign-in methods"), atlas_authorization_method_dup_label },
  { "globalPaymentProducts", N_("Global products"), atlas_payment_product_dup_label },
  { "paymentProducts", N_("The bank’s products"), atlas_payment_product_dup_label },
  { "affiliatedAspsps", N_("Affiliated banks") },
  { "paymentInitiation", N_("Payment limits") },
  { "accountInformation", N_("Account limits") },
  { "logoUrl", N_("Logo") },
  { "id", N_("Platform ID") },
};

static const Field *
find_field (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].key, key))
      return &fields[i];

  return NULL;
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

/* "08999 Södra Dalarnas Sparbank": the texts of a small object, in the order in which they came. */
static char *
describe_object (JsonObject *object)
{
  g_autoptr (GList) members = json_object_get_members (object);
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (object, l->data);

      if (!is_text (node))
        return NULL;
      if (!atlas_text_is_blank (json_node_get_string (node)))
        g_strv_builder_add (texts, json_node_get_string (node));
    }
  parts = g_strv_builder_end (texts);

  return g_strjoinv (" ", parts);
}

static char *
describe_text (const char  *text,
               const Field *field,
               gboolean     in_words)
{
  g_autofree char *label = field && field->dup_label && in_words ? field->dup_label (text) : NULL;

  if (label == NULL || g_strcmp0 (label, text) == 0)
    return g_strdup (text);

  return g_strdup_printf ("%s (%s)", text, label);
}

static char *
describe_node (JsonNode    *node,
               const Field *field,
               gboolean     in_words)
{
  char *text = NULL;

  if (is_text (node))
    return describe_text (json_node_get_string (node), field, in_words);
  if (JSON_NODE_HOLDS_OBJECT (node))
    text = describe_object (json_node_get_object (node));

  return text ? text : json_to_string (node, FALSE);
}

static GPtrArray *
describe_member (JsonNode    *node,
                 const Field *field,
                 gboolean     in_words)
{
  GPtrArray *lines = g_ptr_array_new_null_terminated (4, g_free, TRUE);

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        g_ptr_array_add (lines, describe_node (json_array_get_element (array, i), field, in_words));
    }
  else if (!JSON_NODE_HOLDS_NULL (node))
    g_ptr_array_add (lines, describe_node (node, field, in_words));

  return lines;
}

static void
add_member_rows (AtlasCliTable *table,
                 const char    *key,
                 JsonNode      *node,
                 gboolean       in_words)
{
  const Field *field = find_field (key);
  const char *label = in_words && field ? _(field->label) : key;
  g_autoptr (GPtrArray) lines = describe_member (node, field, in_words);

  for (guint i = 0; i < lines->len; i++)
    {
      /* To a person a list is one thing; to a script every line stands alone. */
      atlas_cli_table_add_cell (table, i > 0 && in_words ? "" : label);
      atlas_cli_table_add_cell (table, g_ptr_array_index (lines, i));
    }
}

static void
add_bank_rows (AtlasCliTable *table,
               JsonObject    *bank,
               gboolean       in_words)
{
  g_autoptr (GList) members = json_object_get_members (bank);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (json_object_has_member (bank, fields[i].key))
      add_member_rows (table, fields[i].key, json_object_get_member (bank, fields[i].key), in_words);
  for (GList *l = members; l != NULL; l = l->next)
    if (find_field (l->data) == NULL)
      add_member_rows (table, l->data, json_object_get_member (bank, l->data), in_words);
}

static JsonObject *
parse_bank (JsonParser  *parser,
            const char  *raw,
            GError     **error)
{
  JsonNode *root;

  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, raw, -1, error))
    return NULL;

  root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return json_node_get_object (root);

  g_set_error_literal (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_PARSE, "not an object");

  return NULL;
}

/**
 * atlas_cli_bank_list:
 * @raws: details as the platform sent them, a JSON object each
 * @words: in whose words
 * @error: where a complaint goes, of the %JSON_PARSER_ERROR domain
 *
 * Lays banks out one below the other, a row for each thing that is known. Call it on a thread's own
 * stack, because parsing recurses.
 *
 * Returns: (transfer full) (nullable): two columns
 */
AtlasCliTable *
atlas_cli_bank_list (const char * const  *raws,
                     AtlasCliBankWords    words,
                     GError             **error)
{
  g_autoptr (AtlasCliTable) table = atlas_cli_table_new ();
  g_autoptr (JsonParser) parser = json_parser_new ();

  atlas_cli_table_add_column (table, "field", _("Field"));
  atlas_cli_table_add_column (table, "value", _("Value"));
  for (gsize i = 0; raws[i] != NULL; i++)
    {
      JsonObject *bank = parse_bank (parser, raws[i], error);

      if (bank == NULL)
        return NULL;
      if (i > 0)
        {
          atlas_cli_table_add_cell (table, NULL);
          atlas_cli_table_add_cell (table, NULL);
        }
      add_bank_rows (table, bank, words == ATLAS_CLI_BANK_LABELS);
    }

  return g_steal_pointer (&table);
}

static void
add_record (AtlasCliTable *table,
            JsonObject    *bank)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      JsonNode *node = json_object_get_member (bank, fields[i].key);
      g_autoptr (GPtrArray) lines = node ? describe_member (node, &fields[i], FALSE) : NULL;
      g_autofree char *joined = lines ? g_strjoinv ("; ", (char **) lines->pdata) : NULL;

      atlas_cli_table_add_cell (table, joined);
    }
}

/**
 * atlas_cli_bank_record:
 * @raws: details as the platform sent them, a JSON object each
 * @error: where a complaint goes, of the %JSON_PARSER_ERROR domain
 *
 * Lays banks out as records, for CSV. Call it on a thread's own stack, because parsing recurses.
 *
 * Returns: (transfer full) (nullable): a row for each bank, a column for each documented key
 */
AtlasCliTable *
atlas_cli_bank_record (const char * const  *raws,
                       GError             **error)
{
  g_autoptr (AtlasCliTable) table = atlas_cli_table_new ();
  g_autoptr (JsonParser) parser = json_parser_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    atlas_cli_table_add_column (table, fields[i].key, fields[i].key);
  for (gsize i = 0; raws[i] != NULL; i++)
    {
      JsonObject *bank = parse_bank (parser, raws[i], error);

      if (bank == NULL)
        return NULL;
      add_record (table, bank);
    }

  return g_steal_pointer (&table);
}
