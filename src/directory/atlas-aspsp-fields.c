/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-aspsp-details.h"

/**
 * atlas_authorization_method_new:
 * @name: (nullable): its name, as "OAuth2" or "Decoupled"
 * @uri: (nullable): where its configuration is; the empty text is right for "Decoupled"
 *
 * Returns: (transfer full): a new #AtlasAuthorizationMethod
 */
AtlasAuthorizationMethod *
atlas_authorization_method_new (const char *name,
                                const char *uri)
{
  AtlasAuthorizationMethod *method = g_new0 (AtlasAuthorizationMethod, 1);

  method->name = g_strdup (name);
  method->uri = g_strdup (uri);

  return method;
}

/**
 * atlas_authorization_method_free:
 * @method: (transfer full): what to free
 */
void
atlas_authorization_method_free (AtlasAuthorizationMethod *method)
{
  g_free (method->name);
  g_free (method->uri);
  g_free (method);
}

/**
 * atlas_affiliate_new:
 * @id: (nullable): its id, with leading zeros
 * @name: (nullable): its name
 *
 * Returns: (transfer full): a new #AtlasAffiliate
 */
AtlasAffiliate *
atlas_affiliate_new (const char *id,
                     const char *name)
{
  AtlasAffiliate *affiliate = g_new0 (AtlasAffiliate, 1);

  affiliate->id = g_strdup (id);
  affiliate->name = g_strdup (name);

  return affiliate;
}

/**
 * atlas_affiliate_free:
 * @affiliate: (transfer full): what to free
 */
void
atlas_affiliate_free (AtlasAffiliate *affiliate)
{
  g_free (affiliate->id);
  g_free (affiliate->name);
  g_free (affiliate);
}

/**
 * atlas_aspsp_fields_new:
 *
 * Returns: (transfer full): fields of which nothing is stated
 */
AtlasAspspFields *
atlas_aspsp_fields_new (void)
{
  AtlasAspspFields *fields = g_new0 (AtlasAspspFields, 1);

  fields->signing_basket_limit = -1;
  fields->transaction_history_max_days = -1;

  return fields;
}

/**
 * atlas_aspsp_fields_free:
 * @fields: (transfer full): what to free
 */
void
atlas_aspsp_fields_free (AtlasAspspFields *fields)
{
  g_free (fields->bic_fi);
  g_free (fields->name);
  g_free (fields->logo_url);
  g_free (fields->id);
  g_free (fields->country_code);
  g_free (fields->city);
  g_free (fields->country);
  g_free (fields->postal_code);
  g_free (fields->street_address);
  g_free (fields->company_number);
  g_free (fields->phone);
  g_free (fields->website_url);
  g_strfreev (fields->global_payment_products);
  g_strfreev (fields->payment_products);
  g_clear_pointer (&fields->authorization_methods, g_ptr_array_unref);
  g_clear_pointer (&fields->affiliates, g_ptr_array_unref);
  g_strfreev (fields->notes);
  g_free (fields);
}
