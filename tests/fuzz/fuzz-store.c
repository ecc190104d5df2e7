/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "atlas-store.h"
#include "atlas-test-await.h"
#include "atlas-user-data.h"
#include "fuzz.h"

/* Files of the store with bytes that are not as they were: one of the first version, which has to be migrated, one of
 * today's, and the one of stars and notes. The first byte of the input says which; then come patches of four bytes, three
 * of them for the place. */

typedef enum
{
  BASE_VERSION_1,
  BASE_TODAY,
  BASE_USER_DATA,
  N_BASES,
} Base;

static char *directory;
static char *path;
static GBytes *bases[N_BASES];

static GBytes *
read_file (void)
{
  g_autoptr (GError) error = NULL;
  char *content;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (content, length);
}

static void
remove_files (void)
{
  g_autoptr (GDir) files = g_dir_open (directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *file = g_build_filename (directory, name, NULL);

      g_unlink (file);
    }
}

static void
make_version_1 (void)
{
  g_autofree char *sql = NULL;
  sqlite3 *handle;

  g_assert_true (g_file_get_contents (VERSION_1_SQL, &sql, NULL, NULL));
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
use_store (void)
{
  g_autoptr (AtlasStore) store = atlas_store_new (path);
  g_autoptr (AtlasSnapshot) snapshot = atlas_test_await_object (atlas_store_load_snapshot (store), NULL);
  g_autoptr (AtlasAspspDetails) details = atlas_test_await_object (atlas_store_load_details (store, "HANDSESS"), NULL);
  g_autoptr (GPtrArray) changes = atlas_test_await_boxed (atlas_store_list_changes (store, 0, 10), NULL);

  g_clear_object (&details);
  atlas_test_await_boolean (atlas_store_close (store), NULL);
}

static void
use_user_data (gboolean writes)
{
  g_autoptr (AtlasUserData) user_data = atlas_test_await_object (atlas_user_data_open (path, "profile"), NULL);

  if (user_data == NULL)
    return;

  if (writes)
    {
      atlas_test_await_boolean (atlas_user_data_set_starred (user_data, "HANDSESS", TRUE), NULL);
      atlas_test_await_boolean (atlas_user_data_set_note (user_data, "HANDSESS", "Ask for Anna"), NULL);
      atlas_test_await_boolean (atlas_user_data_add_recent (user_data, "HANDSESS"), NULL);
    }
  atlas_user_data_get_n_starred (user_data);
  atlas_test_await_boolean (atlas_user_data_close (user_data), NULL);
}

static void
make_bases (void)
{
  directory = g_dir_make_tmp ("bank-atlas-fuzz-XXXXXX", NULL);
  path = g_build_filename (directory, "store.db", NULL);

  make_version_1 ();
  bases[BASE_VERSION_1] = read_file ();
  use_store ();
  bases[BASE_TODAY] = read_file ();
  remove_files ();
  use_user_data (TRUE);
  bases[BASE_USER_DATA] = read_file ();
  remove_files ();
}

static void
write_patched (GBytes        *base,
               const uint8_t *data,
               size_t         size)
{
  gsize length = g_bytes_get_size (base);
  g_autofree char *content = g_memdup2 (g_bytes_get_data (base, NULL), length);

  for (; size >= 4; data += 4, size -= 4)
    content[((gsize) data[0] << 16 | (gsize) data[1] << 8 | data[2]) % length] = (char) data[3];
  g_assert_true (g_file_set_contents_full (path, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  Base base;

  if (size == 0)
    return 0;
  if (directory == NULL)
    make_bases ();

  base = data[0] % N_BASES;
  write_patched (bases[base], data + 1, size - 1);
  if (base == BASE_USER_DATA)
    use_user_data (FALSE);
  else
    use_store ();
  remove_files ();

  return 0;
}
