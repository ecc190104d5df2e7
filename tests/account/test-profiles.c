/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "atlas-profiles.h"
#include "atlas-test-await.h"

typedef struct
{
  GFile         *file;
  char          *path;
  AtlasProfiles *profiles;
} Fixture;

static AtlasProfiles *
open_profiles (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AtlasProfiles *profiles = atlas_profiles_new (fixture->file, &error);

  g_assert_no_error (error);

  return profiles;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->file = atlas_profiles_get_default_file ();
  fixture->path = g_file_get_path (fixture->file);
  fixture->profiles = open_profiles (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->profiles);
  g_clear_object (&fixture->file);
  g_free (fixture->path);
}

static AtlasProfile *
add_profile (AtlasProfiles *profiles,
             const char    *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasProfile) profile = atlas_profile_new (name, ATLAS_ENVIRONMENT_SANDBOX);

  g_object_set (profile, "client-id", "me", NULL);
  g_assert_true (atlas_profiles_save (profiles, profile, &error));
  g_assert_no_error (error);
  g_assert_true (atlas_profiles_find (profiles, name) == profile);

  return profile;
}

static void
write_file (Fixture    *fixture,
            const char *text)
{
  g_autofree char *directory = g_path_get_dirname (fixture->path);

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

static char *
read_file (Fixture *fixture)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));

  return text;
}

static void
assert_names (AtlasProfiles *profiles,
              const char    *names)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (profiles)); i++)
    {
      g_autoptr (AtlasProfile) profile = g_list_model_get_item (G_LIST_MODEL (profiles), i);

      g_string_append_printf (line, "%s%s", i ? "," : "", atlas_profile_get_name (profile));
    }
  g_assert_cmpstr (line->str, ==, names);
}

static void
test_first_start (Fixture      *fixture,
                  gconstpointer data)
{
  assert_names (fixture->profiles, "Demo Directory");
  g_assert_null (atlas_profiles_get_current (fixture->profiles));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_saved (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("Work", ATLAS_ENVIRONMENT_CUSTOM);
  g_autoptr (AtlasProfiles) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_path_get_dirname (fixture->path);
  AtlasProfile *found;
  GStatBuf status;

  g_object_set (profile,
                "auth-url", "http://127.0.0.1:8080/",
                "api-url", "https://api.example",
                "client-id", "me",
                "scope", "aspspinformation private",
                "list-encoding", (int) ATLAS_LIST_ENCODING_REPEAT,
                "context", (int) ATLAS_CONTEXT_CORPORATE,
                "certificate-path", "/home/me/client.p12",
                "max-age", 60,
                NULL);
  g_assert_true (atlas_profiles_save (fixture->profiles, profile, &error));
  g_assert_no_error (error);
  g_assert_true (atlas_profiles_set_current (fixture->profiles, profile, &error));
  g_assert_no_error (error);

  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (directory, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);

  again = open_profiles (fixture);
  assert_names (again, "Work,Demo Directory");
  found = atlas_profiles_find (again, "WORK");
  g_assert_nonnull (found);
  g_assert_true (found == atlas_profiles_find (again, atlas_profile_get_id (profile)));
  g_assert_true (found == atlas_profiles_get_current (again));
  g_assert_cmpint (atlas_profile_get_environment (found), ==, ATLAS_ENVIRONMENT_CUSTOM);
  g_assert_cmpstr (atlas_profile_get_auth_url (found), ==, "http://127.0.0.1:8080");
  g_assert_cmpstr (atlas_profile_get_api_url (found), ==, "https://api.example");
  g_assert_cmpstr (atlas_profile_get_client_id (found), ==, "me");
  g_assert_cmpstr (atlas_profile_get_scope (found), ==, "aspspinformation private");
  g_assert_cmpint (atlas_profile_get_list_encoding (found), ==, ATLAS_LIST_ENCODING_REPEAT);
  g_assert_cmpint (atlas_profile_get_context (found), ==, ATLAS_CONTEXT_CORPORATE);
  g_assert_cmpstr (atlas_profile_get_certificate_path (found), ==, "/home/me/client.p12");
  g_assert_cmpuint (atlas_profile_get_max_age (found), ==, 60);
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  static const struct
  {
    const char        *name;
    AtlasEnvironment   environment;
    const char        *api_url;
    AtlasProfilesError expected;
  } cases[] = {
    { "  ", ATLAS_ENVIRONMENT_SANDBOX, NULL, ATLAS_PROFILES_ERROR_INVALID },
    { NULL, ATLAS_ENVIRONMENT_SANDBOX, NULL, ATLAS_PROFILES_ERROR_INVALID },
    { "wOrK", ATLAS_ENVIRONMENT_SANDBOX, NULL, ATLAS_PROFILES_ERROR_NAME_TAKEN },
    { "Demo", ATLAS_ENVIRONMENT_SANDBOX, NULL, ATLAS_PROFILES_ERROR_NAME_TAKEN },
    { "demo directory", ATLAS_ENVIRONMENT_SANDBOX, NULL, ATLAS_PROFILES_ERROR_NAME_TAKEN },
    { "Other", ATLAS_ENVIRONMENT_CUSTOM, NULL, ATLAS_PROFILES_ERROR_INVALID },
    { "Other", ATLAS_ENVIRONMENT_SANDBOX, "http://api.example", ATLAS_PROFILES_ERROR_INVALID },
    { "Other", ATLAS_ENVIRONMENT_SANDBOX, "ftp://api.example", ATLAS_PROFILES_ERROR_INVALID },
    { "Other", ATLAS_ENVIRONMENT_DEMO, NULL, ATLAS_PROFILES_ERROR_INVALID },
  };

  add_profile (fixture->profiles, "Work");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtlasProfile) profile = atlas_profile_new (cases[i].name, cases[i].environment);
      g_autoptr (GError) error = NULL;

      g_object_set (profile, "api-url", cases[i].api_url, NULL);
      g_assert_false (atlas_profiles_save (fixture->profiles, profile, &error));
      g_assert_error (error, ATLAS_PROFILES_ERROR, (int) cases[i].expected);
    }
  assert_names (fixture->profiles, "Work,Demo Directory");
}

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            GString    *log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, removed, added);
}

static void
test_edit (Fixture      *fixture,
           gconstpointer data)
{
  AtlasProfile *profile = add_profile (fixture->profiles, "Work");
  g_autoptr (AtlasProfile) copy = atlas_profile_copy (profile);
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_signal_connect (fixture->profiles, "items-changed", G_CALLBACK (changed_cb), log);
  g_object_set (copy, "name", "Home", NULL);
  g_assert_true (atlas_profiles_save (fixture->profiles, copy, &error));
  g_assert_no_error (error);

  g_assert_cmpstr (log->str, ==, "");
  g_assert_cmpstr (atlas_profile_get_name (profile), ==, "Home");
  g_assert_true (atlas_profiles_find (fixture->profiles, "home") == profile);

  add_profile (fixture->profiles, "Second");
  g_assert_cmpstr (log->str, ==, "1-0+1 ");
}

static void
test_two_programs (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (AtlasProfiles) other = open_profiles (fixture);
  g_autoptr (AtlasProfiles) third = NULL;
  g_autoptr (GError) error = NULL;
  AtlasProfile *profile;

  add_profile (fixture->profiles, "From one");
  profile = add_profile (other, "From the other");
  g_assert_true (atlas_profiles_set_current (other, profile, &error));
  add_profile (fixture->profiles, "From one again");

  third = open_profiles (fixture);
  assert_names (third, "From one,From the other,From one again,Demo Directory");
  g_assert_cmpstr (atlas_profile_get_name (atlas_profiles_get_current (third)), ==, "From the other");
}

static void
test_watched (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (AtlasProfiles) other = open_profiles (fixture);
  AtlasProfile *profile = add_profile (fixture->profiles, "Work");
  g_autoptr (AtlasProfile) copy = atlas_profile_copy (profile);
  g_autoptr (GError) error = NULL;
  gint64 deadline = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  while (atlas_profiles_find (other, "Work") == NULL && g_get_monotonic_time () < deadline)
    atlas_test_spin (20);
  assert_names (other, "Work,Demo Directory");

  g_object_set (copy, "name", "Home", NULL);
  g_assert_true (atlas_profiles_save (fixture->profiles, copy, &error));
  while (atlas_profiles_find (other, "Home") == NULL && g_get_monotonic_time () < deadline)
    atlas_test_spin (20);
  assert_names (other, "Home,Demo Directory");
}

static void
test_damaged (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (AtlasProfiles) broken = NULL;
  g_autoptr (AtlasProfiles) next = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = g_strconcat (fixture->path, ".damaged-1", NULL);
  g_autofree char *kept_text = NULL;

  write_file (fixture, "no key file\n");
  broken = atlas_profiles_new (fixture->file, &error);
  g_assert_null (broken);
  g_assert_error (error, ATLAS_PROFILES_ERROR, ATLAS_PROFILES_ERROR_UNREADABLE);
  g_assert_nonnull (strstr (error->message, kept));
  g_assert_true (g_file_get_contents (kept, &kept_text, NULL, NULL));
  g_assert_cmpstr (kept_text, ==, "no key file\n");

  next = open_profiles (fixture);
  assert_names (next, "Demo Directory");
}

static void
test_damaged_meanwhile (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (AtlasProfiles) next = NULL;
  g_autofree char *kept = g_strconcat (fixture->path, ".damaged-1", NULL);

  add_profile (fixture->profiles, "First");
  write_file (fixture, "no key file\n");
  add_profile (fixture->profiles, "Second");

  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  next = open_profiles (fixture);
  assert_names (next, "First,Second,Demo Directory");
}

static void
test_unknown_keys (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (AtlasProfiles) profiles = NULL;
  g_autoptr (AtlasProfile) copy = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  write_file (fixture,
              "# by hand\n[future]\nx=1\n"
              "[profile 2f6d1a86-5b4f-4a0f-9d0e-3d1f1d1c0001]\nname=Work\nenvironment=sandbox\ncolour=red\n"
              "[profile 2f6d1a86-5b4f-4a0f-9d0e-3d1f1d1c0002]\nname=Moon\nenvironment=moon\n"
              "[profile 2f6d1a86-5b4f-4a0f-9d0e-3d1f1d1c0003]\nenvironment=sandbox\n"
              "[profile ../../etc]\nname=Elsewhere\nenvironment=sandbox\n");
  profiles = open_profiles (fixture);
  assert_names (profiles, "Work,Demo Directory");

  copy = atlas_profile_copy (atlas_profiles_find (profiles, "Work"));
  g_object_set (copy, "name", "Home", NULL);
  g_assert_true (atlas_profiles_save (profiles, copy, &error));
  g_assert_no_error (error);

  text = read_file (fixture);
  g_assert_nonnull (strstr (text, "# by hand"));
  g_assert_nonnull (strstr (text, "x=1"));
  g_assert_nonnull (strstr (text, "colour=red"));
  g_assert_nonnull (strstr (text, "environment=moon"));
  g_assert_nonnull (strstr (text, "name=Home"));
  g_assert_null (strstr (text, "name=Work"));
}

static void
test_insecure_host (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (AtlasProfiles) profiles = NULL;

  write_file (fixture,
              "[profile 2f6d1a86-5b4f-4a0f-9d0e-3d1f1d1c0001]\nname=Work\nenvironment=sandbox\napi-url=http://api.example\n");
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*api-url*");
  profiles = open_profiles (fixture);
  g_test_assert_expected_messages ();
  assert_names (profiles, "Demo Directory");
}

static void
test_link (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *directory = g_path_get_dirname (fixture->path);
  g_autofree char *target = g_build_filename (directory, "dotfiles.ini", NULL);
  GStatBuf status;

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_assert_true (g_file_set_contents (target, "", 0, NULL));
  g_assert_cmpint (symlink (target, fixture->path), ==, 0);
  add_profile (fixture->profiles, "Work");

  g_assert_cmpint (g_lstat (fixture->path, &status), ==, 0);
  g_assert_true (S_ISLNK (status.st_mode));
}

/* Whoever hears that it is gone must not find it current. */
static void
find_current_cb (GListModel *model,
                 guint       position,
                 guint       removed,
                 guint       added,
                 GString    *log)
{
  AtlasProfile *current = atlas_profiles_get_current (ATLAS_PROFILES (model));

  g_string_append (log, current ? atlas_profile_get_name (current) : "none");
}

static void
test_remove_current (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (AtlasProfile) profile = g_object_ref (add_profile (fixture->profiles, "Work"));
  g_autoptr (AtlasSecrets) secrets = atlas_secrets_new ();
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (atlas_profiles_set_current (fixture->profiles, profile, NULL));
  g_signal_connect (fixture->profiles, "items-changed", G_CALLBACK (find_current_cb), log);
  g_assert_true (atlas_test_await_boolean (atlas_profiles_remove (fixture->profiles, profile, secrets), &error));
  g_assert_no_error (error);
  g_assert_cmpstr (log->str, ==, "none");
}

static void
test_remove (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (AtlasProfile) profile = g_object_ref (add_profile (fixture->profiles, "Work"));
  g_autoptr (AtlasSecrets) secrets = atlas_secrets_new ();
  g_autoptr (SecretValue) value = secret_value_new ("s3cret", -1, "text/plain");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (atlas_profiles_set_current (fixture->profiles, profile, NULL));
  g_assert_true (atlas_test_await_boolean (atlas_secrets_store (secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL, value, FALSE), &error));
  g_assert_no_error (error);
  g_assert_true (atlas_test_await_boolean (atlas_profiles_remove (fixture->profiles, profile, secrets), &error));
  g_assert_no_error (error);

  assert_names (fixture->profiles, "Demo Directory");
  g_assert_null (atlas_profiles_get_current (fixture->profiles));
  text = read_file (fixture);
  g_assert_null (strstr (text, atlas_profile_get_id (profile)));
  g_assert_null (atlas_test_await_boxed (atlas_secrets_lookup (secrets, profile, ATLAS_SECRET_CLIENT_SECRET, NULL), &error));
  g_assert_no_error (error);

  g_assert_false (atlas_test_await_boolean (atlas_profiles_remove (fixture->profiles, profile, secrets), &error));
  g_assert_error (error, ATLAS_PROFILES_ERROR, ATLAS_PROFILES_ERROR_NOT_FOUND);
}

static void
test_demo (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (AtlasProfiles) again = NULL;
  g_autoptr (GError) error = NULL;
  AtlasProfile *demo = atlas_profiles_find (fixture->profiles, "demo");

  g_assert_true (atlas_profile_is_demo (demo));
  g_assert_true (atlas_profiles_set_current (fixture->profiles, demo, &error));
  g_assert_no_error (error);
  again = open_profiles (fixture);
  g_assert_true (atlas_profile_is_demo (atlas_profiles_get_current (again)));
  g_assert_false (atlas_test_await_boolean (atlas_profiles_remove (again, demo, NULL), &error));
  g_assert_error (error, ATLAS_PROFILES_ERROR, ATLAS_PROFILES_ERROR_NOT_FOUND);
}

static void
test_not_writable (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("Work", ATLAS_ENVIRONMENT_SANDBOX);
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_path_get_dirname (fixture->path);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (directory, "in the way", -1, NULL));
  g_assert_false (atlas_profiles_save (fixture->profiles, profile, &error));
  g_assert_error (error, ATLAS_PROFILES_ERROR, ATLAS_PROFILES_ERROR_NOT_SAVED);
  assert_names (fixture->profiles, "Demo Directory");
}

static void
test_finalize (Fixture      *fixture,
               gconstpointer data)
{
  AtlasProfiles *profiles = open_profiles (fixture);

  add_profile (profiles, "Work");
  atlas_test_spin (20);
  g_object_add_weak_pointer (G_OBJECT (profiles), (gpointer *) &profiles);
  g_object_unref (profiles);
  while (profiles != NULL)
    g_main_context_iteration (NULL, TRUE);
}

#define add(path, func) g_test_add ("/account/profiles/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autofree char *keyring = NULL;
  g_autofree char *keyring_file = NULL;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  keyring = g_dir_make_tmp ("bank-atlas-test-XXXXXX", NULL);
  keyring_file = g_build_filename (keyring, "keyring", NULL);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring_file, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);

  add ("first-start", test_first_start);
  add ("saved", test_saved);
  add ("refused", test_refused);
  add ("edit", test_edit);
  add ("two-programs-lose-nothing", test_two_programs);
  add ("another-program-writes", test_watched);
  add ("damaged", test_damaged);
  add ("damaged-meanwhile", test_damaged_meanwhile);
  add ("unknown-keys-stay", test_unknown_keys);
  add ("insecure-host", test_insecure_host);
  add ("link-stays", test_link);
  add ("remove", test_remove);
  add ("remove-current", test_remove_current);
  add ("demo", test_demo);
  add ("not-writable", test_not_writable);
  add ("finalize", test_finalize);

  return g_test_run ();
}
