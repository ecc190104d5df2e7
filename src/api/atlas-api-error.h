/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AtlasApiError:
 *
 * What went wrong, by what the caller can do about it.
 */
typedef enum
{
  ATLAS_API_ERROR_INVALID_CLIENT,     /* other credentials, or the other environment's */
  ATLAS_API_ERROR_INVALID_SCOPE,      /* another scope */
  ATLAS_API_ERROR_NO_CREDENTIALS,     /* there is no secret to sign in with: ask for it */
  ATLAS_API_ERROR_UNAUTHORIZED,       /* the token was refused, a new one too */
  ATLAS_API_ERROR_CERTIFICATE,        /* a client certificate is needed, wrong or unreadable */
  ATLAS_API_ERROR_FORBIDDEN,          /* blocked, or the scope does not cover the call */
  ATLAS_API_ERROR_NOT_FOUND,          /* the platform does not know that id */
  ATLAS_API_ERROR_NOT_SUPPORTED,      /* the platform refuses that query parameter */
  ATLAS_API_ERROR_BAD_REQUEST,        /* any other 4xx: a fault of this program, or of the platform */
  ATLAS_API_ERROR_RATE_LIMITED,       /* wait */
  ATLAS_API_ERROR_SERVER,             /* 5xx: try later */
  ATLAS_API_ERROR_NAME_NOT_FOUND,     /* no such host: another host, or no network */
  ATLAS_API_ERROR_UNREACHABLE,        /* refused, no route, no network */
  ATLAS_API_ERROR_TIMED_OUT,          /* nobody answered: another host, or try later */
  ATLAS_API_ERROR_TLS,                /* the host's certificate is not to be trusted */
  ATLAS_API_ERROR_CUT_OFF,            /* the answer ended early: try again */
  ATLAS_API_ERROR_MALFORMED,          /* the answer is not what the documentation says */
  ATLAS_API_ERROR_TOO_LARGE,          /* the answer is beyond any bound */
  ATLAS_API_ERROR_REDIRECTED,         /* the host points elsewhere; the token does not follow */
  ATLAS_API_ERROR_LOGO_REFUSED,       /* the host of a logo, which knows neither client nor token, does not hand it out */
  ATLAS_API_ERROR_PROXY,              /* the proxy in between cannot be reached, or does not let this through */
  ATLAS_API_ERROR_PROXY_SIGN_IN,      /* the proxy wants another name and password */
  ATLAS_API_ERROR_NETWORK_SIGN_IN,    /* the network wants a person to sign in first */
  ATLAS_API_ERROR_PAGE,               /* a page for browsers came instead: a network's sign-in page, or another host */
} AtlasApiError;

#define ATLAS_API_ERROR (atlas_api_error_quark ())

/**
 * AtlasApiErrorDetails:
 *
 * What a person may need for the platform's support. Never holds a secret or a token.
 */
typedef struct
{
  guint  status;       /* HTTP status, 0 when there was no answer */
  char  *code;         /* (nullable): tppMessages[0].code, or the token host's "error" */
  char  *text;         /* (nullable): the platform's own words, one line */
  char  *request_id;   /* (nullable): X-Request-ID of the last attempt */
  char  *host;         /* (nullable): scheme, host and port that was asked */
  char  *proxy;        /* (nullable): host and port of the proxy that failed */
  char  *page;         /* (nullable): where a person may find the network's sign-in page; unchecked */
  guint  attempts;
  gint64 retry_after;  /* seconds, -1 when the platform did not say */
  GTlsCertificateFlags tls_errors;  /* what is wrong with the host's certificate */
} AtlasApiErrorDetails;

GQuark                      atlas_api_error_quark        (void);
AtlasApiErrorDetails       *atlas_api_error_get_details  (const GError *error);
gboolean                    atlas_api_error_is_transient (const GError *error);
gboolean                    atlas_api_error_is_network   (const GError *error);

G_END_DECLS
