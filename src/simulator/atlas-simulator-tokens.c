/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "atlas-simulator-json.h"
#include "atlas-simulator-tokens.h"
#include "atlas-simulator.h"

/* The lifetime in the documentation's sample, ninety days. */
#define DEFAULT_LIFETIME_SECONDS 7776000
/* Enough for any use; a client that asks for more loses its oldest tokens all at once. */
#define MAX_TOKENS 10000
#define BEARER "Bearer "

struct _AtlasSimulatorTokens
{
  char       *client_id;
  char       *client_secret;
  GStrv       scopes;
  guint       lifetime;
  GHashTable *expiries;   /* token → gint64, monotonic microseconds */
};

/* The scopes that the platform's documentation and its users name. */
static const char * const known_scopes[] = {
  "aspspinformation",
  "aspspinformation private",
  "aspspinformation corporate",
  "accountinformation corporate",
  NULL,
};

static char *
write_error (const char *code,
             const char *description,
             guint      *status)
{
  GString *json = g_string_new ("{");

  *status = SOUP_STATUS_BAD_REQUEST;
  atlas_simulator_json_append_member (json, "error", code);
  atlas_simulator_json_append_member (json, "error_description", description);

  return g_string_free (g_string_append_c (json, '}'), FALSE);
}

static char *
write_token (const char *token,
             guint       lifetime,
             const char *scope)
{
  GString *json = g_string_new ("{");

  atlas_simulator_json_append_member (json, "access_token", token);
  g_string_append_printf (json, ",\"expires_in\":%u", lifetime);
  atlas_simulator_json_append_member (json, "token_type", "Bearer");
  atlas_simulator_json_append_member (json, "scope", scope);

  return g_string_free (g_string_append_c (json, '}'), FALSE);
}

static char *
make_token (void)
{
  g_autofree char *first = g_uuid_string_random ();
  g_autofree char *second = g_uuid_string_random ();

  return g_strconcat (first, ".", second, NULL);
}

/**
 * atlas_simulator_tokens_new:
 *
 * Returns: (transfer full): a token host that accepts the demo client and every known scope
 */
AtlasSimulatorTokens *
atlas_simulator_tokens_new (void)
{
  AtlasSimulatorTokens *self = g_new0 (AtlasSimulatorTokens, 1);

  self->client_id = g_strdup (ATLAS_SIMULATOR_DEFAULT_CLIENT_ID);
  self->client_secret = g_strdup (ATLAS_SIMULATOR_DEFAULT_CLIENT_SECRET);
  self->scopes = g_strdupv ((char **) known_scopes);
  self->lifetime = DEFAULT_LIFETIME_SECONDS;
  self->expiries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * atlas_simulator_tokens_free:
 * @self: (transfer full): a token host
 */
void
atlas_simulator_tokens_free (AtlasSimulatorTokens *self)
{
  g_free (self->client_id);
  g_free (self->client_secret);
  g_strfreev (self->scopes);
  g_hash_table_unref (self->expiries);
  g_free (self);
}

/**
 * atlas_simulator_tokens_set_credentials:
 * @self: a token host
 * @client_id: the one client that it knows
 * @client_secret: that client's secret
 */
void
atlas_simulator_tokens_set_credentials (AtlasSimulatorTokens *self,
                                        const char           *client_id,
                                        const char           *client_secret)
{
  g_set_str (&self->client_id, client_id);
  g_set_str (&self->client_secret, client_secret);
}

/**
 * atlas_simulator_tokens_set_scopes:
 * @self: a token host
 * @accepted: (nullable): the scopes that it grants; %NULL is every known one
 */
void
atlas_simulator_tokens_set_scopes (AtlasSimulatorTokens *self,
                                   const char * const   *accepted)
{
  g_strfreev (self->scopes);
  self->scopes = g_strdupv ((char **) (accepted ? accepted : known_scopes));
}

/**
 * atlas_simulator_tokens_set_lifetime:
 * @self: a token host
 * @seconds: how long new tokens are good; with 0 they have expired when they are issued
 */
void
atlas_simulator_tokens_set_lifetime (AtlasSimulatorTokens *self,
                                     guint                 seconds)
{
  self->lifetime = seconds;
}

/**
 * atlas_simulator_tokens_revoke_all:
 * @self: a token host
 *
 * Forgets every token that was issued.
 */
void
atlas_simulator_tokens_revoke_all (AtlasSimulatorTokens *self)
{
  g_hash_table_remove_all (self->expiries);
}

/**
 * atlas_simulator_tokens_issue:
 * @self: a token host
 * @form: the request's body, form-encoded
 * @status: (out): the answer's status
 *
 * Answers POST /connect/token: a token, or an error as OAuth 2.0 (RFC 6749, 5.2) has it.
 *
 * Returns: (transfer full): the answer's body
 */
char *
atlas_simulator_tokens_issue (AtlasSimulatorTokens *self,
                              const char           *form,
                              guint                *status)
{
  g_autoptr (GHashTable) fields = soup_form_decode (form);
  const char *grant_type = g_hash_table_lookup (fields, "grant_type");
  const char *scope = g_hash_table_lookup (fields, "scope");
  g_autofree char *token = make_token ();
  gint64 *expiry;

  if (grant_type == NULL)
    return write_error ("invalid_request", "grant_type is missing", status);
  if (!g_str_equal (grant_type, "client_credentials"))
    return write_error ("unsupported_grant_type", "grant_type must be client_credentials", status);
  if (g_strcmp0 (g_hash_table_lookup (fields, "client_id"), self->client_id) != 0 ||
      g_strcmp0 (g_hash_table_lookup (fields, "client_secret"), self->client_secret) != 0)
    return write_error ("invalid_client", "Unknown client, or wrong secret", status);
  if (scope == NULL || !g_strv_contains ((const char * const *) self->scopes, scope))
    return write_error ("invalid_scope", "The scope is missing, or this client may not have it", status);

  if (g_hash_table_size (self->expiries) >= MAX_TOKENS)
    g_hash_table_remove_all (self->expiries);
  expiry = g_new (gint64, 1);
  *expiry = g_get_monotonic_time () + self->lifetime * G_USEC_PER_SEC;
  g_hash_table_insert (self->expiries, g_strdup (token), expiry);
  *status = SOUP_STATUS_OK;

  return write_token (token, self->lifetime, scope);
}

/**
 * atlas_simulator_tokens_check:
 * @self: a token host
 * @authorization: (nullable): the Authorization header
 *
 * Returns: how good the token in it is
 */
AtlasTokenState
atlas_simulator_tokens_check (AtlasSimulatorTokens *self,
                              const char           *authorization)
{
  const gint64 *expiry;

  if (authorization == NULL || g_ascii_strncasecmp (authorization, BEARER, strlen (BEARER)) != 0)
    return ATLAS_TOKEN_MISSING;

  expiry = g_hash_table_lookup (self->expiries, authorization + strlen (BEARER));
  if (expiry == NULL)
    return ATLAS_TOKEN_UNKNOWN;

  return *expiry > g_get_monotonic_time () ? ATLAS_TOKEN_GOOD : ATLAS_TOKEN_EXPIRED;
}
