/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libsoup/soup.h>

#include "atlas-api-error.h"
#include "atlas-retry.h"

#define MAX_DELAY_MS (30 * 1000)
#define MAX_DOUBLINGS 16

/**
 * atlas_retry_is_worthwhile:
 * @error: why an attempt failed
 *
 * An answer that says "not now" (408, 429, 500, 502, 503, 504) and a connection that was dropped are tried
 * again at once. A host that does not answer is not: a wrong host shows as a time-out, and nobody wants to
 * wait four times for it.
 *
 * Returns: whether to try again
 */
gboolean
atlas_retry_is_worthwhile (const GError *error)
{
  const AtlasApiErrorDetails *details = atlas_api_error_get_details (error);

  if (details == NULL)
    return FALSE;
  if (error->code == ATLAS_API_ERROR_CUT_OFF)
    return TRUE;
  /* An answer that is cut off within its headers is not HTTP, as far as libsoup can tell. */
  if (error->code == ATLAS_API_ERROR_MALFORMED && details->status == SOUP_STATUS_NONE)
    return TRUE;

  switch (details->status)
    {
    case SOUP_STATUS_REQUEST_TIMEOUT:
    case 429:
    case SOUP_STATUS_INTERNAL_SERVER_ERROR:
    case SOUP_STATUS_BAD_GATEWAY:
    case SOUP_STATUS_SERVICE_UNAVAILABLE:
    case SOUP_STATUS_GATEWAY_TIMEOUT:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * atlas_retry_parse_after:
 * @header: (nullable): the text of a Retry-After header: seconds, or an HTTP date
 * @now: Unix seconds
 *
 * Returns: how many seconds to wait, not below 0; -1 when the header does not say
 */
gint64
atlas_retry_parse_after (const char *header,
                         gint64      now)
{
  g_autoptr (GDateTime) date = NULL;
  guint64 seconds;

  if (header == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (header, 10, 0, G_MAXINT32, &seconds, NULL))
    return (gint64) seconds;

  date = soup_date_time_new_from_http_string (header);
  if (date == NULL)
    return -1;

  return MAX (g_date_time_to_unix (date) - now, 0);
}

/**
 * atlas_retry_get_delay:
 * @base_ms: the first delay at most
 * @attempt: how many attempts there were, from 1
 * @chance: between 0 and 1
 *
 * Doubles with every attempt, and takes up to a half off by chance, so that clients which failed together
 * do not come back together.
 *
 * Returns: how long to wait, milliseconds
 */
guint
atlas_retry_get_delay (guint  base_ms,
                       guint  attempt,
                       double chance)
{
  guint64 full = (guint64) base_ms << MIN (attempt - 1, MAX_DOUBLINGS);

  return (guint) ((double) MIN (full, MAX_DELAY_MS) * (1.0 - chance / 2));
}
