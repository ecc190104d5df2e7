/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-aspsp-details.h"

static AtlasAspspFields *
make_fields (void)
{
  AtlasAspspFields *fields = atlas_aspsp_fields_new ();

  fields->bic_fi = g_strdup ("ESSESESS");
  fields->name = g_strdup ("Skandinaviska Enskilda Banken AB ");
  fields->city = g_strdup ("Stockholm");
  fields->global_payment_products = g_strsplit ("sepa-credit-transfers domestic", " ", -1);
  fields->payment_products = g_strsplit ("swedish-domestic-private-bankgiros", " ", -1);
  fields->authorization_methods = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_authorization_method_free);
  g_ptr_array_add (fields->authorization_methods, atlas_authorization_method_new ("OAuth2", "https://auth.example/"));
  g_ptr_array_add (fields->authorization_methods, atlas_authorization_method_new (NULL, NULL));
  g_ptr_array_add (fields->authorization_methods, atlas_authorization_method_new ("Decoupled", ""));
  fields->affiliates = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_affiliate_free);
  g_ptr_array_add (fields->affiliates, atlas_affiliate_new ("08999", "Södra Dalarnas Sparbank"));

  return fields;
}

static void
test_list_item (void)
{
  AtlasAspsp *aspsp = atlas_aspsp_new ("ESSESESS", "Skandinaviska Enskilda Banken AB ", NULL, "SE", "{}");
  g_autofree char *name = NULL;
  g_autofree char *display_name = NULL;
  g_autofree char *logo_url = NULL;

  g_object_get (aspsp, "name", &name, "display-name", &display_name, "logo-url", &logo_url, NULL);
  g_assert_cmpstr (name, ==, "Skandinaviska Enskilda Banken AB ");
  g_assert_cmpstr (display_name, ==, "Skandinaviska Enskilda Banken AB");
  g_assert_null (logo_url);
  g_assert_cmpstr (atlas_aspsp_get_bic_fi (aspsp), ==, "ESSESESS");
  g_assert_cmpstr (atlas_aspsp_get_country_code (aspsp), ==, "SE");
  g_assert_cmpstr (atlas_aspsp_get_raw_json (aspsp), ==, "{}");
  g_assert_finalize_object (aspsp);
}

static void
test_details_properties (void)
{
  AtlasAspspDetails *details = atlas_aspsp_details_new (make_fields (), "{ }", "an-id", 1700000000);
  g_autofree GParamSpec **specs = NULL;
  guint n_specs = 0;
  g_autofree char *city = NULL;
  g_autofree char *display_name = NULL;
  gint64 received_at = 0;

  g_object_get (details, "city", &city, "display-name", &display_name, "received-at", &received_at, NULL);
  g_assert_cmpstr (city, ==, "Stockholm");
  g_assert_cmpstr (display_name, ==, "Skandinaviska Enskilda Banken AB");
  g_assert_cmpint (received_at, ==, 1700000000);
  g_assert_cmpstr (atlas_aspsp_details_get_raw_json (details), ==, "{ }");
  g_assert_cmpstr (atlas_aspsp_details_get_request_id (details), ==, "an-id");

  specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (details), &n_specs);
  for (guint i = 0; i < n_specs; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (details), specs[i]->name, &value);
      g_assert_false (specs[i]->flags & G_PARAM_WRITABLE);
    }
  g_assert_finalize_object (details);
}

static void
test_offers (void)
{
  g_autoptr (AtlasAspspDetails) details = atlas_aspsp_details_new (make_fields (), NULL, NULL, 0);
  g_autoptr (AtlasAspspDetails) silent = atlas_aspsp_details_new (atlas_aspsp_fields_new (), NULL, NULL, 0);

  g_assert_true (atlas_aspsp_details_offers (details, "domestic"));
  g_assert_true (atlas_aspsp_details_offers (details, "swedish-domestic-private-bankgiros"));
  g_assert_false (atlas_aspsp_details_offers (details, "international"));
  g_assert_false (atlas_aspsp_details_offers (silent, "domestic"));
}

static void
test_authorizes_by (void)
{
  g_autoptr (AtlasAspspDetails) details = atlas_aspsp_details_new (make_fields (), NULL, NULL, 0);
  g_autoptr (AtlasAspspDetails) silent = atlas_aspsp_details_new (atlas_aspsp_fields_new (), NULL, NULL, 0);

  g_assert_true (atlas_aspsp_details_authorizes_by (details, "OAuth2"));
  g_assert_true (atlas_aspsp_details_authorizes_by (details, "decoupled"));
  g_assert_false (atlas_aspsp_details_authorizes_by (details, "Embedded"));
  g_assert_false (atlas_aspsp_details_authorizes_by (silent, "OAuth2"));
}

static void
test_nothing_stated (void)
{
  g_autoptr (AtlasAspspFields) fields = atlas_aspsp_fields_new ();

  g_assert_null (fields->payment_products);
  g_assert_null (fields->affiliates);
  g_assert_cmpint (fields->signing_baskets, ==, ATLAS_STATED_NOT);
  g_assert_cmpint (fields->signing_basket_limit, ==, -1);
  g_assert_cmpint (fields->transaction_history_max_days, ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/directory/aspsp/list-item", test_list_item);
  g_test_add_func ("/directory/aspsp/details-properties", test_details_properties);
  g_test_add_func ("/directory/aspsp/offers", test_offers);
  g_test_add_func ("/directory/aspsp/authorizes-by", test_authorizes_by);
  g_test_add_func ("/directory/aspsp/nothing-stated", test_nothing_stated);

  return g_test_run ();
}
