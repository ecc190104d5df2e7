/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "atlas-explain.h"

#include "atlas-api-error.h"
#include "atlas-explain-private.h"
#include "atlas-profiles.h"
#include "atlas-secrets.h"
#include "atlas-store.h"
#include "atlas-web-address.h"

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

/* Whoever is told to come back later than that is told nonsense. */
#define LONGEST_WAIT (7 * DAY)

/* An address as people read it: without its scheme. */
static char *
dup_bare_host (const char *url)
{
  const char *host = strstr (url, "://");

  return g_strdup (host != NULL ? host + 3 : url);
}

static char *
dup_quoted_host (const GError *error)
{
  const AtlasApiErrorDetails *details = atlas_api_error_get_details (error);
  g_autofree char *host = NULL;

  if (details == NULL || details->host == NULL)
    return g_strdup (_("the platform"));

  host = dup_bare_host (details->host);

  /* Translators: a host's name, in quotation marks */
  return g_strdup_printf (_("“%s”"), host);
}

static char *
dup_quoted_proxy (const GError *error)
{
  const AtlasApiErrorDetails *details = atlas_api_error_get_details (error);

  /* Translators: a host's name, in quotation marks */
  return details != NULL && details->proxy != NULL ? g_strdup_printf (_("“%s”"), details->proxy) : g_strdup ("");
}

static char *
fill_in_host (const char   *sentence,
              const GError *error)
{
  g_autofree char *host = dup_quoted_host (error);
  g_autofree char *proxy = dup_quoted_proxy (error);
  GString *text = g_string_new (sentence);

  g_string_replace (text, "{host}", host, 0);
  g_string_replace (text, "{proxy}", proxy, 0);

  return g_string_free (text, FALSE);
}

static char *
dup_wait (gint64 seconds)
{
  gint64 minutes = (seconds + MINUTE - 1) / MINUTE;
  gint64 hours = (seconds + HOUR - 1) / HOUR;

  if (seconds < 2 * MINUTE)
    return g_strdup_printf (ngettext ("%d second", "%d seconds", (gulong) seconds), (int) seconds);
  if (seconds < 2 * HOUR)
    return g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) minutes), (int) minutes);

  return g_strdup_printf (ngettext ("%d hour", "%d hours", (gulong) hours), (int) hours);
}

static char *
explain_invalid_client (AtlasProfile *profile)
{
  AtlasEnvironment environment = profile ? atlas_profile_get_environment (profile) : ATLAS_ENVIRONMENT_CUSTOM;

  switch (environment)
    {
    case ATLAS_ENVIRONMENT_PRODUCTION:
      return g_strdup (_("Production did not accept the client ID and secret. Check both; credentials for the sandbox are not valid in production."));
    case ATLAS_ENVIRONMENT_SANDBOX:
      return g_strdup (_("The sandbox did not accept the client ID and secret. Check both; credentials for production are not valid in the sandbox."));
    case ATLAS_ENVIRONMENT_DEMO:
    case ATLAS_ENVIRONMENT_CUSTOM:
    default:
      return g_strdup (_("The platform did not accept the client ID and secret. Check both, and that they belong to this environment."));
    }
}

static char *
explain_invalid_scope (AtlasProfile *profile)
{
  const char *scope = profile ? atlas_profile_get_scope (profile) : NULL;
  const char *next = scope ? atlas_scope_get_next_preset (scope) : NULL;

  if (scope == NULL || next == NULL)
    return g_strdup (_("The platform did not accept the scope. Choose another scope for the connection."));

  return g_strdup_printf (_("The platform did not accept the scope “%s”. Try “%s”."), scope, next);
}

static char *
explain_rate_limit (const GError *error)
{
  const AtlasApiErrorDetails *details = atlas_api_error_get_details (error);
  g_autofree char *wait = NULL;

  if (details == NULL || details->retry_after <= 0 || details->retry_after > LONGEST_WAIT)
    return g_strdup (_("The platform received too many requests. Wait a while, then try again."));

  wait = dup_wait (details->retry_after);

  /* Translators: a number of seconds or minutes */
  return g_strdup_printf (_("The platform received too many requests. Try again in %s."), wait);
}

/* The next of the token hosts that are known to answer, where it was this one that did not. */
static const char *
find_other_token_host (const GError *error,
                       AtlasProfile *profile)
{
  const AtlasApiErrorDetails *details = atlas_api_error_get_details (error);
  const char *const *urls;

  if (details == NULL || details->host == NULL || profile == NULL)
    return NULL;

  urls = atlas_environment_get_auth_urls (atlas_profile_get_environment (profile));
  if (urls == NULL || !g_strv_contains (urls, details->host))
    return NULL;
  for (guint i = 0; urls[i] != NULL; i++)
    if (g_strcmp0 (urls[i], details->host) != 0)
      return urls[i];

  return NULL;
}

static char *
explain_silence (const GError *error,
                 AtlasProfile *profile)
{
  const char *other = find_other_token_host (error, profile);
  g_autofree char *host = dup_quoted_host (error);
  g_autofree char *other_host = NULL;

  if (other == NULL)
    return fill_in_host (_("There was no answer from {host}. Check the network and the hosts of the connection, or try again later."), error);

  other_host = dup_bare_host (other);

  /* Translators: two hosts; the first is in quotation marks already */
  return g_strdup_printf (_("There was no answer from %s. Check the network, or use the token host “%s”."), host, other_host);
}

static char *
explain_proxy (const GError *error)
{
  const AtlasApiErrorDetails *details = atlas_api_error_get_details (error);
  guint status = details->status;
  g_autofree char *sentence = NULL;

  if (status == 0)
    return NULL;

  if (details->proxy == NULL)
    /* Translators: %u is a status of HTTP; leave {host} as it is */
    sentence = g_strdup_printf (_("The proxy does not connect to {host} (HTTP %u). Check the proxy settings of this computer, or ask the people who run the proxy."), status);
  else
    /* Translators: %u is a status of HTTP; leave {proxy} and {host} as they are */
    sentence = g_strdup_printf (_("The proxy {proxy} does not connect to {host} (HTTP %u). Check the proxy settings of this computer, or ask the people who run the proxy."), status);

  return fill_in_host (sentence, error);
}

static char *
explain_redirection (const GError *error)
{
  g_autofree char *page = atlas_explain_dup_sign_in (error);
  g_autofree char *other = atlas_web_address_dup_target (page);
  g_autofree char *host = dup_quoted_host (error);

  if (other == NULL)
    return NULL;

  /* Translators: two hosts; the first is in quotation marks already */
  return g_strdup_printf (_("The answer from %s redirects to “%s”, which must not get the access token: the network may want you to sign in. Try again after signing in on its page; where there is none, check the hosts of the connection."), host, other);
}

static char *
explain_distrust (const GError *error)
{
  GTlsCertificateFlags flags = atlas_api_error_get_details (error)->tls_errors;
  const char *sentence = NULL;

  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    sentence = _("The certificate that was shown for {host} is for another name: a network that wants you to sign in may have answered instead. Check the network, and the hosts of the connection.");
  else if (flags & G_TLS_CERTIFICATE_EXPIRED)
    sentence = _("The certificate of {host} has expired. Check the date of this computer; if it is right, only the people who run the host can help.");
  else if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    sentence = _("The certificate of {host} is not valid yet. Check the date of this computer.");
  else if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    sentence = _("The certificate of {host} was issued by an authority that this computer does not trust. Check the hosts of the connection; if your network has an authority of its own, add it to the system’s certificates, or name its file in SSL_CERT_FILE.");

  return sentence ? fill_in_host (sentence, error) : NULL;
}

static char *
explain_api_error (const GError *error,
                   AtlasProfile *profile)
{
  switch ((AtlasApiError) error->code)
    {
    case ATLAS_API_ERROR_INVALID_CLIENT:
      return explain_invalid_client (profile);
    case ATLAS_API_ERROR_INVALID_SCOPE:
      return explain_invalid_scope (profile);
    case ATLAS_API_ERROR_RATE_LIMITED:
      return explain_rate_limit (error);
    case ATLAS_API_ERROR_UNREACHABLE:
    case ATLAS_API_ERROR_TIMED_OUT:
      return explain_silence (error, profile);
    case ATLAS_API_ERROR_PROXY:
      return explain_proxy (error);
    case ATLAS_API_ERROR_REDIRECTED:
      return explain_redirection (error);
    case ATLAS_API_ERROR_TLS:
      return explain_distrust (error);
    case ATLAS_API_ERROR_NO_CREDENTIALS:
    case ATLAS_API_ERROR_UNAUTHORIZED:
    case ATLAS_API_ERROR_CERTIFICATE:
    case ATLAS_API_ERROR_FORBIDDEN:
    case ATLAS_API_ERROR_NOT_FOUND:
    case ATLAS_API_ERROR_NOT_SUPPORTED:
    case ATLAS_API_ERROR_BAD_REQUEST:
    case ATLAS_API_ERROR_SERVER:
    case ATLAS_API_ERROR_NAME_NOT_FOUND:
    case ATLAS_API_ERROR_CUT_OFF:
    case ATLAS_API_ERROR_MALFORMED:
    case ATLAS_API_ERROR_TOO_LARGE:
    case ATLAS_API_ERROR_LOGO_REFUSED:
    case ATLAS_API_ERROR_PROXY_SIGN_IN:
    case ATLAS_API_ERROR_NETWORK_SIGN_IN:
    case ATLAS_API_ERROR_PAGE:
    default:
      return NULL;
    }
}

static AtlasRemedy
get_api_remedy (AtlasApiError code)
{
  switch (code)
    {
    case ATLAS_API_ERROR_NO_CREDENTIALS:
      return ATLAS_REMEDY_ENTER_SECRET;
    case ATLAS_API_ERROR_INVALID_CLIENT:
    case ATLAS_API_ERROR_INVALID_SCOPE:
    case ATLAS_API_ERROR_UNAUTHORIZED:
    case ATLAS_API_ERROR_CERTIFICATE:
    case ATLAS_API_ERROR_FORBIDDEN:
    case ATLAS_API_ERROR_TLS:
    case ATLAS_API_ERROR_MALFORMED:
    case ATLAS_API_ERROR_TOO_LARGE:
    case ATLAS_API_ERROR_REDIRECTED:
      return ATLAS_REMEDY_EDIT_PROFILE;
    case ATLAS_API_ERROR_NOT_FOUND:
    case ATLAS_API_ERROR_NOT_SUPPORTED:
      return ATLAS_REMEDY_NONE;
    case ATLAS_API_ERROR_BAD_REQUEST:
    case ATLAS_API_ERROR_RATE_LIMITED:
    case ATLAS_API_ERROR_SERVER:
    case ATLAS_API_ERROR_NAME_NOT_FOUND:
    case ATLAS_API_ERROR_UNREACHABLE:
    case ATLAS_API_ERROR_TIMED_OUT:
    case ATLAS_API_ERROR_CUT_OFF:
    case ATLAS_API_ERROR_LOGO_REFUSED:
    case ATLAS_API_ERROR_PROXY:
    case ATLAS_API_ERROR_PROXY_SIGN_IN:
    case ATLAS_API_ERROR_NETWORK_SIGN_IN:
    case ATLAS_API_ERROR_PAGE:
    default:
      return ATLAS_REMEDY_RETRY;
    }
}

static void
append_line (GString    *text,
             const char *label,
             const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", label, value);
}

static void
append_number (GString    *text,
               const char *label,
               gint64      value)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  append_line (text, label, number);
}

static void
append_api_details (GString                    *text,
                    const AtlasApiErrorDetails *details)
{
  append_line (text, "Host", details->host);
  append_line (text, "Proxy", details->proxy);
  if (details->status != 0)
    append_number (text, "Status", details->status);
  append_line (text, "Code", details->code);
  append_line (text, "Text", details->text);
  append_line (text, "X-Request-ID", details->request_id);
  if (details->attempts > 0)
    append_number (text, "Attempts", details->attempts);
  if (details->retry_after >= 0)
    append_number (text, "Retry-After", details->retry_after);
}

/**
 * atlas_explain_error:
 * @error: any error
 * @profile: (nullable): the profile that it happened with
 *
 * Returns: (transfer full): what is wrong and what to do about it, in the user's language
 */
char *
atlas_explain_error (const GError *error,
                     AtlasProfile *profile)
{
  char *sentence = NULL;

  g_return_val_if_fail (error != NULL, NULL);
  g_return_val_if_fail (profile == NULL || ATLAS_IS_PROFILE (profile), NULL);

  if (error->domain == ATLAS_API_ERROR)
    sentence = explain_api_error (error, profile);
  if (sentence != NULL)
    return sentence;

  return fill_in_host (atlas_explain_find_sentence (error), error);
}

/**
 * atlas_explain_get_remedy:
 * @error: any error
 *
 * Returns: what a button beside the error may offer
 */
AtlasRemedy
atlas_explain_get_remedy (const GError *error)
{
  g_return_val_if_fail (error != NULL, ATLAS_REMEDY_NONE);

  /* Beside the button for the network's sign-in page. */
  if (error->domain == ATLAS_API_ERROR && atlas_api_error_get_details (error)->page != NULL)
    return ATLAS_REMEDY_RETRY;
  if (error->domain == ATLAS_API_ERROR)
    return get_api_remedy (error->code);
  if (error->domain == ATLAS_SECRETS_ERROR)
    return error->code == ATLAS_SECRETS_ERROR_LOCKED ? ATLAS_REMEDY_RETRY : ATLAS_REMEDY_ENTER_SECRET;
  if (error->domain == ATLAS_STORE_ERROR)
    return error->code == ATLAS_STORE_ERROR_NEWER ? ATLAS_REMEDY_NONE : ATLAS_REMEDY_RETRY;
  if (error->domain == ATLAS_PROFILES_ERROR)
    return error->code == ATLAS_PROFILES_ERROR_UNREADABLE ? ATLAS_REMEDY_NONE : ATLAS_REMEDY_EDIT_PROFILE;

  return ATLAS_REMEDY_RETRY;
}

/**
 * atlas_explain_dup_sign_in:
 * @error: any error
 *
 * Returns: (transfer full) (nullable): the page on which a person may sign in to the network, where it may be opened
 */
char *
atlas_explain_dup_sign_in (const GError *error)
{
  const AtlasApiErrorDetails *details = atlas_api_error_get_details (error);

  return details && details->page ? atlas_web_address_dup_uri (details->page) : NULL;
}

/**
 * atlas_explain_dup_details:
 * @error: any error
 *
 * What the platform's support needs to know, so not translated.
 *
 * Returns: (transfer full): several lines, without any secret
 */
char *
atlas_explain_dup_details (const GError *error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const AtlasApiErrorDetails *details;

  g_return_val_if_fail (error != NULL, NULL);

  append_line (text, "Error", error->message);
  append_line (text, "Domain", g_quark_to_string (error->domain));
  append_number (text, "Number", error->code);
  details = atlas_api_error_get_details (error);
  if (details != NULL)
    append_api_details (text, details);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * atlas_explain_age:
 * @then: Unix seconds, 0 for never
 * @now: Unix seconds
 *
 * Returns: (transfer full): how long ago that was, to the precision that a person cares for
 */
char *
atlas_explain_age (gint64 then,
                   gint64 now)
{
  gint64 age = MAX (0, now - then);
  g_autoptr (GDateTime) date = NULL;

  if (then <= 0)
    return g_strdup (C_("age", "never"));
  if (age < MINUTE)
    return g_strdup (_("just now"));
  if (age < HOUR)
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", (gulong) (age / MINUTE)), (int) (age / MINUTE));
  if (age < DAY)
    return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", (gulong) (age / HOUR)), (int) (age / HOUR));
  if (age < 14 * DAY)
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) (age / DAY)), (int) (age / DAY));

  date = g_date_time_new_from_unix_local (then);
  if (date == NULL)
    return g_strdup (_("long ago"));

  /* Translators: a date long ago, as g_date_time_format() writes it */
  return g_date_time_format (date, _("%-d %B %Y"));
}
