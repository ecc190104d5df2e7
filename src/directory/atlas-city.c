/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-city.h"
#include "atlas-country.h"

struct _AtlasCity
{
  GObject  parent_instance;
  char    *city_id;
  char    *name;
  char    *iso_country_code;
  char    *raw_json;
};

G_DEFINE_FINAL_TYPE (AtlasCity, atlas_city, G_TYPE_OBJECT)

typedef enum
{
  PROP_CITY_ID = 1,
  PROP_NAME,
  PROP_ISO_COUNTRY_CODE,
  PROP_RAW_JSON,
} AtlasCityProperty;

static GParamSpec *properties[PROP_RAW_JSON + 1];

static void
atlas_city_finalize (GObject *object)
{
  AtlasCity *self = ATLAS_CITY (object);

  g_free (self->city_id);
  g_free (self->name);
  g_free (self->iso_country_code);
  g_free (self->raw_json);

  G_OBJECT_CLASS (atlas_city_parent_class)->finalize (object);
}

static void
atlas_city_get_property (GObject    *object,
                         guint       property_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  AtlasCity *self = ATLAS_CITY (object);

  switch ((AtlasCityProperty) property_id)
    {
    case PROP_CITY_ID:
      g_value_set_string (value, self->city_id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ISO_COUNTRY_CODE:
      g_value_set_string (value, self->iso_country_code);
      break;
    case PROP_RAW_JSON:
      g_value_set_string (value, self->raw_json);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_city_class_init (AtlasCityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = atlas_city_finalize;
  object_class->get_property = atlas_city_get_property;

  properties[PROP_CITY_ID] = g_param_spec_string ("city-id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ISO_COUNTRY_CODE] = g_param_spec_string ("iso-country-code", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RAW_JSON] = g_param_spec_string ("raw-json", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
atlas_city_init (AtlasCity *self)
{
}

/**
 * atlas_city_new:
 * @city_id: (nullable): its id, a UUID
 * @name: (nullable): its name
 * @iso_country_code: (nullable): its country's code as the platform wrote it
 * @raw_json: (nullable): the object as the platform sent it
 *
 * Source: Get cities.
 *
 * Returns: (transfer full): a new #AtlasCity, which never changes
 */
AtlasCity *
atlas_city_new (const char *city_id,
                const char *name,
                const char *iso_country_code,
                const char *raw_json)
{
  AtlasCity *self = g_object_new (ATLAS_TYPE_CITY, NULL);

  self->city_id = g_strdup (city_id);
  self->name = g_strdup (name);
  self->iso_country_code = atlas_country_code_dup_canonical (iso_country_code);
  self->raw_json = g_strdup (raw_json);

  return self;
}

/**
 * atlas_city_get_city_id:
 * @self: a city
 *
 * Returns: (transfer none) (nullable): its id, a UUID
 */
const char *
atlas_city_get_city_id (AtlasCity *self)
{
  g_return_val_if_fail (ATLAS_IS_CITY (self), NULL);

  return self->city_id;
}

/**
 * atlas_city_get_name:
 * @self: a city
 *
 * Returns: (transfer none) (nullable): its name
 */
const char *
atlas_city_get_name (AtlasCity *self)
{
  g_return_val_if_fail (ATLAS_IS_CITY (self), NULL);

  return self->name;
}

/**
 * atlas_city_get_iso_country_code:
 * @self: a city
 *
 * Returns: (transfer none) (nullable): its country's ISO 3166-1 alpha-2 code, see atlas_country_code_dup_canonical()
 */
const char *
atlas_city_get_iso_country_code (AtlasCity *self)
{
  g_return_val_if_fail (ATLAS_IS_CITY (self), NULL);

  return self->iso_country_code;
}

/**
 * atlas_city_get_raw_json:
 * @self: a city
 *
 * Returns: (transfer none) (nullable): the object as the platform sent it
 */
const char *
atlas_city_get_raw_json (AtlasCity *self)
{
  g_return_val_if_fail (ATLAS_IS_CITY (self), NULL);

  return self->raw_json;
}
