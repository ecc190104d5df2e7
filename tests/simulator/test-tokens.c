/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "simulator-client.h"

#define SCOPE "aspspinformation"

static void
assert_oauth_error (Answer     *answer,
                    const char *code)
{
  g_autoptr (JsonNode) root = answer_parse (answer);

  g_assert_cmpuint (answer->status, ==, 400);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "error"), ==, code);
}

static char *
take_token (Answer *answer)
{
  g_autoptr (JsonNode) root = answer_parse (answer);

  g_assert_cmpuint (answer->status, ==, 200);

  return g_strdup (json_object_get_string_member (json_node_get_object (root), "access_token"));
}

static void
assert_refused (Client     *client,
                const char *code)
{
  g_autoptr (Answer) answer = client_send (client, "GET", API "/countries", NULL, NULL);

  assert_tpp_error (answer, 401, code);
}

static void
assert_served (Client *client)
{
  g_autoptr (Answer) answer = client_send (client, "GET", API "/countries", NULL, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
}

static void
test_granted (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) answer = client_ask_token (client, "demo", "demo-secret", SCOPE);
  g_autoptr (JsonNode) root = answer_parse (answer);
  JsonObject *object = json_node_get_object (root);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (json_object_get_size (object), ==, 4);
  g_assert_cmpuint (strlen (json_object_get_string_member (object, "access_token")), >, 20);
  g_assert_cmpint (json_object_get_int_member (object, "expires_in"), ==, 7776000);
  g_assert_cmpstr (json_object_get_string_member (object, "token_type"), ==, "Bearer");
  g_assert_cmpstr (json_object_get_string_member (object, "scope"), ==, SCOPE);
  g_assert_cmpstr (answer_get_header (answer, "Cache-Control"), ==, "no-store");
}

static void
test_scopes (void)
{
  static const char * const known[] = { SCOPE, SCOPE " private", SCOPE " corporate", "accountinformation corporate" };
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) refused = NULL;
  g_autoptr (Answer) limited = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (Answer) answer = client_ask_token (client, "demo", "demo-secret", known[i]);

      g_assert_cmpuint (answer->status, ==, 200);
    }

  refused = client_ask_token (client, "demo", "demo-secret", "everything");
  assert_oauth_error (refused, "invalid_scope");
  atlas_simulator_set_scopes (client->simulator, (const char *[]) { SCOPE " private", NULL });
  limited = client_ask_token (client, "demo", "demo-secret", SCOPE);
  assert_oauth_error (limited, "invalid_scope");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *form;
    const char *code;
  } cases[] = {
    { "client_id=demo&client_secret=wrong&scope=aspspinformation&grant_type=client_credentials", "invalid_client" },
    { "client_id=other&client_secret=demo-secret&scope=aspspinformation&grant_type=client_credentials", "invalid_client" },
    { "client_secret=demo-secret&scope=aspspinformation&grant_type=client_credentials", "invalid_client" },
    { "client_id=demo&client_secret=demo-secret&scope=aspspinformation&grant_type=password", "unsupported_grant_type" },
    { "client_id=demo&client_secret=demo-secret&scope=aspspinformation", "invalid_request" },
    { "client_id=demo&client_secret=demo-secret&grant_type=client_credentials", "invalid_scope" },
    { "%%%=&&&==", "invalid_request" },
    { "", "invalid_request" },
  };
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) formless = client_send (client, "POST", "/connect/token", NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Answer) answer = client_send (client, "POST", "/connect/token", cases[i].form, NULL);

      g_test_message ("%s", cases[i].form);
      assert_oauth_error (answer, cases[i].code);
    }
  assert_oauth_error (formless, "invalid_request");
}

static void
test_credentials (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) before = NULL;
  g_autoptr (Answer) after = NULL;

  atlas_simulator_set_credentials (client->simulator, "someone", "p&q=r s");
  before = client_ask_token (client, "demo", "demo-secret", SCOPE);
  assert_oauth_error (before, "invalid_client");
  after = client_ask_token (client, "someone", "p&q=r s", SCOPE);
  g_assert_cmpuint (after->status, ==, 200);
}

static void
test_checks (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) answer = client_ask_token (client, "demo", "demo-secret", SCOPE);

  assert_refused (client, "UNAUTHORIZED");
  client->token = g_strdup ("made-up");
  assert_refused (client, "TOKEN_UNKNOWN");
  g_free (client->token);
  client->token = take_token (answer);
  assert_served (client);
  atlas_simulator_revoke_tokens (client->simulator);
  assert_refused (client, "TOKEN_UNKNOWN");
}

static void
test_expiry (void)
{
  g_autoptr (Client) client = client_new_samples ();
  g_autoptr (Answer) early = client_ask_token (client, "demo", "demo-secret", SCOPE);
  g_autoptr (Answer) late = NULL;
  g_autoptr (JsonNode) root = NULL;

  atlas_simulator_set_token_lifetime (client->simulator, 0);
  late = client_ask_token (client, "demo", "demo-secret", SCOPE);
  root = answer_parse (late);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "expires_in"), ==, 0);
  client->token = take_token (late);
  assert_refused (client, "TOKEN_EXPIRED");
  g_free (client->token);
  client->token = take_token (early);
  assert_served (client);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/simulator/tokens/granted", test_granted);
  g_test_add_func ("/simulator/tokens/scopes", test_scopes);
  g_test_add_func ("/simulator/tokens/refused", test_refused);
  g_test_add_func ("/simulator/tokens/credentials", test_credentials);
  g_test_add_func ("/simulator/tokens/checks", test_checks);
  g_test_add_func ("/simulator/tokens/expiry", test_expiry);

  return g_test_run ();
}
