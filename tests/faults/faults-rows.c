/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "faults.h"

#define CITY "11111111-0000-4000-8000-000000000001"
#define OTHER_CITY "11111111-0000-4000-8000-000000000002"
#define ASPSP "{\"bicFi\": \"AAAASESS\", \"name\": \"Alfa Bank\", \"logoUrl\": \"https://logos.test/a.svg\"}"
#define OTHER_ASPSP "{\"bicFi\": \"BBBBFIHH\", \"name\": \"Beta Bank\", \"logoUrl\": null}"

typedef struct
{
  const char *name;
  const char *path;   /* a glob */
  const char *good;
} Row;

static const Row rows[FAULTS_N_ROWS] = {
  [FAULTS_ROW_TOKEN] = { "POST /connect/token", "/connect/token",
                         "{\"access_token\": \"" FAULTS_TOKEN "\", \"expires_in\": 3600, \"token_type\": \"Bearer\", \"scope\": \"aspspinformation\"}" },
  [FAULTS_ROW_COUNTRIES] = { "GET /countries", FAULTS_API "/countries",
                             "{\"countries\": [{\"isoCountryCode\": \"SE\", \"name\": \"Sweden\"}, {\"isoCountryCode\": \"FI\", \"name\": \"Finland\"}]}" },
  [FAULTS_ROW_COUNTRY] = { "GET /countries/SE", FAULTS_API "/countries/SE", "{\"isoCountryCode\": \"SE\", \"name\": \"Sweden\"}" },
  [FAULTS_ROW_CITIES] = { "GET /cities", FAULTS_API "/cities",
                          "{\"cities\": [{\"cityId\": \"" CITY "\", \"name\": \"Stockholm\", \"isoCountryCode\": \"SE\"},"
                          " {\"cityId\": \"" OTHER_CITY "\", \"name\": \"Helsinki\", \"isoCountryCode\": \"FI\"}]}" },
  [FAULTS_ROW_CITY] = { "GET /cities/ID", FAULTS_API "/cities/" CITY,
                        "{\"cityId\": \"" CITY "\", \"name\": \"Stockholm\", \"isoCountryCode\": \"SE\"}" },
  [FAULTS_ROW_ASPSPS] = { "GET /aspsps", FAULTS_API "/aspsps", "{\"aspsps\": [" ASPSP ", " OTHER_ASPSP "]}" },
  [FAULTS_ROW_ASPSPS_OF_COUNTRY] = { "GET /aspsps?country", FAULTS_API "/aspsps?isoCountryCodes=*", "{\"aspsps\": [" ASPSP "]}" },
  [FAULTS_ROW_ASPSPS_OF_CITY] = { "GET /aspsps?city", FAULTS_API "/aspsps?cityIds=*", "{\"aspsps\": [" ASPSP "]}" },
  [FAULTS_ROW_ASPSP] = { "GET /aspsps/BIC", FAULTS_API "/aspsps/AAAASESS",
                         "{\"bicFi\": \"AAAASESS\", \"name\": \"Alfa Bank\", \"logoUrl\": \"https://logos.test/a.svg\", \"city\": \"Stockholm\","
                         " \"country\": \"Sweden\", \"postalCode\": \"111 11\", \"streetAddress\": \"Gatan 1\", \"companyNumber\": \"5560000001\","
                         " \"phone\": \"+46 8 1\", \"websiteUrl\": \"https://a.test\", \"globalPaymentProducts\": [\"domestic\"],"
                         " \"paymentProducts\": [\"sepa-credit-transfers\"],"
                         " \"supportedAuthorizationMethods\": [{\"name\": \"OAuth2\", \"uri\": \"https://a.test/o\"}],"
                         " \"affiliatedAspsps\": [{\"id\": \"08999\", \"name\": \"Alfa Bank Norr\"}]}" },
  [FAULTS_ROW_LOGO] = { "logo", "/image/*",
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><rect width=\"8\" height=\"8\" fill=\"red\"/></svg>" },
  [FAULTS_ROW_OLD_LOGO] = { "logo, one kept", "/image/*",
                            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><rect width=\"8\" height=\"8\" fill=\"red\"/></svg>" },
};

const char *
faults_row_get_name (FaultsRow row)
{
  return rows[row].name;
}

const char *
faults_row_get_path (FaultsRow row)
{
  return rows[row].path;
}

const char *
faults_row_get_good (FaultsRow row)
{
  return rows[row].good;
}

const char *
faults_row_get_type (FaultsRow row)
{
  return faults_row_is_logo (row) ? "image/svg+xml" : "application/json";
}

gboolean
faults_row_is_logo (FaultsRow row)
{
  return row == FAULTS_ROW_LOGO || row == FAULTS_ROW_OLD_LOGO;
}

/* What every call gets that nothing is wrong with. */
void
faults_rows_serve (AtlasTestServer *server)
{
  for (int row = 0; row < FAULTS_N_ROWS; row++)
    atlas_test_server_add (server, rows[row].path, 0, ATLAS_TEST_KEEP,
                           "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nETag: \"new\"\r\nContent-Length: %zu\r\n\r\n%s",
                           faults_row_get_type (row), strlen (rows[row].good), rows[row].good);
}

typedef struct
{
  GString        *text;
  FaultsMangling  how;
  guint           n_values;
  gboolean        in_first;   /* within the first item of a list */
} Writer;

static void write_node (Writer     *self,
                        const char *key,
                        JsonNode   *node);

static gboolean
is_id (const char *key)
{
  static const char *const ids[] = { "isoCountryCode", "cityId", "bicFi", "id", "access_token", "expires_in", NULL };

  return key != NULL && g_strv_contains (ids, key);
}

static void
write_wrong (Writer *self)
{
  static const char *const wrong[] = { "7", "{\"a\": [1]}", "[[]]", "true", "-1.5e300" };

  g_string_append (self->text, wrong[self->n_values++ % G_N_ELEMENTS (wrong)]);
}

/* What stands behind the good text of a value. Ids stay good, so that it is clear whose value it is. */
static void
write_spoiled_text (Writer     *self,
                    const char *key,
                    const char *value)
{
  g_string_append_printf (self->text, "\"%s", value);
  if (!is_id (key) || g_str_equal (key, "access_token"))
    switch (self->how)
      {
      case FAULTS_MANGLE_INVALID_UTF8:
        g_string_append (self->text, "\xff\xc3\xed\xa0\x80");
        break;
      case FAULTS_MANGLE_NUL_BYTES:
        g_string_append_c (self->text, '\0');
        g_string_append (self->text, "end");
        break;
      case FAULTS_MANGLE_NUL_ESCAPES:
        g_string_append (self->text, "\\u0000end");
        break;
      case FAULTS_MANGLE_LONE_SURROGATES:
        g_string_append (self->text, "\\ud83d \\ude00\\ud83d");
        break;
      case FAULTS_MANGLE_WRONG_TYPES:
      case FAULTS_MANGLE_NUMBER_IDS:
      case FAULTS_MANGLE_DUPLICATE_KEYS:
      case FAULTS_MANGLE_CUT:
      case FAULTS_MANGLE_ONE_WRONG:
      default:
        break;
      }
  g_string_append_c (self->text, '"');
}

static void
write_value (Writer     *self,
             const char *key,
             JsonNode   *node)
{
  gboolean is_text = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;

  if (self->how == FAULTS_MANGLE_WRONG_TYPES || (self->how == FAULTS_MANGLE_ONE_WRONG && self->in_first))
    write_wrong (self);
  else if (self->how == FAULTS_MANGLE_NUMBER_IDS && is_id (key))
    g_string_append (self->text, is_text ? "8999" : "\"later\"");
  else if (is_text)
    write_spoiled_text (self, key, json_node_get_string (node));
  else
    {
      g_autofree char *plain = json_to_string (node, FALSE);

      g_string_append (self->text, plain);
    }
}

static void
write_object (Writer     *self,
              JsonObject *object)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;
  gboolean first = TRUE;

  g_string_append_c (self->text, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      if (self->how == FAULTS_MANGLE_DUPLICATE_KEYS)
        {
          g_string_append_printf (self->text, "%s\"%s\": {\"%s\": 1}", first ? "" : ", ", key, key);
          first = FALSE;
        }
      g_string_append_printf (self->text, "%s\"%s\": ", first ? "" : ", ", key);
      write_node (self, key, node);
      first = FALSE;
    }
  g_string_append_c (self->text, '}');
}

static void
write_array (Writer     *self,
             const char *key,
             JsonArray  *array)
{
  g_string_append_c (self->text, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      self->in_first = i == 0;
      g_string_append (self->text, i > 0 ? ", " : "");
      write_node (self, key, json_array_get_element (array, i));
    }
  self->in_first = FALSE;
  g_string_append_c (self->text, ']');
}

static void
write_node (Writer     *self,
            const char *key,
            JsonNode   *node)
{
  static const char *const lists[] = { "countries", "cities", "aspsps", NULL };

  if (JSON_NODE_HOLDS_OBJECT (node))
    write_object (self, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node) && (self->how != FAULTS_MANGLE_WRONG_TYPES || g_strv_contains (lists, key)))
    write_array (self, key, json_node_get_array (node));
  else
    write_value (self, key, node);
}

/* Returns: (transfer full): the good body of a row, spoiled */
GBytes *
faults_row_mangle (FaultsRow      row,
                   FaultsMangling how)
{
  Writer writer = { .text = g_string_new (NULL), .how = how };
  const char *good = rows[row].good;
  g_autoptr (JsonNode) node = NULL;

  if (how == FAULTS_MANGLE_CUT)
    g_string_append_len (writer.text, good, (gssize) (strlen (good) * 2 / 3));
  else if (faults_row_is_logo (row))
    g_string_append_printf (writer.text, "%.20s\xff\xfe%c%s", good, '\0', good + 20);
  else
    {
      node = json_from_string (good, NULL);
      write_node (&writer, "", node);
    }

  return g_string_free_to_bytes (writer.text);
}
