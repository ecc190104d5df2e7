/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-aspsp-details.h"
#include "atlas-text.h"

struct _AtlasAspspDetails
{
  GObject           parent_instance;
  AtlasAspspFields *fields;
  char             *display_name;
  char             *raw_json;
  char             *request_id;
  gint64            received_at;
};

G_DEFINE_FINAL_TYPE (AtlasAspspDetails, atlas_aspsp_details, G_TYPE_OBJECT)

typedef enum
{
  PROP_BIC_FI = 1,
  PROP_NAME,
  PROP_DISPLAY_NAME,
  PROP_LOGO_URL,
  PROP_ID,
  PROP_COUNTRY_CODE,
  PROP_CITY,
  PROP_COUNTRY,
  PROP_POSTAL_CODE,
  PROP_STREET_ADDRESS,
  PROP_COMPANY_NUMBER,
  PROP_PHONE,
  PROP_WEBSITE_URL,
  PROP_RAW_JSON,
  PROP_REQUEST_ID,
  PROP_RECEIVED_AT,
} AtlasAspspDetailsProperty;

static GParamSpec *properties[PROP_RECEIVED_AT + 1];

static const char *const string_property_names[] = {
  [PROP_BIC_FI] = "bic-fi",
  [PROP_NAME] = "name",
  [PROP_DISPLAY_NAME] = "display-name",
  [PROP_LOGO_URL] = "logo-url",
  [PROP_ID] = "id",
  [PROP_COUNTRY_CODE] = "country-code",
  [PROP_CITY] = "city",
  [PROP_COUNTRY] = "country",
  [PROP_POSTAL_CODE] = "postal-code",
  [PROP_STREET_ADDRESS] = "street-address",
  [PROP_COMPANY_NUMBER] = "company-number",
  [PROP_PHONE] = "phone",
  [PROP_WEBSITE_URL] = "website-url",
  [PROP_RAW_JSON] = "raw-json",
  [PROP_REQUEST_ID] = "request-id",
};

static const char *
get_string_property (AtlasAspspDetails         *self,
                     AtlasAspspDetailsProperty  property)
{
  switch (property)
    {
    case PROP_BIC_FI: return self->fields->bic_fi;
    case PROP_NAME: return self->fields->name;
    case PROP_DISPLAY_NAME: return self->display_name;
    case PROP_LOGO_URL: return self->fields->logo_url;
    case PROP_ID: return self->fields->id;
    case PROP_COUNTRY_CODE: return self->fields->country_code;
    case PROP_CITY: return self->fields->city;
    case PROP_COUNTRY: return self->fields->country;
    case PROP_POSTAL_CODE: return self->fields->postal_code;
    case PROP_STREET_ADDRESS: return self->fields->street_address;
    case PROP_COMPANY_NUMBER: return self->fields->company_number;
    case PROP_PHONE: return self->fields->phone;
    case PROP_WEBSITE_URL: return self->fields->website_url;
    case PROP_RAW_JSON: return self->raw_json;
    case PROP_REQUEST_ID: return self->request_id;
    case PROP_RECEIVED_AT:
    default: return NULL;
    }
}

static void
atlas_aspsp_details_finalize (GObject *object)
{
  AtlasAspspDetails *self = ATLAS_ASPSP_DETAILS (object);

  g_clear_pointer (&self->fields, atlas_aspsp_fields_free);
  g_free (self->display_name);
  g_free (self->raw_json);
  g_free (self->request_id);

  G_OBJECT_CLASS (atlas_aspsp_details_parent_class)->finalize (object);
}

static void
atlas_aspsp_details_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  AtlasAspspDetails *self = ATLAS_ASPSP_DETAILS (object);

  if (property_id == PROP_RECEIVED_AT)
    g_value_set_int64 (value, self->received_at);
  else if (property_id < G_N_ELEMENTS (string_property_names))
    g_value_set_string (value, get_string_property (self, (AtlasAspspDetailsProperty) property_id));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
atlas_aspsp_details_class_init (AtlasAspspDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = atlas_aspsp_details_finalize;
  object_class->get_property = atlas_aspsp_details_get_property;

  for (guint i = PROP_BIC_FI; i < G_N_ELEMENTS (string_property_names); i++)
    properties[i] = g_param_spec_string (string_property_names[i], NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RECEIVED_AT] =
    g_param_spec_int64 ("received-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
atlas_aspsp_details_init (AtlasAspspDetails *self)
{
}

static gboolean
strv_has (GStrv       strv,
          const char *word)
{
  return strv != NULL && g_strv_contains ((const char *const *) strv, word);
}

/**
 * atlas_aspsp_details_new:
 * @fields: (transfer full): what the platform stated
 * @raw_json: (nullable): the answer as it came
 * @request_id: (nullable): the X-Request-ID that it was asked for under
 * @received_at: when it came, Unix seconds
 *
 * Source: Get ASPSP.
 *
 * Returns: (transfer full): a new #AtlasAspspDetails, which never changes
 */
AtlasAspspDetails *
atlas_aspsp_details_new (AtlasAspspFields *fields,
                         const char       *raw_json,
                         const char       *request_id,
                         gint64            received_at)
{
  AtlasAspspDetails *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (ATLAS_TYPE_ASPSP_DETAILS, NULL);
  self->fields = fields;
  self->display_name = atlas_text_dup_shown (fields->name);
  self->raw_json = g_strdup (raw_json);
  self->request_id = g_strdup (request_id);
  self->received_at = received_at;

  return self;
}

/**
 * atlas_aspsp_details_get_fields:
 * @self: the details of a bank
 *
 * Returns: (transfer none): everything that the platform stated
 */
const AtlasAspspFields *
atlas_aspsp_details_get_fields (AtlasAspspDetails *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_DETAILS (self), NULL);

  return self->fields;
}

/**
 * atlas_aspsp_details_get_display_name:
 * @self: the details of a bank
 *
 * Returns: (transfer none) (nullable): its name for showing and sorting, trimmed; %NULL when it has none
 */
const char *
atlas_aspsp_details_get_display_name (AtlasAspspDetails *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_DETAILS (self), NULL);

  return self->display_name;
}

/**
 * atlas_aspsp_details_get_raw_json:
 * @self: the details of a bank
 *
 * Returns: (transfer none) (nullable): the answer as it came
 */
const char *
atlas_aspsp_details_get_raw_json (AtlasAspspDetails *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_DETAILS (self), NULL);

  return self->raw_json;
}

/**
 * atlas_aspsp_details_get_request_id:
 * @self: the details of a bank
 *
 * Returns: (transfer none) (nullable): the X-Request-ID that it was asked for under
 */
const char *
atlas_aspsp_details_get_request_id (AtlasAspspDetails *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_DETAILS (self), NULL);

  return self->request_id;
}

/**
 * atlas_aspsp_details_get_received_at:
 * @self: the details of a bank
 *
 * Returns: when the answer came, Unix seconds
 */
gint64
atlas_aspsp_details_get_received_at (AtlasAspspDetails *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_DETAILS (self), 0);

  return self->received_at;
}

/**
 * atlas_aspsp_details_offers:
 * @self: the details of a bank
 * @payment_product: a payment product's identifier
 *
 * Returns: whether the bank offers it, as a global product or as one of its own
 */
gboolean
atlas_aspsp_details_offers (AtlasAspspDetails *self,
                            const char        *payment_product)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_DETAILS (self), FALSE);
  g_return_val_if_fail (payment_product != NULL, FALSE);

  return strv_has (self->fields->global_payment_products, payment_product) ||
         strv_has (self->fields->payment_products, payment_product);
}

/**
 * atlas_aspsp_details_authorizes_by:
 * @self: the details of a bank
 * @method: an authorization method's name, in any case
 *
 * Returns: whether @method is among the bank's authorization methods, at whatever place
 */
gboolean
atlas_aspsp_details_authorizes_by (AtlasAspspDetails *self,
                                   const char        *method)
{
  GPtrArray *methods;

  g_return_val_if_fail (ATLAS_IS_ASPSP_DETAILS (self), FALSE);
  g_return_val_if_fail (method != NULL, FALSE);

  methods = self->fields->authorization_methods;
  for (guint i = 0; methods != NULL && i < methods->len; i++)
    {
      const AtlasAuthorizationMethod *candidate = g_ptr_array_index (methods, i);

      if (candidate->name != NULL && g_ascii_strcasecmp (candidate->name, method) == 0)
        return TRUE;
    }

  return FALSE;
}
