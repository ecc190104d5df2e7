/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-next-step-body.h"

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
begin_object (JsonBuilder *builder,
              const char  *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

static void
add_consent (JsonBuilder *builder)
{
  begin_object (builder, "access");
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "recurringIndicator");
  json_builder_add_boolean_value (builder, TRUE);
  add_string (builder, "validUntil", "<YYYY-MM-DD>");
  json_builder_set_member_name (builder, "frequencyPerDay");
  json_builder_add_int_value (builder, 4);
  json_builder_set_member_name (builder, "combinedServiceIndicator");
  json_builder_add_boolean_value (builder, FALSE);
}

/* Within a country accounts have other numbers, which depend on the product. */
static gboolean
is_paid_to_iban (const char *payment_product)
{
  static const char *const products[] = { "sepa-credit-transfers", "international", "cross-border", NULL };

  return payment_product != NULL && g_strv_contains (products, payment_product);
}

static void
add_account (JsonBuilder *builder,
             const char  *name,
             const char  *iban,
             const char  *number)
{
  begin_object (builder, name);
  if (iban != NULL)
    add_string (builder, "iban", iban);
  else
    add_string (builder, "<account-number-type>", number);
  json_builder_end_object (builder);
}

static void
add_payment (JsonBuilder *builder,
             const char  *payment_product)
{
  begin_object (builder, "instructedAmount");
  add_string (builder, "currency", "<currency>");
  add_string (builder, "amount", "<amount>");
  json_builder_end_object (builder);
  add_string (builder, "creditorName", "<creditor-name>");
  add_account (builder,
               "creditorAccount",
               is_paid_to_iban (payment_product) ? "<creditor-iban>" : NULL,
               "<creditor-account-number>");
}

static void
add_debtor (JsonBuilder *builder)
{
  add_account (builder, "debtorAccount", "<debtor-iban>", NULL);
}

static void
add_bulk (JsonBuilder *builder,
          const char  *payment_product)
{
  add_debtor (builder);
  add_string (builder, "requestedExecutionDate", "<YYYY-MM-DD>");
  json_builder_set_member_name (builder, "payments");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  add_payment (builder, payment_product);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

/**
 * atlas_next_step_make_body:
 * @kind: what comes next
 * @payment_product: (nullable): the product, for a payment
 *
 * Returns: (transfer full): the least that such a call carries, every value that is the operator's as a
 *   placeholder in angle brackets
 */
JsonNode *
atlas_next_step_make_body (AtlasNextKind  kind,
                           const char    *payment_product)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  switch (kind)
    {
    case ATLAS_NEXT_PAYMENT:
      add_debtor (builder);
      add_payment (builder, payment_product);
      break;
    case ATLAS_NEXT_BULK_PAYMENT:
      add_bulk (builder, payment_product);
      break;
    case ATLAS_NEXT_PERIODIC_PAYMENT:
      add_debtor (builder);
      add_payment (builder, payment_product);
      add_string (builder, "startDate", "<YYYY-MM-DD>");
      add_string (builder, "frequency", "<frequency>");
      break;
    case ATLAS_NEXT_ACCOUNT_INFORMATION:
    default:
      add_consent (builder);
    }
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}
