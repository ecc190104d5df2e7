/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-profiles-private.h"
#include "atlas-text.h"

/* What AtlasProfiles makes of names and addresses. */

static gboolean
names_equal (const char *a,
             const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return g_str_equal (folded_a, folded_b);
}

static gboolean
check_name (AtlasProfiles *self,
            AtlasProfile  *profile,
            GError       **error)
{
  const char *name = atlas_profile_get_name (profile);

  if (atlas_text_is_blank (name))
    {
      g_set_error_literal (error, ATLAS_PROFILES_ERROR, ATLAS_PROFILES_ERROR_INVALID, _("The connection needs a name"));
      return FALSE;
    }

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (AtlasProfile) other = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (g_strcmp0 (atlas_profile_get_id (other), atlas_profile_get_id (profile)) == 0)
        continue;
      if (!names_equal (name, atlas_profile_get_name (other)) && !names_equal (name, atlas_profile_get_id (other)))
        continue;
      g_set_error (error,
                   ATLAS_PROFILES_ERROR,
                   ATLAS_PROFILES_ERROR_NAME_TAKEN,
                   _("There is already a connection named “%s”; choose another name"),
                   name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_host (AtlasProfile *profile,
            const char   *property,
            const char   *url,
            GError      **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *normalized = NULL;

  if (url == NULL)
    {
      g_set_error_literal (error,
                           ATLAS_PROFILES_ERROR,
                           ATLAS_PROFILES_ERROR_INVALID,
                           _("A custom environment needs the addresses of the token host and of the API host"));
      return FALSE;
    }

  normalized = atlas_host_url_normalize (url, &reason);
  if (normalized == NULL)
    {
      g_set_error_literal (error, ATLAS_PROFILES_ERROR, ATLAS_PROFILES_ERROR_INVALID, reason->message);
      return FALSE;
    }

  g_object_set (profile, property, normalized, NULL);

  return TRUE;
}

/**
 * atlas_profiles_check:
 * @self: the profiles
 * @profile: what is to be saved
 * @error: where the error goes: %ATLAS_PROFILES_ERROR_NAME_TAKEN, %ATLAS_PROFILES_ERROR_INVALID
 *
 * Brings the hosts of @profile to their normal form.
 *
 * Returns: whether it may be saved
 */
gboolean
atlas_profiles_check (AtlasProfiles *self,
                      AtlasProfile  *profile,
                      GError       **error)
{
  if (atlas_profile_is_demo (profile) || !g_uuid_string_is_valid (atlas_profile_get_id (profile)))
    {
      g_set_error_literal (error,
                           ATLAS_PROFILES_ERROR,
                           ATLAS_PROFILES_ERROR_INVALID,
                           _("The demo directory cannot be changed"));
      return FALSE;
    }

  return check_name (self, profile, error) &&
         check_host (profile, "auth-url", atlas_profile_get_auth_url (profile), error) &&
         check_host (profile, "api-url", atlas_profile_get_api_url (profile), error);
}

/**
 * atlas_profiles_find:
 * @self: the profiles
 * @name_or_id: a name, as a person writes it, or an id
 *
 * Returns: (transfer none) (nullable): the profile of that id, else of that name, upper and lower case being the same
 */
AtlasProfile *
atlas_profiles_find (AtlasProfiles *self,
                     const char    *name_or_id)
{
  g_autofree char *name = NULL;
  guint n_profiles;

  g_return_val_if_fail (ATLAS_IS_PROFILES (self), NULL);

  name = atlas_text_dup_trimmed (name_or_id);
  n_profiles = g_list_model_get_n_items (G_LIST_MODEL (self));
  for (guint i = 0; name != NULL && i < 2 * n_profiles; i++)
    {
      g_autoptr (AtlasProfile) profile = g_list_model_get_item (G_LIST_MODEL (self), i % n_profiles);
      const char *candidate = i < n_profiles ? atlas_profile_get_id (profile) : atlas_profile_get_name (profile);

      /* The list keeps it. */
      if (names_equal (candidate, name))
        return profile;
    }

  return NULL;
}
