/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-recognition-private.h"

#include "atlas-bic.h"
#include "atlas-company-number.h"
#include "atlas-contact.h"
#include "atlas-prose-private.h"

#define BIC_LENGTH_SHORT 8
#define BIC_LENGTH_LONG 11
#define BIC_HEAD_OFFICE "XXX"

/* How far before a code the word "BIC" is looked for. */
#define INTRODUCTION_REACH 14

#define MAX_NAMES 64
#define MAX_NAME_WORDS 6

/* What was found is struck out with this, so that nothing else is found in it, nor across it. */
#define STRUCK_OUT '|'

/* A message while it is being read. */
typedef struct
{
  char                 *text;       /* with what was found struck out */
  const AtlasKnownBics *known;
  GArray               *findings;
  GHashTable           *seen;       /* what was found already, as "kind value" */
} Reading;

/* Words in lower case that stand inside names: "Sparbanken i Enköping", "Bank of Åland". */
static const char * const name_links[] = {
  "af", "and", "av", "da", "de", "del", "der", "des", "di", "du", "et", "for", "för", "i", "ja", "la", "och", "of", "og", "på", "the", "und",
  "van", "von", NULL
};

static void
strike_out (Reading *reading,
            gsize    start,
            gsize    end)
{
  memset (reading->text + start, STRUCK_OUT, end - start);
}

/* The same thing twice in a message is one thing. */
static gboolean
is_new (Reading          *reading,
        AtlasFindingKind  kind,
        const char       *value)
{
  return reading->findings->len < ATLAS_RECOGNITION_MAX_FINDINGS &&
         g_hash_table_add (reading->seen, g_strdup_printf ("%d %s", kind, value));
}

static void
find_ibans (Reading *reading)
{
  AtlasIban iban;

  for (gsize from = 0; atlas_iban_find (reading->text, from, &iban); from = iban.end)
    {
      if (is_new (reading, ATLAS_FINDING_IBAN, iban.text))
        atlas_recognition_add_iban (reading->findings, &iban);
      strike_out (reading, iban.start, iban.end);
    }
}

static void
find_hosts (Reading *reading)
{
  for (gsize from = 0;;)
    {
      g_auto (AtlasContact) host = { 0 };

      if (!atlas_host_find (reading->text, from, &host))
        return;
      if (is_new (reading, ATLAS_FINDING_HOST, host.value))
        atlas_recognition_add (reading->findings, ATLAS_FINDING_HOST, ATLAS_FINDING_POSSIBLE, host.value, "",
                               host.start, host.end);
      strike_out (reading, host.start, host.end);
      from = host.end;
    }
}

/* An e-mail address names a person, and so nothing in it is looked at. */
static void
strike_out_addresses (Reading *reading)
{
  char *text = reading->text;

  for (char *at = strchr (text, '@'); at != NULL; at = strchr (at + 1, '@'))
    {
      char *start = at;
      char *end = at + 1;

      while (start > text && !g_ascii_isspace (start[-1]) && strchr ("<>,;:()|", start[-1]) == NULL)
        start--;
      while (*end != '\0' && !g_ascii_isspace (*end) && strchr ("<>,;:()|", *end) == NULL)
        end++;
      strike_out (reading, start - text, end - text);
      at = end - 1;
    }
}

static void
find_company_numbers (Reading *reading)
{
  AtlasCompanyNumber number;

  for (gsize from = 0; atlas_company_number_find (reading->text, from, &number); from = number.end)
    {
      if (is_new (reading, ATLAS_FINDING_COMPANY_NUMBER, number.value))
        atlas_recognition_add (reading->findings, ATLAS_FINDING_COMPANY_NUMBER,
                               number.is_valid ? ATLAS_FINDING_CERTAIN : ATLAS_FINDING_WRONG,
                               number.value, number.country, number.start, number.end);
      strike_out (reading, number.start, number.end);
    }
}

static void
find_phones (Reading *reading)
{
  for (gsize from = 0;;)
    {
      g_auto (AtlasContact) phone = { 0 };

      if (!atlas_phone_find (reading->text, from, &phone))
        return;
      if (is_new (reading, ATLAS_FINDING_PHONE, phone.value))
        atlas_recognition_add (reading->findings, ATLAS_FINDING_PHONE, ATLAS_FINDING_POSSIBLE, phone.value, "",
                               phone.start, phone.end);
      strike_out (reading, phone.start, phone.end);
      from = phone.end;
    }
}

static gboolean
is_written_as_code (const char *start,
                    gsize       length)
{
  gboolean has_digit = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_islower (start[i]))
        return FALSE;
      has_digit = has_digit || g_ascii_isdigit (start[i]);
    }

  return has_digit || (length == BIC_LENGTH_LONG && strncmp (start + BIC_LENGTH_SHORT, BIC_HEAD_OFFICE, 3) == 0);
}

/* "CUSTOMER" has the form of a BIC from Oman: a word of eight letters is one only when it is known, or
 * when the message says so. */
static void
judge_code (Reading    *reading,
            const char *start,
            gsize       length)
{
  g_autofree char *code = g_ascii_strup (start, length);
  gboolean is_known;

  if (!atlas_bic_is_well_formed (code) || !atlas_recognition_is_country (code))
    return;

  is_known = atlas_recognition_is_known (reading->known, code);
  if (!is_known && !is_written_as_code (start, length) &&
      !atlas_prose_is_before (reading->text, start, "bic", INTRODUCTION_REACH) &&
      !atlas_prose_is_before (reading->text, start, "swift", INTRODUCTION_REACH))
    return;

  if (is_new (reading, ATLAS_FINDING_BIC, code))
    {
      char country[3] = { code[4], code[5], '\0' };

      atlas_recognition_add (reading->findings, ATLAS_FINDING_BIC,
                             is_known ? ATLAS_FINDING_CERTAIN : ATLAS_FINDING_POSSIBLE, code, country,
                             start - reading->text, start - reading->text + length);
    }
  strike_out (reading, start - reading->text, start - reading->text + length);
}

static void
find_bics (Reading *reading)
{
  const char *p = reading->text;

  while (*p != '\0')
    {
      const char *start = p;

      while (g_ascii_isalnum (*p))
        p++;
      if ((p - start == BIC_LENGTH_SHORT || p - start == BIC_LENGTH_LONG) &&
          atlas_prose_starts_word (reading->text, start) && atlas_prose_ends_word (p))
        judge_code (reading, start, p - start);
      if (p == start)
        p = g_utf8_next_char (p);
    }
}

static const char *
find_word_end (const char *p)
{
  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c) && c != '\'' && c != 0x2019 && c != '&')
        break;
      p = g_utf8_next_char (p);
    }

  return p;
}

static gboolean
is_link (const char *start,
         const char *end)
{
  g_autofree char *word = end - start <= 8 ? g_strndup (start, end - start) : NULL;

  return word != NULL && (strcmp (word, "&") == 0 || g_strv_contains (name_links, word));
}

/* Reads words that begin with capitals, and the links between them; returns where they end. */
static const char *
read_name (const char *start)
{
  const char *end = start;
  const char *p = start;

  for (guint n_words = 0; n_words < MAX_NAME_WORDS;)
    {
      const char *word_end = find_word_end (p);
      gunichar c = g_utf8_get_char (p);

      if (word_end == p)
        break;
      if (g_unichar_isupper (c) || (end > start && g_unichar_isdigit (c)))
        {
          end = word_end;
          n_words++;
        }
      else if (end == start || !is_link (p, word_end))
        {
          break;
        }
      if (*word_end != ' ' && *word_end != '-')
        break;
      p = word_end + 1;
    }

  return end;
}

static void
find_names (Reading *reading)
{
  const char *p = reading->text;
  guint n_names = 0;

  while (*p != '\0' && n_names < MAX_NAMES)
    {
      const char *end = read_name (p);

      if (end > p && g_utf8_strlen (p, end - p) > 1)
        {
          g_autofree char *name = g_strndup (p, end - p);

          if (is_new (reading, ATLAS_FINDING_NAME, name))
            {
              atlas_recognition_add (reading->findings, ATLAS_FINDING_NAME, ATLAS_FINDING_POSSIBLE, name, "",
                                     p - reading->text, end - reading->text);
              n_names++;
            }
        }
      p = MAX (end, find_word_end (p));
      if (*p != '\0')
        p = g_utf8_next_char (p);
    }
}

static int
compare_findings (const void *a,
                  const void *b)
{
  const AtlasFinding *first = a;
  const AtlasFinding *second = b;

  return (first->start > second->start) - (first->start < second->start);
}

/**
 * atlas_recognition_read_message:
 * @text: a text
 * @known: who knows which BICs there are
 * @findings: (element-type AtlasFinding): where to add what is found
 *
 * Picks out of prose what can be looked up. What is surest is looked for first, and nothing is found in
 * what was found already.
 */
void
atlas_recognition_read_message (const char           *text,
                                const AtlasKnownBics *known,
                                GArray               *findings)
{
  g_autofree char *copy = g_strdup (text);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = { copy, known, findings, seen };

  find_ibans (&reading);
  strike_out_addresses (&reading);
  find_hosts (&reading);
  find_company_numbers (&reading);
  find_phones (&reading);
  find_bics (&reading);
  find_names (&reading);
  g_array_sort (findings, compare_findings);
}
