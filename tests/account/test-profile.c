/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-profile.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_defaults (void)
{
  g_autoptr (AtlasProfile) profile = atlas_profile_new (" Work ", ATLAS_ENVIRONMENT_SANDBOX);
  g_autoptr (AtlasProfile) custom = atlas_profile_new (NULL, ATLAS_ENVIRONMENT_CUSTOM);

  g_assert_true (g_uuid_string_is_valid (atlas_profile_get_id (profile)));
  g_assert_cmpstr (atlas_profile_get_name (profile), ==, "Work");
  g_assert_cmpstr (atlas_profile_get_auth_url (profile), ==, atlas_environment_get_auth_url (ATLAS_ENVIRONMENT_SANDBOX));
  g_assert_cmpstr (atlas_profile_get_api_url (profile), ==, atlas_environment_get_api_url (ATLAS_ENVIRONMENT_SANDBOX));
  g_assert_cmpstr (atlas_profile_get_scope (profile), ==, atlas_scope_get_presets ()[0]);
  g_assert_cmpstr (atlas_profile_get_client_id (profile), ==, "");
  g_assert_cmpuint (atlas_profile_get_max_age (profile), ==, ATLAS_PROFILE_DEFAULT_MAX_AGE);
  g_assert_false (atlas_profile_is_demo (profile));

  g_assert_cmpstr (atlas_profile_get_name (custom), ==, "");
  g_assert_null (atlas_profile_get_auth_url (custom));
  g_assert_cmpstr (atlas_profile_get_id (custom), !=, atlas_profile_get_id (profile));
}

static void
test_environment (void)
{
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("Work", ATLAS_ENVIRONMENT_SANDBOX);
  guint n_auth = 0;
  guint n_api = 0;

  g_object_set (profile,
                "auth-url", atlas_environment_get_auth_url (ATLAS_ENVIRONMENT_SANDBOX),
                "api-url", "https://elsewhere.example",
                NULL);
  g_signal_connect_swapped (profile, "notify::auth-url", G_CALLBACK (count_cb), &n_auth);
  g_signal_connect_swapped (profile, "notify::api-url", G_CALLBACK (count_cb), &n_api);
  g_object_set (profile, "environment", (int) ATLAS_ENVIRONMENT_PRODUCTION, NULL);
  g_object_set (profile, "environment", (int) ATLAS_ENVIRONMENT_PRODUCTION, NULL);

  g_assert_cmpstr (atlas_profile_get_auth_url (profile), ==, atlas_environment_get_auth_url (ATLAS_ENVIRONMENT_PRODUCTION));
  g_assert_cmpstr (atlas_profile_get_api_url (profile), ==, "https://elsewhere.example");
  g_assert_cmpuint (n_auth, ==, 1);
  g_assert_cmpuint (n_api, ==, 0);
}

static void
test_notify (void)
{
  static const char *const texts[] = { "name", "auth-url", "api-url", "client-id", "scope", "certificate-path" };
  static const char *const numbers[] = { "list-encoding", "context" };
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("Work", ATLAS_ENVIRONMENT_SANDBOX);
  guint count = 0;

  g_signal_connect_swapped (profile, "notify", G_CALLBACK (count_cb), &count);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *value = NULL;

      count = 0;
      g_object_set (profile, texts[i], "value", NULL);
      g_object_set (profile, texts[i], "value", NULL);
      g_assert_cmpuint (count, ==, 1);
      g_object_get (profile, texts[i], &value, NULL);
      g_assert_cmpstr (value, ==, "value");
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      count = 0;
      g_object_set (profile, numbers[i], 1, NULL);
      g_object_set (profile, numbers[i], 1, NULL);
      g_assert_cmpuint (count, ==, 1);
    }
  count = 0;
  g_object_set (profile, "max-age", 60, NULL);
  g_object_set (profile, "max-age", 60, NULL);
  g_assert_cmpuint (count, ==, 1);
}

static void
test_copy (void)
{
  AtlasProfile *profile = atlas_profile_new ("Work", ATLAS_ENVIRONMENT_CUSTOM);
  AtlasProfile *copy;

  g_object_set (profile,
                "auth-url", "https://a.example",
                "api-url", "https://b.example",
                "client-id", "me",
                "scope", "aspspinformation private",
                "list-encoding", (int) ATLAS_LIST_ENCODING_REPEAT,
                "context", (int) ATLAS_CONTEXT_CORPORATE,
                "certificate-path", "/tmp/client.p12",
                "max-age", 60,
                NULL);
  copy = atlas_profile_copy (profile);

  g_assert_cmpstr (atlas_profile_get_id (copy), ==, atlas_profile_get_id (profile));
  g_assert_cmpstr (atlas_profile_get_name (copy), ==, "Work");
  g_assert_cmpint (atlas_profile_get_environment (copy), ==, ATLAS_ENVIRONMENT_CUSTOM);
  g_assert_cmpstr (atlas_profile_get_auth_url (copy), ==, "https://a.example");
  g_assert_cmpstr (atlas_profile_get_api_url (copy), ==, "https://b.example");
  g_assert_cmpstr (atlas_profile_get_client_id (copy), ==, "me");
  g_assert_cmpstr (atlas_profile_get_scope (copy), ==, "aspspinformation private");
  g_assert_cmpint (atlas_profile_get_list_encoding (copy), ==, ATLAS_LIST_ENCODING_REPEAT);
  g_assert_cmpint (atlas_profile_get_context (copy), ==, ATLAS_CONTEXT_CORPORATE);
  g_assert_cmpstr (atlas_profile_get_certificate_path (copy), ==, "/tmp/client.p12");
  g_assert_cmpuint (atlas_profile_get_max_age (copy), ==, 60);

  g_assert_finalize_object (copy);
  g_assert_finalize_object (profile);
}

static void
test_store_key (void)
{
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("Work", ATLAS_ENVIRONMENT_SANDBOX);
  g_autoptr (AtlasProfile) same = atlas_profile_new ("Other name", ATLAS_ENVIRONMENT_SANDBOX);
  g_autoptr (AtlasProfile) demo = atlas_profile_new_demo ();
  g_autofree char *key = atlas_profile_dup_store_key (profile);
  g_autofree char *same_key = atlas_profile_dup_store_key (same);
  g_autofree char *demo_key = atlas_profile_dup_store_key (demo);
  g_autofree char *corporate_key = NULL;

  g_object_set (same, "context", (int) ATLAS_CONTEXT_CORPORATE, NULL);
  corporate_key = atlas_profile_dup_store_key (same);

  g_assert_cmpstr (key, ==, same_key);
  g_assert_cmpstr (key, !=, corporate_key);
  g_assert_cmpstr (demo_key, ==, "demo");
  g_assert_true (atlas_profile_is_demo (demo));
}

static void
test_context (void)
{
  AtlasContext context = ATLAS_CONTEXT_PRIVATE;

  g_assert_true (atlas_context_from_string ("corporate", &context));
  g_assert_cmpint (context, ==, ATLAS_CONTEXT_CORPORATE);
  g_assert_cmpstr (atlas_context_to_string (ATLAS_CONTEXT_PRIVATE), ==, "private");
  g_assert_false (atlas_context_from_string ("elsewhere", &context));
  g_assert_false (atlas_context_from_string (NULL, &context));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/account/profile/defaults", test_defaults);
  g_test_add_func ("/account/profile/hosts-follow-the-environment", test_environment);
  g_test_add_func ("/account/profile/notifies-only-changes", test_notify);
  g_test_add_func ("/account/profile/copy", test_copy);
  g_test_add_func ("/account/profile/store-key", test_store_key);
  g_test_add_func ("/account/profile/context", test_context);

  return g_test_run ();
}
