/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp.h"

G_BEGIN_DECLS

/* Three states, because the platform may say yes, say no, or say nothing. */
typedef enum
{
  ATLAS_STATED_NOT = 0,
  ATLAS_STATED_NO,
  ATLAS_STATED_YES,
} AtlasStated;

typedef struct
{
  char *name;
  char *uri;
} AtlasAuthorizationMethod;

/* The id keeps its leading zeros; it is never a number. */
typedef struct
{
  char *id;
  char *name;
} AtlasAffiliate;

/**
 * AtlasAspspFields:
 *
 * What the readers of the wire and of the store fill in, and what #AtlasAspspDetails then owns.
 * A %NULL string or array was not stated; an empty array was stated as empty.
 * @transaction_history_max_days and @signing_basket_limit are -1 where nothing is stated.
 */
typedef struct
{
  char        *bic_fi;
  char        *name;
  char        *logo_url;
  char        *id;
  char        *country_code;
  char        *city;
  char        *country;
  char        *postal_code;
  char        *street_address;
  char        *company_number;
  char        *phone;
  char        *website_url;
  GStrv        global_payment_products;
  GStrv        payment_products;
  GPtrArray   *authorization_methods;   /* (element-type AtlasAuthorizationMethod) (nullable) */
  GPtrArray   *affiliates;              /* (element-type AtlasAffiliate) (nullable) */
  AtlasStated  signing_baskets;
  gint64       signing_basket_limit;
  gint64       transaction_history_max_days;
  GStrv        notes;                   /* what was missing or ill-typed, one sentence each */
} AtlasAspspFields;

#define ATLAS_TYPE_ASPSP_DETAILS (atlas_aspsp_details_get_type ())

G_DECLARE_FINAL_TYPE (AtlasAspspDetails, atlas_aspsp_details, ATLAS, ASPSP_DETAILS, GObject)

AtlasAspspFields         *atlas_aspsp_fields_new                  (void);
void                      atlas_aspsp_fields_free                 (AtlasAspspFields *fields);
AtlasAuthorizationMethod *atlas_authorization_method_new          (const char *name, const char *uri);
void                      atlas_authorization_method_free         (AtlasAuthorizationMethod *method);
AtlasAffiliate           *atlas_affiliate_new                     (const char *id, const char *name);
void                      atlas_affiliate_free                    (AtlasAffiliate *affiliate);

AtlasAspspDetails        *atlas_aspsp_details_new                 (AtlasAspspFields  *fields,
                                                                   const char        *raw_json,
                                                                   const char        *request_id,
                                                                   gint64             received_at);
const AtlasAspspFields   *atlas_aspsp_details_get_fields          (AtlasAspspDetails *self);
const char               *atlas_aspsp_details_get_display_name    (AtlasAspspDetails *self);
const char               *atlas_aspsp_details_get_raw_json        (AtlasAspspDetails *self);
const char               *atlas_aspsp_details_get_request_id      (AtlasAspspDetails *self);
gint64                    atlas_aspsp_details_get_received_at     (AtlasAspspDetails *self);
gboolean                  atlas_aspsp_details_offers              (AtlasAspspDetails *self, const char *payment_product);
gboolean                  atlas_aspsp_details_authorizes_by       (AtlasAspspDetails *self, const char *method);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasAspspFields, atlas_aspsp_fields_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasAuthorizationMethod, atlas_authorization_method_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasAffiliate, atlas_affiliate_free)

G_END_DECLS
