/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-search-recognized-private.h"
#include "atlas-text.h"

/* What says which bank is meant counts for more than any words. */
#define SCORE_CERTAIN 450
#define SCORE_START 440
#define SCORE_NUMBER 430
#define SCORE_COUNTRY 1

typedef struct
{
  AtlasAspspTable *table;
  const guint8    *passing;
  guint16         *scores;
  guint            n_rows;
  guint            n_found;
} Scoring;

static void
score (Scoring *scoring,
       guint    row,
       guint16  value)
{
  if (row == ATLAS_ASPSP_TABLE_NOT_FOUND || (scoring->passing != NULL && !scoring->passing[row]))
    return;

  scoring->n_found += scoring->scores[row] == 0;
  scoring->scores[row] = MAX (scoring->scores[row], value);
}

static gboolean
is_known_bic (const char *bic_fi,
              gpointer    data)
{
  return atlas_aspsp_table_find (data, bic_fi) != ATLAS_ASPSP_TABLE_NOT_FOUND;
}

static void
score_bic_start (Scoring    *scoring,
                 const char *start,
                 guint16     value)
{
  const gsize length = strlen (start);

  for (guint i = 0; i < scoring->n_rows; i++)
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (scoring->table, i, &row);
      if (g_ascii_strncasecmp (row.bic_fi, start, length) == 0)
        score (scoring, i, value);
    }
}

/* The bank itself, else its head office, else what begins like it. */
static void
score_bic (Scoring    *scoring,
           const char *bic_fi)
{
  g_autofree char *institution = g_strndup (bic_fi, 8);
  const guint n_before = scoring->n_found;

  score (scoring, atlas_aspsp_table_find (scoring->table, bic_fi), SCORE_CERTAIN);
  if (scoring->n_found == n_before)
    score (scoring, atlas_aspsp_table_find (scoring->table, institution), SCORE_CERTAIN - 1);
  if (scoring->n_found == n_before)
    score_bic_start (scoring, institution, SCORE_START);
}

static void
score_country (Scoring    *scoring,
               const char *country)
{
  const guint word = atlas_aspsp_table_find_word (scoring->table, ATLAS_WORD_COUNTRY, country);

  for (guint i = 0; word != ATLAS_ASPSP_TABLE_NOT_FOUND && i < scoring->n_rows; i++)
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (scoring->table, i, &row);
      for (guint j = 0; j < row.n_countries; j++)
        if (row.countries[j] == word)
          score (scoring, i, SCORE_COUNTRY);
    }
}

/* An IBAN that fails its check says nothing sure of its bank, but its country all the same. */
static void
score_iban (Scoring         *scoring,
            const AtlasIban *iban)
{
  const guint n_before = scoring->n_found;
  AtlasIbanBank bank;

  switch (atlas_iban_find_bank (iban, &bank))
    {
    case ATLAS_IBAN_BANK_KNOWN:
      score_bic (scoring, bank.bic_fi);
      break;
    case ATLAS_IBAN_BANK_BIC_START:
      score_bic_start (scoring, bank.bic_fi, SCORE_START);
      break;
    case ATLAS_IBAN_BANK_NOT_LISTED:
    case ATLAS_IBAN_BANK_NOT_TOLD:
    default:
      break;
    }
  if (scoring->n_found == n_before)
    score_country (scoring, iban->country);
}

static void
score_folded (Scoring    *scoring,
              const char *text)
{
  g_autofree char *folded = atlas_text_fold (text);

  if (*folded == '\0')
    return;
  for (guint row = atlas_aspsp_table_next_match (scoring->table, 0, folded, -1);
       row < scoring->n_rows;
       row = atlas_aspsp_table_next_match (scoring->table, row + 1, folded, -1))
    score (scoring, row, SCORE_NUMBER);
}

static void
score_finding (Scoring            *scoring,
               const AtlasFinding *finding)
{
  switch (finding->kind)
    {
    case ATLAS_FINDING_BIC:
      score_bic (scoring, finding->value);
      break;
    case ATLAS_FINDING_IBAN:
      score_iban (scoring, &finding->iban);
      break;
    case ATLAS_FINDING_COMPANY_NUMBER:
    case ATLAS_FINDING_PHONE:
    case ATLAS_FINDING_HOST:
      score_folded (scoring, finding->value);
      break;
    case ATLAS_FINDING_BIC_START:
    case ATLAS_FINDING_NAME:
    default:
      break;
    }
}

/**
 * atlas_search_recognize:
 * @table: the banks
 * @text: (nullable): what was typed or pasted
 *
 * Returns: (transfer full): what is in the text; BICs count in it that some bank has
 */
AtlasRecognition *
atlas_search_recognize (AtlasAspspTable *table,
                        const char      *text)
{
  return atlas_recognition_new (text ? text : "", is_known_bic, table);
}

/* Scores the banks that numbers and codes in a text speak of, beside those that are scored. Returns how many are then. */
guint
atlas_search_score_recognized (AtlasAspspTable        *table,
                               const AtlasRecognition *recognition,
                               const guint8           *passing,
                               guint16                *scores,
                               guint                   n_found)
{
  Scoring scoring = { table, passing, scores, atlas_aspsp_table_get_n_rows (table), n_found };

  for (guint i = 0; i < atlas_recognition_get_n_findings (recognition); i++)
    score_finding (&scoring, atlas_recognition_get_finding (recognition, i));

  return scoring.n_found;
}

/* Whether the text is a number or a code to begin with, so that its words are not to be looked for. */
gboolean
atlas_search_is_all_recognized (const AtlasRecognition *recognition)
{
  const AtlasFindingKind kinds[] = { ATLAS_FINDING_IBAN, ATLAS_FINDING_COMPANY_NUMBER, ATLAS_FINDING_PHONE, ATLAS_FINDING_HOST };

  if (atlas_recognition_is_message (recognition))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (atlas_recognition_find_first (recognition, kinds[i]) != NULL)
      return TRUE;

  return FALSE;
}
