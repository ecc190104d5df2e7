/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-vocabulary.h"

static void
test_payment_products (void)
{
  static const struct
  {
    const char *identifier;
    gboolean    known;
    const char *label;
  } cases[] = {
    { "sepa-credit-transfers", TRUE, "SEPA credit transfers" },
    { "swedish-giro", TRUE, "Swedish giro payments" },
    { "swedish-domestic-private-bankgiros", TRUE, "Swedish Bankgiro payments, private" },
    { "target-2-payments", TRUE, "TARGET2 payments" },
    { "moon-dust-transfers", FALSE, "moon-dust-transfers" },
    { "", FALSE, "" },
    { NULL, FALSE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *label = atlas_payment_product_dup_label (cases[i].identifier);

      g_assert_cmpint (atlas_payment_product_is_known (cases[i].identifier), ==, cases[i].known);
      g_assert_cmpstr (label, ==, cases[i].label);
    }
}

static void
test_authorization_methods (void)
{
  static const struct
  {
    const char *name;
    gboolean    known;
    const char *label;
  } cases[] = {
    { "OAuth2", TRUE, "OAuth2 (at the bank’s website)" },
    { "oauth2", TRUE, "OAuth2 (at the bank’s website)" },
    { "Decoupled", TRUE, "Decoupled (in the bank’s app)" },
    { "Embedded", FALSE, "Embedded" },
    { NULL, FALSE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *label = atlas_authorization_method_dup_label (cases[i].name);

      g_assert_cmpint (atlas_authorization_method_is_known (cases[i].name), ==, cases[i].known);
      g_assert_cmpstr (label, ==, cases[i].label);
    }
}

static void
test_global_products_are_known (void)
{
  const char *const *identifiers = atlas_global_payment_products_get_known ();

  g_assert_cmpuint (g_strv_length ((GStrv) identifiers), ==, 5);
  for (guint i = 0; identifiers[i] != NULL; i++)
    g_assert_true (atlas_payment_product_is_known (identifiers[i]));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/directory/vocabulary/payment-products", test_payment_products);
  g_test_add_func ("/directory/vocabulary/authorization-methods", test_authorization_methods);
  g_test_add_func ("/directory/vocabulary/global-products-are-known", test_global_products_are_known);

  return g_test_run ();
}
