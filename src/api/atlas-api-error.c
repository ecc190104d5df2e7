/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-api-error-private.h"

typedef AtlasApiErrorDetails AtlasApiErrorPrivate;

static void
atlas_api_error_private_init (AtlasApiErrorPrivate *priv)
{
  priv->retry_after = -1;
}

static void
atlas_api_error_private_copy (const AtlasApiErrorPrivate *source,
                              AtlasApiErrorPrivate       *target)
{
  *target = *source;
  target->code = g_strdup (source->code);
  target->text = g_strdup (source->text);
  target->request_id = g_strdup (source->request_id);
  target->host = g_strdup (source->host);
  target->proxy = g_strdup (source->proxy);
  target->page = g_strdup (source->page);
}

static void
atlas_api_error_private_clear (AtlasApiErrorPrivate *priv)
{
  atlas_api_error_details_clear (priv);
}

G_DEFINE_EXTENDED_ERROR (AtlasApiError, atlas_api_error)

/**
 * atlas_api_error_details_clear:
 * @details: what to empty
 *
 * Frees what @details holds, and leaves it as in the beginning.
 */
void
atlas_api_error_details_clear (AtlasApiErrorDetails *details)
{
  g_clear_pointer (&details->code, g_free);
  g_clear_pointer (&details->text, g_free);
  g_clear_pointer (&details->request_id, g_free);
  g_clear_pointer (&details->host, g_free);
  g_clear_pointer (&details->proxy, g_free);
  g_clear_pointer (&details->page, g_free);
  details->status = 0;
  details->attempts = 0;
  details->retry_after = -1;
  details->tls_errors = 0;
}

/**
 * atlas_api_error_new:
 * @code: what the caller can do about it
 * @details: (nullable): what is known of the call
 * @format: the message, technical and in English; what a person reads is made from the code
 * @...: what goes into @format
 *
 * Returns: (transfer full): an error of the %ATLAS_API_ERROR domain
 */
GError *
atlas_api_error_new (AtlasApiError               code,
                     const AtlasApiErrorDetails *details,
                     const char                 *format,
                     ...)
{
  GError *error;
  va_list args;

  va_start (args, format);
  error = g_error_new_valist (ATLAS_API_ERROR, (int) code, format, args);
  va_end (args);

  if (details != NULL)
    {
      AtlasApiErrorPrivate *priv = atlas_api_error_get_private (error);

      atlas_api_error_details_clear (priv);
      atlas_api_error_private_copy (details, priv);
    }

  return error;
}

/**
 * atlas_api_error_get_details:
 * @error: (nullable): an error of any domain
 *
 * Returns: (transfer none) (nullable): what is known of the call, or %NULL when @error is of another domain
 */
AtlasApiErrorDetails *
atlas_api_error_get_details (const GError *error)
{
  if (error == NULL || error->domain != ATLAS_API_ERROR)
    return NULL;

  return atlas_api_error_get_private (error);
}

/**
 * atlas_api_error_is_transient:
 * @error: (nullable): an error of any domain
 *
 * Returns: whether the same call may well succeed later without anything being changed
 */
gboolean
atlas_api_error_is_transient (const GError *error)
{
  if (error == NULL || error->domain != ATLAS_API_ERROR)
    return FALSE;

  switch ((AtlasApiError) error->code)
    {
    case ATLAS_API_ERROR_RATE_LIMITED:
    case ATLAS_API_ERROR_SERVER:
    case ATLAS_API_ERROR_NAME_NOT_FOUND:
    case ATLAS_API_ERROR_UNREACHABLE:
    case ATLAS_API_ERROR_TIMED_OUT:
    case ATLAS_API_ERROR_CUT_OFF:
    case ATLAS_API_ERROR_PROXY:
      return TRUE;
    case ATLAS_API_ERROR_INVALID_CLIENT:
    case ATLAS_API_ERROR_INVALID_SCOPE:
    case ATLAS_API_ERROR_NO_CREDENTIALS:
    case ATLAS_API_ERROR_UNAUTHORIZED:
    case ATLAS_API_ERROR_CERTIFICATE:
    case ATLAS_API_ERROR_FORBIDDEN:
    case ATLAS_API_ERROR_NOT_FOUND:
    case ATLAS_API_ERROR_NOT_SUPPORTED:
    case ATLAS_API_ERROR_BAD_REQUEST:
    case ATLAS_API_ERROR_TLS:
    case ATLAS_API_ERROR_MALFORMED:
    case ATLAS_API_ERROR_TOO_LARGE:
    case ATLAS_API_ERROR_REDIRECTED:
    case ATLAS_API_ERROR_LOGO_REFUSED:
    case ATLAS_API_ERROR_PROXY_SIGN_IN:
    case ATLAS_API_ERROR_NETWORK_SIGN_IN:
    case ATLAS_API_ERROR_PAGE:
    default:
      return FALSE;
    }
}

/**
 * atlas_api_error_is_network:
 * @error: (nullable): an error of any domain
 *
 * Returns: whether it was the network in between that answered, and not the host: it says nothing about the host, the
 *   token or the credentials
 */
gboolean
atlas_api_error_is_network (const GError *error)
{
  return g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_PROXY) ||
         g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_PROXY_SIGN_IN) ||
         g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_NETWORK_SIGN_IN) ||
         g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_PAGE) ||
         g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_REDIRECTED);
}
