/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-query-completion.h"

#include "atlas-text.h"

/* How well a candidate goes with what was typed, best first. */
typedef enum
{
  FIT_START,
  FIT_WORD_START,
  FIT_NONE,
} Fit;

typedef struct
{
  char *value;
  char *label;
  char *folded_value;
  char *folded_label;
} Candidate;

struct _AtlasQueryCandidates
{
  GArray *candidates;   /* of Candidate */
};

static void
candidate_clear (gpointer data)
{
  Candidate *candidate = data;

  g_free (candidate->value);
  g_free (candidate->label);
  g_free (candidate->folded_value);
  g_free (candidate->folded_label);
}

static Fit
fit_text (const char *folded,
          const char *typed,
          gsize       length)
{
  if (strncmp (folded, typed, length) == 0)
    return FIT_START;

  for (const char *found = strstr (folded, typed); found != NULL; found = strstr (found + 1, typed))
    if (!g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (found))))
      return FIT_WORD_START;

  return FIT_NONE;
}

static Fit
fit_candidate (const Candidate *candidate,
               const char      *typed,
               gsize            length)
{
  return MIN (fit_text (candidate->folded_value, typed, length), fit_text (candidate->folded_label, typed, length));
}

/**
 * atlas_query_candidates_new:
 *
 * Returns: (transfer full): no candidates yet
 */
AtlasQueryCandidates *
atlas_query_candidates_new (void)
{
  AtlasQueryCandidates *self = g_new0 (AtlasQueryCandidates, 1);

  self->candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_array_set_clear_func (self->candidates, candidate_clear);

  return self;
}

/**
 * atlas_query_candidates_new_fixed:
 * @field: `is:` or `has:` for the words that may stand there; %ATLAS_QUERY_FIELD_NONE for the qualifiers' names
 *
 * Returns: (transfer full): the candidates that are always the same; of another field none
 */
AtlasQueryCandidates *
atlas_query_candidates_new_fixed (AtlasQueryField field)
{
  AtlasQueryCandidates *self = atlas_query_candidates_new ();

  for (guint i = ATLAS_QUERY_FIELD_NONE + 1; field == ATLAS_QUERY_FIELD_NONE && i < ATLAS_N_QUERY_FIELDS; i++)
    atlas_query_candidates_add (self, atlas_query_field_get_name (i), atlas_query_field_get_description (i));
  for (guint i = ATLAS_QUERY_FLAG_UNKNOWN + 1; field != ATLAS_QUERY_FIELD_NONE && i < ATLAS_N_QUERY_FLAGS; i++)
    if (atlas_query_flag_get_field (i) == field)
      atlas_query_candidates_add (self, atlas_query_flag_get_name (i), atlas_query_flag_get_description (i));

  return self;
}

/**
 * atlas_query_candidates_free:
 * @self: (transfer full): candidates
 */
void
atlas_query_candidates_free (AtlasQueryCandidates *self)
{
  g_array_unref (self->candidates);
  g_free (self);
}

/**
 * atlas_query_candidates_add:
 * @self: candidates
 * @value: what goes into the query, such as "SE"
 * @label: (nullable): what people know it by, such as "Sweden"; %NULL: the same; what is shown of it is kept
 *
 * Adds a candidate. Among equals, those that were added first come first.
 */
void
atlas_query_candidates_add (AtlasQueryCandidates *self,
                            const char           *value,
                            const char           *label)
{
  Candidate candidate = { 0 };

  g_return_if_fail (self != NULL);
  g_return_if_fail (value != NULL);

  candidate.value = g_strdup (value);
  candidate.label = atlas_text_dup_shown (label ? label : value);
  if (candidate.label == NULL)
    candidate.label = g_strdup ("");
  candidate.folded_value = atlas_text_fold (candidate.value);
  candidate.folded_label = atlas_text_fold (candidate.label);
  g_array_append_val (self->candidates, candidate);
}

/**
 * atlas_query_candidates_get_size:
 * @self: candidates
 *
 * Returns: how many there are
 */
guint
atlas_query_candidates_get_size (const AtlasQueryCandidates *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->candidates->len;
}

/**
 * atlas_query_candidates_get_value:
 * @self: candidates
 * @position: which, from 0
 *
 * Returns: (transfer none): what goes into the query
 */
const char *
atlas_query_candidates_get_value (const AtlasQueryCandidates *self,
                                  guint                       position)
{
  g_return_val_if_fail (self != NULL && position < self->candidates->len, NULL);

  return g_array_index (self->candidates, Candidate, position).value;
}

/**
 * atlas_query_candidates_get_label:
 * @self: candidates
 * @position: which, from 0
 *
 * Returns: (transfer none): what people know it by
 */
const char *
atlas_query_candidates_get_label (const AtlasQueryCandidates *self,
                                  guint                       position)
{
  g_return_val_if_fail (self != NULL && position < self->candidates->len, NULL);

  return g_array_index (self->candidates, Candidate, position).label;
}

/**
 * atlas_query_candidates_match:
 * @self: candidates
 * @typed: (nullable): what was typed; with nothing, all match
 * @max: how many to return at most
 *
 * Finds the candidates whose value or label begins with what was typed, then those where one of its
 * words does; without regard to case and diacritics.
 *
 * Returns: (transfer full) (element-type guint): their positions, best first
 */
GArray *
atlas_query_candidates_match (const AtlasQueryCandidates *self,
                              const char                 *typed,
                              guint                       max)
{
  g_autofree char *folded = atlas_text_fold (typed);
  g_autoptr (GArray) second = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *positions;
  gsize length = strlen (folded);

  g_return_val_if_fail (self != NULL, NULL);

  positions = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->candidates->len && positions->len < max; i++)
    {
      Fit fit = fit_candidate (&g_array_index (self->candidates, Candidate, i), folded, length);

      if (fit == FIT_START)
        g_array_append_val (positions, i);
      else if (fit == FIT_WORD_START && second->len < max)
        g_array_append_val (second, i);
    }
  if (positions->len < max && second->len > 0)
    g_array_append_vals (positions, second->data, MIN (second->len, max - positions->len));

  return positions;
}
