/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "atlas-country.h"
#include "atlas-search-resources.h"
#include "atlas-search-words-private.h"
#include "atlas-text.h"

#define RESOURCES "/io/github/bankatlas/BankAtlas/search/"

/* So many letters of a country's name say which one it is. */
#define ENOUGH_OF_A_COUNTRY 4

/* Reads lines of a key, a tab, and words; lines that begin with "#" are comments. */
static GHashTable *
load_table (const char *name)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (atlas_search_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto (GStrv) lines = bytes ? g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      const char *tab = strchr (lines[i], '\t');

      if (tab != NULL && *lines[i] != '#')
        g_hash_table_insert (table, g_strndup (lines[i], tab - lines[i]), g_strsplit (tab + 1, " ", -1));
    }

  return table;
}

static GHashTable *
get_aliases (void)
{
  static gsize initialized = 0;
  static GHashTable *table;

  if (g_once_init_enter (&initialized))
    {
      table = load_table ("aliases.tsv");
      g_once_init_leave (&initialized, 1);
    }

  return table;
}

static GHashTable *
get_country_words (void)
{
  static gsize initialized = 0;
  static GHashTable *table;

  if (g_once_init_enter (&initialized))
    {
      table = load_table ("country-words.tsv");
      g_once_init_leave (&initialized, 1);
    }

  return table;
}

/* A city's name as it is compared: "sint-niklaas" and "st. gallen" are "sint niklaas" and "st gallen". */
static char *
dup_city_key (const char *folded)
{
  g_auto (GStrv) words = g_strsplit_set (folded, " -'.", -1);
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (key, "%s%s", key->len > 0 ? " " : "", words[i]);

  return g_string_free (g_steal_pointer (&key), FALSE);
}

/* One line a city: all of its names. The names of a line share their list. */
static GHashTable *
load_cities (void)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (atlas_search_get_resource (), RESOURCES "city-names.tsv", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto (GStrv) lines = bytes ? g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      GStrv names;

      if (*lines[i] == '#' || strchr (lines[i], '\t') == NULL)
        continue;
      names = g_strsplit (lines[i], "\t", -1);
      for (guint j = 0; names[j] != NULL; j++)
        {
          g_autofree char *folded = atlas_text_fold (names[j]);

          g_free (names[j]);
          names[j] = dup_city_key (folded);
          g_hash_table_insert (table, names[j], names);
        }
    }

  return table;
}

/**
 * atlas_search_get_city_names:
 * @folded: a city's name, folded
 *
 * Returns: (transfer none) (nullable): all names of that city, as atlas_search_is_city() compares them, with @folded among them; %NULL where it
 *   is known by one alone
 */
const char *const *
atlas_search_get_city_names (const char *folded)
{
  static GHashTable *table = NULL;
  g_autofree char *key = dup_city_key (folded);

  if (g_once_init_enter_pointer (&table))
    g_once_init_leave_pointer (&table, load_cities ());

  return g_hash_table_lookup (table, key);
}

/**
 * atlas_search_is_city:
 * @names: what atlas_search_get_city_names() gave
 * @folded: a city's name, folded
 *
 * Returns: whether it is one of the names, be it with hyphens or without
 */
gboolean
atlas_search_is_city (const char *const *names,
                      const char        *folded)
{
  g_autofree char *key = dup_city_key (folded);

  return g_strv_contains (names, key);
}

/* (transfer full) (nullable): the words that a folded word is short for. */
GStrv
atlas_search_lookup_alias (const char *folded)
{
  return g_strdupv (g_hash_table_lookup (get_aliases (), folded));
}

static AtlasHit
names (const char *folded_word,
       gsize       length,
       const char *name)
{
  if (strncmp (name, folded_word, length) != 0)
    return ATLAS_HIT_NONE;
  if (name[length] == '\0')
    return ATLAS_HIT_COUNTRY;

  return length >= ENOUGH_OF_A_COUNTRY ? ATLAS_HIT_COUNTRY_START : ATLAS_HIT_NONE;
}

/* Whether a folded word says which country: its code, or its name in English, in the user's language or its own. */
AtlasHit
atlas_search_names_country (const char *folded_word,
                            gsize       length,
                            const char *country_code)
{
  g_autofree char *code = g_ascii_strdown (country_code, -1);
  g_autofree char *key = g_ascii_strup (country_code, -1);
  g_autofree char *name = NULL;
  g_autofree char *folded_name = NULL;
  g_autofree char *folded_english = NULL;
  GStrv words = g_hash_table_lookup (get_country_words (), key);
  AtlasHit hit = ATLAS_HIT_NONE;

  if (length < 2)
    return ATLAS_HIT_NONE;
  if (length == strlen (code) && memcmp (folded_word, code, length) == 0)
    return ATLAS_HIT_COUNTRY;
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    hit = MAX (hit, names (folded_word, length, words[i]));

  name = atlas_country_code_dup_display_name (country_code, NULL);
  folded_name = atlas_text_fold (name);
  folded_english = atlas_text_fold (atlas_country_code_get_english_name (country_code));
  hit = MAX (hit, names (folded_word, length, folded_name));

  return MAX (hit, names (folded_word, length, folded_english));
}
