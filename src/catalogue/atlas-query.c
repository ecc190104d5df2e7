/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-query.h"

#include "atlas-bic.h"
#include "atlas-text.h"

G_DEFINE_BOXED_TYPE (AtlasQuery, atlas_query, atlas_query_copy, atlas_query_free)

/* How well a bank answers a text, best first. */
typedef enum
{
  RANK_BIC,
  RANK_BIC_START,
  RANK_NAME_START,
  RANK_NAME_WORDS,
  RANK_IN_NAME,
  RANK_ELSEWHERE,
} Rank;

#define N_RANKS (RANK_ELSEWHERE + 1)

/* A word of the text. Products are not part of a bank's folded text: which of them the word names is
 * worked out once, for the whole table. */
typedef struct
{
  const char *text;
  gsize       length;
  gboolean   *products;   /* NULL: it names none */
} Word;

/* A query made ready for one table: which of the table's words are wanted. */
typedef struct
{
  AtlasAspspTable  *table;
  gboolean         *wanted[ATLAS_N_WORD_KINDS];   /* NULL: any */
  char             *text;                         /* folded, NULL: any */
  GStrv             split;
  Word             *words;
  guint             n_words;
  AtlasStarredFunc  is_starred;                   /* NULL: any */
  gpointer          starred_data;
} Plan;

static void
plan_clear (Plan *plan)
{
  for (guint kind = 0; kind < ATLAS_N_WORD_KINDS; kind++)
    g_clear_pointer (&plan->wanted[kind], g_free);
  for (guint i = 0; i < plan->n_words; i++)
    g_free (plan->words[i].products);
  g_clear_pointer (&plan->words, g_free);
  g_clear_pointer (&plan->split, g_strfreev);
  g_clear_pointer (&plan->text, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

static gboolean
is_empty (GStrv strv)
{
  return strv == NULL || strv[0] == NULL;
}

static gboolean
strv_equal (GStrv a,
            GStrv b)
{
  if (is_empty (a) || is_empty (b))
    return is_empty (a) && is_empty (b);

  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

/* Codes and identifiers are compared without case, as the platform does ("/countries/se"). */
static gboolean
contains (GStrv       strv,
          const char *word)
{
  for (guint i = 0; strv[i] != NULL; i++)
    if (g_ascii_strcasecmp (strv[i], word) == 0)
      return TRUE;

  return FALSE;
}

static gboolean *
mark_wanted (AtlasAspspTable *table,
             AtlasWordKind    kind,
             GStrv            words)
{
  guint n = atlas_aspsp_table_get_n_words (table, kind);
  gboolean *wanted;

  if (is_empty (words))
    return NULL;

  wanted = g_new0 (gboolean, n + 1);
  for (guint i = 0; i < n; i++)
    wanted[i] = contains (words, atlas_aspsp_table_get_word (table, kind, i));

  return wanted;
}

/* The branch XXX means the head office, which is also written without it. */
static void
drop_head_office (char *text)
{
  if (strlen (text) == 11 && g_str_has_suffix (text, "xxx"))
    {
      g_autofree char *bic_fi = atlas_bic_normalize (text);

      if (bic_fi != NULL && atlas_bic_is_well_formed (bic_fi))
        text[8] = '\0';
    }
}

/* Whether a word is one or more whole parts of an identifier, as "giro" is of "swedish-giro". */
static gboolean
names_product (const Word *word,
               const char *product)
{
  for (const char *p = strstr (product, word->text); p != NULL; p = strstr (p + 1, word->text))
    if ((p == product || p[-1] == '-') && (p[word->length] == '\0' || p[word->length] == '-'))
      return TRUE;

  return FALSE;
}

static gboolean *
mark_products (AtlasAspspTable *table,
               const Word      *word)
{
  guint n = atlas_aspsp_table_get_n_words (table, ATLAS_WORD_PRODUCT);
  g_autofree gboolean *products = g_new0 (gboolean, n + 1);
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    {
      products[i] = names_product (word, atlas_aspsp_table_get_word (table, ATLAS_WORD_PRODUCT, i));
      any = any || products[i];
    }

  return any ? g_steal_pointer (&products) : NULL;
}

static void
plan_text (Plan       *plan,
           const char *text)
{
  if (text == NULL || atlas_text_is_blank (text))
    return;

  plan->text = atlas_text_fold (text);
  drop_head_office (plan->text);
  plan->split = g_strsplit (plan->text, " ", -1);
  plan->n_words = g_strv_length (plan->split);
  plan->words = g_new0 (Word, plan->n_words + 1);
  for (guint i = 0; i < plan->n_words; i++)
    {
      Word *word = &plan->words[i];

      word->text = plan->split[i];
      word->length = strlen (word->text);
      word->products = mark_products (plan->table, word);
    }
}

static void
plan_init (Plan             *plan,
           const AtlasQuery *query,
           AtlasAspspTable  *table,
           AtlasStarredFunc  is_starred,
           gpointer          data)
{
  plan->table = table;
  plan->wanted[ATLAS_WORD_COUNTRY] = mark_wanted (table, ATLAS_WORD_COUNTRY, query->country_codes);
  plan->wanted[ATLAS_WORD_CITY] = mark_wanted (table, ATLAS_WORD_CITY, query->city_ids);
  plan->wanted[ATLAS_WORD_PRODUCT] = mark_wanted (table, ATLAS_WORD_PRODUCT, query->products);
  plan->wanted[ATLAS_WORD_METHOD] = mark_wanted (table, ATLAS_WORD_METHOD, query->methods);
  plan_text (plan, query->text);
  if (query->starred_only)
    {
      plan->is_starred = is_starred;
      plan->starred_data = data;
    }
}

static gboolean
any_wanted (const gboolean *wanted,
            const guint16  *words,
            guint           n_words)
{
  for (guint i = 0; i < n_words; i++)
    if (wanted[words[i]])
      return TRUE;

  return FALSE;
}

static gboolean
is_in_place (const Plan          *plan,
             const AtlasAspspRow *row)
{
  const gboolean *countries = plan->wanted[ATLAS_WORD_COUNTRY];
  const gboolean *cities = plan->wanted[ATLAS_WORD_CITY];

  if (countries == NULL && cities == NULL)
    return TRUE;

  return (countries != NULL && any_wanted (countries, row->countries, row->n_countries)) ||
         (cities != NULL && any_wanted (cities, row->cities, row->n_cities));
}

static gboolean
has_word (const Plan          *plan,
          const AtlasAspspRow *row,
          guint                position,
          const Word          *word)
{
  return atlas_aspsp_table_row_matches (plan->table, position, word->text, word->length) ||
         (word->products != NULL && any_wanted (word->products, row->products, row->n_products));
}

static gboolean
matches (const Plan          *plan,
         const AtlasAspspRow *row,
         guint                position)
{
  const gboolean *products = plan->wanted[ATLAS_WORD_PRODUCT];
  const gboolean *methods = plan->wanted[ATLAS_WORD_METHOD];

  if (!is_in_place (plan, row))
    return FALSE;
  if (products != NULL && !any_wanted (products, row->products, row->n_products))
    return FALSE;
  if (methods != NULL && !any_wanted (methods, row->methods, row->n_methods))
    return FALSE;
  for (guint i = 0; i < plan->n_words; i++)
    if (!has_word (plan, row, position, &plan->words[i]))
      return FALSE;

  return plan->is_starred == NULL || plan->is_starred (row->bic_fi, plan->starred_data);
}

/* Whether a word is in a name: 2 at the start of one of its words, 1 anywhere, 0 not at all. */
static guint
find_in_name (const char *name,
              gsize       name_length,
              const Word *word)
{
  const char *end = name + name_length;
  const char *found = memmem (name, name_length, word->text, word->length);
  guint best = found != NULL ? 1 : 0;

  while (found != NULL)
    {
      if (found == name || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (found))))
        return 2;
      found = memmem (found + 1, end - found - 1, word->text, word->length);
    }

  return best;
}

static Rank
rank_row (const Plan *plan,
          guint       position)
{
  gsize text_length = strlen (plan->text);
  AtlasAspspFolded folded;
  guint worst = 2;

  atlas_aspsp_table_get_folded (plan->table, position, &folded);
  if (folded.bic_fi_length >= text_length && memcmp (folded.bic_fi, plan->text, text_length) == 0)
    return folded.bic_fi_length == text_length ? RANK_BIC : RANK_BIC_START;
  if (folded.name_length >= text_length && memcmp (folded.name, plan->text, text_length) == 0)
    return RANK_NAME_START;

  for (guint i = 0; i < plan->n_words && worst > 0; i++)
    worst = MIN (worst, find_in_name (folded.name, folded.name_length, &plan->words[i]));

  return worst == 2 ? RANK_NAME_WORDS : worst == 1 ? RANK_IN_NAME : RANK_ELSEWHERE;
}

/* The next row that may match: found by one search over all rows at once where a word must be in their text. */
static guint
next_candidate (const Plan *plan,
                guint       from)
{
  const Word *longest = NULL;

  for (guint i = 0; i < plan->n_words; i++)
    if (plan->words[i].products == NULL && (longest == NULL || plan->words[i].length > longest->length))
      longest = &plan->words[i];

  return longest == NULL ? from : atlas_aspsp_table_next_match (plan->table, from, longest->text, longest->length);
}

static void
sort_by_rank (const Plan *plan,
              GArray     *positions)
{
  g_autofree guint *sorted = g_new (guint, positions->len + 1);
  g_autofree guint8 *ranks = g_new (guint8, positions->len + 1);
  guint starts[N_RANKS + 1] = { 0 };

  for (guint i = 0; i < positions->len; i++)
    {
      ranks[i] = rank_row (plan, g_array_index (positions, guint, i));
      starts[ranks[i] + 1]++;
    }
  for (guint rank = 1; rank < N_RANKS; rank++)
    starts[rank] += starts[rank - 1];
  for (guint i = 0; i < positions->len; i++)
    sorted[starts[ranks[i]]++] = g_array_index (positions, guint, i);

  if (positions->len > 0)
    memcpy (positions->data, sorted, positions->len * sizeof (guint));
}

/**
 * atlas_query_new:
 *
 * Returns: (transfer full): a query for every bank
 */
AtlasQuery *
atlas_query_new (void)
{
  return g_new0 (AtlasQuery, 1);
}

/**
 * atlas_query_copy:
 * @self: a query
 *
 * Returns: (transfer full): another query that asks the same
 */
AtlasQuery *
atlas_query_copy (const AtlasQuery *self)
{
  AtlasQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = atlas_query_new ();
  copy->text = g_strdup (self->text);
  copy->country_codes = g_strdupv (self->country_codes);
  copy->city_ids = g_strdupv (self->city_ids);
  copy->products = g_strdupv (self->products);
  copy->methods = g_strdupv (self->methods);
  copy->starred_only = self->starred_only;

  return copy;
}

/**
 * atlas_query_free:
 * @self: (transfer full): a query
 */
void
atlas_query_free (AtlasQuery *self)
{
  g_free (self->text);
  g_strfreev (self->country_codes);
  g_strfreev (self->city_ids);
  g_strfreev (self->products);
  g_strfreev (self->methods);
  g_free (self);
}

/**
 * atlas_query_equal:
 * @a: a query
 * @b: a query
 *
 * Returns: whether both ask the same; an empty restriction is none
 */
gboolean
atlas_query_equal (const AtlasQuery *a,
                   const AtlasQuery *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return g_strcmp0 (a->text ? a->text : "", b->text ? b->text : "") == 0 &&
         strv_equal (a->country_codes, b->country_codes) &&
         strv_equal (a->city_ids, b->city_ids) &&
         strv_equal (a->products, b->products) &&
         strv_equal (a->methods, b->methods) &&
         !a->starred_only == !b->starred_only;
}

/**
 * atlas_query_has_place:
 * @self: a query
 *
 * Returns: whether it is restricted to countries or cities
 */
gboolean
atlas_query_has_place (const AtlasQuery *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !is_empty (self->country_codes) || !is_empty (self->city_ids);
}

/**
 * atlas_query_has_filter:
 * @self: a query
 *
 * Returns: whether it is restricted to products or authorization methods
 */
gboolean
atlas_query_has_filter (const AtlasQuery *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !is_empty (self->products) || !is_empty (self->methods);
}

/**
 * atlas_query_run:
 * @self: a query
 * @table: the banks to ask
 * @is_starred: (nullable): says which banks are starred; without it every bank counts as starred
 * @data: for @is_starred
 *
 * A text matches where every word of it is somewhere in the bank's name, BIC, city, affiliates or
 * products. The best answer comes first: the very BIC, its start, the name's start, words of the name,
 * inside the name, elsewhere.
 *
 * Returns: (transfer full) (element-type guint): the positions in @table that match
 */
GArray *
atlas_query_run (const AtlasQuery *self,
                 AtlasAspspTable  *table,
                 AtlasStarredFunc  is_starred,
                 gpointer          data)
{
  g_auto (Plan) plan = { 0 };
  GArray *positions;
  guint n_rows;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (table != NULL, NULL);

  n_rows = atlas_aspsp_table_get_n_rows (table);
  positions = g_array_sized_new (FALSE, FALSE, sizeof (guint), n_rows);
  plan_init (&plan, self, table, is_starred, data);

  for (guint i = next_candidate (&plan, 0); i < n_rows; i = next_candidate (&plan, i + 1))
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (table, i, &row);
      if (matches (&plan, &row, i))
        g_array_append_val (positions, i);
    }

  if (plan.text != NULL)
    sort_by_rank (&plan, positions);

  return positions;
}
