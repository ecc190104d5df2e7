/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "simulator-client.h"

/* With the sanitizers every allocation is slow, and the number is not what they look at. */
#ifdef __SANITIZE_ADDRESS__
#define MANY 2000
#else
#define MANY 50000
#endif

static Client *
client_new_generated (guint n_banks,
                      guint seed)
{
  g_autoptr (AtlasSimulatorDirectory) directory = atlas_simulator_directory_generate (n_banks, seed);

  return client_new (directory);
}

/* The answer without the port, which differs from run to run. */
static char *
get_text (Client     *client,
          const char *path)
{
  g_autoptr (Answer) answer = client_get (client, path);
  g_autoptr (GString) text = g_string_new (answer->body);

  g_assert_cmpuint (answer->status, ==, 200);
  g_string_replace (text, atlas_simulator_get_url (client->simulator), "", 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_deterministic (void)
{
  static const char * const paths[] = { API "/countries", API "/cities", API "/aspsps" };
  g_autoptr (Client) first = client_new_generated (300, 7);
  g_autoptr (Client) second = client_new_generated (300, 7);
  g_autoptr (Client) other = client_new_generated (300, 8);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *here = get_text (first, paths[i]);
      g_autofree char *there = get_text (second, paths[i]);
      g_autofree char *elsewhere = get_text (other, paths[i]);

      g_assert_cmpstr (here, ==, there);
      if (i > 0)
        g_assert_cmpstr (here, !=, elsewhere);
    }
}

/* The same on every machine and with every compiler. */
static void
test_known (void)
{
  g_autoptr (Client) client = client_new_generated (3, 1);
  g_autofree char *text = get_text (client, API "/aspsps");
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  g_test_message ("%s", text);
  g_assert_cmpstr (sum, ==, "2dbf04eac5bd528268722284eccca7039ff624f2c29aad11656511a552ce341a");
}

static void
test_details (void)
{
  g_autoptr (Client) client = client_new_generated (200, 3);
  g_autoptr (Answer) list = client_get (client, API "/aspsps");
  g_autoptr (JsonNode) root = answer_parse (list);
  JsonArray *banks = json_object_get_array_member (json_node_get_object (root), "aspsps");

  g_assert_cmpuint (json_array_get_length (banks), ==, 200);
  for (guint i = 0; i < json_array_get_length (banks); i++)
    {
      JsonObject *item = json_array_get_object_element (banks, i);
      g_autofree char *path = g_strconcat (API "/aspsps/", json_object_get_string_member (item, "bicFi"), NULL);
      g_autoptr (Answer) answer = client_get (client, path);
      g_autoptr (JsonNode) node = answer_parse (answer);
      JsonObject *details = json_node_get_object (node);

      g_assert_cmpstr (json_object_get_string_member (item, "name"), ==, json_object_get_string_member (details, "name"));
      g_assert_cmpstr (json_object_get_string_member (item, "id"), ==, json_object_get_string_member (details, "id"));
      g_assert_true (g_uuid_string_is_valid (json_object_get_string_member (item, "id")));
      g_assert_cmpint (json_object_has_member (item, "logoUrl"), ==, json_object_has_member (details, "logoUrl"));
      g_assert_true (json_object_has_member (details, "supportedAuthorizationMethods"));
      g_assert_true (g_str_has_suffix (json_object_get_string_member (details, "websiteUrl"), ".example/"));
    }
}

static void
test_logo (void)
{
  g_autoptr (Client) client = client_new_generated (1, 1);
  g_autoptr (Answer) list = client_get (client, API "/aspsps");
  g_autofree char *bic_fi = dup_members (list, "aspsps", "bicFi");
  g_autofree char *path = g_strconcat ("/image/", bic_fi, ".svg", NULL);
  g_autoptr (Answer) logo = client_send (client, "GET", path, NULL, NULL);
  g_autoptr (Answer) unknown = client_send (client, "GET", "/image/ABCDEF22.svg", NULL, NULL);

  g_assert_cmpuint (logo->status, ==, 200);
  g_assert_cmpstr (answer_get_header (logo, "Content-Type"), ==, "image/svg+xml");
  g_assert_true (g_str_has_prefix (logo->body, "<svg "));
  g_assert_cmpuint (unknown->status, ==, 404);
}

/* Each bank is found under its country, and under its city. */
static void
test_filters (void)
{
  g_autoptr (Client) client = client_new_generated (2000, 5);
  g_autoptr (Answer) cities = client_get (client, API "/cities?isoCountryCodes=AT");
  g_autofree char *ids = dup_members (cities, "cities", "cityId");
  g_autoptr (Answer) by_country = client_get (client, API "/aspsps?isoCountryCodes=AT");
  g_autofree char *commas = g_strdelimit (g_strdup (ids), " ", ',');
  g_autofree char *path = g_strconcat (API "/aspsps?cityIds=", commas, NULL);
  g_autoptr (Answer) by_cities = client_get (client, path);

  g_assert_cmpuint (by_country->status, ==, 200);
  g_assert_cmpuint (by_country->size, >, 1000);
  g_assert_cmpstr (by_country->body, ==, by_cities->body);
}

static void
test_many (void)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (Client) client = client_new_generated (MANY, 1);
  gint64 started = g_get_monotonic_time ();
  g_autoptr (Answer) list = client_get (client, API "/aspsps");
  gint64 listed = g_get_monotonic_time ();
  g_autoptr (Answer) again = client_get (client, API "/aspsps");
  gint64 listed_again = g_get_monotonic_time ();
  g_autofree char *bics = dup_members (list, "aspsps", "bicFi");
  g_auto (GStrv) split = g_strsplit (bics, " ", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GRegex) pattern = g_regex_new ("^[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?$", G_REGEX_DOLLAR_ENDONLY, 0, NULL);

  g_test_message ("start %d ms, list %d ms (%" G_GSIZE_FORMAT " bytes), again %d ms",
                  (int) (started - begin) / 1000,
                  (int) (listed - started) / 1000,
                  list->size,
                  (int) (listed_again - listed) / 1000);
  g_assert_cmpuint (g_strv_length (split), ==, MANY);
  for (gsize i = 0; split[i] != NULL; i++)
    {
      g_assert_true (g_regex_match (pattern, split[i], 0, NULL));
      g_assert_true (g_hash_table_add (seen, split[i]));
    }
}

static void
test_counts (void)
{
  g_autoptr (AtlasSimulatorDirectory) none = atlas_simulator_directory_generate (0, 1);

  g_assert_cmpuint (atlas_simulator_directory_get_n_banks (none), ==, 0);
  g_assert_cmpuint (atlas_simulator_directory_get_n_countries (none), ==, 30);
  g_assert_cmpuint (atlas_simulator_directory_get_n_cities (none), ==, 300);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/simulator/generated/deterministic", test_deterministic);
  g_test_add_func ("/simulator/generated/known", test_known);
  g_test_add_func ("/simulator/generated/details", test_details);
  g_test_add_func ("/simulator/generated/logo", test_logo);
  g_test_add_func ("/simulator/generated/filters", test_filters);
  g_test_add_func ("/simulator/generated/many", test_many);
  g_test_add_func ("/simulator/generated/counts", test_counts);

  return g_test_run ();
}
