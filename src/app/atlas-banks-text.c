/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-banks-text.h"
#include "atlas-country.h"
#include "atlas-text.h"

/* What a person typed, as it stands in a sentence. */
#define QUOTED_MAX_CHARS 60

static char *
dup_places (const char * const *names)
{
  /* Translators: between two places, as "Sweden or Helsinki" */
  return g_strjoinv (_(" or "), (GStrv) names);
}

static char *
dup_nothing_for_text (const char *text,
                      const char *places,
                      gboolean    starred_only)
{
  if (starred_only)
    return g_strdup_printf (_("No starred bank matches “%s”."), text);
  if (places != NULL)
    /* Translators: what was typed, and one or more places, as "No bank matches “spar” in Sweden or Helsinki." */
    return g_strdup_printf (_("No bank matches “%s” in %s."), text, places);

  return g_strdup_printf (_("No bank matches “%s”."), text);
}

static char *
dup_nothing_for_filter (const char *places,
                        gboolean    starred_only,
                        gboolean    has_filter)
{
  if (starred_only)
    return g_strdup (has_filter ? _("No starred bank matches the filters.") : _("Star the banks that you look up often, and find them here."));
  if (places == NULL)
    return g_strdup (_("No bank matches the filters."));
  if (has_filter)
    return g_strdup_printf (_("No bank in %s matches the filters."), places);

  return g_strdup_printf (_("The platform lists no bank in %s."), places);
}

/**
 * atlas_banks_state:
 * @loaded: whether the store has been read
 * @refreshing: whether a refresh is under way
 * @has_error: whether the last refresh failed
 * @n_aspsps: how many banks the directory has
 * @n_listed: how many of them the query finds
 *
 * Returns: what the banks' pane shows; what is there is never taken away
 */
AtlasBanksState
atlas_banks_state (gboolean loaded,
                   gboolean refreshing,
                   gboolean has_error,
                   guint    n_aspsps,
                   guint    n_listed)
{
  if (n_listed > 0)
    return ATLAS_BANKS_LISTED;
  if (n_aspsps > 0)
    return ATLAS_BANKS_NOTHING;
  if (!loaded || refreshing)
    return ATLAS_BANKS_LOADING;

  return has_error ? ATLAS_BANKS_FAILED : ATLAS_BANKS_EMPTY;
}

/**
 * atlas_banks_state_to_string:
 * @state: what the banks' pane shows
 *
 * Returns: (transfer none): the name of that page
 */
const char *
atlas_banks_state_to_string (AtlasBanksState state)
{
  switch (state)
    {
    case ATLAS_BANKS_FAILED:
      return "failed";
    case ATLAS_BANKS_EMPTY:
      return "empty";
    case ATLAS_BANKS_NOTHING:
      return "nothing";
    case ATLAS_BANKS_LISTED:
      return "listed";
    case ATLAS_BANKS_LOADING:
    default:
      return "loading";
    }
}

/**
 * atlas_banks_dup_count:
 * @n_banks: how many banks are listed
 *
 * Returns: (transfer full): the line above the list
 */
char *
atlas_banks_dup_count (guint n_banks)
{
  return g_strdup_printf (ngettext ("%'u bank", "%'u banks", n_banks), n_banks);
}

/**
 * atlas_banks_dup_offline:
 * @updated_at: when what is shown was fetched, in Unix seconds
 * @now: the time, in Unix seconds
 *
 * Returns: (transfer full): that the platform cannot be reached, and how old what is shown is
 */
char *
atlas_banks_dup_offline (gint64 updated_at,
                         gint64 now)
{
  g_autofree char *age = atlas_explain_age (updated_at, now);

  /* Translators: the age stands for words such as "3 hours ago" */
  return g_strdup_printf (_("Offline. These banks were updated %s."), age);
}

/**
 * atlas_banks_dup_nothing:
 * @query: a query that finds nothing
 * @place_names: (nullable): the names of its countries and cities
 *
 * Returns: (transfer full): why, in one sentence
 */
char *
atlas_banks_dup_nothing (const AtlasQuery   *query,
                         const char * const *place_names)
{
  g_autofree char *text = atlas_text_dup_single_line (query->text, QUOTED_MAX_CHARS);
  g_autofree char *places = place_names && place_names[0] ? dup_places (place_names) : NULL;

  if (*text != '\0')
    return dup_nothing_for_text (text, places, query->starred_only);

  return dup_nothing_for_filter (places, query->starred_only, atlas_query_has_filter (query));
}

/**
 * atlas_alternative_dup_label:
 * @alternative: what would find something
 *
 * Returns: (transfer full): what to write on its button
 */
char *
atlas_alternative_dup_label (const AtlasAlternative *alternative)
{
  const guint n = alternative->n_banks;

  switch (alternative->kind)
    {
    case ATLAS_ALTERNATIVE_ELSEWHERE:
      if (n == 1 && alternative->name != NULL && *alternative->name != '\0')
        return g_strdup (alternative->name);
      return g_strdup_printf (ngettext ("%'u in Another Place", "%'u in Other Places", n), n);
    case ATLAS_ALTERNATIVE_AFFILIATE:
      if (alternative->name != NULL)
        /* Translators: a bank's name follows the number */
        return g_strdup_printf (ngettext ("%'u Affiliate of %s", "%'u Affiliates of %s", n), n, alternative->name);
      return g_strdup_printf (ngettext ("%'u Affiliate of Another Bank", "%'u Affiliates of Other Banks", n), n);
    case ATLAS_ALTERNATIVE_PRODUCTS:
      return g_strdup_printf (_("Clear the Product Filter (%'u)"), n);
    case ATLAS_ALTERNATIVE_METHODS:
      return g_strdup_printf (_("Clear the Sign-In Filter (%'u)"), n);
    case ATLAS_ALTERNATIVE_CONDITIONS:
      return g_strdup_printf (_("Drop the Other Conditions (%'u)"), n);
    case ATLAS_ALTERNATIVE_SIMILAR:
      /* Translators: on a button: what to search for instead, and how many banks that finds */
      return g_strdup_printf (_("Search “%s” (%'u)"), alternative->query->text, n);
    case ATLAS_ALTERNATIVE_COUNTRY:
      {
        g_autofree char *country = atlas_country_code_dup_display_name (alternative->query->country_codes[0], NULL);

        /* Translators: a number of banks, then their country */
        return g_strdup_printf (ngettext ("%'u Bank in %s", "%'u Banks in %s", n), n, country);
      }
    case ATLAS_ALTERNATIVE_UNSTARRED:
      return g_strdup_printf (_("Search All Banks (%'u)"), n);
    case ATLAS_ALTERNATIVE_NO_TEXT:
      return g_strdup_printf (_("Clear the Search (%'u)"), n);
    case ATLAS_ALTERNATIVE_ANYWHERE:
    default:
      return g_strdup_printf (_("Search Without Limits (%'u)"), n);
    }
}

/**
 * atlas_remedy_get_label:
 * @remedy: what a person can do about an error
 *
 * Returns: (transfer none) (nullable): what to write on the button for it, with a mnemonic
 */
const char *
atlas_remedy_get_label (AtlasRemedy remedy)
{
  switch (remedy)
    {
    case ATLAS_REMEDY_RETRY:
      return _("_Try Again");
    case ATLAS_REMEDY_EDIT_PROFILE:
      return _("_Edit Connection…");
    case ATLAS_REMEDY_ENTER_SECRET:
      return _("_Enter Secret…");
    case ATLAS_REMEDY_NONE:
    default:
      return NULL;
    }
}

/**
 * atlas_remedy_get_action:
 * @remedy: what a person can do about an error
 *
 * Returns: (transfer none) (nullable): the window's action that does it
 */
const char *
atlas_remedy_get_action (AtlasRemedy remedy)
{
  switch (remedy)
    {
    case ATLAS_REMEDY_RETRY:
      return "win.refresh";
    case ATLAS_REMEDY_EDIT_PROFILE:
    case ATLAS_REMEDY_ENTER_SECRET:
      return "win.edit-profile";
    case ATLAS_REMEDY_NONE:
    default:
      return NULL;
    }
}
