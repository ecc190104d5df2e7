/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-view-state.h"

#define VIEWS_KEY "views"
#define VIEWS_TYPE "a{s(ass)}"
#define COUNTRY_PREFIX "country:"
#define CITY_PREFIX "city:"
#define STARRED "starred"

static GVariant *
make_view (AtlasPlaceSet *places,
           const char    *bic_fi)
{
  GVariantBuilder names;

  g_variant_builder_init (&names, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (places)); i++)
    {
      g_autoptr (AtlasPlace) place = g_list_model_get_item (G_LIST_MODEL (places), i);

      g_variant_builder_add_value (&names, g_variant_new_take_string (atlas_view_state_dup_place (place)));
    }

  return g_variant_new ("(ass)", &names, bic_fi ? bic_fi : "");
}

/**
 * atlas_view_state_dup_place:
 * @place: a place
 *
 * Returns: (transfer full): how the settings name it
 */
char *
atlas_view_state_dup_place (AtlasPlace *place)
{
  switch (atlas_place_get_kind (place))
    {
    case ATLAS_PLACE_COUNTRY:
      return g_strconcat (COUNTRY_PREFIX, atlas_place_get_id (place), NULL);
    case ATLAS_PLACE_CITY:
      return g_strconcat (CITY_PREFIX, atlas_place_get_id (place), NULL);
    case ATLAS_PLACE_STARRED:
      return g_strdup (STARRED);
    case ATLAS_PLACE_ALL:
    default:
      return g_strdup ("");
    }
}

/**
 * atlas_view_state_parse_place:
 * @text: how the settings name a place
 * @kind: (out): what it is
 * @id: (out) (nullable) (transfer none): a country's code or a city's id, inside @text
 *
 * Returns: whether @text names a place
 */
gboolean
atlas_view_state_parse_place (const char      *text,
                              AtlasPlaceKind  *kind,
                              const char     **id)
{
  if (g_str_has_prefix (text, COUNTRY_PREFIX))
    {
      *kind = ATLAS_PLACE_COUNTRY;
      *id = text + strlen (COUNTRY_PREFIX);
      return TRUE;
    }
  if (g_str_has_prefix (text, CITY_PREFIX))
    {
      *kind = ATLAS_PLACE_CITY;
      *id = text + strlen (CITY_PREFIX);
      return TRUE;
    }

  *kind = ATLAS_PLACE_STARRED;
  *id = NULL;
  return g_str_equal (text, STARRED);
}

/**
 * atlas_view_state_save:
 * @settings: the app's settings
 * @profile_id: a profile
 * @places: the chosen places
 * @bic_fi: (nullable): the bank that is shown
 */
void
atlas_view_state_save (GSettings     *settings,
                       const char    *profile_id,
                       AtlasPlaceSet *places,
                       const char    *bic_fi)
{
  g_autoptr (GVariant) old = g_settings_get_value (settings, VIEWS_KEY);
  GVariantBuilder views;
  GVariantIter iter;
  GVariant *view;
  char *id;

  g_variant_builder_init (&views, G_VARIANT_TYPE (VIEWS_TYPE));
  g_variant_iter_init (&iter, old);
  while (g_variant_iter_loop (&iter, "{s@(ass)}", &id, &view))
    if (!g_str_equal (id, profile_id))
      g_variant_builder_add (&views, "{s@(ass)}", id, view);
  g_variant_builder_add (&views, "{s@(ass)}", profile_id, make_view (places, bic_fi));

  g_settings_set_value (settings, VIEWS_KEY, g_variant_builder_end (&views));
}

/**
 * atlas_view_state_restore:
 * @settings: the app's settings
 * @catalogue: a loaded catalogue
 * @places: where to put the places that were chosen, as far as they still are there
 *
 * Returns: (transfer full) (nullable): the BIC of the bank that was shown
 */
char *
atlas_view_state_restore (GSettings      *settings,
                          AtlasCatalogue *catalogue,
                          AtlasPlaceSet  *places)
{
  g_autoptr (GVariant) views = g_settings_get_value (settings, VIEWS_KEY);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree const char **names = NULL;
  const char *bic_fi = NULL;

  if (g_variant_lookup (views, atlas_profile_get_id (atlas_catalogue_get_profile (catalogue)), "(^a&s&s)", &names, &bic_fi))
    for (guint i = 0; names[i] != NULL; i++)
      {
        AtlasPlace *place = NULL;
        AtlasPlaceKind kind;
        const char *id;

        if (atlas_view_state_parse_place (names[i], &kind, &id))
          place = atlas_catalogue_find_place (catalogue, kind, id);
        if (place != NULL)
          g_ptr_array_add (found, g_object_ref (place));
      }

  atlas_place_set_replace (places, found);

  return bic_fi != NULL && *bic_fi != '\0' ? g_strdup (bic_fi) : NULL;
}
