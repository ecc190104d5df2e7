/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-text.h"
#include "atlas-vocabulary.h"

typedef struct
{
  const char *identifier;
  const char *label;
} Word;

static const Word payment_products[] = {
  { "sepa-credit-transfers", N_("SEPA credit transfers") },
  { "domestic", N_("Domestic payments") },
  { "international", N_("International payments") },
  { "swedish-giro", N_("Swedish giro payments") },
  { "cross-border", N_("Cross-border payments") },
  { "swedish-domestic-private-credit-transfers", N_("Swedish credit transfers, private") },
  { "swedish-domestic-private-own-accounts-transfers", N_("Swedish transfers between own accounts, private") },
  { "swedish-domestic-private-bankgiros", N_("Swedish Bankgiro payments, private") },
  { "swedish-domestic-private-plusgiros", N_("Swedish Plusgiro payments, private") },
  { "cross-border-credit-transfers", N_("Cross-border credit transfers") },
  { "high-value-credit-transfers", N_("High-value credit transfers") },
  { "intra-company-credit-transfers", N_("Credit transfers within a company") },
  { "dk-domestic-credit-transfers", N_("Danish credit transfers") },
  { "no-domestic-credit-transfers", N_("Norwegian credit transfers") },
  { "pl-domestic-credit-transfers", N_("Polish credit transfers") },
  { "se-domestic-credit-transfers", N_("Swedish credit transfers") },
  { "uk-domestic-credit-transfers", N_("British credit transfers") },
  { "instant-sepa-credit-transfers", N_("Instant SEPA credit transfers") },
  { "target-2-payments", N_("TARGET2 payments") },
};

static const Word authorization_methods[] = {
  { "OAuth2", N_("OAuth2 (at the bank’s website)") },
  { "Decoupled", N_("Decoupled (in the bank’s app)") },
};

static const char *const global_payment_products[] = {
  "sepa-credit-transfers",
  "domestic",
  "international",
  "swedish-giro",
  "cross-border",
  NULL,
};

static const Word *
find_payment_product (const char *identifier)
{
  for (guint i = 0; i < G_N_ELEMENTS (payment_products); i++)
    if (g_strcmp0 (payment_products[i].identifier, identifier) == 0)
      return &payment_products[i];

  return NULL;
}

static const Word *
find_authorization_method (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (authorization_methods); i++)
    if (g_ascii_strcasecmp (authorization_methods[i].identifier, name) == 0)
      return &authorization_methods[i];

  return NULL;
}

static char *
dup_label (const Word *word,
           const char *identifier)
{
  char *label = word ? g_strdup (_(word->label)) : atlas_text_dup_shown (identifier);

  return label ? label : g_strdup ("");
}

/**
 * atlas_payment_product_is_known:
 * @identifier: (nullable): a payment product's identifier, global or a bank's own
 *
 * Returns: whether there is a name for people
 */
gboolean
atlas_payment_product_is_known (const char *identifier)
{
  return find_payment_product (identifier) != NULL;
}

/**
 * atlas_payment_product_dup_label:
 * @identifier: (nullable): a payment product's identifier, global or a bank's own
 *
 * Returns: (transfer full): its name in the user's language, or what is shown of the identifier itself
 */
char *
atlas_payment_product_dup_label (const char *identifier)
{
  const Word *word = find_payment_product (identifier);

  return dup_label (word, identifier);
}

/**
 * atlas_authorization_method_is_known:
 * @name: (nullable): an authorization method's name, in any case
 *
 * Returns: whether there is a name for people
 */
gboolean
atlas_authorization_method_is_known (const char *name)
{
  return find_authorization_method (name) != NULL;
}

/**
 * atlas_authorization_method_dup_label:
 * @name: (nullable): an authorization method's name, in any case
 *
 * Returns: (transfer full): what it means, in the user's language, or what is shown of the name itself
 */
char *
atlas_authorization_method_dup_label (const char *name)
{
  const Word *word = find_authorization_method (name);

  return dup_label (word, name);
}

/**
 * atlas_global_payment_products_get_known:
 *
 * Returns: (transfer none) (array zero-terminated=1): the global products that are known, in the order to show them
 */
const char *const *
atlas_global_payment_products_get_known (void)
{
  return global_payment_products;
}
