/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-lexicon.h"
#include "atlas-reason-private.h"
#include "atlas-search-values-private.h"
#include "atlas-text.h"

/* A name's words that a message holds, as they are met. */
typedef struct
{
  GHashTable           *words;   /* of the message */
  const AtlasShownText *name;
  GArray               *ranges;
} Marking;

/* How many of the words are there. */
typedef struct
{
  GHashTable *words;
  guint       n_there;
} Counting;

static void
count_word (const char *word,
            gsize       length,
            guint       index,
            gpointer    data)
{
  Counting *counting = data;
  g_autofree char *copy = g_strndup (word, length);

  counting->n_there += g_hash_table_contains (counting->words, copy);
}

static void
add_word (const char *word,
          gsize       length,
          guint       index,
          gpointer    data)
{
  g_hash_table_add (data, g_strndup (word, length));
}

static void
mark_word (const char *word,
           gsize       length,
           guint       index,
           gpointer    data)
{
  Marking *marking = data;
  g_autofree char *copy = g_strndup (word, length);

  if (g_hash_table_contains (marking->words, copy))
    atlas_shown_text_mark (marking->name, word - marking->name->folded->str, length, marking->ranges);
}

/* Where a name's words stand in the message too. */
static void
mark_name (AtlasReason *self,
           const char  *name,
           const char  *message)
{
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folded = atlas_text_fold (message);
  g_auto (AtlasShownText) shown = { 0 };
  Marking marking = { words, &shown, self->name_ranges };

  atlas_shown_text_init (&shown, name);
  atlas_lexicon_split (folded, strlen (folded), add_word, words);
  atlas_lexicon_split (shown.folded->str, shown.folded->len, mark_word, &marking);
}

/* So much of the shown BIC as the text tells. */
static void
mark_bic (AtlasReason *self,
          const char  *shown,
          const char  *told)
{
  const gsize length = MIN (strlen (shown), strlen (told));
  const AtlasReasonRange range = { 0, length };

  if (length > 0 && self->bic_ranges->len == 0 && g_ascii_strncasecmp (shown, told, length) == 0)
    g_array_append_val (self->bic_ranges, range);
}

static void
find_number (AtlasReason            *self,
             const AtlasAspspFolded *folded,
             const AtlasFinding     *finding)
{
  g_autofree char *line = self->text == NULL ? atlas_search_dup_value_line (folded, finding) : NULL;
  const AtlasReasonRange range = { 0, line ? strlen (line + 1) : 0 };

  if (line == NULL)
    return;

  self->through = atlas_reason_field_of_line (line, FALSE);
  self->text = g_strdup (line + 1);
  g_array_append_val (self->text_ranges, range);
}

static void
explain_finding (AtlasReason            *self,
                 const AtlasAspspRow    *row,
                 const AtlasAspspFolded *folded,
                 const AtlasFinding     *finding)
{
  switch (finding->kind)
    {
    case ATLAS_FINDING_BIC:
    case ATLAS_FINDING_IBAN:
    case ATLAS_FINDING_ACCOUNT_NUMBER:
      mark_bic (self, row->bic_fi, finding->bank.bic_fi);
      break;
    case ATLAS_FINDING_VAT_NUMBER:
    case ATLAS_FINDING_COMPANY_NUMBER:
    case ATLAS_FINDING_PHONE:
    case ATLAS_FINDING_HOST:
    default:
      find_number (self, folded, finding);
      break;
    }
}

/* One of a bank's affiliates may be named in its place. */
static void
find_affiliate (AtlasReason            *self,
                const AtlasAspspRow    *row,
                const AtlasAspspFolded *folded,
                const char             *message)
{
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folded_message = atlas_text_fold (message);
  g_auto (GStrv) lines = g_strsplit (folded->rest, "\n", -1);
  guint most = 0;

  atlas_lexicon_split (folded_message, strlen (folded_message), add_word, words);
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      const char *space = strchr (lines[i], ' ');
      Counting counting = { words };

      if (space == NULL || atlas_aspsp_folded_is_marked (*lines[i]))
        continue;
      atlas_lexicon_split (lines[i], strlen (lines[i]), count_word, &counting);
      if (counting.n_there <= most)
        continue;
      most = counting.n_there;
      self->through = ATLAS_REASON_AFFILIATE;
      g_free (self->text);
      self->text = atlas_reason_dup_affiliate (row, lines[i]);
    }
}

/* Why a bank was found, where values in a text led to it, or its name there, and not the words of a search. */
AtlasReason *
atlas_reason_new_recognized (AtlasAspspTable        *table,
                             guint                   position,
                             const AtlasRecognition *recognition)
{
  AtlasReason *self = atlas_reason_alloc ();
  AtlasAspspRow row;
  AtlasAspspFolded folded;

  atlas_aspsp_table_get_row (table, position, &row);
  atlas_aspsp_table_get_folded (table, position, &folded);
  for (guint i = 0; i < recognition->n_findings; i++)
    explain_finding (self, &row, &folded, &recognition->findings[i]);
  mark_name (self, row.name, recognition->rest);
  if (self->text == NULL && self->name_ranges->len == 0 && self->bic_ranges->len == 0)
    find_affiliate (self, &row, &folded, recognition->rest);

  return self;
}
