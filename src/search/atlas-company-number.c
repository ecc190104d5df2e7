/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-company-number.h"

#include "atlas-prose-private.h"

#define MAX_DIGITS 12
#define MAX_GROUPS 4

/* How far before a number the word is looked for that says what it is. */
#define INTRODUCTION_REACH 28

/* A run of digits in groups, as "502032-9081" or "984 851 006". */
typedef struct
{
  char     digits[MAX_DIGITS + 1];
  guint    length;
  guint    groups[MAX_GROUPS];   /* digits of each */
  guint    n_groups;
  gboolean hyphens;              /* between all of its groups; else blanks */
  gsize    end;
} Run;

typedef struct
{
  const char *country;
  guint       n_digits;
  guint       first_group;    /* before the hyphen, where it is written with one; else 0 */
  const char *words[4];       /* one of them says that it is such a number */
} Form;

static const Form forms[] = {
  { "SE", 10, 6, { "org", NULL } },
  { "FI", 8, 7, { "tunnus", "ytunnus", "fo-n", NULL } },
  { "NO", 9, 0, { "org", "foretaksn", NULL } },
  { "DK", 8, 0, { "cvr", NULL } },
  { "EE", 8, 0, { "reg", NULL } },
};

static gboolean
read_run (const char *text,
          const char *start,
          Run        *run)
{
  const char *p = start;

  *run = (Run) { 0 };
  for (;;)
    {
      gboolean is_hyphen;
      const char *after;

      for (run->groups[run->n_groups] = 0; g_ascii_isdigit (*p); p++, run->groups[run->n_groups]++)
        {
          if (run->length == MAX_DIGITS)
            return FALSE;
          run->digits[run->length++] = *p;
        }
      run->n_groups++;
      run->end = p - text;

      after = atlas_prose_skip_separator (p, &is_hyphen);
      if (after == NULL || !g_ascii_isdigit (*after) || run->n_groups == MAX_GROUPS)
        break;
      if (run->n_groups > 1 && is_hyphen != run->hyphens)
        break;
      run->hyphens = is_hyphen;
      p = after;
    }

  return atlas_prose_ends_word (text + run->end);
}

/* Three groups of three, four of two, or none at all: what people put blanks into. */
static gboolean
is_grouped_evenly (const Run *run)
{
  for (guint i = 1; i < run->n_groups; i++)
    if (run->groups[i] != run->groups[0])
      return FALSE;

  return TRUE;
}

static gboolean
has_form (const Run  *run,
          const Form *form)
{
  if (run->length != form->n_digits)
    return FALSE;
  if (run->n_groups == 1)
    return TRUE;
  if (form->first_group != 0)
    return run->hyphens && run->n_groups == 2 && run->groups[0] == form->first_group;

  return !run->hyphens && is_grouped_evenly (run);
}

static gboolean
is_introduced (const char *text,
               const char *start,
               const Form *form)
{
  for (guint i = 0; form->words[i] != NULL; i++)
    if (atlas_prose_is_before (text, start, form->words[i], INTRODUCTION_REACH))
      return TRUE;

  return FALSE;
}

static void
fill (AtlasCompanyNumber *number,
      const char         *digits,
      const char         *country,
      gboolean            is_valid)
{
  g_strlcpy (number->value, digits, sizeof (number->value));
  g_strlcpy (number->country, country, sizeof (number->country));
  number->is_valid = is_valid;
}

/* A person's number is none of our business, and no company's number gone wrong. */
static gboolean
may_be_wrong (const Form *form,
              const char *digits)
{
  return form->n_digits != 10 || atlas_company_number_is_no_person (digits);
}

/* In prose a number needs its hyphen, its length alone (Norway) or a word before it; where the word is
 * there, it may also be wrong. */
static gboolean
judge_in_prose (const char         *text,
                const char         *start,
                const Run          *run,
                AtlasCompanyNumber *number)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      const Form *form = &forms[i];
      gboolean shown = form->n_digits == 9 || (form->first_group != 0 && run->n_groups == 2);
      gboolean is_valid;

      if (!has_form (run, form))
        continue;
      is_valid = atlas_company_number_check (form->country, run->digits);
      if (!is_valid && (!is_introduced (text, start, form) || !may_be_wrong (form, run->digits)))
        continue;
      if (!shown && !is_introduced (text, start, form))
        continue;
      fill (number, run->digits, form->country, is_valid);
      return TRUE;
    }

  return FALSE;
}

/* Alone, a number that passes a country's check is one of that country; where it has the hyphen of one, it may be wrong. */
static gboolean
judge_alone (const Run          *run,
             AtlasCompanyNumber *number)
{
  const Form *written = NULL;
  guint n_valid = 0;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      if (!has_form (run, &forms[i]))
        continue;
      if (run->n_groups == 2 && run->hyphens)
        written = &forms[i];
      if (!atlas_company_number_check (forms[i].country, run->digits))
        continue;
      fill (number, run->digits, n_valid == 0 ? forms[i].country : "", TRUE);
      n_valid++;
    }
  if (n_valid == 0 && written != NULL && may_be_wrong (written, run->digits))
    {
      fill (number, run->digits, written->country, FALSE);
      return TRUE;
    }

  return n_valid > 0;
}

/* A VAT number is the company's with the country before it and, in Sweden, "01" after it. */
static gboolean
read_vat_number (const char         *start,
                 AtlasCompanyNumber *number)
{
  char country[3] = { g_ascii_toupper (start[0]), g_ascii_toupper (start[1]), '\0' };
  char digits[MAX_DIGITS + 1] = "";
  gsize length;

  start += 2;
  while (*start == ' ')
    start++;
  length = strspn (start, "0123456789");
  if (length > MAX_DIGITS)
    return FALSE;
  memcpy (digits, start, length);
  if (strcmp (country, "SE") == 0)
    {
      if (length != 12 || strcmp (digits + 10, "01") != 0)
        return FALSE;
      digits[10] = '\0';
    }
  start += length;
  if (strcmp (country, "NO") == 0 && g_ascii_strcasecmp (start, "MVA") == 0)
    start += 3;
  if (*start != '\0' || !atlas_company_number_check (country, digits))
    return FALSE;
  fill (number, digits, country, TRUE);

  return TRUE;
}

/**
 * atlas_company_number_read:
 * @text: (nullable): what a person typed, valid UTF-8
 * @number: (out): what was read
 *
 * Reads a text that is a company number and nothing else, with or without its hyphen; a VAT number counts too.
 *
 * Returns: whether it is one
 */
gboolean
atlas_company_number_read (const char         *text,
                           AtlasCompanyNumber *number)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text ? text : ""));
  gsize lead = text ? strspn (text, " \t\r\n\v\f") : 0;
  Run run;
  gboolean found;

  g_return_val_if_fail (number != NULL, FALSE);

  *number = (AtlasCompanyNumber) { .start = lead, .end = lead + strlen (trimmed) };
  if (g_ascii_isalpha (trimmed[0]) && g_ascii_isalpha (trimmed[1]))
    return read_vat_number (trimmed, number);
  if (!g_ascii_isdigit (trimmed[0]) || !read_run (trimmed, trimmed, &run) || trimmed[run.end] != '\0')
    return FALSE;

  if (run.length == 12 && run.n_groups <= 2 && g_str_has_prefix (run.digits, "16"))
    {
      found = atlas_company_number_check ("SE", run.digits + 2);
      fill (number, run.digits + 2, "SE", found);
      return found;
    }

  return judge_alone (&run, number);
}

/**
 * atlas_company_number_find:
 * @text: any text, valid UTF-8
 * @from: the byte to begin at
 * @number: (out): what was found
 *
 * Finds the next company number in prose. Eight digits are one only where a word before them says so.
 *
 * Returns: whether there is one at or after @from
 */
gboolean
atlas_company_number_find (const char         *text,
                           gsize               from,
                           AtlasCompanyNumber *number)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (number != NULL, FALSE);

  for (const char *p = text + from; *p != '\0'; p++)
    {
      Run run;

      if (!g_ascii_isdigit (*p) || !atlas_prose_starts_number (text, p))
        continue;
      if (!read_run (text, p, &run) || !judge_in_prose (text, p, &run, number))
        continue;
      number->start = p - text;
      number->end = run.end;
      return TRUE;
    }

  return FALSE;
}

/**
 * atlas_company_number_dup_key:
 * @text: (nullable): a company number as somebody wrote it
 *
 * Returns: (transfer full): its letters and digits alone, in upper case: what two spellings of it have in common
 */
char *
atlas_company_number_dup_key (const char *text)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (const char *p = text ? text : ""; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (key, g_ascii_toupper (*p));

  return g_string_free (g_steal_pointer (&key), FALSE);
}
