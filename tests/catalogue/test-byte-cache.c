/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-byte-cache.h"

#define VALUE_BYTES 10000
/* Room for four, with what each needs beside its value. */
#define MAX_BYTES (4 * VALUE_BYTES + VALUE_BYTES / 2)

static guint n_alive;

static gpointer
make_value (guint number)
{
  guint *value = g_new (guint, 1);

  *value = number;
  n_alive++;

  return value;
}

static void
value_free (gpointer value)
{
  n_alive--;
  g_free (value);
}

static void
insert (AtlasByteCache *cache,
        guint           number,
        gsize           n_bytes)
{
  g_autofree char *key = g_strdup_printf ("%u", number);

  atlas_byte_cache_insert (cache, key, make_value (number), n_bytes);
}

static gboolean
has (AtlasByteCache *cache,
     guint           number)
{
  g_autofree char *key = g_strdup_printf ("%u", number);
  guint *value = atlas_byte_cache_lookup (cache, key);

  g_assert_true (value == NULL || *value == number);

  return value != NULL;
}

/* However many there are, and whatever each needs. */
static void
test_bound (void)
{
  g_autoptr (AtlasByteCache) cache = atlas_byte_cache_new (MAX_BYTES, value_free);

  for (guint i = 0; i < 1000; i++)
    insert (cache, i, VALUE_BYTES);
  g_assert_cmpuint (n_alive, ==, 4);
  g_assert_true (has (cache, 999) && has (cache, 996));
  g_assert_false (has (cache, 995));

  insert (cache, 1000, 3 * VALUE_BYTES);
  g_assert_cmpuint (n_alive, ==, 2);
  insert (cache, 1001, 100 * VALUE_BYTES);
  g_assert_cmpuint (n_alive, ==, 0);
}

static void
test_used_last (void)
{
  g_autoptr (AtlasByteCache) cache = atlas_byte_cache_new (MAX_BYTES, value_free);

  for (guint i = 0; i < 4; i++)
    insert (cache, i, VALUE_BYTES);
  g_assert_true (has (cache, 0));
  insert (cache, 4, VALUE_BYTES);
  g_assert_true (has (cache, 0));
  g_assert_false (has (cache, 1));
}

static void
test_replaced (void)
{
  g_autoptr (AtlasByteCache) cache = atlas_byte_cache_new (MAX_BYTES, value_free);

  for (guint i = 0; i < 100; i++)
    insert (cache, 7, VALUE_BYTES);
  g_assert_cmpuint (n_alive, ==, 1);
  for (guint i = 0; i < 3; i++)
    insert (cache, i, VALUE_BYTES);
  g_assert_true (has (cache, 7));
}

static void
test_freed (void)
{
  g_assert_cmpuint (n_alive, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/catalogue/byte-cache/bound", test_bound);
  g_test_add_func ("/catalogue/byte-cache/used-last", test_used_last);
  g_test_add_func ("/catalogue/byte-cache/replaced", test_replaced);
  g_test_add_func ("/catalogue/byte-cache/freed", test_freed);

  return g_test_run ();
}
