/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-profiles.h"

#include "atlas-cli-error.h"

G_DEFINE_QUARK (atlas-cli-error-quark, atlas_cli_error)

static AtlasCliStatus
get_profiles_status (AtlasProfilesError code)
{
  switch (code)
    {
    case ATLAS_PROFILES_ERROR_NAME_TAKEN:
    case ATLAS_PROFILES_ERROR_NOT_FOUND:
    case ATLAS_PROFILES_ERROR_INVALID:
      return ATLAS_CLI_STATUS_USAGE;
    case ATLAS_PROFILES_ERROR_UNREADABLE:
    case ATLAS_PROFILES_ERROR_NOT_SAVED:
    default:
      return ATLAS_CLI_STATUS_FAILED;
    }
}

/**
 * atlas_cli_error_get_status:
 * @error: an error of the command line's own, of option parsing, or of the profiles
 *
 * Returns: the exit status for @error; %ATLAS_CLI_STATUS_FAILED for one of another domain
 */
AtlasCliStatus
atlas_cli_error_get_status (const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return ATLAS_CLI_STATUS_USAGE;
  if (error->domain == ATLAS_PROFILES_ERROR)
    return get_profiles_status (error->code);
  if (error->domain != ATLAS_CLI_ERROR)
    return ATLAS_CLI_STATUS_FAILED;

  switch ((AtlasCliError) error->code)
    {
    case ATLAS_CLI_ERROR_USAGE:
      return ATLAS_CLI_STATUS_USAGE;
    case ATLAS_CLI_ERROR_UNKNOWN:
      return ATLAS_CLI_STATUS_UNKNOWN;
    case ATLAS_CLI_ERROR_CREDENTIALS:
      return ATLAS_CLI_STATUS_CREDENTIALS;
    case ATLAS_CLI_ERROR_NOT_CACHED:
      return ATLAS_CLI_STATUS_NOT_CACHED;
    case ATLAS_CLI_ERROR_NOT_FETCHED:
      return ATLAS_CLI_STATUS_NETWORK;
    case ATLAS_CLI_ERROR_CLOSED_PIPE:
      return ATLAS_CLI_STATUS_CLOSED_PIPE;
    case ATLAS_CLI_ERROR_OUTPUT:
    case ATLAS_CLI_ERROR_NEEDS_ONLINE:
    default:
      return ATLAS_CLI_STATUS_FAILED;
    }
}
