/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-profiles.h"
#include "atlas-store.h"

#include "atlas-cli-error.h"
#include "atlas-cli-options.h"

G_BEGIN_DECLS

/**
 * AtlasCliOnline:
 * @find_run: the function of a command that always needs network or keyring
 * @refresh: brings the store in step with the platform: @lists, and @details of every bank
 * @fetch_details: asks the platform for one bank
 * @answer_pasted: writes what is to be said of a text that is no bank: an error, or the id of a request
 * @get_status: the exit status for an error of any layer
 * @explain: one sentence for an error of any layer
 * @clear: frees what the others keep in a session
 *
 * What only the program may do that has network and keyring. All but the last three run on a fiber.
 * Without this table, what cannot be answered from the cache ends in %ATLAS_CLI_ERROR_NEEDS_ONLINE.
 */
typedef struct
{
  AtlasCliRunFunc     (*find_run)      (const char       *command_name);
  gboolean            (*refresh)       (AtlasCliSession  *session,
                                        gboolean          lists,
                                        gboolean          details,
                                        GError          **error);
  AtlasAspspDetails  *(*fetch_details) (AtlasCliSession  *session,
                                        const char       *bic_fi,
                                        GError          **error);
  gboolean            (*answer_pasted) (AtlasCliSession  *session,
                                        const char       *text,
                                        gboolean         *is_answered,
                                        GError          **error);
  AtlasCliStatus      (*get_status)    (const GError     *error);
  char               *(*explain)       (const GError     *error,
                                        AtlasProfile     *profile);
  void                (*clear)         (gpointer          data);
} AtlasCliOnline;

/* One run of the program: what was asked for, and what it took to answer it. Nothing is opened before it is needed. */
struct _AtlasCliSession
{
  const AtlasCliOptions *options;
  const AtlasCliOnline  *online;        /* (nullable) */
  gpointer               online_data;
  AtlasProfiles         *profiles;
  AtlasProfile          *profile;
  AtlasStore            *store;
  AtlasSnapshot         *snapshot;
  char                  *input;         /* (nullable): the text, where it came from standard input */
  GPtrArray             *notes;         /* (nullable): what there is to say about the question beside its answer */
  guint                  n_unfetched;   /* banks whose details the question is about, and were never fetched */
  gboolean               has_warned;    /* that a refresh failed, and what that may have done to the answer */
};

void               atlas_cli_session_init          (AtlasCliSession        *self,
                                                    const AtlasCliOptions  *options,
                                                    const AtlasCliOnline   *online);
void               atlas_cli_session_clear         (AtlasCliSession        *self);
AtlasProfiles     *atlas_cli_session_get_profiles  (AtlasCliSession        *self,
                                                    GError                **error);
AtlasProfile      *atlas_cli_session_find_profile  (AtlasCliSession        *self,
                                                    const char             *name,
                                                    GError                **error);
AtlasProfile      *atlas_cli_session_get_profile   (AtlasCliSession        *self,
                                                    GError                **error);
AtlasStore        *atlas_cli_session_get_store     (AtlasCliSession        *self,
                                                    GError                **error);
AtlasSnapshot     *atlas_cli_session_get_snapshot  (AtlasCliSession        *self,
                                                    gboolean                with_details,
                                                    GError                **error);
gboolean           atlas_cli_session_count_unfetched (AtlasCliSession      *self,
                                                    GError                **error);
AtlasSnapshot     *atlas_cli_session_fetch_missing (AtlasCliSession        *self,
                                                    gboolean                has_answer,
                                                    GError                **error);
void               atlas_cli_session_note          (AtlasCliSession        *self,
                                                    const char             *sentence);
void               atlas_cli_session_tell_notes    (AtlasCliSession        *self);
char              *atlas_cli_session_peek_details  (AtlasCliSession        *self,
                                                    const char             *bic_fi);
AtlasAspspDetails *atlas_cli_session_get_details   (AtlasCliSession        *self,
                                                    const char             *typed,
                                                    GError                **error);
char              *atlas_cli_session_explain       (AtlasCliSession        *self,
                                                    const GError           *error);
AtlasCliStatus     atlas_cli_session_get_status    (AtlasCliSession        *self,
                                                    const GError           *error);

G_END_DECLS
