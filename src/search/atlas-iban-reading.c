/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-iban.h"

#include "atlas-iban-country.h"
#include "atlas-prose-private.h"

#define HEADER_LENGTH 4
#define GROUP_LENGTH 4
#define SHORTEST_IBAN 15

/* A slip or two makes it a wrong IBAN; more of them make it something else. */
#define MAX_SLIPS 2

/* How much of an IBAN must be there before it counts as one that is not complete. In one run without
 * blanks it has to be longer than the VAT numbers of Europe, which begin alike. */
#define MIN_TYPED 5
#define MIN_IN_GROUPS 12

/* How many blanks may stand between two groups in prose, and how far before it the word "IBAN" is looked for. */
#define MAX_BLANKS 4
#define INTRODUCTION_REACH 16

/* An IBAN while it is being read. */
typedef struct
{
  const char             *text;
  gboolean                whole;         /* the text is to be an IBAN and nothing else */
  gboolean                introduced;    /* the word "IBAN" is before it */
  gboolean                split_header;  /* "SE 35": ordinary prose may look like that */
  gboolean                grouped;       /* there are blanks in it */
  const AtlasIbanCountry *country;
  char                    compact[ATLAS_IBAN_MAX_LENGTH + GROUP_LENGTH + 1];
  guint                   length;
  gsize                   end;
} Reading;

/* A run of letters and digits without anything between. */
typedef struct
{
  const char *start;
  guint       length;
  gboolean    has_digit;
  gboolean    fits;
} Group;

static gboolean
is_blank (gunichar c,
          gboolean lines)
{
  if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
    return lines;
  if (atlas_prose_is_hyphen (c))
    return TRUE;

  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
}

static const char *
skip_blanks (const char *p,
             gboolean    whole)
{
  for (guint n = 0; *p != '\0' && (whole || n < MAX_BLANKS) && is_blank (g_utf8_get_char (p), whole); n++)
    p = g_utf8_next_char (p);

  return p;
}

static void
add_characters (Reading    *reading,
                const char *start,
                guint       length)
{
  for (guint i = 0; i < length && reading->length < sizeof (reading->compact) - 1; i++)
    reading->compact[reading->length++] = g_ascii_toupper (start[i]);
  reading->compact[reading->length] = '\0';
}

/* Two letters and two digits; where the letters are no country's that has IBANs, the country stays unknown. */
static gboolean
read_header (Reading    *reading,
             const char *start)
{
  const char *digits = start + 2;
  char code[3] = "";

  if (!g_ascii_isalpha (start[0]) || !g_ascii_isalpha (start[1]))
    return FALSE;
  if (!g_ascii_isdigit (*digits))
    digits = skip_blanks (digits, reading->whole);
  if (!g_ascii_isdigit (digits[0]) || !g_ascii_isdigit (digits[1]))
    return FALSE;

  reading->split_header = digits != start + 2;
  add_characters (reading, start, 2);
  add_characters (reading, digits, 2);
  memcpy (code, reading->compact, 2);
  reading->country = atlas_iban_country_find (code);
  reading->end = digits + 2 - reading->text;

  return TRUE;
}

static gboolean
next_group (const Reading *reading,
            Group         *group)
{
  const char *p = skip_blanks (reading->text + reading->end, reading->whole);

  *group = (Group) { .start = p, .fits = TRUE };
  for (; g_ascii_isalnum (*p); p++, group->length++)
    {
      guint position = reading->length + group->length;

      group->has_digit = group->has_digit || g_ascii_isdigit (*p);
      if (reading->country != NULL && !atlas_iban_country_allows (reading->country, position, g_ascii_toupper (*p)))
        group->fits = FALSE;
    }

  return group->length > 0 && atlas_prose_ends_word (p);
}

/* Whether a group goes beyond the IBAN because it is the next thing in the text. */
static gboolean
is_beyond (const Reading *reading,
           const Group   *group)
{
  guint length = reading->country ? reading->country->length : ATLAS_IBAN_MAX_LENGTH;
  gboolean attached = group->start == reading->text + reading->end;

  if (reading->length + group->length <= length)
    return FALSE;
  if (attached || reading->whole)
    return FALSE;

  return reading->length >= length || reading->length % GROUP_LENGTH != 0 ||
         reading->length + group->length - length > GROUP_LENGTH;
}

static gboolean
belongs (const Reading *reading,
         const Group   *group)
{
  if (reading->whole)
    return TRUE;
  if (is_beyond (reading, group))
    return FALSE;
  if (reading->country == NULL)
    return group->has_digit;

  return group->has_digit || group->fits;
}

/* Reads groups as long as they can belong to it. Words that end it may be the prose that goes on:
 * they are taken back unless the IBAN is complete with them. */
static void
read_groups (Reading *reading)
{
  guint sure_length = reading->length;
  gsize sure_end = reading->end;
  Group group;

  while (next_group (reading, &group) && belongs (reading, &group))
    {
      reading->grouped = reading->grouped || group.start != reading->text + reading->end;
      add_characters (reading, group.start, group.length);
      reading->end = group.start + group.length - reading->text;
      if (group.has_digit)
        {
          sure_length = reading->length;
          sure_end = reading->end;
        }
      if (reading->length == sizeof (reading->compact) - 1)
        break;
    }

  if (reading->whole || (reading->country != NULL && reading->length == reading->country->length))
    return;
  reading->length = sure_length;
  reading->end = sure_end;
  reading->compact[sure_length] = '\0';
}

static guint
count_slips (const Reading *reading)
{
  guint n_slips = 0;

  for (guint i = HEADER_LENGTH; i < reading->length && i < reading->country->length; i++)
    if (!atlas_iban_country_allows (reading->country, i, reading->compact[i]))
      n_slips++;

  return n_slips;
}

static AtlasIbanState
judge (const Reading *reading,
       guint          n_slips)
{
  if (reading->country == NULL)
    return ATLAS_IBAN_UNKNOWN_COUNTRY;
  if (n_slips > 0)
    return ATLAS_IBAN_WRONG_CHARACTER;
  if (reading->length < reading->country->length)
    return ATLAS_IBAN_INCOMPLETE;
  if (reading->length > reading->country->length)
    return ATLAS_IBAN_TOO_LONG;

  return atlas_iban_check (reading->compact) ? ATLAS_IBAN_VALID : ATLAS_IBAN_WRONG_CHECK;
}

/* What is too much of an IBAN is digits; letters would be the next word. */
static gboolean
is_digits_too_long (const Reading *reading)
{
  for (guint i = reading->country->length; i < reading->length; i++)
    if (!g_ascii_isdigit (reading->compact[i]))
      return FALSE;

  return TRUE;
}

/* Whether it looks enough like an IBAN to say something about it. */
static gboolean
is_plausible (const Reading  *reading,
              AtlasIbanState  state,
              guint           n_slips)
{
  gboolean expected = reading->introduced || (reading->whole && !reading->split_header);

  if (state == ATLAS_IBAN_VALID)
    return TRUE;
  if (n_slips > MAX_SLIPS || reading->length < MIN_TYPED)
    return FALSE;
  if (state == ATLAS_IBAN_INCOMPLETE)
    return expected || reading->length >= (reading->grouped && !reading->split_header ? MIN_IN_GROUPS : SHORTEST_IBAN);
  if (state == ATLAS_IBAN_UNKNOWN_COUNTRY)
    return reading->length >= SHORTEST_IBAN && reading->length <= ATLAS_IBAN_MAX_LENGTH &&
           (expected || atlas_iban_check (reading->compact));
  if (!is_digits_too_long (reading))
    return FALSE;

  return reading->length >= SHORTEST_IBAN - 1;
}

static void
fill (AtlasIban     *iban,
      const Reading *reading,
      const char    *start,
      AtlasIbanState state)
{
  const AtlasIbanCountry *country = reading->country;

  *iban = (AtlasIban) { .state = state, .start = start - reading->text, .end = reading->end };
  g_strlcpy (iban->text, reading->compact, sizeof (iban->text));
  memcpy (iban->country, reading->compact, 2);
  if (country == NULL)
    return;

  iban->code_is_bic = country->bank_is_bic;
  if (reading->length < country->length)
    iban->n_missing = country->length - reading->length;
  if (reading->length >= (guint) HEADER_LENGTH + country->bank_offset + country->bank_length)
    memcpy (iban->bank_code, iban->text + HEADER_LENGTH + country->bank_offset, country->bank_length);
}

static gboolean
read_at (const char *text,
         const char *start,
         gboolean    whole,
         AtlasIban  *iban)
{
  Reading reading = { .text = text, .whole = whole, .introduced = atlas_prose_is_before (text, start, "iban", INTRODUCTION_REACH) };
  AtlasIbanState state;
  guint n_slips;

  if (!read_header (&reading, start))
    return FALSE;

  read_groups (&reading);
  if (!atlas_prose_ends_word (text + reading.end))
    return FALSE;
  if (whole && *skip_blanks (text + reading.end, TRUE) != '\0')
    return FALSE;

  n_slips = reading.country ? count_slips (&reading) : 0;
  state = judge (&reading, n_slips);
  if (!is_plausible (&reading, state, n_slips))
    return FALSE;
  fill (iban, &reading, start, state);

  return TRUE;
}

static const char *
skip_introduction (const char *p)
{
  if (g_ascii_strncasecmp (p, "iban", 4) != 0)
    return p;

  p += 4;
  while (*p == ':' || *p == '.' || *p == '=' || (*p != '\0' && is_blank (g_utf8_get_char (p), TRUE)))
    p = g_utf8_next_char (p);

  return p;
}

/**
 * atlas_iban_read:
 * @text: (nullable): what a person typed, valid UTF-8
 * @iban: (out): what was read
 *
 * Reads a text that is an IBAN and nothing else, in any case, with blanks or hyphens anywhere in it,
 * and perhaps with "IBAN:" before it. It may be wrong or still incomplete: @iban says so.
 *
 * Returns: whether the text looks like an IBAN
 */
gboolean
atlas_iban_read (const char *text,
                 AtlasIban  *iban)
{
  const char *start;

  g_return_val_if_fail (iban != NULL, FALSE);

  if (text == NULL)
    return FALSE;

  start = skip_introduction (skip_blanks (text, TRUE));

  return read_at (text, start, TRUE, iban);
}

/**
 * atlas_iban_find:
 * @text: any text, valid UTF-8
 * @from: the byte to begin at
 * @iban: (out): what was found
 *
 * Finds the next IBAN in prose, valid or not. What only might be one (an incomplete one of a few
 * characters, the letters apart from the digits) counts where the word "IBAN" is before it.
 *
 * Returns: whether there is one at or after @from
 */
gboolean
atlas_iban_find (const char *text,
                 gsize       from,
                 AtlasIban  *iban)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (iban != NULL, FALSE);

  for (const char *p = text + from; *p != '\0'; p = g_utf8_next_char (p))
    if (g_ascii_isalpha (p[0]) && g_ascii_isalpha (p[1]) && !g_ascii_isalpha (p[2]) && atlas_prose_starts_word (text, p) &&
        read_at (text, p, FALSE, iban))
      return TRUE;

  return FALSE;
}
