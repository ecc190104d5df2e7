/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-absence.h"
#include "atlas-banks-text.h"
#include "atlas-recognition.h"
#include "atlas-text.h"

static AtlasAbsence
absence_of_kind (AtlasAlternativeKind kind)
{
  switch (kind)
    {
    case ATLAS_ALTERNATIVE_ELSEWHERE:
    case ATLAS_ALTERNATIVE_AFFILIATE:
      return ATLAS_ABSENCE_PLACE;
    case ATLAS_ALTERNATIVE_PRODUCTS:
    case ATLAS_ALTERNATIVE_METHODS:
    case ATLAS_ALTERNATIVE_UNSTARRED:
    case ATLAS_ALTERNATIVE_ANYWHERE:
    case ATLAS_ALTERNATIVE_CONDITIONS:
      return ATLAS_ABSENCE_HIDDEN;
    case ATLAS_ALTERNATIVE_NO_TEXT:
    case ATLAS_ALTERNATIVE_SIMILAR:
    case ATLAS_ALTERNATIVE_COUNTRY:
    default:
      return ATLAS_ABSENCE_UNKNOWN;
    }
}

/**
 * atlas_absence_of:
 * @query: a query that finds nothing
 * @alternatives: (element-type AtlasAlternative): what would find something
 * @further: (nullable): where else it is or was, once that is known
 *
 * Returns: why it finds nothing
 */
AtlasAbsence
atlas_absence_of (const AtlasQuery   *query,
                  GPtrArray          *alternatives,
                  const AtlasFurther *further)
{
  const AtlasAlternative *nearest = alternatives->len > 0 ? g_ptr_array_index (alternatives, 0) : NULL;
  const gboolean asks_for_place_only = atlas_text_is_blank (query->text) && !atlas_query_has_filter (query) && !query->starred_only;
  const AtlasAbsence absence = nearest && !asks_for_place_only ? absence_of_kind (nearest->kind) : ATLAS_ABSENCE_UNKNOWN;

  if (query->starred_only && atlas_text_is_blank (query->text) && !atlas_query_has_filter (query))
    return ATLAS_ABSENCE_NO_STARS;
  if (absence != ATLAS_ABSENCE_UNKNOWN || further == NULL)
    return absence;
  if (further->removed_name != NULL)
    return ATLAS_ABSENCE_REMOVED;

  return further->elsewhere->len > 0 ? ATLAS_ABSENCE_DIRECTORY : ATLAS_ABSENCE_UNKNOWN;
}

/**
 * atlas_absence_is_hidden:
 * @absence: why a query finds nothing
 *
 * Returns: whether this directory has what was asked for all the same
 */
gboolean
atlas_absence_is_hidden (AtlasAbsence absence)
{
  return absence == ATLAS_ABSENCE_NO_STARS || absence == ATLAS_ABSENCE_HIDDEN || absence == ATLAS_ABSENCE_PLACE;
}

/**
 * atlas_absence_get_title:
 * @absence: why a query finds nothing
 *
 * Returns: (transfer none): that, in two or three words
 */
const char *
atlas_absence_get_title (AtlasAbsence absence)
{
  switch (absence)
    {
    case ATLAS_ABSENCE_NO_STARS:
      return _("No Starred Banks");
    case ATLAS_ABSENCE_HIDDEN:
      return _("Hidden by a Filter");
    case ATLAS_ABSENCE_PLACE:
      return _("Only in Other Places");
    case ATLAS_ABSENCE_REMOVED:
      return _("No Longer Offered");
    case ATLAS_ABSENCE_DIRECTORY:
      return _("Not in This Directory");
    case ATLAS_ABSENCE_UNKNOWN:
    default:
      return _("No Banks Found");
    }
}

/**
 * atlas_absence_get_icon:
 * @absence: why a query finds nothing
 *
 * Returns: (transfer none): an icon's name
 */
const char *
atlas_absence_get_icon (AtlasAbsence absence)
{
  switch (absence)
    {
    case ATLAS_ABSENCE_NO_STARS:
      return "starred-symbolic";
    case ATLAS_ABSENCE_HIDDEN:
      return "view-conceal-symbolic";
    case ATLAS_ABSENCE_PLACE:
      return "mark-location-symbolic";
    case ATLAS_ABSENCE_REMOVED:
      return "document-open-recent-symbolic";
    case ATLAS_ABSENCE_DIRECTORY:
      return "folder-remote-symbolic";
    case ATLAS_ABSENCE_UNKNOWN:
    default:
      return "edit-find-symbolic";
    }
}

static char *
dup_removed (const AtlasFurther *further)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (further->removed_at);
  /* Translators: a date, as g_date_time_format() writes it */
  g_autofree char *date = time ? g_date_time_format (time, _("%-d %B %Y")) : NULL;

  /* Translators: a bank's name, then a date */
  return g_strdup_printf (_("%s was removed from the directory on %s."), further->removed_name, date ? date : "?");
}

static char *
dup_elsewhere (const AtlasFurther *further)
{
  const AtlasElsewhere *first = g_ptr_array_index (further->elsewhere, 0);

  if (first->n_banks == 1)
    /* Translators: a bank's name, then the name of a profile, as "Production" */
    return g_strdup_printf (_("%s is in the directory of “%s”."), first->name, atlas_profile_get_name (first->profile));

  /* Translators: a number of banks, then the name of a profile, as "Production" */
  return g_strdup_printf (ngettext ("%'u bank in the directory of “%s” matches.",
                                    "%'u banks in the directory of “%s” match.", first->n_banks),
                          first->n_banks, atlas_profile_get_name (first->profile));
}

/* Of a number, an id or a piece of JSON, nobody expects that a directory ever had it. */
static gboolean
may_be_name (const char *text)
{
  g_autoptr (AtlasRecognition) recognition = NULL;
  gboolean has_letter = FALSE;

  if (!g_unichar_isalnum (g_utf8_get_char (text)) || g_uuid_string_is_valid (text))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    has_letter = has_letter || g_unichar_isalpha (g_utf8_get_char (p));
  recognition = atlas_recognition_new (text, NULL, NULL);

  return has_letter && recognition->n_findings == 0;
}

/* What there is to add to the plain statement that nothing matches. */
static char *
dup_addition (AtlasAbsence        absence,
              const AtlasQuery   *query,
              const AtlasFurther *further)
{
  if (further != NULL && absence == ATLAS_ABSENCE_REMOVED)
    return dup_removed (further);
  if (further != NULL && absence == ATLAS_ABSENCE_DIRECTORY)
    return dup_elsewhere (further);
  if (further != NULL && absence == ATLAS_ABSENCE_UNKNOWN && query->text != NULL && may_be_name (query->text))
    return g_strdup (_("It has never been seen in any directory on this computer."));

  return NULL;
}

/**
 * atlas_absence_dup_sentence:
 * @absence: why a query finds nothing
 * @query: the query
 * @place_names: (nullable): the names of its countries and cities
 * @further: (nullable): where else it is or was, once that is known
 *
 * Returns: (transfer full): that nothing is found, and why
 */
char *
atlas_absence_dup_sentence (AtlasAbsence        absence,
                            const AtlasQuery   *query,
                            const char * const *place_names,
                            const AtlasFurther *further)
{
  g_autofree char *nothing = atlas_banks_dup_nothing (query, place_names);
  g_autofree char *addition = dup_addition (absence, query, further);

  return addition ? g_strconcat (nothing, " ", addition, NULL) : g_steal_pointer (&nothing);
}

/**
 * atlas_elsewhere_dup_label:
 * @elsewhere: another directory that has what this one has not
 *
 * Returns: (transfer full): what to write on the button that goes there
 */
char *
atlas_elsewhere_dup_label (const AtlasElsewhere *elsewhere)
{
  /* Translators: the name of a profile, as "Production"; then how many banks it has that match */
  return g_strdup_printf (_("Switch to “%s” (%'u)"), atlas_profile_get_name (elsewhere->profile), elsewhere->n_banks);
}
