/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-country.h"

struct _AtlasCountry
{
  GObject  parent_instance;
  char    *iso_country_code;
  char    *listed_code;
  char    *name;
  char    *raw_json;
};

G_DEFINE_FINAL_TYPE (AtlasCountry, atlas_country, G_TYPE_OBJECT)

typedef enum
{
  PROP_ISO_COUNTRY_CODE = 1,
  PROP_NAME,
  PROP_RAW_JSON,
} AtlasCountryProperty;

static GParamSpec *properties[PROP_RAW_JSON + 1];

static void
atlas_country_finalize (GObject *object)
{
  AtlasCountry *self = ATLAS_COUNTRY (object);

  g_free (self->iso_country_code);
  g_free (self->listed_code);
  g_free (self->name);
  g_free (self->raw_json);

  G_OBJECT_CLASS (atlas_country_parent_class)->finalize (object);
}

static void
atlas_country_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  AtlasCountry *self = ATLAS_COUNTRY (object);

  switch ((AtlasCountryProperty) property_id)
    {
    case PROP_ISO_COUNTRY_CODE:
      g_value_set_string (value, self->iso_country_code);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_RAW_JSON:
      g_value_set_string (value, self->raw_json);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_country_class_init (AtlasCountryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = atlas_country_finalize;
  object_class->get_property = atlas_country_get_property;

  properties[PROP_ISO_COUNTRY_CODE] = g_param_spec_string ("iso-country-code", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RAW_JSON] = g_param_spec_string ("raw-json", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
atlas_country_init (AtlasCountry *self)
{
}

/**
 * atlas_country_new:
 * @listed_code: (nullable): its code as the platform wrote it
 * @name: (nullable): the platform's name for it
 * @raw_json: (nullable): the object as the platform sent it
 *
 * Source: Get countries.
 *
 * Returns: (transfer full): a new #AtlasCountry, which never changes
 */
AtlasCountry *
atlas_country_new (const char *listed_code,
                   const char *name,
                   const char *raw_json)
{
  AtlasCountry *self = g_object_new (ATLAS_TYPE_COUNTRY, NULL);

  self->iso_country_code = atlas_country_code_dup_canonical (listed_code);
  self->listed_code = g_strdup (listed_code);
  self->name = g_strdup (name);
  self->raw_json = g_strdup (raw_json);

  return self;
}

/**
 * atlas_country_get_iso_country_code:
 * @self: a country
 *
 * Returns: (transfer none) (nullable): the ISO 3166-1 alpha-2 code, see atlas_country_code_dup_canonical()
 */
const char *
atlas_country_get_iso_country_code (AtlasCountry *self)
{
  g_return_val_if_fail (ATLAS_IS_COUNTRY (self), NULL);

  return self->iso_country_code;
}

/**
 * atlas_country_get_listed_code:
 * @self: a country
 *
 * Returns: (transfer none) (nullable): the code as the platform wrote it, by which the platform is asked for the country
 */
const char *
atlas_country_get_listed_code (AtlasCountry *self)
{
  g_return_val_if_fail (ATLAS_IS_COUNTRY (self), NULL);

  return self->listed_code;
}

/**
 * atlas_country_get_name:
 * @self: a country
 *
 * Returns: (transfer none) (nullable): the platform's name for it
 */
const char *
atlas_country_get_name (AtlasCountry *self)
{
  g_return_val_if_fail (ATLAS_IS_COUNTRY (self), NULL);

  return self->name;
}

/**
 * atlas_country_get_raw_json:
 * @self: a country
 *
 * Returns: (transfer none) (nullable): the object as the platform sent it
 */
const char *
atlas_country_get_raw_json (AtlasCountry *self)
{
  g_return_val_if_fail (ATLAS_IS_COUNTRY (self), NULL);

  return self->raw_json;
}
