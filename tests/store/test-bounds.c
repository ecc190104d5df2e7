/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <sqlite3.h>

#include "atlas-history.h"
#include "atlas-logos.h"
#include "atlas-schema.h"
#include "store-fixture.h"

#define MIB (1024 * 1024)
#define YEAR (G_GINT64_CONSTANT (365) * 24 * 60 * 60)
#define NOW (10 * YEAR)

static AtlasSqlite *
open_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  AtlasSqlite *sqlite = atlas_sqlite_open (path, ATLAS_SQLITE_BUSY_TIMEOUT_MS, &error);

  g_assert_no_error (error);
  g_assert_true (atlas_sqlite_migrate (sqlite, atlas_schema_migrations, &error));
  g_assert_no_error (error);

  return sqlite;
}

static AtlasSqlite *
open_in_memory (void)
{
  return open_file (NULL);
}

static gint64
query (AtlasSqlite *sqlite,
       const char  *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  g_assert_true (atlas_sqlite_query_int64 (sqlite, sql, &value, &error));
  g_assert_no_error (error);

  return value;
}

static void
save_logo (AtlasSqlite *sqlite,
           guint        number,
           gsize        length,
           gint64       fetched_at)
{
  g_autofree char *url = g_strdup_printf ("https://logos.example/%u.png", number);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (length), length);
  g_autoptr (GError) error = NULL;

  g_assert_true (atlas_logos_save (sqlite, url, bytes, NULL, fetched_at, &error));
  g_assert_no_error (error);
}

static void
test_few_logos_stay (void)
{
  g_autoptr (AtlasSqlite) sqlite = open_in_memory ();

  for (guint i = 0; i < 500; i++)
    save_logo (sqlite, i, 10000, i);
  g_assert_cmpint (query (sqlite, "SELECT count(*) FROM logos"), ==, 500);
}

/* Logo 0 is old, and was fetched again. */
static void
test_oldest_logos_go (void)
{
  g_autoptr (AtlasSqlite) sqlite = open_in_memory ();

  for (guint i = 0; i < 96; i++)
    save_logo (sqlite, i, MIB, i);
  for (guint i = 0; i < 32; i++)
    save_logo (sqlite, 0, MIB, 1000 + i);

  g_assert_cmpint (query (sqlite, "SELECT sum(length(bytes)) FROM logos"), <=, 64 * MIB);
  g_assert_cmpint (query (sqlite, "SELECT count(*) FROM logos"), >=, 60);
  g_assert_cmpint (query (sqlite, "SELECT count(*) FROM logos WHERE url LIKE '%/0.png'"), ==, 1);
  g_assert_cmpint (query (sqlite, "SELECT min(fetched_at) FROM logos"), >, 30);
}

static void
save_changes (AtlasSqlite *sqlite,
              gint64       at,
              guint        n_changes,
              gboolean     is_baseline)
{
  g_autoptr (AtlasHistory) history = atlas_history_new (at);
  g_autoptr (AtlasTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_changes; i++)
    atlas_history_add (history, ATLAS_CHANGE_ADDED, ATLAS_CHANGED_ASPSP, "ESSESESS", NULL);

  transaction = atlas_transaction_begin_write (sqlite, &error);
  g_assert_no_error (error);
  g_assert_true (atlas_history_save (history, sqlite, is_baseline, &error));
  g_assert_no_error (error);
  g_assert_true (atlas_transaction_commit (g_steal_pointer (&transaction), &error));
}

static void
test_old_changes_go (void)
{
  g_autoptr (AtlasSqlite) sqlite = open_in_memory ();

  save_changes (sqlite, NOW - 3 * YEAR, 1, FALSE);
  save_changes (sqlite, NOW - YEAR, 2, FALSE);
  g_assert_cmpint (query (sqlite, "SELECT count(*) FROM changes"), ==, 3);

  /* A refresh that finds nothing has nothing to write. */
  save_changes (sqlite, NOW, 0, FALSE);
  g_assert_cmpint (query (sqlite, "SELECT count(*) FROM changes"), ==, 3);

  save_changes (sqlite, NOW, 4, FALSE);
  g_assert_cmpint (query (sqlite, "SELECT count(*) FROM changes"), ==, 6);
}

static void
test_last_changes_stay (void)
{
  g_autoptr (AtlasSqlite) sqlite = open_in_memory ();

  save_changes (sqlite, NOW - 1, 70000, TRUE);
  save_changes (sqlite, NOW, 60000, FALSE);
  g_assert_cmpint (query (sqlite, "SELECT count(*) FROM changes"), ==, 100000);
  g_assert_cmpint (query (sqlite, "SELECT count(*) FROM changes WHERE NOT is_baseline"), ==, 60000);
}

/* A process grows with its history, by the pages that SQLite keeps of the file, until it keeps as many as it may: two megabytes. */
static void
test_memory_of_the_history (void)
{
  g_autofree char *path = fixture_dup_path ("history.db");
  g_autoptr (AtlasSqlite) sqlite = open_file (path);
  const guint n = 80;
  gint64 used[80];

  for (guint i = 0; i < n; i++)
    {
      save_changes (sqlite, NOW + i, 1000, FALSE);
      used[i] = sqlite3_memory_used ();
    }

  g_test_message ("%" G_GINT64_FORMAT " bytes, then %" G_GINT64_FORMAT ", then %" G_GINT64_FORMAT "; in a file of %" G_GINT64_FORMAT,
                  used[0], used[n / 2], used[n - 1], query (sqlite, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"));
  g_assert_cmpint (query (sqlite, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"), >, 3 * MIB);
  g_assert_cmpint (used[n / 2], >, used[0] + MIB);
  g_assert_cmpint (used[n - 1], <=, used[n / 2] + MIB / 16);
  g_assert_cmpint (used[n - 1], <=, 3 * MIB);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/bounds/few-logos-stay", test_few_logos_stay);
  g_test_add_func ("/store/bounds/oldest-logos-go", test_oldest_logos_go);
  g_test_add_func ("/store/bounds/old-changes-go", test_old_changes_go);
  g_test_add_func ("/store/bounds/last-changes-stay", test_last_changes_stay);
  g_test_add_func ("/store/bounds/memory-of-the-history", test_memory_of_the_history);

  return g_test_run ();
}
