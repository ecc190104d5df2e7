/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-understood.h"

#include "atlas-text.h"

/* Of banks that share a BIC, so many are named. */
#define MOST_NAMES 10

/* Anything that has a check and fails it, or is cut short: worth saying whatever was found by it. */
static gboolean
holds_slip (const AtlasRecognition *recognition)
{
  for (guint i = 0; i < atlas_recognition_get_n_findings (recognition); i++)
    {
      const AtlasFinding *finding = atlas_recognition_get_finding (recognition, i);

      if (finding->state == ATLAS_FINDING_WRONG || finding->kind == ATLAS_FINDING_IBAN)
        return TRUE;
    }

  return FALSE;
}

/**
 * atlas_understood_dup_sentence:
 * @how: how the search understood the text
 * @recognition: what is in the text
 * @n_names: how many banks were found by their names in a message
 * @n_banks: how many banks were found
 *
 * Returns: (transfer full) (nullable): what to tell a person about it, without a full stop; %NULL where the banks
 *   that were found say it all
 */
char *
atlas_understood_dup_sentence (AtlasSearchHow          how,
                               const AtlasRecognition *recognition,
                               guint                   n_names,
                               guint                   n_banks)
{
  switch (how)
    {
    case ATLAS_SEARCH_RECOGNIZED:
      return atlas_recognition_dup_sentence (recognition, n_names);
    case ATLAS_SEARCH_MESSAGE:
    case ATLAS_SEARCH_TYPOS:
      if (atlas_recognition_is_message (recognition) || holds_slip (recognition))
        return atlas_recognition_dup_sentence (recognition, n_names);
      return n_banks > 0 ? g_strdup (_("No exact match; showing what is similar")) : NULL;
    case ATLAS_SEARCH_AS_TYPED:
    case ATLAS_SEARCH_RESPACED:
      return holds_slip (recognition) ? atlas_recognition_dup_sentence (recognition, n_names) : NULL;
    case ATLAS_SEARCH_ALL:
    default:
      return NULL;
    }
}

/**
 * atlas_understood_dup_branch:
 * @bic_fi: the BIC of a branch that the directory does not have, in place of which its head office is shown
 *
 * Returns: (transfer full): what to tell a person about it, without a full stop
 */
char *
atlas_understood_dup_branch (const char *bic_fi)
{
  g_autofree char *upper = g_ascii_strup (bic_fi, -1);
  g_autofree char *shown = atlas_text_dup_shown (upper);

  /* Translators: a bank's code, as in “ESSESESSGOT is a branch; this is its head office” */
  return g_strdup_printf (_("%s is a branch; this is its head office"), shown ? shown : "");
}

/**
 * atlas_understood_dup_namesakes:
 * @bic_fi: a BIC
 * @names: (array zero-terminated=1): the names of the banks that the list has under it
 *
 * The platform has one answer for a BIC, even where its list has several banks under it.
 *
 * Returns: (transfer full) (nullable): what to tell a person about it, without a full stop; %NULL where there is one bank
 */
char *
atlas_understood_dup_namesakes (const char         *bic_fi,
                                const char * const *names)
{
  const guint n_names = g_strv_length ((GStrv) names);
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autofree char *shown_bic = atlas_text_dup_shown (bic_fi);

  if (n_names < 2)
    return NULL;

  for (guint i = 0; i < MIN (n_names, MOST_NAMES); i++)
    {
      g_autofree char *shown = atlas_text_dup_shown (names[i]);

      g_string_append_printf (joined, "%s%s", i > 0 ? "; " : "", shown ? shown : shown_bic);
    }
  if (n_names > MOST_NAMES)
    g_string_append (joined, "; …");

  /* Translators: as in “The list has 2 banks with the BIC ESSESESS: SEB; SEB Private” */
  return g_strdup_printf (ngettext ("The list has %u bank with the BIC %s: %s", "The list has %u banks with the BIC %s: %s", n_names),
                          n_names, shown_bic ? shown_bic : "", joined->str);
}
