/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-catalogue-names.h"

static void
add_cities (AtlasQueryNames *names,
            AtlasPlace      *country)
{
  GListModel *cities = atlas_place_get_children (country);

  for (guint i = 0; cities != NULL && i < g_list_model_get_n_items (cities); i++)
    {
      g_autoptr (AtlasPlace) city = g_list_model_get_item (cities, i);

      atlas_query_names_add_city (names, atlas_place_get_id (city), atlas_place_get_name (city), atlas_place_get_id (country));
    }
}

/**
 * atlas_catalogue_list_names:
 * @self: a catalogue
 *
 * Returns: (transfer full): what qualifiers may name in its directory, as it is now
 */
AtlasQueryNames *
atlas_catalogue_list_names (AtlasCatalogue *self)
{
  AtlasQueryNames *names;
  GListModel *countries;

  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  names = atlas_query_names_new (atlas_catalogue_get_table (self));
  countries = atlas_catalogue_get_countries (self);
  for (guint i = 0; i < g_list_model_get_n_items (countries); i++)
    {
      g_autoptr (AtlasPlace) country = g_list_model_get_item (countries, i);

      atlas_query_names_add_country (names, atlas_place_get_id (country), atlas_place_get_name (country));
      add_cities (names, country);
    }

  return names;
}
