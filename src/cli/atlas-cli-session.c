/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-bic.h"
#include "atlas-catalogue-path.h"
#include "atlas-store-peek.h"
#include "atlas-search.h"

#include "atlas-cli-output.h"
#include "atlas-cli-session.h"

static gboolean
need_online (GError **error)
{
  g_set_error_literal (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_NEEDS_ONLINE, "Not to be answered from the cache");

  return FALSE;
}

/* A refresh that was not asked for may fail, as long as there is something to answer with. */
static gboolean
may_answer_from_cache (AtlasCliSession *self,
                       gboolean         without_credentials,
                       const GError    *error)
{
  AtlasCliStatus status = atlas_cli_session_get_status (self, error);

  return !self->options->refresh &&
         (status == ATLAS_CLI_STATUS_NETWORK || (without_credentials && status == ATLAS_CLI_STATUS_CREDENTIALS));
}

static void
warn_of_old_answer (AtlasCliSession *self,
                    const GError    *error)
{
  g_autofree char *reason = atlas_cli_session_explain (self, error);

  atlas_cli_output_complain (self->n_unfetched > 0 ? _("Details could not be fetched, so banks may be missing: %s")
                                                   : _("Answering from the cache, which is old: %s"),
                             reason);
}

static AtlasSnapshot *
load_snapshot (AtlasCliSession  *self,
               GError          **error)
{
  AtlasStore *store = atlas_cli_session_get_store (self, error);

  return store ? dex_await_object (atlas_store_load_snapshot (store), error) : NULL;
}

static gboolean
is_older_than_allowed (AtlasCliSession *self,
                       gint64           then)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return then <= 0 || now - then >= atlas_profile_get_max_age (self->profile) || then > now + 60;
}

/* How many banks have no details, or only such as are from before @then. */
static gboolean
count_stale (AtlasCliSession  *self,
             gint64            then,
             guint            *n_banks,
             GError          **error)
{
  g_auto (GStrv) bics = dex_await_boxed (atlas_store_list_stale_details (self->store, then), error);

  *n_banks = bics ? g_strv_length (bics) : 0;

  return bics != NULL;
}

/* Whether there are details to ask for. Those that failed are not asked for again before the lists are, which would take its time
 * with every answer. */
static gboolean
want_details (AtlasCliSession  *self,
              gboolean         *are_wanted,
              GError          **error)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const gint64 max_age = atlas_profile_get_max_age (self->profile);
  const gint64 asked_at = atlas_snapshot_get_details_asked_at (self->snapshot);
  guint n_stale, n_failed = 0;

  if (!count_stale (self, now - max_age, &n_stale, error) ||
      (asked_at > 0 && asked_at <= now && !count_stale (self, asked_at - max_age, &n_failed, error)))
    return FALSE;
  *are_wanted = n_stale > n_failed;

  return TRUE;
}

/* @has_answer: whether something is found without it, so that not even credentials are needed */
static gboolean
refresh_snapshot (AtlasCliSession  *self,
                  gboolean          lists,
                  gboolean          details,
                  gboolean          has_answer,
                  GError          **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (AtlasSnapshot) snapshot = NULL;

  if (self->online == NULL)
    return need_online (error);

  if (!self->online->refresh (self, lists, details, &failure) &&
      (atlas_snapshot_get_fetched_at (self->snapshot) <= 0 || !may_answer_from_cache (self, has_answer, failure)))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  snapshot = load_snapshot (self, error);
  if (snapshot == NULL)
    return FALSE;
  g_set_object (&self->snapshot, snapshot);
  if (details && !atlas_cli_session_count_unfetched (self, error))
    return FALSE;

  self->has_warned = failure != NULL;
  if (failure != NULL)
    warn_of_old_answer (self, failure);

  return TRUE;
}

static gboolean
refuse_when_never_fetched (AtlasCliSession  *self,
                           GError          **error)
{
  if (atlas_snapshot_get_fetched_at (self->snapshot) > 0)
    return TRUE;

  g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_NOT_CACHED,
               _("Nothing has been fetched yet for the profile “%s”; run “bank-atlas-cli sync” while online"),
               atlas_profile_get_name (self->profile));

  return FALSE;
}

static void
complain_of_unknown_bank (const char  *bic_fi,
                          GError     **error)
{
  g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_UNKNOWN,
               _("The platform knows no bank with the BIC “%s”"), bic_fi);
}

static AtlasAspspDetails *
fetch_details (AtlasCliSession    *self,
               const char         *bic_fi,
               AtlasAspspDetails  *kept,
               GError            **error)
{
  g_autoptr (GError) fetch_error = NULL;
  AtlasAspspDetails *details;

  if (self->online == NULL)
    {
      need_online (error);
      return NULL;
    }

  details = self->online->fetch_details (self, bic_fi, &fetch_error);
  if (details != NULL)
    return details;

  if (kept != NULL && may_answer_from_cache (self, FALSE, fetch_error))
    {
      warn_of_old_answer (self, fetch_error);
      return g_object_ref (kept);
    }
  if (atlas_cli_session_get_status (self, fetch_error) == ATLAS_CLI_STATUS_UNKNOWN)
    complain_of_unknown_bank (bic_fi, error);
  else
    g_propagate_error (error, g_steal_pointer (&fetch_error));

  return NULL;
}

/* Without a list of banks, only the platform knows how it writes a head office. */
static AtlasAspspDetails *
fetch_head_office (AtlasCliSession  *self,
                   const char       *typed,
                   gboolean         *is_branch,
                   GError          **error)
{
  g_autofree char *head_office = atlas_bic_dup_head_office (typed);
  g_autofree char *other = atlas_bic_dup_other (typed);
  g_autofree char *short_form = atlas_bic_dup_other (head_office);
  const char *codes[] = { short_form, head_office };

  *is_branch = head_office != NULL && other == NULL;
  for (guint i = 0; head_office != NULL && i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) fetch_error = NULL;
      AtlasAspspDetails *details;

      if (g_str_equal (codes[i], typed))
        continue;
      details = fetch_details (self, codes[i], NULL, &fetch_error);
      if (details != NULL)
        return details;
      if (!g_error_matches (fetch_error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_UNKNOWN))
        {
          g_propagate_error (error, g_steal_pointer (&fetch_error));
          return NULL;
        }
    }
  complain_of_unknown_bank (typed, error);

  return NULL;
}

/* Offline, and no details: is it the bank that is unknown, or only what there is to say of it? */
static void
explain_missing_details (AtlasSnapshot  *snapshot,
                         const char     *bic_fi,
                         GError        **error)
{
  if (atlas_snapshot_get_fetched_at (snapshot) > 0 &&
      atlas_aspsp_table_find (atlas_snapshot_get_aspsps (snapshot), bic_fi) == ATLAS_ASPSP_TABLE_NOT_FOUND)
    g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_UNKNOWN,
                 _("The cache knows no bank with the BIC “%s”; without --offline the platform is asked"), bic_fi);
  else
    g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_NOT_CACHED,
                 _("The details of “%s” were never fetched; ask again without --offline"), bic_fi);
}

static void
complain_of_no_profile (AtlasProfiles  *profiles,
                        GError        **error)
{
  /* The demo is always among them. */
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (profiles)) <= 1;

  g_set_error_literal (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_CREDENTIALS,
                       is_empty ? _("There is no profile yet; add one with “bank-atlas-cli profile add”, or use --demo")
                                : _("No profile is in use; choose one with “bank-atlas-cli profile use”, or use --demo"));
}

static gboolean
may_use (AtlasCliSession   *self,
         AtlasAspspDetails *kept)
{
  return self->options->offline ||
         (!self->options->refresh && !is_older_than_allowed (self, atlas_aspsp_details_get_received_at (kept)));
}

/**
 * atlas_cli_session_init:
 * @self: a session, not yet in use
 * @options: what was asked for; outlives the session
 * @online: (nullable): what may use network and keyring
 */
void
atlas_cli_session_init (AtlasCliSession       *self,
                        const AtlasCliOptions *options,
                        const AtlasCliOnline  *online)
{
  *self = (AtlasCliSession) { .options = options, .online = online };
}

/**
 * atlas_cli_session_clear:
 * @self: a session
 */
void
atlas_cli_session_clear (AtlasCliSession *self)
{
  if (self->online != NULL)
    self->online->clear (g_steal_pointer (&self->online_data));
  g_clear_object (&self->snapshot);
  g_clear_object (&self->store);
  g_clear_object (&self->profile);
  g_clear_object (&self->profiles);
  g_clear_pointer (&self->input, g_free);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
}

/**
 * atlas_cli_session_get_profiles:
 * @self: a session
 * @error: where a complaint goes, of the %ATLAS_PROFILES_ERROR domain
 *
 * Returns: (transfer none) (nullable): the profiles
 */
AtlasProfiles *
atlas_cli_session_get_profiles (AtlasCliSession  *self,
                                GError          **error)
{
  g_autofree char *path = NULL;

  if (self->profiles != NULL)
    return self->profiles;

  path = atlas_profiles_dup_default_path ();
  self->profiles = atlas_profiles_read (path, error);

  return self->profiles;
}

/**
 * atlas_cli_session_find_profile:
 * @self: a session
 * @name: a profile's name
 * @error: where a complaint goes: %ATLAS_CLI_ERROR_USAGE where there is none of that name
 *
 * Returns: (transfer none) (nullable): the profile
 */
AtlasProfile *
atlas_cli_session_find_profile (AtlasCliSession  *self,
                                const char       *name,
                                GError          **error)
{
  AtlasProfiles *profiles = atlas_cli_session_get_profiles (self, error);
  AtlasProfile *profile;

  if (profiles == NULL)
    return NULL;

  profile = atlas_profiles_find (profiles, name);
  if (profile == NULL)
    g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE,
                 _("There is no profile “%s”; “bank-atlas-cli profile list” lists them"), name);

  return profile;
}

/**
 * atlas_cli_session_get_profile:
 * @self: a session
 * @error: where a complaint goes: %ATLAS_CLI_ERROR_CREDENTIALS where there is no profile at all
 *
 * Returns: (transfer none) (nullable): the profile that was asked for, or the current one
 */
AtlasProfile *
atlas_cli_session_get_profile (AtlasCliSession  *self,
                               GError          **error)
{
  AtlasProfiles *profiles;
  AtlasProfile *profile;

  if (self->profile != NULL)
    return self->profile;
  if (self->options->demo)
    return self->profile = atlas_profile_new_demo ();

  profiles = atlas_cli_session_get_profiles (self, error);
  if (profiles == NULL)
    return NULL;
  if (self->options->profile != NULL)
    profile = atlas_cli_session_find_profile (self, self->options->profile, error);
  else
    {
      profile = atlas_profiles_get_current (profiles);
      if (profile == NULL)
        complain_of_no_profile (profiles, error);
    }
  g_set_object (&self->profile, profile);

  return self->profile;
}

/**
 * atlas_cli_session_get_store:
 * @self: a session
 * @error: where a complaint goes
 *
 * Awaits.
 *
 * Returns: (transfer none) (nullable): the cache of the session's profile
 */
AtlasStore *
atlas_cli_session_get_store (AtlasCliSession  *self,
                             GError          **error)
{
  AtlasProfile *profile;

  if (self->store != NULL)
    return self->store;

  profile = atlas_cli_session_get_profile (self, error);
  if (profile == NULL)
    return NULL;
  if (self->online == NULL && atlas_profile_is_demo (profile))
    need_online (error);
  else
    {
      g_autofree char *path = atlas_catalogue_dup_store_path (profile, NULL);

      self->store = dex_await_object (atlas_store_open (path), error);
    }

  return self->store;
}

/**
 * atlas_cli_session_get_snapshot:
 * @self: a session
 * @with_details: whether the answer depends on the details of every bank
 * @error: where a complaint goes
 *
 * Refreshes the cache first where the command line or its age demand it. Awaits.
 *
 * Returns: (transfer none) (nullable): what the cache holds
 */
AtlasSnapshot *
atlas_cli_session_get_snapshot (AtlasCliSession  *self,
                                gboolean          with_details,
                                GError          **error)
{
  gboolean lists, details;

  self->snapshot = load_snapshot (self, error);
  if (self->snapshot == NULL)
    return NULL;

  if (self->options->offline)
    return refuse_when_never_fetched (self, error) ? self->snapshot : NULL;

  lists = self->options->refresh || is_older_than_allowed (self, atlas_snapshot_get_fetched_at (self->snapshot));
  details = with_details;
  if (details && !lists && !want_details (self, &details, error))
    return NULL;
  if ((lists || details) && !refresh_snapshot (self, lists, details, FALSE, error))
    return NULL;

  return self->snapshot;
}

/**
 * atlas_cli_session_count_unfetched:
 * @self: a session with a snapshot
 * @error: where a complaint goes
 *
 * Counts the banks whose details were never fetched, for the session's answer. Awaits.
 *
 * Returns: whether the cache could be read
 */
gboolean
atlas_cli_session_count_unfetched (AtlasCliSession  *self,
                                   GError          **error)
{
  return count_stale (self, G_MININT64, &self->n_unfetched, error);
}

/**
 * atlas_cli_session_fetch_missing:
 * @self: a session with a snapshot, which is not to be used any more
 * @has_answer: whether something was found without them
 * @error: where a complaint goes
 *
 * Fetches the details of the banks that have none, or old ones, unless that failed lately. Awaits.
 *
 * Returns: (transfer none) (nullable): what the cache holds then
 */
AtlasSnapshot *
atlas_cli_session_fetch_missing (AtlasCliSession  *self,
                                 gboolean          has_answer,
                                 GError          **error)
{
  gboolean are_wanted;

  /* Where the refresh of the lists failed just now, so would this. */
  if (self->has_warned)
    return self->snapshot;
  if (!want_details (self, &are_wanted, error) || (are_wanted && !refresh_snapshot (self, FALSE, TRUE, has_answer, error)))
    return NULL;

  return self->snapshot;
}

/**
 * atlas_cli_session_note:
 * @self: a session
 * @sentence: what there is to say about the question
 *
 * Keeps it until it is sure that the answer comes from what the question was read by.
 */
void
atlas_cli_session_note (AtlasCliSession *self,
                        const char      *sentence)
{
  if (self->notes == NULL)
    self->notes = g_ptr_array_new_with_free_func (g_free);
  if (!g_ptr_array_find_with_equal_func (self->notes, sentence, g_str_equal, NULL))
    g_ptr_array_add (self->notes, g_strdup (sentence));
}

/**
 * atlas_cli_session_tell_notes:
 * @self: a session
 *
 * Tells what was noted, now that the answer is there: the other program, where it has to go on, notes the same once more.
 */
void
atlas_cli_session_tell_notes (AtlasCliSession *self)
{
  for (guint i = 0; self->notes != NULL && i < self->notes->len; i++)
    atlas_cli_output_complain ("%s", (const char *) g_ptr_array_index (self->notes, i));
}

/**
 * atlas_cli_session_peek_details:
 * @self: a session
 * @bic_fi: which bank
 *
 * Notes what there is to tell about the bank.
 *
 * Returns: (transfer full) (nullable): the bank's details as the platform sent them, where they are kept and may be used
 *   without asking the platform; otherwise atlas_cli_session_get_details() knows more
 */
char *
atlas_cli_session_peek_details (AtlasCliSession *self,
                                const char      *bic_fi)
{
  AtlasProfile *profile = atlas_cli_session_get_profile (self, NULL);
  g_autofree char *path = NULL;
  g_autofree char *raw = NULL;
  g_auto (GStrv) names = NULL;
  g_autofree char *note = NULL;
  gint64 received_at;

  if (profile == NULL || atlas_profile_is_demo (profile) || self->options->refresh)
    return NULL;

  path = atlas_catalogue_dup_store_path (profile, NULL);
  raw = atlas_store_peek_details (path, bic_fi, &received_at, &names);
  if (raw != NULL && !self->options->offline && is_older_than_allowed (self, received_at))
    return NULL;
  if (raw != NULL)
    note = atlas_search_dup_namesakes_sentence (bic_fi, (const char * const *) names);
  if (note != NULL)
    atlas_cli_session_note (self, note);

  return g_steal_pointer (&raw);
}

/* Where the bank is listed under another code than the one that was typed, that one; @note says so where it is worth saying. */
static char *
dup_listed_bic (AtlasAspspTable  *aspsps,
                const char       *typed,
                char            **note)
{
  gboolean is_branch;
  guint position = atlas_aspsp_table_look_up (aspsps, typed, &is_branch);
  AtlasAspspRow row;

  if (position == ATLAS_ASPSP_TABLE_NOT_FOUND)
    return g_strdup (typed);

  if (is_branch)
    *note = atlas_search_dup_branch_sentence (typed);
  atlas_aspsp_table_get_row (aspsps, position, &row);

  return g_strdup (row.bic_fi);
}

/* What is kept of a bank whose details are not kept under the code that was typed. Awaits. */
static AtlasAspspDetails *
find_details (AtlasCliSession  *self,
              const char       *typed,
              char            **note,
              GError          **error)
{
  g_autoptr (AtlasSnapshot) snapshot = load_snapshot (self, error);
  g_autoptr (AtlasAspspDetails) kept = NULL;
  g_autofree char *bic_fi = NULL;
  g_autoptr (GError) local_error = NULL;
  AtlasAspspDetails *details;
  gboolean is_branch;

  if (snapshot == NULL)
    return NULL;

  bic_fi = dup_listed_bic (atlas_snapshot_get_aspsps (snapshot), typed, note);
  if (g_ascii_strcasecmp (bic_fi, typed) != 0)
    kept = dex_await_object (atlas_store_load_details (self->store, bic_fi), &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (kept != NULL && may_use (self, kept))
    return g_steal_pointer (&kept);
  if (self->options->offline)
    {
      explain_missing_details (snapshot, bic_fi, error);
      return NULL;
    }

  details = fetch_details (self, bic_fi, kept, &local_error);
  if (details == NULL && atlas_snapshot_get_fetched_at (snapshot) <= 0 &&
      g_error_matches (local_error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_UNKNOWN))
    {
      g_clear_error (&local_error);
      details = fetch_head_office (self, typed, &is_branch, &local_error);
      if (details != NULL && is_branch)
        *note = atlas_search_dup_branch_sentence (typed);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return details;
}

static AtlasAspspDetails *
load_details (AtlasCliSession  *self,
              const char       *typed,
              char            **note,
              GError          **error)
{
  g_autoptr (AtlasAspspDetails) kept = NULL;
  g_autoptr (GError) load_error = NULL;

  kept = dex_await_object (atlas_store_load_details (self->store, typed), &load_error);
  if (load_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&load_error));
      return NULL;
    }
  if (kept == NULL)
    return find_details (self, typed, note, error);
  if (may_use (self, kept))
    return g_steal_pointer (&kept);

  return fetch_details (self, typed, kept, error);
}

/**
 * atlas_cli_session_get_details:
 * @self: a session
 * @typed: which bank, by its BIC; a head office may be meant with or without "XXX", or by one of its branches
 * @error: where a complaint goes
 *
 * Notes what there is to tell about the bank that was found. Asks the platform for this bank alone, where the command line or the age of what is kept demand it. Awaits.
 *
 * Returns: (transfer full) (nullable): what there is to say of the bank
 */
AtlasAspspDetails *
atlas_cli_session_get_details (AtlasCliSession  *self,
                               const char       *typed,
                               GError          **error)
{
  g_autofree char *note = NULL;
  AtlasAspspDetails *details;
  const char *bic_fi;

  if (atlas_cli_session_get_store (self, error) == NULL)
    return NULL;

  details = load_details (self, typed, &note, error);
  bic_fi = details ? atlas_aspsp_details_get_fields (details)->bic_fi : NULL;
  if (bic_fi != NULL && note == NULL)
    {
      g_auto (GStrv) names = dex_await_boxed (atlas_store_list_names (self->store, bic_fi), NULL);

      note = names ? atlas_search_dup_namesakes_sentence (bic_fi, (const char * const *) names) : NULL;
    }
  if (note != NULL)
    atlas_cli_session_note (self, note);

  return details;
}

/**
 * atlas_cli_session_explain:
 * @self: a session
 * @error: an error of any layer
 *
 * Returns: (transfer full): one sentence that says what is wrong and what to do
 */
char *
atlas_cli_session_explain (AtlasCliSession *self,
                           const GError    *error)
{
  if (self->online != NULL && error->domain != ATLAS_CLI_ERROR && error->domain != G_OPTION_ERROR)
    return self->online->explain (error, self->profile);

  return g_strdup (error->message);
}

/**
 * atlas_cli_session_get_status:
 * @self: a session
 * @error: an error of any layer
 *
 * Returns: the exit status for @error
 */
AtlasCliStatus
atlas_cli_session_get_status (AtlasCliSession *self,
                              const GError    *error)
{
  return self->online ? self->online->get_status (error) : atlas_cli_error_get_status (error);
}
