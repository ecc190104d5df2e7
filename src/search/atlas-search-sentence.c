/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-search-values-private.h"

#include "atlas-country.h"
#include "atlas-text.h"

/* Of banks that share a BIC, so many are named. */
#define MOST_NAMES 10

static AtlasAnswer
get_answer (const AtlasSearchResult *self,
            guint                    i)
{
  return g_array_index (self->answers, AtlasAnswer, i);
}

/* Whether there is anything to say of a value. A number that has the form of one kind, and that no bank has, may be anything. */
static gboolean
is_telling (const AtlasSearchResult *self,
            guint                    i)
{
  const AtlasFinding *finding = &self->recognition->findings[i];

  return get_answer (self, i) != ATLAS_ANSWER_NOT_HERE || finding->state != ATLAS_FINDING_POSSIBLE ||
         finding->bank.told != ATLAS_BANK_NOT_TOLD;
}

/* ---------------------------------------------------------------- one value */

/* Of which bank a number is; @is_sure: its check does not speak against that. */
static char *
dup_bank_clause (const AtlasToldBank *bank,
                 AtlasAnswer          answer,
                 gboolean             is_sure)
{
  const gboolean is_here = answer != ATLAS_ANSWER_NOT_HERE;

  switch (bank->told)
    {
    case ATLAS_BANK_KNOWN:
      if (is_here)
        /* Translators: a bank's name; follows what was recognized, as all clauses that begin in lower case do */
        return g_strdup_printf (is_sure ? _("its bank is %s") : _("its bank may be %s"), bank->name);
      return g_strdup_printf (is_sure ? _("its bank is %s, which is not in this directory") : _("its bank may be %s, which is not in this directory"),
                              bank->name);

    case ATLAS_BANK_BIC_START:
      if (is_here)
        /* Translators: how the bank's BIC begins */
        return g_strdup_printf (is_sure ? _("its bank’s BIC begins with %s") : _("its bank’s BIC may begin with %s"), bank->bic_fi);
      return g_strdup_printf (is_sure ? _("its bank’s BIC begins with %s, which no bank in this directory has")
                                      : _("its bank’s BIC may begin with %s, which no bank in this directory has"),
                              bank->bic_fi);

    case ATLAS_BANK_NOT_LISTED:
      /* Translators: the bank's code in the account number */
      return is_sure ? g_strdup_printf (_("no bank is known for its code %s"), bank->code) : NULL;

    case ATLAS_BANK_NOT_TOLD:
    default:
      return is_sure ? g_strdup (_("which bank it belongs to cannot be told from it")) : NULL;
    }
}

static char *
dup_iban_clause (const AtlasFinding *finding,
                 const char         *country)
{
  if (finding->state == ATLAS_FINDING_INCOMPLETE)
    return g_strdup_printf (ngettext ("This looks like an IBAN; %u character is missing",
                                      "This looks like an IBAN; %u characters are missing", finding->n_missing),
                            finding->n_missing);

  switch (finding->fault)
    {
    case ATLAS_IBAN_MASKED:
      /* Translators: a country; some of the digits are hidden behind asterisks */
      return g_strdup_printf (_("Recognized a masked IBAN (%s)"), country);
    case ATLAS_IBAN_LOOK_ALIKE:
      return g_strdup (_("This IBAN has letters in place of digits; with 0 for O and 1 for I its check holds"));
    case ATLAS_IBAN_WRONG_CHECK:
      return g_strdup (_("This IBAN fails its check: a character is wrong, or two have changed places"));
    case ATLAS_IBAN_WRONG_CHARACTER:
      return g_strdup (_("This IBAN has a letter where its country has a digit, or the other way round"));
    case ATLAS_IBAN_TOO_LONG:
      return g_strdup (_("This IBAN is too long for its country"));
    case ATLAS_IBAN_UNKNOWN_COUNTRY:
      return g_strdup (_("This looks like an IBAN, but its first two letters are no country that has them"));
    case ATLAS_IBAN_NO_FAULT:
    default:
      /* Translators: a country */
      return g_strdup_printf (_("Recognized a valid IBAN (%s)"), country);
    }
}

static char *
dup_bic_clause (const AtlasFinding *finding,
                AtlasAnswer         answer,
                const char         *country)
{
  if (answer == ATLAS_ANSWER_HEAD_OFFICE)
    return atlas_search_dup_branch_sentence (finding->value);
  if (finding->state == ATLAS_FINDING_POSSIBLE)
    /* Translators: a country */
    return g_strdup_printf (_("This has the form of a BIC (%s)"), country);

  /* Translators: a country */
  return g_strdup_printf (_("Recognized a BIC (%s)"), country);
}

static char *
dup_number_clause (const AtlasFinding *finding,
                   const char         *country)
{
  const gboolean is_wrong = finding->state == ATLAS_FINDING_WRONG;

  if (finding->kind == ATLAS_FINDING_VAT_NUMBER)
    {
      if (is_wrong)
        return g_strdup (_("This VAT number fails its check: a digit is wrong, or two have changed places"));

      /* Translators: a country */
      return g_strdup_printf (_("Recognized a VAT number (%s)"), country);
    }
  if (is_wrong)
    return g_strdup (_("This company number fails its check: a digit is wrong, or two have changed places"));
  if (country == NULL)
    return g_strdup (_("Recognized a company number"));

  /* Translators: a country */
  return g_strdup_printf (_("Recognized a company number (%s)"), country);
}

/* What it was recognized as. */
static char *
dup_clause (const AtlasFinding *finding,
            AtlasAnswer         answer)
{
  g_autofree char *country = *finding->country ? atlas_country_code_dup_display_name (finding->country, NULL) : NULL;

  switch (finding->kind)
    {
    case ATLAS_FINDING_BIC:
      return dup_bic_clause (finding, answer, country);
    case ATLAS_FINDING_IBAN:
      return dup_iban_clause (finding, country);
    case ATLAS_FINDING_ACCOUNT_NUMBER:
      if (g_str_equal (finding->value, finding->bank.code))
        /* Translators: a country; "bank code" is the number of a bank in the accounts of that country */
        return g_strdup_printf (_("Possibly a bank code (%s)"), country);
      /* Translators: a country */
      return g_strdup_printf (finding->state == ATLAS_FINDING_CERTAIN ? _("Recognized an account number (%s)") : _("Possibly an account number (%s)"),
                              country);
    case ATLAS_FINDING_PHONE:
      return g_strdup (_("Recognized a phone number"));
    case ATLAS_FINDING_HOST:
      return g_strdup_printf (_("Recognized the web address %s"), finding->value);
    case ATLAS_FINDING_VAT_NUMBER:
    case ATLAS_FINDING_COMPANY_NUMBER:
    default:
      return dup_number_clause (finding, country);
    }
}

/* What there is to add: the bank, or that there is none. */
static char *
dup_addition (const AtlasFinding *finding,
              AtlasAnswer         answer)
{
  const gboolean is_sure = finding->state == ATLAS_FINDING_CERTAIN || finding->fault == ATLAS_IBAN_MASKED || finding->fault == ATLAS_IBAN_LOOK_ALIKE;

  switch (finding->kind)
    {
    case ATLAS_FINDING_IBAN:
    case ATLAS_FINDING_ACCOUNT_NUMBER:
      return dup_bank_clause (&finding->bank, answer, is_sure);
    case ATLAS_FINDING_BIC:
      if (answer == ATLAS_ANSWER_NOT_HERE && finding->bank.name != NULL)
        return dup_bank_clause (&finding->bank, answer, TRUE);
      G_GNUC_FALLTHROUGH;
    case ATLAS_FINDING_VAT_NUMBER:
    case ATLAS_FINDING_COMPANY_NUMBER:
    case ATLAS_FINDING_PHONE:
    case ATLAS_FINDING_HOST:
    default:
      return answer == ATLAS_ANSWER_NOT_HERE && finding->state != ATLAS_FINDING_WRONG ? g_strdup (_("no bank in this directory has it")) : NULL;
    }
}

static char *
dup_value_sentence (const AtlasSearchResult *self,
                    guint                    i)
{
  const AtlasFinding *finding = &self->recognition->findings[i];
  const AtlasAnswer answer = get_answer (self, i);
  g_autofree char *clause = dup_clause (finding, answer);
  g_autofree char *addition = dup_addition (finding, answer);

  /* Translators: what was recognized, then what is to be said of it; both are translated elsewhere */
  return addition ? g_strdup_printf (_("%s; %s"), clause, addition) : g_steal_pointer (&clause);
}

/* ---------------------------------------------------------------- several */

static char *
dup_count (AtlasFindingKind kind,
           guint            n)
{
  switch (kind)
    {
    case ATLAS_FINDING_BIC: return g_strdup_printf (ngettext ("%u BIC", "%u BICs", n), n);
    case ATLAS_FINDING_IBAN: return g_strdup_printf (ngettext ("%u IBAN", "%u IBANs", n), n);
    case ATLAS_FINDING_ACCOUNT_NUMBER: return g_strdup_printf (ngettext ("%u account number", "%u account numbers", n), n);
    case ATLAS_FINDING_VAT_NUMBER: return g_strdup_printf (ngettext ("%u VAT number", "%u VAT numbers", n), n);
    case ATLAS_FINDING_COMPANY_NUMBER: return g_strdup_printf (ngettext ("%u company number", "%u company numbers", n), n);
    case ATLAS_FINDING_PHONE: return g_strdup_printf (ngettext ("%u phone number", "%u phone numbers", n), n);
    case ATLAS_FINDING_HOST:
    default: return g_strdup_printf (ngettext ("%u web address", "%u web addresses", n), n);
    }
}

static void
add_count (GString *list,
           char    *count)
{
  /* Translators: between the parts of a list such as "1 BIC, 2 IBANs". */
  g_string_append_printf (list, "%s%s", list->len > 0 ? _(", ") : "", count);
  g_free (count);
}

static char *
dup_list (const AtlasSearchResult *self)
{
  guint counts[ATLAS_N_FINDING_KINDS] = { 0 };
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->answers->len; i++)
    if (is_telling (self, i))
      counts[self->recognition->findings[i].kind]++;
  for (guint kind = 0; kind < ATLAS_N_FINDING_KINDS; kind++)
    if (counts[kind] > 0)
      add_count (list, dup_count (kind, counts[kind]));
  if (self->n_names > 0)
    add_count (list, g_strdup_printf (ngettext ("%u bank by its name", "%u banks by their names", self->n_names), self->n_names));

  return g_string_free (list, FALSE);
}

/* "Picked from the text: 2 IBANs", and what is wrong, and whose bank is not here. */
static char *
dup_list_sentence (const AtlasSearchResult *self)
{
  g_autofree char *list = dup_list (self);
  GString *sentence = g_string_new (NULL);
  g_autoptr (GHashTable) absent = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_wrong = 0;

  /* Translators: a list such as "1 BIC, 2 IBANs". */
  g_string_append_printf (sentence, _("Picked from the text: %s"), list);
  for (guint i = 0; i < self->answers->len; i++)
    {
      const AtlasFinding *finding = &self->recognition->findings[i];

      n_wrong += finding->state == ATLAS_FINDING_WRONG || finding->state == ATLAS_FINDING_INCOMPLETE;
      if (get_answer (self, i) != ATLAS_ANSWER_NOT_HERE || finding->bank.name == NULL ||
          !g_hash_table_add (absent, (char *) finding->bank.name))
        continue;
      g_string_append (sentence, "; ");
      /* Translators: a bank's name. */
      g_string_append_printf (sentence, _("%s is not in this directory"), finding->bank.name);
    }
  if (n_wrong > 0)
    {
      g_string_append (sentence, "; ");
      g_string_append_printf (sentence, ngettext ("%u of them is wrong or incomplete", "%u of them are wrong or incomplete", n_wrong), n_wrong);
    }

  return g_string_free (sentence, FALSE);
}

static gboolean
holds_slip (const AtlasSearchResult *self)
{
  for (guint i = 0; i < self->answers->len; i++)
    if (self->recognition->findings[i].state == ATLAS_FINDING_WRONG)
      return TRUE;

  return FALSE;
}

static char *
dup_recognized (const AtlasSearchResult *self)
{
  guint n_telling = 0;
  guint last = 0;

  for (guint i = 0; i < self->answers->len; i++)
    if (is_telling (self, i))
      {
        n_telling++;
        last = i;
      }
  /* One value may be all there is, even where it tells nothing. */
  if (n_telling == 0 && self->answers->len == 1 && self->n_names == 0)
    return dup_value_sentence (self, 0);
  if (n_telling == 1 && self->n_names == 0)
    return dup_value_sentence (self, last);
  if (n_telling + self->n_names > 0)
    return dup_list_sentence (self);

  return atlas_search_is_prose (self->recognition->text, ATLAS_SENTENCE_WORDS) ? g_strdup (_("Nothing to look up was found in the text")) : NULL;
}

/**
 * atlas_search_result_dup_sentence:
 * @self: a result
 *
 * Tells a person how the text was understood, in one sentence of their language. Nothing of an account number is in it.
 *
 * Returns: (transfer full) (nullable): the sentence, without a full stop; %NULL where the banks that were found say it all
 */
char *
atlas_search_result_dup_sentence (const AtlasSearchResult *self)
{
  switch (self->how)
    {
    case ATLAS_SEARCH_RECOGNIZED:
    case ATLAS_SEARCH_NAMES:
      return dup_recognized (self);
    case ATLAS_SEARCH_TYPOS:
      return holds_slip (self) ? dup_recognized (self) : g_strdup (_("No exact match; showing what is similar"));
    case ATLAS_SEARCH_AS_TYPED:
    case ATLAS_SEARCH_RESPACED:
      return holds_slip (self) ? dup_recognized (self) : NULL;
    case ATLAS_SEARCH_ALL:
    default:
      return NULL;
    }
}

/* ---------------------------------------------------------------- one BIC */

/**
 * atlas_search_dup_branch_sentence:
 * @bic_fi: the BIC of a branch that the directory does not have, in place of which its head office is shown
 *
 * Returns: (transfer full): what to tell a person about it, without a full stop
 */
char *
atlas_search_dup_branch_sentence (const char *bic_fi)
{
  g_autofree char *upper = g_ascii_strup (bic_fi, -1);
  g_autofree char *shown = atlas_text_dup_shown (upper);

  /* Translators: a bank's code, as in “ESSESESSGOT is a branch; this is its head office” */
  return g_strdup_printf (_("%s is a branch; this is its head office"), shown ? shown : "");
}

/**
 * atlas_search_dup_namesakes_sentence:
 * @bic_fi: a BIC
 * @names: (array zero-terminated=1): the names of the banks that the list has under it
 *
 * The platform has one answer for a BIC, even where its list has several banks under it.
 *
 * Returns: (transfer full) (nullable): what to tell a person about it, without a full stop; %NULL where there is one bank
 */
char *
atlas_search_dup_namesakes_sentence (const char        *bic_fi,
                                     const char *const *names)
{
  const guint n_names = g_strv_length ((GStrv) names);
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autofree char *shown_bic = atlas_text_dup_shown (bic_fi);

  if (n_names < 2)
    return NULL;

  for (guint i = 0; i < MIN (n_names, MOST_NAMES); i++)
    {
      g_autofree char *shown = atlas_text_dup_shown (names[i]);

      g_string_append_printf (joined, "%s%s", i > 0 ? "; " : "", shown ? shown : shown_bic);
    }
  if (n_names > MOST_NAMES)
    g_string_append (joined, "; …");

  /* Translators: as in “The list has 2 banks with the BIC ESSESESS: SEB; SEB Private” */
  return g_strdup_printf (ngettext ("The list has %u bank with the BIC %s: %s", "The list has %u banks with the BIC %s: %s", n_names),
                          n_names, shown_bic ? shown_bic : "", joined->str);
}
