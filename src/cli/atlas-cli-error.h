/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ATLAS_CLI_ERROR (atlas_cli_error_quark ())

/* What the command line itself has to complain of; the message is a whole, translated sentence. */
typedef enum
{
  ATLAS_CLI_ERROR_USAGE,         /* the command line is wrong */
  ATLAS_CLI_ERROR_UNKNOWN,       /* no such bank, country or city */
  ATLAS_CLI_ERROR_CREDENTIALS,   /* there is no profile, or no secret, to sign in with */
  ATLAS_CLI_ERROR_NOT_CACHED,    /* offline, and the answer was never fetched */
  ATLAS_CLI_ERROR_NOT_FETCHED,   /* not offline, and what the answer may lie in could not be fetched */
  ATLAS_CLI_ERROR_OUTPUT,        /* the answer could not be written */
  ATLAS_CLI_ERROR_CLOSED_PIPE,   /* nobody reads the answer any more */
  ATLAS_CLI_ERROR_NEEDS_ONLINE,  /* the program that may use network and keyring has to go on */
} AtlasCliError;

/* The exit statuses, as the manual page lists them. The last is what a shell makes of SIGPIPE. */
typedef enum
{
  ATLAS_CLI_STATUS_DONE = 0,
  ATLAS_CLI_STATUS_FAILED = 1,
  ATLAS_CLI_STATUS_USAGE = 2,
  ATLAS_CLI_STATUS_UNKNOWN = 3,
  ATLAS_CLI_STATUS_CREDENTIALS = 4,
  ATLAS_CLI_STATUS_NETWORK = 5,
  ATLAS_CLI_STATUS_NOT_CACHED = 6,
  ATLAS_CLI_STATUS_CLOSED_PIPE = 141,
} AtlasCliStatus;

GQuark         atlas_cli_error_quark      (void);
AtlasCliStatus atlas_cli_error_get_status (const GError *error);

G_END_DECLS
