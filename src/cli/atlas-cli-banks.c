/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-cli-found.h"
#include "atlas-cli-output.h"
#include "atlas-cli-places.h"
#include "atlas-cli-query.h"

/* A word of the table as it is written there, whatever its case was when it was typed. */
static const char *
find_word (AtlasAspspTable *table,
           AtlasWordKind    kind,
           const char      *typed)
{
  for (guint i = 0; i < atlas_aspsp_table_get_n_words (table, kind); i++)
    {
      const char *word = atlas_aspsp_table_get_word (table, kind, i);

      if (g_ascii_strcasecmp (word, typed) == 0)
        return word;
    }

  return NULL;
}

static GStrv
find_words (AtlasCliSession *session,
            AtlasAspspTable *table,
            AtlasWordKind    kind,
            GStrv            typed)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (gsize i = 0; typed[i] != NULL; i++)
    {
      const char *word = find_word (table, kind, typed[i]);

      if (word == NULL && session->n_unfetched == 0)
        {
          g_autofree char *sentence = g_strdup_printf (kind == ATLAS_WORD_PRODUCT
                                                         ? _("No bank offers the payment product “%s”")
                                                         : _("No bank has the authorization method “%s”"),
                                                       typed[i]);

          atlas_cli_session_note (session, sentence);
        }
      g_strv_builder_add (words, word ? word : typed[i]);
    }

  return *typed != NULL ? g_strv_builder_end (words) : NULL;
}

static AtlasQuery *
make_query (AtlasCliSession  *session,
            AtlasSnapshot    *snapshot,
            GError          **error)
{
  const AtlasCliOptions *options = session->options;
  AtlasAspspTable *table = atlas_snapshot_get_aspsps (snapshot);
  g_autoptr (AtlasQuery) query = atlas_query_new ();

  query->country_codes = atlas_cli_places_check_countries (snapshot, options->countries, error);
  if (query->country_codes == NULL)
    return NULL;
  query->city_ids = atlas_cli_places_check_cities (snapshot, options->cities, error);
  if (query->city_ids == NULL)
    return NULL;

  if (*query->country_codes == NULL)
    g_clear_pointer (&query->country_codes, g_strfreev);
  if (*query->city_ids == NULL)
    g_clear_pointer (&query->city_ids, g_strfreev);
  query->products = find_words (session, table, ATLAS_WORD_PRODUCT, options->products);
  query->methods = find_words (session, table, ATLAS_WORD_METHOD, options->methods);
  atlas_cli_query_add_text (session, snapshot, query);

  return g_steal_pointer (&query);
}

/* bank-atlas-cli banks [--country CC]… [--city ID]… [--product P]… [--auth M]… [TEXT…] */
gboolean
atlas_cli_run_banks (AtlasCliSession  *session,
                     GError          **error)
{
  const AtlasCliOptions *options = session->options;
  gboolean needs_details = *options->products != NULL || *options->methods != NULL || atlas_cli_query_needs_details (session);
  g_autoptr (AtlasQuery) query = NULL;
  g_autoptr (AtlasSearchResult) result = atlas_cli_found_search (session, needs_details, make_query, &query, error);
  g_autofree char *understood = result ? atlas_search_result_dup_sentence (result) : NULL;

  if (result == NULL || !atlas_cli_found_write (session, atlas_snapshot_get_aspsps (session->snapshot), result, NULL, error))
    return FALSE;
  if (!atlas_cli_found_check (session, result, FALSE, error))
    return FALSE;
  if (understood != NULL)
    atlas_cli_output_complain ("%s", understood);
  else if (result->positions->len == 0 && !needs_details && atlas_cli_output_is_for_people (session))
    atlas_cli_output_complain (_("No bank matches; leave out a filter, or try another word"));

  return TRUE;
}
