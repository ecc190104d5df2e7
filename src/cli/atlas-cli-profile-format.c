/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-json-text.h"

#include "atlas-cli-profile-format.h"

typedef const char *(*GetFunc) (AtlasProfile *profile);

static const char *
get_environment (AtlasProfile *profile)
{
  return atlas_environment_to_string (atlas_profile_get_environment (profile));
}

static const char *
get_list_encoding (AtlasProfile *profile)
{
  return atlas_list_encoding_to_string (atlas_profile_get_list_encoding (profile));
}

static const char *
get_context (AtlasProfile *profile)
{
  return atlas_context_to_string (atlas_profile_get_context (profile));
}

static const struct
{
  const char *key;
  const char *label;
  GetFunc     get;
} settings[] = {
  { "name", N_("Name"), atlas_profile_get_name },
  { "environment", N_("Environment"), get_environment },
  { "clientId", N_("Client ID"), atlas_profile_get_client_id },
  { "authUrl", N_("Token host"), atlas_profile_get_auth_url },
  { "apiUrl", N_("API host"), atlas_profile_get_api_url },
  { "scope", N_("Scope"), atlas_profile_get_scope },
  { "listEncoding", N_("List encoding"), get_list_encoding },
  { "context", N_("Context"), get_context },
  { "certificate", N_("Client certificate"), atlas_profile_get_certificate_path },
};

static void
add_row (AtlasCliTable *table,
         const char    *label,
         const char    *value)
{
  atlas_cli_table_add_cell (table, label);
  atlas_cli_table_add_cell (table, value);
}

/**
 * atlas_cli_profile_tabulate:
 * @profile: a profile
 * @is_current: whether it is the one in use
 * @in_words: whether labels in the user's language are wanted, rather than keys
 *
 * Returns: (transfer full): a row for each setting
 */
AtlasCliTable *
atlas_cli_profile_tabulate (AtlasProfile *profile,
                            gboolean      is_current,
                            gboolean      in_words)
{
  AtlasCliTable *table = atlas_cli_table_new ();
  g_autofree char *max_age = g_strdup_printf ("%u", atlas_profile_get_max_age (profile));

  atlas_cli_table_add_column (table, "setting", _("Setting"));
  atlas_cli_table_add_column (table, "value", _("Value"));
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      const char *value = settings[i].get (profile);

      if (value != NULL && *value != '\0')
        add_row (table, in_words ? _(settings[i].label) : settings[i].key, value);
    }
  add_row (table, in_words ? _("Maximum age (seconds)") : "maxAge", max_age);
  add_row (table, in_words ? _("Current") : "current", is_current ? (in_words ? _("Yes") : "true") : (in_words ? _("No") : "false"));

  return table;
}

/**
 * atlas_cli_profile_append_json:
 * @out: where to append
 * @profile: a profile
 * @is_current: whether it is the one in use
 *
 * Appends the profile as a JSON object.
 */
void
atlas_cli_profile_append_json (GString      *out,
                               AtlasProfile *profile,
                               gboolean      is_current)
{
  g_string_append_c (out, '{');
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      const char *value = settings[i].get (profile);

      atlas_json_text_append_string (out, settings[i].key);
      g_string_append_c (out, ':');
      atlas_json_text_append_string (out, value && *value ? value : NULL);
      g_string_append_c (out, ',');
    }
  g_string_append_printf (out, "\"maxAge\":%u,\"current\":%s}",
                          atlas_profile_get_max_age (profile), is_current ? "true" : "false");
}
