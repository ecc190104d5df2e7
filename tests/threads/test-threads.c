/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-directory.h"
#include "atlas-image-private.h"
#include "atlas-json-reader.h"
#include "atlas-schema.h"
#include "atlas-search.h"
#include "atlas-test-banks.h"
#include "store-fixture.h"

/* What threads share, without futures and fibers: the thread sanitizer sees how POSIX threads wait for each other, and does not
 * see into libdex. In an ordinary build this tells no more than that nothing crashes. */

#define N_THREADS 4
#define N_BANKS 500
#define N_ROUNDS 40

static void
run_threads (GThreadFunc func,
             gpointer    data)
{
  GThread *threads[N_THREADS];

  /* What is made once and kept, classes above all, is made under a lock of GLib's, which the sanitizer does not see. */
  func (data);
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new (NULL, func, data);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
}

static gpointer
search_cb (gpointer data)
{
  static const char *const texts[] = { "bank", "nordbygdens", "SE45 5000 0000 0583 9825 7466", "handlesstads", "spar bank", "öster" };
  g_autoptr (AtlasIndex) index = atlas_index_ref (data);
  g_autoptr (AtlasAspspTable) table = atlas_aspsp_table_ref (atlas_index_get_table (index));

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      const AtlasSearchContext context = { 0 };
      g_autoptr (AtlasQuery) query = atlas_query_new ();
      g_autoptr (AtlasSearchResult) result = NULL;

      query->text = g_strdup (texts[i % G_N_ELEMENTS (texts)]);
      result = atlas_search_run (index, query, &context);
      g_assert_cmpuint (result->positions->len, <=, atlas_aspsp_table_get_n_rows (table));
    }

  return NULL;
}

static void
test_search (void)
{
  g_autoptr (AtlasAspspTable) table = atlas_test_banks_generate (N_BANKS, 0);
  AtlasIndex *index = atlas_index_new (table);

  run_threads (search_cb, index);
  atlas_index_unref (index);
}

/* Each thread makes an index of the same table, and the last one frees it. */
static gpointer
index_cb (gpointer data)
{
  g_autoptr (AtlasAspspTable) table = atlas_aspsp_table_ref (data);
  g_autoptr (AtlasIndex) index = atlas_index_new (table);

  g_assert_true (atlas_index_get_table (index) == table);

  return NULL;
}

static void
test_index (void)
{
  g_autoptr (AtlasAspspTable) table = atlas_test_banks_generate (N_BANKS, 0);

  run_threads (index_cb, table);
}

static AtlasSqlite *
open_store (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasSqlite) sqlite = atlas_sqlite_open (path, 10000, &error);

  g_assert_no_error (error);
  g_assert_true (atlas_sqlite_exec (sqlite, atlas_schema_setup, &error));
  g_assert_no_error (error);
  g_assert_true (atlas_sqlite_migrate (sqlite, atlas_schema_migrations, &error));
  g_assert_no_error (error);

  return g_steal_pointer (&sqlite);
}

static gpointer
read_cb (gpointer data)
{
  g_autoptr (AtlasSqlite) sqlite = open_store (data);

  for (guint i = 0; i < N_ROUNDS / 4; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtlasSnapshot) snapshot = atlas_directory_read (sqlite, &error);
      guint n_rows;

      g_assert_no_error (error);
      n_rows = atlas_aspsp_table_get_n_rows (atlas_snapshot_get_aspsps (snapshot));
      /* One refresh or the other, and nothing between. */
      g_assert_true (n_rows == 100 || n_rows == 120);
    }

  return NULL;
}

static gpointer
write_cb (gpointer data)
{
  g_autoptr (AtlasSqlite) sqlite = open_store (data);

  for (guint i = 0; i < N_ROUNDS / 8; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtlasRefresh) refresh = fixture_generated (i % 2 == 0 ? 120 : 100, i, 1000 + i);
      g_autoptr (AtlasChanges) changes = atlas_directory_update (sqlite, refresh, &error);

      g_assert_no_error (error);
    }

  return NULL;
}

static void
test_store (void)
{
  g_autofree char *path = fixture_dup_path ("cache.db");
  g_autoptr (AtlasSqlite) sqlite = open_store (path);
  g_autoptr (AtlasRefresh) refresh = fixture_generated (100, 0, 1000);
  g_autoptr (AtlasChanges) changes = atlas_directory_update (sqlite, refresh, NULL);
  GThread *writer;

  g_assert_nonnull (changes);
  read_cb (path);
  writer = g_thread_new (NULL, write_cb, path);
  run_threads (read_cb, path);
  g_thread_join (writer);
}

static gpointer
decode_cb (gpointer data)
{
  static const char *const drawings[] = {
    "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><rect width='9' height='9' fill='#123456'/></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 5 5'><text y='5' font-size='5'>Ab</text></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'>&broken;</svg>",
  };

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      const char *drawing = drawings[i % G_N_ELEMENTS (drawings)];
      g_autoptr (GBytes) bytes = g_bytes_new_static (drawing, strlen (drawing));
      g_autoptr (GError) error = NULL;
      g_autoptr (AtlasImage) image = atlas_image_decode_now (bytes, 32, &error);

      g_assert_true ((image == NULL) == (error != NULL));
    }

  return NULL;
}

static void
test_logos (void)
{
  run_threads (decode_cb, NULL);
}

static gpointer
parse_cb (gpointer data)
{
  const char *text = "{\"aspsps\": [{\"bicFi\": \"ESSESESS\", \"name\": \"SEB\"}, {\"bicFi\": 5}]}";

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) notes = NULL;
      g_autoptr (GPtrArray) items = atlas_json_read_aspsps (text, -1, &notes, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (items->len, >=, 1);
    }

  return NULL;
}

static void
test_answers (void)
{
  run_threads (parse_cb, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/threads/search", test_search);
  g_test_add_func ("/threads/index", test_index);
  g_test_add_func ("/threads/store", test_store);
  g_test_add_func ("/threads/logos", test_logos);
  g_test_add_func ("/threads/answers", test_answers);

  return g_test_run ();
}
