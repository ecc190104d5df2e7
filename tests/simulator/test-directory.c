/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "simulator-client.h"

static const char sample[] =
  "{"
  "  \"countries\": [{\"isoCountryCode\": \"SE\", \"name\": \"Sweden\"}, {\"name\": \"Nowhere\"}],"
  "  \"cities\": ["
  "    {\"cityId\": \"11111111-1111-4111-8111-111111111111\", \"name\": \"Malm\\u00f6\", \"isoCountryCode\": \"SE\"},"
  "    {\"cityId\": \"22222222-2222-4222-8222-222222222222\", \"name\": \"Malm\\u00f6\", \"isoCountryCode\": \"DK\"}],"
  "  \"aspsps\": ["
  "    {\"bicFi\": \"AAAASE22\", \"name\": \"Two countries\", \"isoCountryCodes\": [\"se\", \"NO\"], \"cityIds\": [], \"city\": \"Malm\\u00f6\"},"
  "    {\"id\": \"x\", \"bicFi\": \"BBBBSE22\", \"name\": null, \"city\": \"MALM\\u00d6\", \"logoUrl\": \"/image/own.svg\", \"unheardOf\": {\"a\": [1, 2.5, null]}},"
  "    {\"bicFi\": \"CCCCDK22\", \"logoUrl\": \"https://logos.example/images/c.png?v=2\", \"listLogoUrl\": \"https://logos.example/x/known.png\"},"
  "    {\"name\": \"Without a BIC\"},"
  "    {\"bicFi\": \"odd one\", \"name\": 7, \"logoUrl\": 8}],"
  "  \"logos\": {\"known.png\": \"directory.json\"}"
  "}";

static AtlasSimulatorDirectory *
load (const char  *text,
      GError     **error)
{
  g_autofree char *folder = g_dir_make_tmp ("simulator-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "directory.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  AtlasSimulatorDirectory *directory;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  directory = atlas_simulator_directory_load (file, error);
  g_remove (path);
  g_rmdir (folder);

  return directory;
}

static Client *
client_new_loaded (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasSimulatorDirectory) directory = load (sample, &error);

  g_assert_no_error (error);

  return client_new (directory);
}

static void
assert_banks (Client     *client,
              const char *query,
              const char *bics)
{
  g_autofree char *path = g_strconcat (API "/aspsps", query, NULL);
  g_autoptr (Answer) answer = client_get (client, path);
  g_autofree char *found = dup_members (answer, "aspsps", "bicFi");

  g_assert_cmpstr (found, ==, bics);
}

static void
test_membership (void)
{
  g_autoptr (Client) client = client_new_loaded ();

  assert_banks (client, "", "AAAASE22 BBBBSE22 CCCCDK22 - odd one");
  assert_banks (client, "?isoCountryCodes=SE", "AAAASE22 BBBBSE22");
  assert_banks (client, "?isoCountryCodes=no", "AAAASE22");
  assert_banks (client, "?isoCountryCodes=DK", "CCCCDK22");
  assert_banks (client, "?cityIds=11111111-1111-4111-8111-111111111111", "BBBBSE22");
  assert_banks (client, "?cityIds=22222222-2222-4222-8222-222222222222", "");
}

/* Everything is sent as the file says it, but for what is the server's own. */
static void
test_verbatim (void)
{
  g_autoptr (Client) client = client_new_loaded ();
  g_autoptr (Answer) first = client_get (client, API "/aspsps/AAAASE22");
  g_autoptr (Answer) second = client_get (client, API "/aspsps/BBBBSE22");
  g_autoptr (Answer) odd = client_get (client, API "/aspsps/ODD%20one");
  g_autofree char *expected = NULL;

  assert_json (first, "{\"bicFi\": \"AAAASE22\", \"name\": \"Two countries\", \"city\": \"Malmö\"}");
  assert_json (odd, "{\"bicFi\": \"odd one\", \"name\": 7, \"logoUrl\": 8}");
  expected = g_strdup_printf ("{\"id\": \"x\", \"bicFi\": \"BBBBSE22\", \"name\": null, \"city\": \"MALMÖ\", \"logoUrl\": \"%s/image/own.svg\","
                              " \"unheardOf\": {\"a\": [1, 2.5, null]}}",
                              atlas_simulator_get_url (client->simulator));
  assert_json (second, expected);
}

static void
test_items (void)
{
  g_autoptr (Client) client = client_new_loaded ();
  g_autoptr (Answer) answer = client_get (client, API "/aspsps?isoCountryCodes=SE");
  g_autofree char *expected = g_strdup_printf ("{\"aspsps\": [{\"bicFi\": \"AAAASE22\", \"name\": \"Two countries\"},"
                                               " {\"bicFi\": \"BBBBSE22\", \"name\": null, \"logoUrl\": \"%s/image/own.svg\", \"id\": \"x\"}]}",
                                               atlas_simulator_get_url (client->simulator));

  assert_json (answer, expected);
}

static void
test_logo_urls (void)
{
  g_autoptr (Client) client = client_new_loaded ();
  g_autoptr (Answer) list = client_get (client, API "/aspsps?isoCountryCodes=DK");
  g_autoptr (Answer) details = client_get (client, API "/aspsps/CCCCDK22");
  g_autoptr (Answer) literal = NULL;
  g_autofree char *found = dup_members (list, "aspsps", "logoUrl");
  g_autofree char *literally = NULL;
  g_autofree char *expected = g_strconcat (atlas_simulator_get_url (client->simulator), "/image/known.png", NULL);

  g_assert_cmpstr (found, ==, expected);
  assert_json (details, "{\"bicFi\": \"CCCCDK22\", \"logoUrl\": \"https://logos.example/images/c.png?v=2\"}");
  atlas_simulator_set_literal_logo_urls (client->simulator, TRUE);
  literal = client_get (client, API "/aspsps?isoCountryCodes=DK");
  literally = dup_members (literal, "aspsps", "logoUrl");
  g_assert_cmpstr (literally, ==, "https://logos.example/x/known.png");
}

static void
test_exchanged (void)
{
  g_autoptr (Client) client = client_new_loaded ();
  g_autoptr (AtlasSimulatorDirectory) empty = load ("{}", NULL);

  assert_banks (client, "?isoCountryCodes=DK", "CCCCDK22");
  atlas_simulator_set_directory (client->simulator, empty);
  assert_banks (client, "", "");
}

static void
test_ill_formed (void)
{
  static const char * const texts[] = {
    "",
    "nonsense",
    "[]",
    "7",
    "null",
    "{\"aspsps\": 1}",
    "{\"aspsps\": [1]}",
    "{\"countries\": {}}",
    "{\"cities\": [null]}",
    "{\"logos\": []}",
    "{\"logos\": {\"a.png\": 1}}",
    "{\"logos\": {\"a.png\": \"../a.png\"}}",
    "{\"logos\": {\"a.png\": \"/etc/passwd\"}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtlasSimulatorDirectory) directory = load (texts[i], &error);

      g_test_message ("%s", error ? error->message : texts[i]);
      g_assert_null (directory);
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "directory.json: "));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/simulator/directory/membership", test_membership);
  g_test_add_func ("/simulator/directory/verbatim", test_verbatim);
  g_test_add_func ("/simulator/directory/items", test_items);
  g_test_add_func ("/simulator/directory/logo-urls", test_logo_urls);
  g_test_add_func ("/simulator/directory/exchanged", test_exchanged);
  g_test_add_func ("/simulator/directory/ill-formed", test_ill_formed);

  return g_test_run ();
}
