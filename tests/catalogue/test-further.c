/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "atlas-catalogue-path.h"
#include "atlas-further.h"
#include "atlas-similar.h"
#include "atlas-test-await.h"
#include "atlas-test-banks.h"

#define REMOVED_AT 1794441600 /* 12 November 2026 */

typedef struct
{
  char         *path;
  AtlasProfile *own;
  AtlasProfile *other;
  GPtrArray    *others;
  AtlasStore   *store;
} Fixture;

static GPtrArray *
make_banks (const char *const *lines)
{
  g_autoptr (GPtrArray) banks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "|", 2);
      g_autofree char *raw = g_strdup_printf ("{\"bicFi\":\"%s\"}", parts[0]);

      g_ptr_array_add (banks, atlas_aspsp_new (parts[0], parts[1], NULL, NULL, raw));
    }

  return g_steal_pointer (&banks);
}

static void
apply (AtlasStore        *store,
       gint64             at,
       const char *const *lines)
{
  AtlasRefresh *refresh = atlas_refresh_new (at);
  g_autoptr (GPtrArray) banks = make_banks (lines);
  GPtrArray *countries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GObject) changes = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (countries, atlas_country_new ("SE", "Sweden", "{\"isoCountryCode\":\"SE\"}"));
  atlas_refresh_take_countries (refresh, countries);
  atlas_refresh_add_aspsps (refresh, banks, "SE", NULL);
  changes = atlas_test_await_object (atlas_store_apply_refresh (store, refresh), &error);
  g_assert_no_error (error);
  g_object_unref (refresh);
}

static AtlasStore *
open_store (Fixture      *fixture,
            AtlasProfile *profile)
{
  g_autofree char *path = atlas_catalogue_dup_store_path (profile, fixture->path);
  g_autoptr (GError) error = NULL;
  AtlasStore *store = atlas_test_await_object (atlas_store_open (path), &error);

  g_assert_no_error (error);

  return store;
}

static void
close_store (AtlasStore *store)
{
  g_assert_true (atlas_test_await_boolean (atlas_store_close (store), NULL));
  g_object_unref (store);
}

static AtlasProfile *
make_profile (const char *name,
              const char *client_id)
{
  AtlasProfile *profile = atlas_profile_new (name, ATLAS_ENVIRONMENT_SANDBOX);

  g_object_set (profile, "client-id", client_id, NULL);

  return profile;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char *const before[] = { "NDEASESS|Nordea Bank AB", "SWEDSESS|Swedbank", "DABASESX|Danske Bank", NULL };
  const char *const after[] = { "NDEASESS|Nordea Bank AB", "DABASESX|Danske Bank", NULL };
  const char *const others[] = { "NDEASESS|Nordea Bank AB", "HANDSESS|Handelsbanken", NULL };
  g_autoptr (GError) error = NULL;
  AtlasStore *other;

  fixture->path = g_dir_make_tmp ("atlas-further-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->own = make_profile ("Sandbox", "own");
  fixture->other = make_profile ("Production", "other");
  fixture->others = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (fixture->others, g_object_ref (fixture->own));
  g_ptr_array_add (fixture->others, g_object_ref (fixture->other));
  g_ptr_array_add (fixture->others, make_profile ("Never used", "nothing"));

  fixture->store = open_store (fixture, fixture->own);
  apply (fixture->store, REMOVED_AT - 86400, before);
  apply (fixture->store, REMOVED_AT, after);
  other = open_store (fixture, fixture->other);
  apply (other, REMOVED_AT, others);
  close_store (other);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) directory = g_dir_open (fixture->path, 0, NULL);
  const char *name;

  close_store (fixture->store);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (fixture->path, name, NULL);

      g_unlink (child);
    }
  g_rmdir (fixture->path);
  g_free (fixture->path);
  g_ptr_array_unref (fixture->others);
  g_object_unref (fixture->own);
  g_object_unref (fixture->other);
}

static AtlasFurther *
look (Fixture    *fixture,
      const char *text)
{
  g_autoptr (AtlasSnapshot) snapshot = atlas_test_await_object (atlas_store_load_snapshot (fixture->store), NULL);
  g_autoptr (AtlasIndex) index = atlas_index_new (atlas_snapshot_get_aspsps (snapshot));
  const AtlasQuery query = { .text = (char *) text };
  g_autoptr (GError) error = NULL;
  AtlasFurther *further;

  further = atlas_test_await_boxed (atlas_further_look (fixture->store, index, &query, fixture->own, fixture->others, fixture->path), &error);
  g_assert_no_error (error);

  return further;
}

static void
test_removed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (AtlasFurther) by_name = look (fixture, "swedb");
  g_autoptr (AtlasFurther) by_bic = look (fixture, "swedsess");

  g_assert_cmpstr (by_name->removed_name, ==, "Swedbank");
  g_assert_cmpint (by_name->removed_at, ==, REMOVED_AT);
  g_assert_cmpuint (by_name->elsewhere->len, ==, 0);
  g_assert_cmpstr (by_bic->removed_name, ==, "Swedbank");
}

/* A bank that came back is not said to be gone. */
static void
test_came_back (Fixture       *fixture,
                gconstpointer  data)
{
  const char *const again[] = { "NDEASESS|Nordea Bank AB", "SWEDSESS|Another Name", "DABASESX|Danske Bank", NULL };
  g_autoptr (AtlasFurther) further = NULL;

  apply (fixture->store, REMOVED_AT + 86400, again);
  further = look (fixture, "swedbank");
  g_assert_null (further->removed_name);
}

static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (AtlasFurther) further = look (fixture, "handels");
  g_autofree char *unused = atlas_catalogue_dup_store_path (g_ptr_array_index (fixture->others, 2), fixture->path);
  const AtlasElsewhere *elsewhere;

  g_assert_null (further->removed_name);
  g_assert_cmpuint (further->elsewhere->len, ==, 1);
  elsewhere = g_ptr_array_index (further->elsewhere, 0);
  g_assert_true (elsewhere->profile == fixture->other);
  g_assert_cmpuint (elsewhere->n_banks, ==, 1);
  g_assert_cmpstr (elsewhere->name, ==, "Handelsbanken");
  /* Looking leaves nothing behind. */
  g_assert_false (g_file_test (unused, G_FILE_TEST_EXISTS));
}

/* Every file of the other profile's cache with its bytes, as one text; the index of the log is not of them, since readers
 * take their places in it. */
static char *
dup_other_files (Fixture *fixture)
{
  g_autofree char *path = atlas_catalogue_dup_store_path (fixture->other, fixture->path);
  g_autofree char *prefix = g_path_get_basename (path);
  g_autoptr (GDir) directory = g_dir_open (fixture->path, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (fixture->path, name, NULL);
      g_autofree char *bytes = NULL;
      g_autofree char *sum = NULL;
      gsize length;

      if (!g_str_has_prefix (name, prefix))
        continue;
      g_assert_true (g_file_get_contents (child, &bytes, &length, NULL));
      sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) bytes, length);
      g_ptr_array_add (lines, g_strconcat (name, " ", g_str_has_suffix (name, "-shm") ? "" : sum, NULL));
    }
  g_ptr_array_sort_values (lines, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
assert_left_alone (Fixture    *fixture,
                   const char *text,
                   guint       n_elsewhere)
{
  g_autofree char *before = dup_other_files (fixture);
  g_autoptr (AtlasFurther) further = look (fixture, text);
  g_autofree char *after = dup_other_files (fixture);

  g_assert_cmpuint (further->elsewhere->len, ==, n_elsewhere);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (before, !=, "");
}

/* Puts @bytes over the other profile's cache, from @offset on. */
static void
overwrite_other (Fixture    *fixture,
                 gsize       offset,
                 const char *bytes,
                 gsize       length)
{
  g_autofree char *path = atlas_catalogue_dup_store_path (fixture->other, fixture->path);
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_cmpuint (offset + length, <=, size);
  memcpy (contents + offset, bytes, length);
  g_assert_true (g_file_set_contents (path, contents, size, NULL));
}

/* Nor is what is another profile's migrated, mended or locked: that is for whoever uses it. */
static void
test_leaves_others_alone (Fixture       *fixture,
                          gconstpointer  data)
{
  const char old_version[] = { 0, 0, 0, 3 };
  AtlasStore *in_use;

  assert_left_alone (fixture, "handels", 1);

  /* With a log that is not part of the file yet. */
  in_use = open_store (fixture, fixture->other);
  apply (in_use, REMOVED_AT + 1, (const char *const[]) { "NDEASESS|Nordea Bank AB", "HANDSESS|Handelsbanken", "OKOYFIHH|Osuuspankki", NULL });
  assert_left_alone (fixture, "osuus", 1);
  close_store (in_use);

  /* SQLite keeps the version of the schema at byte 60. */
  overwrite_other (fixture, 60, old_version, sizeof old_version);
  assert_left_alone (fixture, "handels", 0);
  overwrite_other (fixture, 0, "not a database", strlen ("not a database"));
  assert_left_alone (fixture, "handels", 0);
}

/* A log without its index is what an interrupted program leaves; reading it would make the index. */
static void
test_leaves_the_interrupted_alone (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autofree char *path = atlas_catalogue_dup_store_path (fixture->other, fixture->path);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  g_assert_true (g_file_set_contents (log, "half a log", -1, NULL));
  assert_left_alone (fixture, "handels", 0);
}

static void
test_never_seen (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (AtlasFurther) further = look (fixture, "zzqq");

  g_assert_null (further->removed_name);
  g_assert_cmpuint (further->elsewhere->len, ==, 0);
  g_assert_cmpuint (further->similar->len, ==, 0);
}

static void
assert_similar (const char *text,
                const char *expected)
{
  const char *const banks[] = {
    "HANDSESS|Handelsbanken", "NDEASESS|Nordea Bank AB", "SWEDSESS|Swedbank", "SPLSSESS|Sparbanken Skåne", NULL
  };
  g_autoptr (AtlasAspspTable) table = atlas_test_banks_new (banks);
  g_autoptr (AtlasIndex) index = atlas_index_new (table);
  const AtlasQuery query = { .text = (char *) text };
  g_autoptr (AtlasSearchResult) nothing = atlas_search_run (index, &query, NULL);
  g_autoptr (GPtrArray) similar = atlas_similar_ask (&query, index);
  g_autoptr (GString) answer = g_string_new (NULL);

  g_assert_cmpuint (nothing->positions->len, ==, 0);
  for (guint i = 0; i < similar->len; i++)
    {
      const AtlasAlternative *alternative = g_ptr_array_index (similar, i);

      g_assert_cmpint (alternative->kind, ==, ATLAS_ALTERNATIVE_SIMILAR);
      g_string_append_printf (answer, "%s%s=%u", i > 0 ? ", " : "", alternative->query->text, alternative->n_banks);
    }
  g_assert_cmpstr (answer->str, ==, expected);
}

static void
test_similar (void)
{
  assert_similar ("hndelsbnkn", "handelsbanken=1");
  assert_similar ("nordea qqqqqq", "nordea=1");
  assert_similar ("zzqq", "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(path, test) g_test_add ("/catalogue/further/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("removed", test_removed);
  ADD ("came-back", test_came_back);
  ADD ("elsewhere", test_elsewhere);
  ADD ("leaves-others-alone", test_leaves_others_alone);
  ADD ("leaves-the-interrupted-alone", test_leaves_the_interrupted_alone);
  ADD ("never-seen", test_never_seen);
  g_test_add_func ("/catalogue/further/similar", test_similar);

  return g_test_run ();
}
