/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-recognition-private.h"

#include "atlas-country.h"

static char *
dup_country_name (const char *code)
{
  return atlas_country_code_dup_display_name (code, NULL);
}

static char *
dup_valid_iban_sentence (const AtlasIban *iban)
{
  g_autofree char *country = dup_country_name (iban->country);
  AtlasIbanBank bank;

  switch (atlas_iban_find_bank (iban, &bank))
    {
    case ATLAS_IBAN_BANK_KNOWN:
      /* Translators: a country, then a bank's name. */
      return g_strdup_printf (_("Recognized a valid IBAN (%s); its bank is %s"), country, bank.name);

    case ATLAS_IBAN_BANK_BIC_START:
      /* Translators: a country, then how the bank's BIC begins. */
      return g_strdup_printf (_("Recognized a valid IBAN (%s); its bank’s BIC begins with %s"), country, bank.bic_fi);

    case ATLAS_IBAN_BANK_NOT_LISTED:
      /* Translators: a country, then the bank's code in the account number. */
      return g_strdup_printf (_("Recognized a valid IBAN (%s); no bank is known for its code %s"), country, iban->bank_code);

    case ATLAS_IBAN_BANK_NOT_TOLD:
    default:
      /* Translators: a country. */
      return g_strdup_printf (_("Recognized a valid IBAN (%s); which bank it belongs to cannot be told from it"), country);
    }
}

/* The bank that its code names is shown, but one of its digits may be the wrong one. */
static char *
dup_wrong_iban_sentence (const AtlasIban *iban)
{
  AtlasIbanBank bank;

  switch (atlas_iban_find_bank (iban, &bank))
    {
    case ATLAS_IBAN_BANK_KNOWN:
      /* Translators: a bank's name. */
      return g_strdup_printf (_("This IBAN fails its check: a character is wrong, or two have changed places; its bank may be %s"), bank.name);

    case ATLAS_IBAN_BANK_BIC_START:
      /* Translators: how the bank's BIC may begin. */
      return g_strdup_printf (_("This IBAN fails its check: a character is wrong, or two have changed places; its bank’s BIC may begin with %s"),
                              bank.bic_fi);

    case ATLAS_IBAN_BANK_NOT_LISTED:
    case ATLAS_IBAN_BANK_NOT_TOLD:
    default:
      return g_strdup (_("This IBAN fails its check: a character is wrong, or two have changed places"));
    }
}

static char *
dup_iban_sentence (const AtlasIban *iban)
{
  switch (iban->state)
    {
    case ATLAS_IBAN_VALID:
      return dup_valid_iban_sentence (iban);

    case ATLAS_IBAN_INCOMPLETE:
      return g_strdup_printf (ngettext ("This looks like an IBAN; %u character is missing",
                                        "This looks like an IBAN; %u characters are missing", iban->n_missing),
                              iban->n_missing);

    case ATLAS_IBAN_TOO_LONG:
      return g_strdup (_("This IBAN is too long for its country"));

    case ATLAS_IBAN_WRONG_CHARACTER:
      return g_strdup (_("This IBAN has a letter where its country has a digit, or the other way round"));

    case ATLAS_IBAN_UNKNOWN_COUNTRY:
      return g_strdup (_("This looks like an IBAN, but its first two letters are no country that has them"));

    case ATLAS_IBAN_WRONG_CHECK:
    default:
      return dup_wrong_iban_sentence (iban);
    }
}

static char *
dup_company_number_sentence (const AtlasFinding *finding)
{
  g_autofree char *country = NULL;

  if (finding->state == ATLAS_FINDING_WRONG)
    return g_strdup (_("This company number fails its check: a digit is wrong, or two have changed places"));
  if (finding->country[0] == '\0')
    return g_strdup (_("Recognized a company number"));
  country = dup_country_name (finding->country);

  /* Translators: a country. */
  return g_strdup_printf (_("Recognized a company number (%s)"), country);
}

static char *
dup_bic_sentence (const AtlasFinding *finding)
{
  g_autofree char *country = NULL;

  /* Any word of eight letters may have the form of one. */
  if (finding->state != ATLAS_FINDING_CERTAIN)
    return NULL;
  country = dup_country_name (finding->country);

  /* Translators: a country. */
  return g_strdup_printf (_("Recognized a BIC (%s)"), country);
}

static char *
dup_finding_sentence (const AtlasFinding *finding)
{
  switch (finding->kind)
    {
    case ATLAS_FINDING_IBAN: return dup_iban_sentence (&finding->iban);
    case ATLAS_FINDING_COMPANY_NUMBER: return dup_company_number_sentence (finding);
    case ATLAS_FINDING_BIC: return dup_bic_sentence (finding);
    case ATLAS_FINDING_PHONE: return g_strdup (_("Recognized a phone number"));
    case ATLAS_FINDING_HOST: return g_strdup_printf (_("Recognized the web address %s"), finding->value);
    case ATLAS_FINDING_BIC_START:
    case ATLAS_FINDING_NAME:
    default: return NULL;
    }
}

static char *
dup_count (AtlasFindingKind kind,
           guint            n)
{
  switch (kind)
    {
    case ATLAS_FINDING_BIC: return g_strdup_printf (ngettext ("%u BIC", "%u BICs", n), n);
    case ATLAS_FINDING_IBAN: return g_strdup_printf (ngettext ("%u IBAN", "%u IBANs", n), n);
    case ATLAS_FINDING_COMPANY_NUMBER: return g_strdup_printf (ngettext ("%u company number", "%u company numbers", n), n);
    case ATLAS_FINDING_PHONE: return g_strdup_printf (ngettext ("%u phone number", "%u phone numbers", n), n);
    case ATLAS_FINDING_HOST: return g_strdup_printf (ngettext ("%u web address", "%u web addresses", n), n);
    case ATLAS_FINDING_NAME: return g_strdup_printf (ngettext ("%u bank by its name", "%u banks by their names", n), n);
    case ATLAS_FINDING_BIC_START:
    default: return NULL;
    }
}

static char *
dup_message_sentence (const AtlasRecognition *self,
                      guint                   n_names)
{
  guint counts[ATLAS_N_FINDING_KINDS] = { 0 };
  g_autoptr (GString) list = g_string_new (NULL);
  guint n_wrong = 0;

  for (guint i = 0; i < self->findings->len; i++)
    {
      const AtlasFinding *finding = &g_array_index (self->findings, AtlasFinding, i);

      counts[finding->kind]++;
      n_wrong += finding->kind == ATLAS_FINDING_IBAN && finding->state != ATLAS_FINDING_CERTAIN;
    }
  counts[ATLAS_FINDING_NAME] = n_names;

  for (guint kind = 0; kind < ATLAS_N_FINDING_KINDS; kind++)
    {
      g_autofree char *count = counts[kind] > 0 ? dup_count (kind, counts[kind]) : NULL;

      if (count == NULL)
        continue;
      /* Translators: between the parts of a list such as "1 BIC, 2 IBANs". */
      g_string_append_printf (list, "%s%s", list->len > 0 ? _(", ") : "", count);
    }
  if (list->len == 0)
    return g_strdup (_("Nothing to look up was found in the message"));
  if (n_wrong == 0)
    /* Translators: a list such as "1 BIC, 2 IBANs". */
    return g_strdup_printf (_("Picked from the message: %s"), list->str);

  /* Translators: a list such as "1 BIC, 2 IBANs"; then how many of the IBANs are wrong. */
  return g_strdup_printf (ngettext ("Picked from the message: %s; %u IBAN is wrong or incomplete",
                                    "Picked from the message: %s; %u IBANs are wrong or incomplete", n_wrong),
                          list->str, n_wrong);
}

/**
 * atlas_recognition_dup_sentence:
 * @self: a recognition
 * @n_names: how many banks were found by the names in a message
 *
 * Tells a person what was recognized, in one sentence of their language. Nothing of an account number is in it.
 *
 * Returns: (transfer full) (nullable): the sentence, without a full stop; %NULL when there is nothing worth saying
 */
char *
atlas_recognition_dup_sentence (const AtlasRecognition *self,
                                guint                   n_names)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->is_message)
    return dup_message_sentence (self, n_names);

  return self->findings->len > 0 ? dup_finding_sentence (&g_array_index (self->findings, AtlasFinding, 0)) : NULL;
}
