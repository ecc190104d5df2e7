/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-aspsp.h"
#include "atlas-text.h"

struct _AtlasAspsp
{
  GObject  parent_instance;
  char    *bic_fi;
  char    *name;
  char    *logo_url;
  char    *country_code;
  char    *raw_json;
  char    *display_name;
};

G_DEFINE_FINAL_TYPE (AtlasAspsp, atlas_aspsp, G_TYPE_OBJECT)

typedef enum
{
  PROP_BIC_FI = 1,
  PROP_NAME,
  PROP_LOGO_URL,
  PROP_COUNTRY_CODE,
  PROP_RAW_JSON,
  PROP_DISPLAY_NAME,
} AtlasAspspProperty;

static GParamSpec *properties[PROP_DISPLAY_NAME + 1];

static void
atlas_aspsp_finalize (GObject *object)
{
  AtlasAspsp *self = ATLAS_ASPSP (object);

  g_free (self->bic_fi);
  g_free (self->name);
  g_free (self->logo_url);
  g_free (self->country_code);
  g_free (self->raw_json);
  g_free (self->display_name);

  G_OBJECT_CLASS (atlas_aspsp_parent_class)->finalize (object);
}

static void
atlas_aspsp_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  AtlasAspsp *self = ATLAS_ASPSP (object);

  switch ((AtlasAspspProperty) property_id)
    {
    case PROP_BIC_FI:
      g_value_set_string (value, self->bic_fi);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_LOGO_URL:
      g_value_set_string (value, self->logo_url);
      break;
    case PROP_COUNTRY_CODE:
      g_value_set_string (value, self->country_code);
      break;
    case PROP_RAW_JSON:
      g_value_set_string (value, self->raw_json);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, self->display_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_aspsp_class_init (AtlasAspspClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = atlas_aspsp_finalize;
  object_class->get_property = atlas_aspsp_get_property;

  properties[PROP_BIC_FI] = g_param_spec_string ("bic-fi", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOGO_URL] = g_param_spec_string ("logo-url", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COUNTRY_CODE] = g_param_spec_string ("country-code", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RAW_JSON] = g_param_spec_string ("raw-json", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
atlas_aspsp_init (AtlasAspsp *self)
{
}

/**
 * atlas_aspsp_new:
 * @bic_fi: (nullable): its BIC as the platform wrote it
 * @name: (nullable): its name as the platform wrote it
 * @logo_url: (nullable): where its logo is; not checked
 * @country_code: (nullable): its country, which some answers name
 * @raw_json: (nullable): the object as the platform sent it
 *
 * Source: Get ASPSPs.
 *
 * Returns: (transfer full): a new #AtlasAspsp, which never changes
 */
AtlasAspsp *
atlas_aspsp_new (const char *bic_fi,
                 const char *name,
                 const char *logo_url,
                 const char *country_code,
                 const char *raw_json)
{
  AtlasAspsp *self = g_object_new (ATLAS_TYPE_ASPSP, NULL);

  self->bic_fi = g_strdup (bic_fi);
  self->name = g_strdup (name);
  self->logo_url = g_strdup (logo_url);
  self->country_code = g_strdup (country_code);
  self->raw_json = g_strdup (raw_json);
  self->display_name = atlas_text_dup_shown (name);

  return self;
}

/**
 * atlas_aspsp_get_bic_fi:
 * @self: a bank
 *
 * Returns: (transfer none) (nullable): its BIC as the platform wrote it
 */
const char *
atlas_aspsp_get_bic_fi (AtlasAspsp *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP (self), NULL);

  return self->bic_fi;
}

/**
 * atlas_aspsp_get_name:
 * @self: a bank
 *
 * Returns: (transfer none) (nullable): its name as the platform wrote it
 */
const char *
atlas_aspsp_get_name (AtlasAspsp *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP (self), NULL);

  return self->name;
}

/**
 * atlas_aspsp_get_logo_url:
 * @self: a bank
 *
 * Returns: (transfer none) (nullable): where its logo is; not checked
 */
const char *
atlas_aspsp_get_logo_url (AtlasAspsp *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP (self), NULL);

  return self->logo_url;
}

/**
 * atlas_aspsp_get_country_code:
 * @self: a bank
 *
 * Returns: (transfer none) (nullable): its country, which some answers name
 */
const char *
atlas_aspsp_get_country_code (AtlasAspsp *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP (self), NULL);

  return self->country_code;
}

/**
 * atlas_aspsp_get_raw_json:
 * @self: a bank
 *
 * Returns: (transfer none) (nullable): the object as the platform sent it
 */
const char *
atlas_aspsp_get_raw_json (AtlasAspsp *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP (self), NULL);

  return self->raw_json;
}

/**
 * atlas_aspsp_get_display_name:
 * @self: a bank
 *
 * Returns: (transfer none) (nullable): its name for showing and sorting, trimmed; %NULL when it has none
 */
const char *
atlas_aspsp_get_display_name (AtlasAspsp *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP (self), NULL);

  return self->display_name;
}
