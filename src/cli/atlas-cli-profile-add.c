/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <unistd.h>

#include <glib/gi18n.h>

#include "atlas-cli-online.h"
#include "atlas-cli-prompt.h"

static gboolean
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE, sentence);

  return FALSE;
}

static gboolean
set_choices (AtlasProfile           *profile,
             const AtlasCliOptions  *options,
             GError                **error)
{
  AtlasEnvironment environment = ATLAS_ENVIRONMENT_SANDBOX;
  AtlasListEncoding list_encoding = ATLAS_LIST_ENCODING_COMMA;

  if (options->environment != NULL &&
      (!atlas_environment_from_string (options->environment, &environment) || environment == ATLAS_ENVIRONMENT_DEMO))
    return refuse (error, _("The environment must be sandbox, production or custom"));
  if (options->list_encoding != NULL && !atlas_list_encoding_from_string (options->list_encoding, &list_encoding))
    return refuse (error, _("The list encoding must be comma or repeat"));
  if (environment == ATLAS_ENVIRONMENT_CUSTOM && (options->auth_url == NULL || options->api_url == NULL))
    return refuse (error, _("A custom environment needs --auth-url and --api-url"));

  g_object_set (profile, "environment", (int) environment, "list-encoding", (int) list_encoding, NULL);

  return TRUE;
}

static gboolean
set_host (AtlasProfile  *profile,
          const char    *property,
          const char    *option,
          const char    *typed,
          GError       **error)
{
  g_autoptr (GError) host_error = NULL;
  g_autofree char *url = NULL;

  if (typed == NULL)
    return TRUE;
  url = atlas_host_url_normalize (typed, &host_error);
  if (url == NULL)
    {
      g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE, "%s: %s", option, host_error->message);
      return FALSE;
    }
  g_object_set (profile, property, url, NULL);

  return TRUE;
}

static gboolean
set_certificate (AtlasProfile  *profile,
                 const char    *typed,
                 GError       **error)
{
  g_autofree char *path = NULL;

  if (typed == NULL)
    return TRUE;
  path = g_canonicalize_filename (typed, NULL);
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || access (path, R_OK) != 0)
    {
      g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE, _("The certificate “%s” cannot be read"), typed);
      return FALSE;
    }
  g_object_set (profile, "certificate-path", path, NULL);

  return TRUE;
}

static AtlasProfile *
make_profile (const AtlasCliOptions  *options,
              GError                **error)
{
  g_autoptr (AtlasProfile) profile = atlas_profile_new (options->arguments[0], ATLAS_ENVIRONMENT_SANDBOX);

  if (options->client_id == NULL || *options->client_id == '\0')
    {
      refuse (error, _("“profile add” needs --client-id; the developer portal shows yours"));
      return NULL;
    }
  if (!set_choices (profile, options, error) ||
      !set_host (profile, "auth-url", "--auth-url", options->auth_url, error) ||
      !set_host (profile, "api-url", "--api-url", options->api_url, error) ||
      !set_certificate (profile, options->certificate, error))
    return NULL;

  g_object_set (profile, "client-id", options->client_id, NULL);
  if (options->scope != NULL)
    g_object_set (profile, "scope", options->scope, NULL);

  return g_steal_pointer (&profile);
}

static gboolean
check_name (AtlasProfiles  *profiles,
            const char     *name,
            GError        **error)
{
  if (atlas_profiles_find (profiles, name) == NULL)
    return TRUE;

  g_set_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE,
               _("There is already a profile named “%s”; choose another name, or remove it first"), name);

  return FALSE;
}

static gboolean
store_secret (AtlasCliSession  *session,
              AtlasProfile     *profile,
              AtlasSecretKind   kind,
              SecretValue      *value,
              GError          **error)
{
  AtlasSecrets *secrets = atlas_cli_online_get_secrets (session);
  g_autoptr (GError) store_error = NULL;

  if (dex_await (atlas_secrets_store (secrets, profile, kind, NULL, value, FALSE), &store_error))
    return TRUE;

  if (g_error_matches (store_error, ATLAS_SECRETS_ERROR, ATLAS_SECRETS_ERROR_NO_KEYRING))
    g_set_error_literal (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_CREDENTIALS,
                         _("There is no keyring to keep the secret in; start one, such as GNOME Keyring, and add the profile again"));
  else if (g_error_matches (store_error, ATLAS_SECRETS_ERROR, ATLAS_SECRETS_ERROR_LOCKED))
    g_set_error_literal (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_CREDENTIALS,
                         _("The keyring is locked; unlock it, and add the profile again"));
  else
    g_propagate_error (error, g_steal_pointer (&store_error));

  return FALSE;
}

static gboolean
ask_and_store (AtlasCliSession  *session,
               AtlasProfile     *profile,
               GError          **error)
{
  g_autoptr (SecretValue) secret = atlas_cli_prompt_read (_("Client secret"), error);
  g_autoptr (SecretValue) password = NULL;

  if (secret == NULL)
    return FALSE;
  if (atlas_profile_get_certificate_path (profile) != NULL)
    {
      password = atlas_cli_prompt_read (_("Certificate password"), error);
      if (password == NULL)
        return FALSE;
    }

  return store_secret (session, profile, ATLAS_SECRET_CLIENT_SECRET, secret, error) &&
         (password == NULL || store_secret (session, profile, ATLAS_SECRET_CERTIFICATE_PASSWORD, password, error));
}

static gboolean
save (AtlasProfiles  *profiles,
      AtlasProfile   *profile,
      GError        **error)
{
  /* The demo is always among them. */
  gboolean is_first = g_list_model_get_n_items (G_LIST_MODEL (profiles)) == 1;

  if (!atlas_profiles_save (profiles, profile, error))
    return FALSE;
  if (!is_first && atlas_profiles_get_current (profiles) != NULL)
    return TRUE;

  return atlas_profiles_set_current (profiles, profile, error);
}

/* bank-atlas-cli profile add NAME … */
gboolean
atlas_cli_run_profile_add (AtlasCliSession  *session,
                           GError          **error)
{
  AtlasProfiles *profiles = atlas_cli_session_get_profiles (session, error);
  g_autoptr (AtlasProfile) profile = NULL;

  if (profiles == NULL || !check_name (profiles, session->options->arguments[0], error))
    return FALSE;
  profile = make_profile (session->options, error);
  if (profile == NULL)
    return FALSE;

  if (ask_and_store (session, profile, error) && save (profiles, profile, error))
    return TRUE;

  /* A secret without its profile is of no use to anybody. */
  dex_await (atlas_secrets_clear_all (atlas_cli_online_get_secrets (session), profile), NULL);

  return FALSE;
}
