/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "atlas-bic.h"
#include "atlas-catalogue-path.h"
#include "atlas-query-link.h"
#include "atlas-query-terms.h"

#include "atlas-cli-output.h"
#include "atlas-cli-query.h"

/* A link to a bank means that one, not its branches as well. */
static AtlasQueryText *
read_bank (const char *bic_fi)
{
  g_autofree char *other = atlas_bic_dup_other (bic_fi);
  g_autofree char *text = g_strconcat ("bic:", other != NULL && strlen (other) > strlen (bic_fi) ? other : bic_fi, NULL);

  return atlas_query_text_new (text);
}

/* @bank: (out) (optional) (nullable): the bank that a link means, as it was typed */
static AtlasQueryText *
read_text (AtlasCliSession *session,
           char           **bank)
{
  g_autofree char *typed = atlas_cli_query_dup_text (session);
  g_autofree char *linked = NULL;

  switch (atlas_query_link_read (typed, &linked))
    {
    case ATLAS_QUERY_LINK_BANK:
      if (bank != NULL)
        *bank = g_strdup (linked);
      return read_bank (linked);
    case ATLAS_QUERY_LINK_SEARCH:
      return atlas_query_text_new (linked);
    case ATLAS_QUERY_LINK_NONE:
    default:
      return atlas_query_text_new (typed);
    }
}

static AtlasQueryNames *
list_names (AtlasSnapshot *snapshot)
{
  AtlasQueryNames *names = atlas_query_names_new (atlas_snapshot_get_aspsps (snapshot));
  GPtrArray *countries = atlas_snapshot_get_countries (snapshot);
  GPtrArray *cities = atlas_snapshot_get_cities (snapshot);

  for (guint i = 0; i < countries->len; i++)
    {
      AtlasCountry *country = g_ptr_array_index (countries, i);

      atlas_query_names_add_country (names, atlas_country_get_iso_country_code (country), atlas_country_get_name (country));
    }
  for (guint i = 0; i < cities->len; i++)
    {
      AtlasCity *city = g_ptr_array_index (cities, i);

      atlas_query_names_add_city (names, atlas_city_get_city_id (city), atlas_city_get_name (city), atlas_city_get_iso_country_code (city));
    }

  return names;
}

static gboolean
is_starred_cb (const char *bic_fi,
               gpointer    data)
{
  return data != NULL && atlas_user_data_get_starred (data, bic_fi);
}

static gboolean
is_of_details (AtlasQueryField field)
{
  switch (field)
    {
    case ATLAS_QUERY_FIELD_PRODUCT:
    case ATLAS_QUERY_FIELD_AUTH:
    case ATLAS_QUERY_FIELD_HAS:
      return TRUE;
    case ATLAS_QUERY_FIELD_NONE:
    case ATLAS_QUERY_FIELD_COUNTRY:
    case ATLAS_QUERY_FIELD_CITY:
    case ATLAS_QUERY_FIELD_BIC:
    case ATLAS_QUERY_FIELD_IS:
    default:
      return FALSE;
    }
}

/**
 * atlas_cli_query_dup_text:
 * @session: a session
 *
 * Returns: (transfer full): what is to be found, as it was typed or read
 */
char *
atlas_cli_query_dup_text (AtlasCliSession *session)
{
  return session->input ? g_strdup (session->input) : g_strjoinv (" ", session->options->arguments);
}

/**
 * atlas_cli_query_needs_details:
 * @session: a session
 *
 * Returns: whether the text asks for what only the banks' details tell
 */
gboolean
atlas_cli_query_needs_details (AtlasCliSession *session)
{
  g_autoptr (AtlasQueryText) text = read_text (session, NULL);

  for (guint i = 0; i < atlas_query_text_get_n_terms (text); i++)
    if (is_of_details (atlas_query_text_get_term (text, i)->field))
      return TRUE;

  return FALSE;
}

/**
 * atlas_cli_query_has_text:
 * @session: a session
 *
 * Returns: whether anything is asked for: a qualifier, or words with a letter or a digit in them
 */
gboolean
atlas_cli_query_has_text (AtlasCliSession *session)
{
  g_autoptr (AtlasQueryText) text = read_text (session, NULL);
  g_autofree char *words = atlas_query_text_dup_words (text);

  if (atlas_query_text_get_n_terms (text) > 0)
    return TRUE;
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/**
 * atlas_cli_query_add_text:
 * @session: a session
 * @snapshot: what the store holds
 * @query: a query without a text
 *
 * Has @query ask for the command line's text, too, or for that of a link in its place. What nothing has is noted, and finds nothing.
 */
void
atlas_cli_query_add_text (AtlasCliSession *session,
                          AtlasSnapshot   *snapshot,
                          AtlasQuery      *query)
{
  g_autofree char *bank = NULL;
  g_autoptr (AtlasQueryText) text = read_text (session, &bank);
  g_autoptr (AtlasQueryNames) names = NULL;
  g_autoptr (GPtrArray) readings = NULL;

  if (atlas_query_text_get_n_words (text) > 0)
    query->text = atlas_query_text_dup_words (text);
  if (atlas_query_text_get_n_terms (text) == 0)
    return;

  names = list_names (snapshot);
  readings = atlas_query_terms_read (names, text);
  for (guint i = 0; i < readings->len; i++)
    {
      const AtlasQueryReading *reading = g_ptr_array_index (readings, i);
      g_autofree char *no_bank = bank ? g_strdup_printf (_("No bank has the BIC “%s”"), bank) : NULL;

      /* Of details that were never fetched, nobody knows what they say. */
      if (reading->problem != NULL && !(is_of_details (reading->field) && session->n_unfetched > 0))
        atlas_cli_session_note (session, no_bank ? no_bank : reading->problem);
      if (reading->note != NULL)
        atlas_cli_session_note (session, reading->note);
      atlas_query_reading_apply (reading, query);
    }
}

/**
 * atlas_cli_query_fill_context:
 * @session: a session
 * @query: a query
 * @context: (out): what it needs to know about the person
 *
 * Returns: (transfer full) (nullable): what @context reads from
 */
AtlasUserData *
atlas_cli_query_fill_context (AtlasCliSession    *session,
                              const AtlasQuery   *query,
                              AtlasSearchContext *context)
{
  g_autofree char *path = atlas_catalogue_dup_user_path (NULL);
  g_autoptr (GError) error = NULL;
  AtlasUserData *user_data = NULL;

  *context = (AtlasSearchContext) { .is_starred = is_starred_cb };
  if (!query->starred_only && !query->without_starred && query->newness == ATLAS_CHOICE_ANY)
    return NULL;

  /* Where there are no stars, asking for them leaves no file behind. */
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    user_data = dex_await_object (atlas_user_data_open (path, atlas_profile_get_id (session->profile)), &error);
  if (error != NULL)
    atlas_cli_output_complain (_("The stars cannot be read: %s"), error->message);
  else if (user_data != NULL && atlas_user_data_was_rebuilt (user_data))
    atlas_cli_output_complain (_("The file of stars and notes was damaged; what could be read of it was rescued"));
  context->data = user_data;
  context->new_since = user_data ? atlas_user_data_get_last_visit (user_data) : 0;

  return user_data;
}
