/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "atlas-reason-private.h"
#include "atlas-search-words-private.h"
#include "atlas-text.h"
#include "atlas-typo.h"

/* The word of a text that a mistyped one is nearest to. */
typedef struct
{
  const AtlasSearchWord *typed;
  const char            *best;
  gsize                  best_length;
  guint                  fewest;
} Nearest;

static void
try_nearest (const char *word,
             gsize       length,
             guint       index,
             gpointer    data)
{
  Nearest *nearest = data;
  gboolean is_whole;
  const guint max = atlas_typo_allowed (nearest->typed->length);
  const guint n = max > 0 ? atlas_typo_count (nearest->typed->text, nearest->typed->length, word, length, max, &is_whole) : ATLAS_TYPO_TOO_MANY;

  if (n < nearest->fewest)
    {
      nearest->fewest = n;
      nearest->best = word;
      nearest->best_length = length;
    }
}

static char *
dup_nearest (const char            *folded,
             gsize                  length,
             const AtlasSearchWord *typed)
{
  Nearest nearest = { .typed = typed, .fewest = ATLAS_TYPO_TOO_MANY };

  atlas_lexicon_split (folded, length, try_nearest, &nearest);

  return nearest.best ? g_strndup (nearest.best, nearest.best_length) : NULL;
}

/* What of a text stands for a word that was typed: itself, what it is short for, or what it is like. */
static GStrv
dup_readings (const AtlasSearchWord *word,
              const char            *folded,
              gsize                  length)
{
  g_autoptr (GStrvBuilder) readings = g_strv_builder_new ();
  g_autofree char *text = g_strndup (folded, length);

  if (strstr (text, word->text) != NULL)
    g_strv_builder_add (readings, word->text);
  else if (word->plain != NULL && strstr (text, word->plain) != NULL)
    g_strv_builder_add (readings, word->plain);
  for (guint i = 0; word->alias != NULL && word->alias[i] != NULL; i++)
    if (strstr (text, word->alias[i]) != NULL)
      g_strv_builder_add (readings, word->alias[i]);

  return g_strv_builder_end (readings);
}

/* ---------------------------------------------------------------- what else led to the bank */

AtlasReasonField
atlas_reason_field_of_line (const char *line,
                            gboolean    is_last)
{
  if (is_last)
    return ATLAS_REASON_CITY;

  switch ((AtlasFoldedMark) *line)
    {
    case ATLAS_FOLDED_STREET:
      return ATLAS_REASON_STREET;
    case ATLAS_FOLDED_COMPANY_NUMBER:
      return ATLAS_REASON_COMPANY_NUMBER;
    case ATLAS_FOLDED_PHONE:
      return ATLAS_REASON_PHONE;
    case ATLAS_FOLDED_HOST:
      return ATLAS_REASON_HOST;
    default:
      return ATLAS_REASON_AFFILIATE;
    }
}

static gboolean
stands_in (const AtlasSearchWord *word,
           const char            *text)
{
  const char *digits = word->text + strspn (word->text, "0");

  for (guint i = 0; word->city_names != NULL && word->city_names[i] != NULL; i++)
    if (strstr (text, word->city_names[i]) != NULL)
      return TRUE;

  return strstr (text, word->text) != NULL ||
         (word->plain != NULL && strstr (text, word->plain) != NULL) ||
         (*digits != '\0' && digits != word->text && strspn (digits, "0123456789") == strlen (digits) && strstr (text, digits) != NULL);
}

/* The name of an affiliate as the platform writes it, of one that is only there folded. */
char *
atlas_reason_dup_affiliate (const AtlasAspspRow *row,
                            const char          *folded_line)
{
  g_auto (GStrv) names = g_strsplit (row->affiliates ? row->affiliates : "", "\n", -1);
  const char *space = strchr (folded_line, ' ');

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *folded = atlas_text_fold (names[i]);

      if (space != NULL && strcmp (space + 1, folded) == 0)
        return g_strdup (names[i]);
    }

  return g_strdup (space ? space + 1 : folded_line);
}

/* What was matched may be of any length. */
static char *
dup_shown (char *text)
{
  char *shown = atlas_text_dup_shown (text);

  g_free (text);

  return shown ? shown : g_strdup ("");
}

static gboolean
find_in_rest (AtlasReason           *self,
              const AtlasAspspRow    *row,
              const AtlasAspspFolded *folded,
              const AtlasSearchWord  *word,
              gboolean                with_typos)
{
  g_auto (GStrv) lines = g_strsplit (folded->rest, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const AtlasReasonField field = atlas_reason_field_of_line (lines[i], lines[i + 1] == NULL);
      g_autofree char *nearest = with_typos ? dup_nearest (lines[i], strlen (lines[i]), word) : NULL;

      if (nearest == NULL && !stands_in (word, lines[i]))
        continue;
      self->through = field;
      g_free (self->text);
      self->text = dup_shown (field == ATLAS_REASON_AFFILIATE ? atlas_reason_dup_affiliate (row, lines[i])
                              : field == ATLAS_REASON_CITY    ? g_strdup (row->city)
                                                              : g_strdup (lines[i] + 1));
      return TRUE;
    }

  return FALSE;
}

static gboolean
find_in_words (AtlasReason          *self,
               AtlasAspspTable       *table,
               const AtlasAspspRow   *row,
               const AtlasSearchWord *word)
{
  for (guint i = 0; i < row->n_countries; i++)
    {
      const char *code = atlas_aspsp_table_get_word (table, ATLAS_WORD_COUNTRY, row->countries[i]);

      if (atlas_search_names_country (word->text, word->length, code) != ATLAS_HIT_NONE)
        {
          self->through = ATLAS_REASON_COUNTRY;
          self->text = dup_shown (g_strdup (code));
          return TRUE;
        }
    }
  for (guint i = 0; i < row->n_products; i++)
    {
      const char *product = atlas_aspsp_table_get_word (table, ATLAS_WORD_PRODUCT, row->products[i]);

      if (strstr (product, word->text) != NULL)
        {
          self->through = ATLAS_REASON_PRODUCT;
          self->text = dup_shown (g_strdup (product));
          return TRUE;
        }
    }

  return FALSE;
}

/* ---------------------------------------------------------------- the reason */

static gboolean
find_in_sight (AtlasReason           *self,
               const AtlasShownText  *name,
               const AtlasShownText  *bic,
               const AtlasSearchWord  *word,
               gboolean                with_typos)
{
  g_auto (GStrv) readings = dup_readings (word, name->folded->str, name->folded->len);
  const guint n_before = self->name_ranges->len + self->bic_ranges->len;

  for (guint i = 0; readings[i] != NULL; i++)
    atlas_shown_text_locate (name, readings[i], self->name_ranges);
  if (word->length >= 3)
    atlas_shown_text_locate (bic, word->text, self->bic_ranges);
  if (with_typos && self->name_ranges->len + self->bic_ranges->len == n_before)
    {
      g_autofree char *nearest = dup_nearest (name->folded->str, name->folded->len, word);

      if (nearest != NULL)
        atlas_shown_text_locate (name, nearest, self->name_ranges);
    }

  return self->name_ranges->len + self->bic_ranges->len > n_before;
}

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const AtlasReasonRange *x = a, *y = b;

  return x->start < y->start ? -1 : x->start > y->start;
}

static void
explain_word (AtlasReason           *self,
              AtlasAspspTable        *table,
              const AtlasAspspRow    *row,
              const AtlasAspspFolded *folded,
              const AtlasShownText   *name,
              const AtlasShownText   *bic,
              const AtlasSearchWord  *word)
{
  if (find_in_sight (self, name, bic, word, FALSE) ||
      self->text != NULL ||
      find_in_rest (self, row, folded, word, FALSE) ||
      find_in_words (self, table, row, word) ||
      find_in_sight (self, name, bic, word, TRUE))
    return;

  find_in_rest (self, row, folded, word, TRUE);
}

/* Where the words stand in what led to the bank. */
static void
explain_text (AtlasReason           *self,
              const AtlasSearchText *words)
{
  g_auto (AtlasShownText) text = { 0 };

  atlas_shown_text_init (&text, self->text);
  for (guint i = 0; i < words->n_words; i++)
    {
      g_auto (GStrv) readings = dup_readings (&words->words[i], text.folded->str, text.folded->len);

      for (guint j = 0; readings[j] != NULL; j++)
        atlas_shown_text_locate (&text, readings[j], self->text_ranges);
    }
  g_array_sort (self->text_ranges, compare_ranges);
}

/* One with nothing in it yet. */
AtlasReason *
atlas_reason_alloc (void)
{
  AtlasReason *self = g_new0 (AtlasReason, 1);

  self->name_ranges = g_array_new (FALSE, FALSE, sizeof (AtlasReasonRange));
  self->bic_ranges = g_array_new (FALSE, FALSE, sizeof (AtlasReasonRange));
  self->text_ranges = g_array_new (FALSE, FALSE, sizeof (AtlasReasonRange));

  return self;
}

static AtlasReason *
reason_new_typed (AtlasAspspTable *table,
                  guint            position,
                  const char      *text)
{
  AtlasReason *self = atlas_reason_alloc ();
  g_auto (AtlasSearchText) words = { 0 };
  g_auto (AtlasShownText) name = { 0 };
  g_auto (AtlasShownText) bic = { 0 };
  AtlasAspspRow row;
  AtlasAspspFolded folded;

  atlas_search_text_init (&words, text);
  atlas_aspsp_table_get_row (table, position, &row);
  atlas_aspsp_table_get_folded (table, position, &folded);
  atlas_shown_text_init (&name, row.name);
  atlas_shown_text_init (&bic, row.bic_fi);
  for (guint i = 0; i < words.n_words; i++)
    explain_word (self, table, &row, &folded, &name, &bic, &words.words[i]);
  if (self->text != NULL)
    explain_text (self, &words);
  g_array_sort (self->name_ranges, compare_ranges);

  return self;
}

/**
 * atlas_reason_new:
 * @table: the banks that were searched
 * @position: one of those that were found
 * @result: what was found
 *
 * Works out why one bank was found. Cheap enough for each row that comes into sight, not for all.
 *
 * Returns: (transfer full): why
 */
AtlasReason *
atlas_reason_new (AtlasAspspTable         *table,
                  guint                    position,
                  const AtlasSearchResult *result)
{
  if (result->recognition == NULL)
    return atlas_reason_alloc ();
  if (result->how == ATLAS_SEARCH_NAMES || result->how == ATLAS_SEARCH_RECOGNIZED)
    return atlas_reason_new_recognized (table, position, result->recognition);

  return reason_new_typed (table, position, result->recognition->text);
}

/**
 * atlas_reason_free:
 * @self: (transfer full): a reason
 */
void
atlas_reason_free (AtlasReason *self)
{
  g_array_unref (self->name_ranges);
  g_array_unref (self->bic_ranges);
  g_array_unref (self->text_ranges);
  g_free (self->text);
  g_free (self);
}

/**
 * atlas_reason_dup_text:
 * @self: a reason
 *
 * Returns: (transfer full) (nullable): what led to the bank, for people, where it was neither name nor BIC
 */
char *
atlas_reason_dup_text (const AtlasReason *self)
{
  switch (self->through)
    {
    case ATLAS_REASON_AFFILIATE:
      /* Translators: what led to a bank, as "affiliate: Södra Dalarnas Sparbank" */
      return g_strdup_printf (_("affiliate: %s"), self->text);
    case ATLAS_REASON_CITY:
      return g_strdup_printf (_("city: %s"), self->text);
    case ATLAS_REASON_STREET:
      /* A table keeps it folded only, which is no way to show it. */
      return g_strdup (_("street address"));
    case ATLAS_REASON_COMPANY_NUMBER:
      return g_strdup_printf (_("company number: %s"), self->text);
    case ATLAS_REASON_PHONE:
      return g_strdup_printf (_("phone: %s"), self->text);
    case ATLAS_REASON_HOST:
      return g_strdup_printf (_("website: %s"), self->text);
    case ATLAS_REASON_PRODUCT:
      return g_strdup_printf (_("product: %s"), self->text);
    case ATLAS_REASON_COUNTRY:
    case ATLAS_REASON_NAME:
    default:
      return NULL;
    }
}

/**
 * atlas_reason_locate:
 * @shown: a text as it is shown
 * @folded_word: a folded word
 *
 * Returns: (transfer full) (element-type AtlasReasonRange): where the word stands in it, without regard to case and marks
 */
GArray *
atlas_reason_locate (const char *shown,
                      const char *folded_word)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (AtlasReasonRange));
  g_auto (AtlasShownText) mapping = { 0 };

  atlas_shown_text_init (&mapping, shown);
  atlas_shown_text_locate (&mapping, folded_word, ranges);

  return ranges;
}
