/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-lexicon.h"
#include "atlas-reason-private.h"
#include "atlas-text.h"

/* A name's words that a message holds, as they are met. */
typedef struct
{
  GHashTable           *words;   /* of the message */
  const AtlasShownText *name;
  GArray               *ranges;
} Marking;

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
mark_iban (AtlasReason     *self,
           const char      *shown,
           const AtlasIban *iban)
{
  AtlasIbanBank bank;

  switch (atlas_iban_find_bank (iban, &bank))
    {
    case ATLAS_IBAN_BANK_KNOWN:
    case ATLAS_IBAN_BANK_BIC_START:
      mark_bic (self, shown, bank.bic_fi);
      break;
    case ATLAS_IBAN_BANK_NOT_LISTED:
    case ATLAS_IBAN_BANK_NOT_TOLD:
    default:
      break;
    }
}

static void
find_number (AtlasReason            *self,
             const AtlasAspspFolded *folded,
             const char             *value)
{
  g_autofree char *wanted = atlas_text_fold (value);
  g_auto (GStrv) lines = g_strsplit (folded->rest, "\n", -1);

  for (guint i = 0; self->text == NULL && *wanted != '\0' && lines[i] != NULL; i++)
    if (atlas_aspsp_folded_is_marked (*lines[i]) && strstr (lines[i] + 1, wanted) != NULL)
      {
        const AtlasReasonRange range = { 0, strlen (lines[i] + 1) };

        self->through = atlas_reason_field_of_line (lines[i], lines[i + 1] == NULL);
        self->text = g_strdup (lines[i] + 1);
        g_array_append_val (self->text_ranges, range);
      }
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
      mark_bic (self, row->bic_fi, finding->value);
      break;
    case ATLAS_FINDING_IBAN:
      mark_iban (self, row->bic_fi, &finding->iban);
      break;
    case ATLAS_FINDING_COMPANY_NUMBER:
    case ATLAS_FINDING_PHONE:
    case ATLAS_FINDING_HOST:
      find_number (self, folded, finding->value);
      break;
    case ATLAS_FINDING_BIC_START:
    case ATLAS_FINDING_NAME:
    default:
      break;
    }
}

/**
 * atlas_reason_new_recognized:
 * @table: the banks that were searched
 * @position: one of those that were found
 * @recognition: a message, or a number or code alone, that it was found by
 *
 * As atlas_reason_new(), where it is not the words of a search that led to the bank.
 *
 * Returns: (transfer full): why
 */
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
  for (guint i = 0; i < atlas_recognition_get_n_findings (recognition); i++)
    explain_finding (self, &row, &folded, atlas_recognition_get_finding (recognition, i));
  if (atlas_recognition_is_message (recognition))
    mark_name (self, row.name, atlas_recognition_get_text (recognition));

  return self;
}
