/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-query-names.h"

#include "atlas-bic.h"
#include "atlas-country.h"
#include "atlas-query-places-private.h"
#include "atlas-search-words-private.h"
#include "atlas-text.h"
#include "atlas-vocabulary.h"

struct _AtlasQueryNames
{
  AtlasAspspTable *table;
  AtlasQueryPlaces countries;
  AtlasQueryPlaces cities;
};

static GStrv
lookup_country (AtlasQueryNames *self,
                const char      *value)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autofree char *folded = atlas_text_fold (value);
  g_autofree char *code = atlas_country_code_normalize (value);
  const AtlasQueryPlace *coded = code ? atlas_query_places_find (&self->countries, code) : NULL;
  guint n_named = 0;

  if (coded != NULL)
    {
      g_strv_builder_add (codes, coded->id);
      return g_strv_builder_end (codes);
    }
  for (guint i = 0; i < self->countries.list->len; i++)
    {
      const AtlasQueryPlace *place = g_ptr_array_index (self->countries.list, i);

      if (strcmp (place->folded, folded) == 0)
        {
          g_strv_builder_add (codes, place->id);
          n_named++;
        }
    }
  for (guint i = 0; n_named == 0 && i < self->countries.list->len; i++)
    {
      const AtlasQueryPlace *place = g_ptr_array_index (self->countries.list, i);

      if (atlas_search_names_country (folded, strlen (folded), place->id))
        g_strv_builder_add (codes, place->id);
    }

  return g_strv_builder_end (codes);
}

/* An id, or one of the names of one or more cities. */
static GStrv
lookup_city (AtlasQueryNames *self,
             const char      *value)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autofree char *folded = atlas_text_fold (value);
  const char *const *others = atlas_search_get_city_names (folded);
  const AtlasQueryPlace *place = atlas_query_places_find (&self->cities, value);

  if (place != NULL)
    g_strv_builder_add (ids, place->id);
  for (guint i = 0; place == NULL && i < self->cities.list->len; i++)
    {
      const AtlasQueryPlace *city = g_ptr_array_index (self->cities.list, i);

      if (strcmp (city->folded, folded) == 0 || (others != NULL && atlas_search_is_city (others, city->folded)))
        g_strv_builder_add (ids, city->id);
    }

  return g_strv_builder_end (ids);
}

/* Whole parts of an identifier: "giro" is one of "swedish-giro", and not of "swedish-bankgiros". */
static gboolean
has_part (const char *word,
          const char *value)
{
  g_autofree char *parts = g_strdup_printf ("-%s-", word);
  g_autofree char *lower = g_ascii_strdown (parts, -1);
  g_autofree char *value_parts = g_strdup_printf ("-%s-", value);
  g_autofree char *wanted = g_ascii_strdown (value_parts, -1);

  return strstr (lower, wanted) != NULL;
}

static gboolean
has_start (const char *word,
           const char *value)
{
  return g_ascii_strncasecmp (word, value, strlen (value)) == 0;
}

static gboolean
is_same (const char *word,
         const char *value)
{
  return g_ascii_strcasecmp (word, value) == 0;
}

static guint
add_words (AtlasQueryNames *self,
           AtlasWordKind    kind,
           const char      *value,
           gboolean (*fits) (const char *word,
                             const char *value),
           GStrvBuilder    *words)
{
  guint n_words = 0;

  for (guint i = 0; i < atlas_aspsp_table_get_n_words (self->table, kind); i++)
    {
      const char *word = atlas_aspsp_table_get_word (self->table, kind, i);

      if (atlas_aspsp_table_get_word_count (self->table, kind, i) == 0 || !fits (word, value))
        continue;
      g_strv_builder_add (words, word);
      n_words++;
    }

  return n_words;
}

/* What is named exactly goes before what is only like it. */
static GStrv
lookup_word (AtlasQueryNames *self,
             AtlasWordKind    kind,
             const char      *value,
             gboolean (*is_like) (const char *word,
                                  const char *value))
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  if (add_words (self, kind, value, is_same, words) == 0)
    add_words (self, kind, value, is_like, words);

  return g_strv_builder_end (words);
}

static gboolean
some_bic_begins_with (AtlasQueryNames *self,
                      const char      *start)
{
  for (guint i = 0; i < atlas_aspsp_table_get_n_rows (self->table); i++)
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (self->table, i, &row);
      if (atlas_bic_begins_with (row.bic_fi, start))
        return TRUE;
    }

  return FALSE;
}

/* A branch that is not listed is looked for by its head office. */
static GStrv
lookup_bic (AtlasQueryNames *self,
            const char      *value)
{
  g_autoptr (GStrvBuilder) starts = g_strv_builder_new ();
  g_autofree char *head_office = NULL;

  if (some_bic_begins_with (self, value))
    g_strv_builder_take (starts, g_ascii_strup (value, -1));
  else if ((head_office = atlas_bic_dup_head_office (value)) != NULL && some_bic_begins_with (self, head_office))
    g_strv_builder_take (starts, g_steal_pointer (&head_office));

  return g_strv_builder_end (starts);
}

static guint
count_word (AtlasQueryNames *self,
            AtlasWordKind    kind,
            const char      *value)
{
  for (guint i = 0; i < atlas_aspsp_table_get_n_words (self->table, kind); i++)
    if (is_same (atlas_aspsp_table_get_word (self->table, kind, i), value))
      return atlas_aspsp_table_get_word_count (self->table, kind, i);

  return 0;
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_word_candidates (AtlasQueryNames      *self,
                     AtlasWordKind         kind,
                     char *(*make_label) (const char *word),
                     AtlasQueryCandidates *candidates)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < atlas_aspsp_table_get_n_words (self->table, kind); i++)
    if (atlas_aspsp_table_get_word_count (self->table, kind, i) > 0)
      g_ptr_array_add (words, (gpointer) atlas_aspsp_table_get_word (self->table, kind, i));
  g_ptr_array_sort (words, compare_words);
  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      g_autofree char *label = make_label (word);

      atlas_query_candidates_add (candidates, word, label);
    }
}

static void
add_place_candidates (AtlasQueryNames      *self,
                      AtlasQueryField       field,
                      AtlasQueryPlaces     *places,
                      AtlasQueryCandidates *candidates)
{
  atlas_query_places_sort (places);
  for (guint i = 0; i < places->list->len; i++)
    {
      const AtlasQueryPlace *place = g_ptr_array_index (places->list, i);
      g_autofree char *value = atlas_query_names_dup_value (self, field, place->id);

      atlas_query_candidates_add (candidates, value, place->name);
    }
}

/**
 * atlas_query_names_new:
 * @table: all banks of a directory
 *
 * Returns: (transfer full): the names that the banks themselves tell; countries and cities may be added
 */
AtlasQueryNames *
atlas_query_names_new (AtlasAspspTable *table)
{
  AtlasQueryNames *self;

  g_return_val_if_fail (table != NULL, NULL);

  self = g_new0 (AtlasQueryNames, 1);
  self->table = atlas_aspsp_table_ref (table);
  atlas_query_places_init (&self->countries);
  atlas_query_places_init (&self->cities);
  for (guint i = 0; i < atlas_aspsp_table_get_n_words (table, ATLAS_WORD_COUNTRY); i++)
    if (atlas_aspsp_table_get_word_count (table, ATLAS_WORD_COUNTRY, i) > 0)
      atlas_query_names_add_country (self, atlas_aspsp_table_get_word (table, ATLAS_WORD_COUNTRY, i), NULL);

  return self;
}

/**
 * atlas_query_names_free:
 * @self: (transfer full): names
 */
void
atlas_query_names_free (AtlasQueryNames *self)
{
  atlas_aspsp_table_unref (self->table);
  atlas_query_places_clear (&self->countries);
  atlas_query_places_clear (&self->cities);
  g_free (self);
}

/**
 * atlas_query_names_add_country:
 * @self: names
 * @code: (nullable): a country's code
 * @name: (nullable): the platform's name for it
 *
 * Adds a country, unless it is there already.
 */
void
atlas_query_names_add_country (AtlasQueryNames *self,
                               const char      *code,
                               const char      *name)
{
  g_autofree char *display = atlas_country_code_dup_display_name (code, name);

  g_return_if_fail (self != NULL);

  atlas_query_places_add (&self->countries, code, display, NULL);
}

/**
 * atlas_query_names_add_city:
 * @self: names
 * @id: (nullable): a city's id
 * @name: (nullable): its name
 * @country_code: (nullable): its country
 *
 * Adds a city, unless it is there already.
 */
void
atlas_query_names_add_city (AtlasQueryNames *self,
                            const char      *id,
                            const char      *name,
                            const char      *country_code)
{
  g_return_if_fail (self != NULL);

  atlas_query_places_add (&self->cities, id, name, country_code);
}

/**
 * atlas_query_names_get_table:
 * @self: names
 *
 * Returns: (transfer none): the banks whose names these are
 */
AtlasAspspTable *
atlas_query_names_get_table (AtlasQueryNames *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->table;
}

/**
 * atlas_query_names_lookup:
 * @self: names
 * @field: a field whose values are names: not `is:` or `has:`
 * @value: a value as it was typed
 *
 * A country goes by its code or its name, a city by its name or its id, a product by its identifier or whole parts
 * of it, an authorization method by its name or how that begins, a BIC by how it begins.
 *
 * Returns: (transfer full): what @value names, as a query needs it; empty: nothing here
 */
GStrv
atlas_query_names_lookup (AtlasQueryNames *self,
                          AtlasQueryField  field,
                          const char      *value)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  switch (field)
    {
    case ATLAS_QUERY_FIELD_COUNTRY:
      return lookup_country (self, value);
    case ATLAS_QUERY_FIELD_CITY:
      return lookup_city (self, value);
    case ATLAS_QUERY_FIELD_PRODUCT:
      return lookup_word (self, ATLAS_WORD_PRODUCT, value, has_part);
    case ATLAS_QUERY_FIELD_AUTH:
      return lookup_word (self, ATLAS_WORD_METHOD, value, has_start);
    case ATLAS_QUERY_FIELD_BIC:
      return lookup_bic (self, value);
    case ATLAS_QUERY_FIELD_NONE:
    case ATLAS_QUERY_FIELD_IS:
    case ATLAS_QUERY_FIELD_HAS:
    default:
      return g_new0 (char *, 1);
    }
}

/**
 * atlas_query_names_dup_value:
 * @self: names
 * @field: a field
 * @word: a country's code, a city's id, or another word of the directory
 *
 * Returns: (transfer full): how it is written in a query: a city by its name, where no other city has that
 */
char *
atlas_query_names_dup_value (AtlasQueryNames *self,
                             AtlasQueryField  field,
                             const char      *word)
{
  const AtlasQueryPlace *city;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (word != NULL, NULL);

  city = field == ATLAS_QUERY_FIELD_CITY ? atlas_query_places_find (&self->cities, word) : NULL;
  if (city != NULL && atlas_query_places_is_name_of_one (&self->cities, city))
    return g_strdup (city->name);

  return g_strdup (word);
}

/**
 * atlas_query_names_dup_label:
 * @self: names
 * @field: a field whose values are names
 * @value: a value as it was typed
 *
 * Returns: (transfer full): what people know it by; @value itself where it names nothing, or several things
 */
char *
atlas_query_names_dup_label (AtlasQueryNames *self,
                             AtlasQueryField  field,
                             const char      *value)
{
  g_auto (GStrv) words = atlas_query_names_lookup (self, field, value);
  const AtlasQueryPlace *place = NULL;
  g_autofree char *shown = NULL;

  if (field == ATLAS_QUERY_FIELD_BIC)
    return g_ascii_strup (value, -1);
  if (field == ATLAS_QUERY_FIELD_CITY && words[0] != NULL)
    return g_strdup (atlas_query_places_find (&self->cities, words[0])->name);
  if (words[0] == NULL || words[1] != NULL)
    return g_strdup (value);
  if (field == ATLAS_QUERY_FIELD_PRODUCT)
    return atlas_payment_product_dup_label (words[0]);
  if (field == ATLAS_QUERY_FIELD_AUTH && (shown = atlas_text_dup_shown (words[0])) != NULL)
    return g_steal_pointer (&shown);

  place = atlas_query_places_find (&self->countries, words[0]);

  return g_strdup (place ? place->name : value);
}

/**
 * atlas_query_names_dup_description:
 * @self: names
 * @field: a field
 * @value: a candidate's value
 *
 * Returns: (transfer full) (nullable): what tells it from others of the same name: a country's code, a city's country,
 *   a product's identifier
 */
char *
atlas_query_names_dup_description (AtlasQueryNames *self,
                                   AtlasQueryField  field,
                                   const char      *value)
{
  g_auto (GStrv) words = NULL;
  const AtlasQueryPlace *city;

  g_return_val_if_fail (self != NULL, NULL);

  if (field != ATLAS_QUERY_FIELD_CITY)
    return atlas_text_dup_shown (value);

  words = lookup_city (self, value);
  city = words[0] ? atlas_query_places_find (&self->cities, words[0]) : NULL;
  if (city == NULL || city->country == NULL)
    return NULL;

  return atlas_country_code_dup_display_name (city->country, NULL);
}

/**
 * atlas_query_names_count_banks:
 * @self: names
 * @field: a field whose values are names
 * @value: a candidate's value
 *
 * Returns: how many banks have it
 */
guint
atlas_query_names_count_banks (AtlasQueryNames *self,
                               AtlasQueryField  field,
                               const char      *value)
{
  g_auto (GStrv) ids = NULL;

  g_return_val_if_fail (self != NULL, 0);

  switch (field)
    {
    case ATLAS_QUERY_FIELD_COUNTRY:
      return count_word (self, ATLAS_WORD_COUNTRY, value);
    case ATLAS_QUERY_FIELD_CITY:
      ids = lookup_city (self, value);
      return ids[0] ? count_word (self, ATLAS_WORD_CITY, ids[0]) : 0;
    case ATLAS_QUERY_FIELD_PRODUCT:
      return count_word (self, ATLAS_WORD_PRODUCT, value);
    case ATLAS_QUERY_FIELD_AUTH:
      return count_word (self, ATLAS_WORD_METHOD, value);
    case ATLAS_QUERY_FIELD_NONE:
    case ATLAS_QUERY_FIELD_BIC:
    case ATLAS_QUERY_FIELD_IS:
    case ATLAS_QUERY_FIELD_HAS:
    default:
      return 0;
    }
}

/**
 * atlas_query_names_list_candidates:
 * @self: names
 * @field: a field; %ATLAS_QUERY_FIELD_NONE for the fields' own names
 *
 * Returns: (transfer full): what may be typed there
 */
AtlasQueryCandidates *
atlas_query_names_list_candidates (AtlasQueryNames *self,
                                   AtlasQueryField  field)
{
  AtlasQueryCandidates *candidates = atlas_query_candidates_new_fixed (field);

  g_return_val_if_fail (self != NULL, candidates);

  if (field == ATLAS_QUERY_FIELD_COUNTRY)
    add_place_candidates (self, field, &self->countries, candidates);
  else if (field == ATLAS_QUERY_FIELD_CITY)
    add_place_candidates (self, field, &self->cities, candidates);
  else if (field == ATLAS_QUERY_FIELD_PRODUCT)
    add_word_candidates (self, ATLAS_WORD_PRODUCT, atlas_payment_product_dup_label, candidates);
  else if (field == ATLAS_QUERY_FIELD_AUTH)
    add_word_candidates (self, ATLAS_WORD_METHOD, atlas_authorization_method_dup_label, candidates);

  return candidates;
}

/**
 * atlas_query_names_list_bics:
 * @self: names
 * @typed: what is typed of a BIC
 * @max: how many at most
 *
 * A directory has too many BICs to keep them as candidates: these are asked for anew at each key.
 *
 * Returns: (transfer full): the BICs that begin so, in their order, each with its bank's name; none where nothing is typed
 */
AtlasQueryCandidates *
atlas_query_names_list_bics (AtlasQueryNames *self,
                             const char      *typed,
                             guint            max)
{
  AtlasQueryCandidates *candidates = atlas_query_candidates_new ();
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (AtlasAspspRow));

  g_return_val_if_fail (self != NULL, candidates);
  g_return_val_if_fail (typed != NULL, candidates);

  for (guint i = 0; *typed != '\0' && i < atlas_aspsp_table_get_n_rows (self->table); i++)
    {
      AtlasAspspRow row;
      guint place = first->len;

      atlas_aspsp_table_get_row (self->table, i, &row);
      if (!atlas_bic_begins_with (row.bic_fi, typed))
        continue;
      while (place > 0 && g_ascii_strcasecmp (g_array_index (first, AtlasAspspRow, place - 1).bic_fi, row.bic_fi) > 0)
        place--;
      if (place >= max)
        continue;
      g_array_insert_val (first, place, row);
      g_array_set_size (first, MIN (first->len, max));
    }
  for (guint i = 0; i < first->len; i++)
    {
      const AtlasAspspRow *row = &g_array_index (first, AtlasAspspRow, i);

      atlas_query_candidates_add (candidates, row->bic_fi, row->name);
    }

  return candidates;
}
