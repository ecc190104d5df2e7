/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <librsvg/rsvg.h>
#include <string.h>

#include "atlas-environ.h"
#include "simulator-client.h"

#define MAX_LOGO_BYTES (15 * 1000)

static JsonNode *
load_file (void)
{
  g_autofree char *path = atlas_environ_dup_pkgdata_path ("demo/directory.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);

  return json_parser_steal_root (parser);
}

static JsonArray *
get_banks (JsonNode *root)
{
  return json_object_get_array_member (json_node_get_object (root), "aspsps");
}

static const char *
get_string (JsonObject *object,
            const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

static gboolean
is_documented (JsonObject *bank)
{
  static const char * const documented[] = { "ESSESESS", "NDEASESS", "HANDSESS", NULL };

  return g_strv_contains (documented, get_string (bank, "bicFi"));
}

static Client *
client_new_demo (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasSimulatorDirectory) directory = atlas_simulator_directory_load_demo (&error);

  g_assert_no_error (error);

  return client_new (directory);
}

static void
test_counts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasSimulatorDirectory) directory = atlas_simulator_directory_load_demo (&error);
  g_autoptr (JsonNode) root = load_file ();

  g_assert_no_error (error);
  g_assert_cmpuint (atlas_simulator_directory_get_n_banks (directory), >=, 110);
  g_assert_cmpuint (atlas_simulator_directory_get_n_countries (directory), >=, 10);
  g_assert_cmpuint (atlas_simulator_directory_get_n_cities (directory), >=, 2 * atlas_simulator_directory_get_n_countries (directory));
  g_assert_true (g_str_has_prefix (get_string (json_node_get_object (root), "about"), "Sample data."));
}

static void
test_bics (void)
{
  g_autoptr (JsonNode) root = load_file ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) countries = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *list = json_object_get_array_member (json_node_get_object (root), "countries");
  JsonArray *banks = get_banks (root);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *country = json_array_get_object_element (list, i);

      g_hash_table_insert (countries, (char *) get_string (country, "name"), (char *) get_string (country, "isoCountryCode"));
    }
  for (guint i = 0; i < json_array_get_length (banks); i++)
    {
      JsonObject *bank = json_array_get_object_element (banks, i);
      const char *bic_fi = get_string (bank, "bicFi");
      const char *country = get_string (bank, "country");

      g_assert_true (g_regex_match_simple ("^[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?$", bic_fi, G_REGEX_DOLLAR_ENDONLY, 0));
      g_assert_true (g_hash_table_add (seen, (char *) bic_fi));
      if (country != NULL)
        g_assert_cmpint (strncmp (bic_fi + 4, g_hash_table_lookup (countries, country), 2), ==, 0);
    }
}

static void
test_cities (void)
{
  g_autoptr (JsonNode) root = load_file ();
  JsonArray *cities = json_object_get_array_member (json_node_get_object (root), "cities");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (cities); i++)
    {
      const char *id = get_string (json_array_get_object_element (cities, i), "cityId");

      g_assert_true (g_uuid_string_is_valid (id));
      g_assert_true (g_hash_table_add (seen, (char *) id));
    }
}

static void
test_invented (void)
{
  g_autoptr (JsonNode) root = load_file ();
  JsonArray *banks = get_banks (root);

  for (guint i = 0; i < json_array_get_length (banks); i++)
    {
      JsonObject *bank = json_array_get_object_element (banks, i);
      const char *website = get_string (bank, "websiteUrl");
      const char *logo_url = get_string (bank, "logoUrl");
      g_autoptr (GUri) uri = website ? g_uri_parse (website, G_URI_FLAGS_NONE, NULL) : NULL;

      if (is_documented (bank))
        continue;
      if (website != NULL)
        g_assert_true (g_str_has_suffix (g_uri_get_host (uri), ".example"));
      if (logo_url != NULL)
        g_assert_true (g_str_has_prefix (logo_url, "/image"));
    }
}

typedef struct
{
  gboolean affiliates, leading_zero, no_methods, decoupled_only, both_methods, null_phone, no_phone, no_logo, null_logo, empty_object;
  gboolean baskets_yes, baskets_no, history, long_name, greek, cyrillic, trailing_space, unknown_product, same_name;
} Variety;

static void
look_at_methods (JsonObject *bank,
                 Variety    *variety)
{
  JsonArray *methods;
  const char *first;

  if (!json_object_has_member (bank, "supportedAuthorizationMethods"))
    return;

  methods = json_object_get_array_member (bank, "supportedAuthorizationMethods");
  variety->no_methods |= json_array_get_length (methods) == 0;
  if (json_array_get_length (methods) == 0)
    return;
  first = get_string (json_array_get_object_element (methods, 0), "name");
  variety->decoupled_only |= json_array_get_length (methods) == 1 && g_str_equal (first, "Decoupled");
  variety->both_methods |= json_array_get_length (methods) == 2 && g_str_equal (first, "OAuth2");
}

static void
look_at_objects (JsonObject *bank,
                 Variety    *variety)
{
  JsonObject *payments = json_object_has_member (bank, "paymentInitiation") ? json_object_get_object_member (bank, "paymentInitiation") : NULL;
  JsonObject *accounts = json_object_has_member (bank, "accountInformation") ? json_object_get_object_member (bank, "accountInformation") : NULL;

  if (payments != NULL)
    {
      gboolean stated = json_object_has_member (payments, "signingBasketsSupported");

      variety->empty_object |= json_object_get_size (payments) == 0;
      variety->baskets_yes |= stated && json_object_get_boolean_member (payments, "signingBasketsSupported");
      variety->baskets_no |= stated && !json_object_get_boolean_member (payments, "signingBasketsSupported");
    }
  variety->history |= accounts != NULL && json_object_has_member (accounts, "transactionHistoryMaxDays");
}

static void
look_at_affiliates (JsonObject *bank,
                    Variety    *variety)
{
  JsonArray *affiliates;

  if (!json_object_has_member (bank, "affiliatedAspsps"))
    return;

  affiliates = json_object_get_array_member (bank, "affiliatedAspsps");
  for (guint i = 0; i < json_array_get_length (affiliates); i++)
    {
      JsonObject *affiliate = json_array_get_object_element (affiliates, i);

      variety->affiliates |= g_str_equal (get_string (affiliate, "name"), "Södra Ljungdala Sparbank");
      variety->leading_zero |= get_string (affiliate, "id")[0] == '0';
    }
}

static void
look_at_bank (JsonObject *bank,
              GHashTable *names,
              Variety    *variety)
{
  const char *name = get_string (bank, "name");
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), bank);
  g_autofree char *text = json_to_string (node, FALSE);

  variety->long_name |= g_utf8_strlen (name, -1) > 100;
  variety->greek |= g_unichar_get_script (g_utf8_get_char (name)) == G_UNICODE_SCRIPT_GREEK;
  variety->cyrillic |= g_unichar_get_script (g_utf8_get_char (name)) == G_UNICODE_SCRIPT_CYRILLIC;
  variety->trailing_space |= g_str_has_suffix (name, " ") && !is_documented (bank);
  variety->same_name |= !g_hash_table_add (names, (char *) name);
  variety->null_phone |= json_object_has_member (bank, "phone") && json_object_get_null_member (bank, "phone");
  variety->no_phone |= !json_object_has_member (bank, "phone");
  variety->no_logo |= !json_object_has_member (bank, "logoUrl");
  variety->null_logo |= json_object_has_member (bank, "logoUrl") && json_object_get_null_member (bank, "logoUrl");
  variety->unknown_product |= strstr (text, "carrier-pigeon") != NULL;
}

static void
test_variety (void)
{
  g_autoptr (JsonNode) root = load_file ();
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *banks = get_banks (root);
  Variety variety = { 0 };

  for (guint i = 0; i < json_array_get_length (banks); i++)
    {
      JsonObject *bank = json_array_get_object_element (banks, i);

      look_at_bank (bank, names, &variety);
      look_at_methods (bank, &variety);
      look_at_objects (bank, &variety);
      look_at_affiliates (bank, &variety);
    }

  /* Every member is a gboolean, and every one is to be met. */
  for (gsize i = 0; i < sizeof variety / sizeof (gboolean); i++)
    {
      g_test_message ("kind of bank %" G_GSIZE_FORMAT, i);
      g_assert_true (((const gboolean *) &variety)[i]);
    }
}

static void
assert_decodes (const char *name,
                Answer     *answer)
{
  g_autoptr (GError) error = NULL;

  if (g_str_has_suffix (name, ".svg"))
    {
      g_autoptr (GObject) handle = (GObject *) rsvg_handle_new_from_data ((const guint8 *) answer->body, answer->size, &error);

      g_assert_no_error (error);
      g_assert_nonnull (handle);
    }
  else
    {
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (answer->body, answer->size, NULL);
      g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (pixbuf);
    }
}

/* Every logo that the file names is there and can be drawn, but for the one that is broken on purpose. */
static void
test_logos (void)
{
  g_autoptr (Client) client = client_new_demo ();
  g_autoptr (JsonNode) root = load_file ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *file;
  guint n_broken = 0;

  json_object_iter_init (&iter, json_object_get_object_member (json_node_get_object (root), "logos"));
  while (json_object_iter_next (&iter, &name, &file))
    {
      g_autofree char *path = g_strconcat ("/image/", name, NULL);
      g_autoptr (Answer) answer = client_send (client, "GET", path, NULL, NULL);

      g_test_message ("%s", name);
      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_cmpuint (answer->size, <, MAX_LOGO_BYTES);
      if (g_str_has_suffix (json_node_get_string (file), "broken.png"))
        n_broken++;
      else
        assert_decodes (name, answer);
    }
  g_assert_cmpuint (n_broken, ==, 1);
}

/* What is served leads nowhere but back here, and exactly one logo is dead. */
static void
test_loopback (void)
{
  g_autoptr (Client) client = client_new_demo ();
  g_autoptr (Answer) answer = client_get (client, API "/aspsps");
  g_autofree char *joined = dup_members (answer, "aspsps", "logoUrl");
  g_auto (GStrv) urls = g_strsplit (joined, " ", -1);
  const char *base = atlas_simulator_get_url (client->simulator);
  guint n_dead = 0;

  for (gsize i = 0; urls[i] != NULL; i++)
    {
      g_autoptr (Answer) logo = NULL;

      if (g_str_equal (urls[i], "-"))
        continue;
      g_assert_true (g_str_has_prefix (urls[i], base));
      logo = client_send (client, "GET", urls[i] + strlen (base), NULL, NULL);
      n_dead += logo->status == 404;
    }
  g_assert_cmpuint (n_dead, ==, 1);
}

static void
assert_same_object (JsonArray  *list,
                    JsonArray  *samples,
                    const char *key)
{
  for (guint i = 0; i < json_array_get_length (samples); i++)
    {
      JsonNode *sample = json_array_get_element (samples, i);
      JsonNode *found = json_array_get_element (list, i);

      g_test_message ("%s", get_string (json_node_get_object (sample), key));
      g_assert_true (json_node_equal (sample, found));
    }
}

/* The documentation's own samples come first in their lists, to the letter. */
static void
test_samples (void)
{
  static const struct
  {
    const char *list;
    const char *key;
  } lists[] = { { "countries", "isoCountryCode" }, { "cities", "cityId" }, { "aspsps", "bicFi" } };
  g_autoptr (Client) demo = client_new_demo ();
  g_autoptr (Client) samples = client_new_samples ();
  g_autoptr (Answer) here = NULL;
  g_autoptr (Answer) there = NULL;

  atlas_simulator_set_literal_logo_urls (demo->simulator, TRUE);
  atlas_simulator_set_literal_logo_urls (samples->simulator, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *path = g_strconcat (API "/", lists[i].list, NULL);
      g_autoptr (Answer) ours = client_get (demo, path);
      g_autoptr (Answer) theirs = client_get (samples, path);
      g_autoptr (JsonNode) our_root = answer_parse (ours);
      g_autoptr (JsonNode) their_root = answer_parse (theirs);

      assert_same_object (json_object_get_array_member (json_node_get_object (our_root), lists[i].list),
                          json_object_get_array_member (json_node_get_object (their_root), lists[i].list),
                          lists[i].key);
    }

  here = client_get (demo, API "/aspsps/ESSESESS");
  there = client_get (samples, API "/aspsps/ESSESESS");
  assert_json (here, there->body);
}

int
main (int   argc,
      char *argv[])
{
  /* Not isolated: gdk-pixbuf tells formats apart by the system's MIME data. Nothing here touches a user's files. */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/simulator/demo/counts", test_counts);
  g_test_add_func ("/simulator/demo/bics", test_bics);
  g_test_add_func ("/simulator/demo/cities", test_cities);
  g_test_add_func ("/simulator/demo/invented", test_invented);
  g_test_add_func ("/simulator/demo/variety", test_variety);
  g_test_add_func ("/simulator/demo/logos", test_logos);
  g_test_add_func ("/simulator/demo/loopback", test_loopback);
  g_test_add_func ("/simulator/demo/samples", test_samples);

  return g_test_run ();
}
