/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-contact.h"

#include "atlas-prose-private.h"

/* E.164 has at most 15 digits; "00" may stand before them. */
#define MAX_DIGITS 17
#define MIN_DIGITS 5

/* Without blanks fewer digits may be anything, such as a bank's clearing number. */
#define MIN_DIGITS_IN_ONE 7
#define MIN_DIGITS_IN_PROSE 7

#define MAX_GROUPS 8
#define MAX_BETWEEN 3

typedef struct
{
  char     digits[MAX_DIGITS + 1];
  guint    length;
  guint    groups[MAX_GROUPS + 1];
  guint    n_groups;
  gboolean has_plus;
  gsize    end;
} Number;

/* The calling codes that have two digits (ITU-T E.164); 1 and 7 have one, all others three. */
static const char two_digit_codes[] =
  "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 "
  "60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";

static gsize
get_calling_code_length (const char *digits)
{
  if (digits[0] == '1' || digits[0] == '7')
    return 1;
  for (const char *code = two_digit_codes; *code != '\0'; code += code[2] == ' ' ? 3 : 2)
    if (strncmp (code, digits, 2) == 0)
      return 2;

  return 3;
}

/* The number as it is dialled inside its country, without the trunk zero: what all spellings have in common. */
static char *
dup_key (const char *digits,
         gboolean    has_plus)
{
  if (!has_plus && g_str_has_prefix (digits, "00"))
    {
      has_plus = TRUE;
      digits += 2;
    }
  if (has_plus)
    {
      gsize length = get_calling_code_length (digits);

      if (strlen (digits) > length)
        digits += length;
    }
  if (digits[0] == '0' && digits[1] != '\0')
    digits++;

  return g_strdup (digits);
}

/* Returns what is behind what stands between two groups, or @p when they are not parted at all. A dash with
 * blanks around it parts more than two groups. */
static const char *
skip_between (const char *p,
              gboolean    in_prose)
{
  const char *start = p;
  guint n_hyphens = 0;
  guint n;

  for (n = 0; n < MAX_BETWEEN; n++)
    {
      gboolean is_hyphen;
      const char *after = atlas_prose_skip_separator (p, &is_hyphen);

      if (after == NULL && *p != '\0' && strchr (in_prose ? "()" : "()./", *p) != NULL)
        after = p + 1;
      if (after == NULL)
        break;
      n_hyphens += is_hyphen;
      p = after;
    }

  return in_prose && n_hyphens > 0 && n > 1 ? start : p;
}

static gboolean
read_number (const char *text,
             const char *start,
             gboolean    in_prose,
             Number     *number)
{
  const char *p = start;

  *number = (Number) { .has_plus = *p == '+' };
  if (number->has_plus)
    p++;
  while (*p != '\0')
    {
      const char *group = skip_between (p, in_prose);
      gsize length;

      /* "+46 (0)771": the zero is dialled inside the country only. */
      if (number->length > 0 && group > p && group[-1] == '(' && g_str_has_prefix (group, "0)"))
        group = skip_between (group + 2, in_prose);
      length = strspn (group, "0123456789");
      if (length == 0 || number->length + length > MAX_DIGITS || number->n_groups == MAX_GROUPS)
        break;
      memcpy (number->digits + number->length, group, length);
      number->length += length;
      number->groups[number->n_groups++] = length;
      p = group + length;
      number->end = p - text;
    }

  return number->length > 0;
}

static gboolean
is_date (const Number *number)
{
  const guint *groups = number->groups;

  return !number->has_plus && number->n_groups == 3 && groups[1] == 2 &&
         ((groups[0] == 2 && groups[2] == 4) || (groups[0] == 4 && groups[2] == 2));
}

/**
 * atlas_phone_dup_key:
 * @text: (nullable): a phone number in any spelling, or the start of one
 *
 * "+46-771 365 365", "0046771365365" and "0771365365" all become "771365365". Numbers of two countries may
 * have the same key.
 *
 * Returns: (transfer full) (nullable): the digits that all spellings share; %NULL when there is something
 *   else in @text
 */
char *
atlas_phone_dup_key (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text ? text : ""));
  const char *start = g_ascii_strncasecmp (trimmed, "tel:", 4) == 0 ? trimmed + 4 : trimmed;
  Number number;

  if (!read_number (start, start, FALSE, &number) || start[number.end] != '\0')
    return NULL;

  return dup_key (number.digits, number.has_plus);
}

/**
 * atlas_phone_read:
 * @text: (nullable): what a person typed, valid UTF-8
 * @phone: (out): what was read
 *
 * Reads a text that is a phone number and nothing else: it begins with "+" or "0", or has blanks or hyphens in it.
 *
 * Returns: whether it looks like one
 */
gboolean
atlas_phone_read (const char   *text,
                  AtlasContact *phone)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text ? text : ""));
  gsize lead = text ? strspn (text, " \t\r\n\v\f") : 0;
  Number number;

  g_return_val_if_fail (phone != NULL, FALSE);

  *phone = (AtlasContact) { .start = lead, .end = lead + strlen (trimmed) };
  if (!read_number (trimmed, trimmed, FALSE, &number) || trimmed[number.end] != '\0' || number.length < MIN_DIGITS)
    return FALSE;
  if (is_date (&number))
    return FALSE;
  if (!number.has_plus && number.n_groups == 1 && (number.digits[0] != '0' || number.length < MIN_DIGITS_IN_ONE))
    return FALSE;
  phone->value = dup_key (number.digits, number.has_plus);

  return TRUE;
}

/**
 * atlas_phone_find:
 * @text: any text, valid UTF-8
 * @from: the byte to begin at
 * @phone: (out): what was found
 *
 * Finds the next phone number in prose: it begins with "+" or "0" there, for other numbers mean anything.
 *
 * Returns: whether there is one at or after @from
 */
gboolean
atlas_phone_find (const char   *text,
                  gsize         from,
                  AtlasContact *phone)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (phone != NULL, FALSE);

  *phone = (AtlasContact) { 0 };
  for (const char *p = text + from; *p != '\0'; p++)
    {
      Number number;

      if ((*p != '+' && *p != '0') || !atlas_prose_starts_number (text, p))
        continue;
      if (!read_number (text, p, TRUE, &number) || number.length < MIN_DIGITS_IN_PROSE || is_date (&number) ||
          !atlas_prose_ends_word (text + number.end))
        continue;
      *phone = (AtlasContact) { dup_key (number.digits, number.has_plus), p - text, number.end };
      return TRUE;
    }

  return FALSE;
}
