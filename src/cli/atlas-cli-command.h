/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AtlasCliSession AtlasCliSession;

/**
 * AtlasCliRunFunc:
 * @session: what the command line asked for, and what answers it
 * @error: where a complaint goes
 *
 * Runs one command, on a fiber: it may await.
 *
 * Returns: whether it was done; %FALSE with @error set
 */
typedef gboolean (*AtlasCliRunFunc) (AtlasCliSession  *session,
                                     GError          **error);

/**
 * AtlasCliPeekFunc:
 * @session: what the command line asked for
 * @error: where a complaint goes
 *
 * Answers at once, on the main thread's own stack, without a main loop.
 *
 * Returns: whether it was done; %FALSE without @error where that takes more
 */
typedef gboolean (*AtlasCliPeekFunc) (AtlasCliSession  *session,
                                      GError          **error);

/* Which options of its own a command takes. */
typedef enum
{
  ATLAS_CLI_TAKES_COUNTRY = 1 << 0,
  ATLAS_CLI_TAKES_CITY    = 1 << 1,
  ATLAS_CLI_TAKES_FILTERS = 1 << 2,
  ATLAS_CLI_TAKES_PROFILE = 1 << 3,
  ATLAS_CLI_TAKES_FIND    = 1 << 4,
  ATLAS_CLI_TAKES_LOG     = 1 << 5,
  ATLAS_CLI_TAKES_CHECK   = 1 << 6,
} AtlasCliTakes;

/**
 * AtlasCliCommand:
 * @run: %NULL where network or keyring are always needed: the program that may use them has the
 *   function, see #AtlasCliOnline
 */
typedef struct
{
  const char      *name;           /* "banks", "profile add" */
  const char      *synopsis;       /* its arguments, as "[CODE…]" */
  const char      *summary;        /* one sentence, to be translated */
  AtlasCliTakes    takes;
  guint            min_arguments;
  guint            max_arguments;
  AtlasCliRunFunc  run;            /* (nullable) */
  AtlasCliPeekFunc peek;           /* (nullable): tried before @run */
} AtlasCliCommand;

const AtlasCliCommand *atlas_cli_commands_get  (guint      *n_commands);
const AtlasCliCommand *atlas_cli_command_find  (const char *name);

gboolean atlas_cli_run_countries               (AtlasCliSession *session, GError **error);
gboolean atlas_cli_run_cities                  (AtlasCliSession *session, GError **error);
gboolean atlas_cli_run_banks                   (AtlasCliSession *session, GError **error);
gboolean atlas_cli_run_find                    (AtlasCliSession *session, GError **error);
gboolean atlas_cli_run_show                    (AtlasCliSession *session, GError **error);
gboolean atlas_cli_peek_show                   (AtlasCliSession *session, GError **error);
gboolean atlas_cli_run_profile_list            (AtlasCliSession *session, GError **error);
gboolean atlas_cli_run_profile_show            (AtlasCliSession *session, GError **error);
gboolean atlas_cli_run_profile_use             (AtlasCliSession *session, GError **error);

G_END_DECLS
