/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-recognition-private.h"

#include "atlas-bic.h"
#include "atlas-company-number.h"
#include "atlas-contact.h"
#include "atlas-country.h"

#define BIC_LENGTH_SHORT 8
#define BIC_LENGTH_LONG 11
#define BIC_BANK_LENGTH 4
#define BIC_COUNTRY_END 6

/* Whether more characters could make a BIC of it: what is missing is filled in from one that is right. */
static gboolean
may_begin_bic (const char *code)
{
  gsize length = strlen (code);
  char filled[] = "AAAASEAAAAA";

  if (length < BIC_BANK_LENGTH || length >= BIC_LENGTH_LONG || length == BIC_LENGTH_SHORT)
    return FALSE;
  memcpy (filled, code, length);

  return atlas_bic_is_well_formed (filled) && (length < BIC_COUNTRY_END || atlas_recognition_is_country (filled));
}

static gboolean
read_bic (const char           *text,
          const AtlasKnownBics *known,
          GArray               *findings)
{
  g_autofree char *code = NULL;
  gboolean is_whole;
  gboolean is_known;
  char country[3] = "";

  if (strlen (text) > 64)
    return FALSE;
  code = atlas_bic_normalize (text);
  if (code == NULL)
    return FALSE;

  is_whole = atlas_bic_is_well_formed (code) && atlas_recognition_is_country (code);
  if (!is_whole && !may_begin_bic (code))
    return FALSE;
  is_known = is_whole && atlas_recognition_is_known (known, code);
  /* Two words make a code by chance ("swed bank"). */
  if (!is_known && strlen (code) != strlen (text))
    return FALSE;
  if (strlen (code) >= BIC_COUNTRY_END)
    memcpy (country, code + BIC_BANK_LENGTH, 2);
  atlas_recognition_add (findings, is_whole ? ATLAS_FINDING_BIC : ATLAS_FINDING_BIC_START,
                         !is_whole ? ATLAS_FINDING_INCOMPLETE :
                         is_known ? ATLAS_FINDING_CERTAIN : ATLAS_FINDING_POSSIBLE,
                         code, country, 0, strlen (text));

  return TRUE;
}

/* "BIC SWEDSESS", "swift swedsess": a whole BIC that is called so. */
static gboolean
read_named_bic (const char           *text,
                const AtlasKnownBics *known,
                GArray               *findings)
{
  static const char *const names[] = { "bic", "swift" };
  const guint n_before = findings->len;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const gsize length = strlen (names[i]);
      const char *code = text + length;

      if (g_ascii_strncasecmp (text, names[i], length) != 0 || !g_ascii_isspace (*code))
        continue;
      code += strspn (code, " \t");
      if (*code == '\0' || !read_bic (code, known, findings))
        return FALSE;
      if (g_array_index (findings, AtlasFinding, n_before).kind != ATLAS_FINDING_BIC)
        {
          g_array_set_size (findings, n_before);
          return FALSE;
        }
      g_array_index (findings, AtlasFinding, n_before).start += code - text;
      g_array_index (findings, AtlasFinding, n_before).end += code - text;
      return TRUE;
    }

  return FALSE;
}

static gboolean
read_company_number (const char *text,
                     GArray     *findings)
{
  AtlasCompanyNumber number;

  if (!atlas_company_number_read (text, &number))
    return FALSE;
  atlas_recognition_add (findings, ATLAS_FINDING_COMPANY_NUMBER,
                         number.is_valid ? ATLAS_FINDING_CERTAIN : ATLAS_FINDING_WRONG,
                         number.value, number.country, number.start, number.end);

  return TRUE;
}

static gboolean
read_phone (const char *text,
            GArray     *findings)
{
  g_auto (AtlasContact) phone = { 0 };

  if (!atlas_phone_read (text, &phone))
    return FALSE;
  atlas_recognition_add (findings, ATLAS_FINDING_PHONE, ATLAS_FINDING_POSSIBLE, phone.value, "", phone.start, phone.end);

  return TRUE;
}

static gboolean
read_host (const char *text,
           GArray     *findings)
{
  g_autofree char *host = atlas_host_dup_key (text);

  if (host == NULL)
    return FALSE;
  atlas_recognition_add (findings, ATLAS_FINDING_HOST, ATLAS_FINDING_POSSIBLE, host, "", 0, strlen (text));

  return TRUE;
}

/**
 * atlas_recognition_is_known:
 * @known: who knows
 * @bic_fi: a BIC in upper case
 *
 * Returns: whether there is a bank of that BIC; one of a branch is known with its bank
 */
gboolean
atlas_recognition_is_known (const AtlasKnownBics *known,
                            const char           *bic_fi)
{
  g_autofree char *bank = NULL;

  if (known->is_known_bic == NULL)
    return FALSE;
  if (known->is_known_bic (bic_fi, known->data))
    return TRUE;
  if (strlen (bic_fi) != BIC_LENGTH_LONG)
    return FALSE;
  bank = g_strndup (bic_fi, BIC_LENGTH_SHORT);

  return known->is_known_bic (bank, known->data);
}

/**
 * atlas_recognition_is_country:
 * @bic_fi: a BIC in upper case
 *
 * Returns: whether there is the country that it names
 */
gboolean
atlas_recognition_is_country (const char *bic_fi)
{
  const char code[] = { bic_fi[BIC_BANK_LENGTH], bic_fi[BIC_BANK_LENGTH + 1], '\0' };
  g_autofree char *flag = strcmp (code, "UK") != 0 ? atlas_country_code_dup_flag (code) : NULL;

  return flag != NULL;
}

/**
 * atlas_recognition_add_iban:
 * @findings: (element-type AtlasFinding): where to add it
 * @iban: an IBAN, of any state
 *
 * Adds an IBAN.
 */
void
atlas_recognition_add_iban (GArray          *findings,
                            const AtlasIban *iban)
{
  AtlasFindingState state = iban->state == ATLAS_IBAN_VALID ? ATLAS_FINDING_CERTAIN :
                            iban->state == ATLAS_IBAN_INCOMPLETE ? ATLAS_FINDING_INCOMPLETE : ATLAS_FINDING_WRONG;

  atlas_recognition_add (findings, ATLAS_FINDING_IBAN, state, iban->text, iban->country, iban->start, iban->end);
  g_array_index (findings, AtlasFinding, findings->len - 1).iban = *iban;
}

/**
 * atlas_recognition_add:
 * @findings: (element-type AtlasFinding): where to add it
 * @kind: what it is
 * @state: how sure that is
 * @value: what it says
 * @country: its country, or an empty text
 * @start: where it begins
 * @end: where it ends
 *
 * Adds a finding.
 */
void
atlas_recognition_add (GArray            *findings,
                       AtlasFindingKind   kind,
                       AtlasFindingState  state,
                       const char        *value,
                       const char        *country,
                       gsize              start,
                       gsize              end)
{
  AtlasFinding finding = { .kind = kind, .state = state, .value = g_strdup (value), .start = start, .end = end };

  g_strlcpy (finding.country, country, sizeof (finding.country));
  g_array_append_val (findings, finding);
}

/**
 * atlas_recognition_read_alone:
 * @text: a text
 * @known: who knows which BICs there are
 * @findings: (element-type AtlasFinding): where to add what is found
 *
 * Reads a text that is one thing and nothing else. Some can be two: a number a company's and a phone's,
 * a word a name and the start of a BIC.
 *
 * Returns: whether it is anything
 */
gboolean
atlas_recognition_read_alone (const char           *text,
                              const AtlasKnownBics *known,
                              GArray               *findings)
{
  AtlasIban iban;
  gboolean is_number;

  if (atlas_iban_read (text, &iban))
    {
      atlas_recognition_add_iban (findings, &iban);
      read_company_number (text, findings);
      return TRUE;
    }
  if (read_bic (text, known, findings) || read_named_bic (text, known, findings))
    return TRUE;

  is_number = read_company_number (text, findings);
  if (is_number && g_array_index (findings, AtlasFinding, findings->len - 1).state == ATLAS_FINDING_CERTAIN)
    return TRUE;

  return read_phone (text, findings) || is_number || read_host (text, findings);
}
