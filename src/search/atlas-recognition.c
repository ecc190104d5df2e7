/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-recognition.h"

#include "atlas-account-number.h"
#include "atlas-bank-codes.h"
#include "atlas-bic.h"
#include "atlas-company-number.h"
#include "atlas-contact.h"
#include "atlas-country.h"

/* Of a longer text only so many characters are read, and so many values are kept. */
#define MAX_CHARS (1 << 17)
#define MAX_FINDINGS 256

/* Of each kind, the directory is asked of so many different values: each question looks through all banks. */
#define MAX_QUESTIONS 64

#define BIC_LENGTH_SHORT 8
#define BIC_LENGTH_LONG 11

/* A BIC with the letter of a terminal before its branch, as in the headers of SWIFT messages. */
#define BIC_LENGTH_TERMINAL 12

#define IBAN_GROUP 4
#define SHORTEST_IBAN 15

/* A slip or two makes it a wrong IBAN; more of them make it something else. */
#define MAX_SLIPS 2

/* How much of an IBAN counts as one that is not complete: where nothing else is in the text, and among words. */
#define MIN_TYPED 5
#define MIN_IN_GROUPS 12

#define MAX_DIGITS 32
#define LONGEST_GROUP 4
#define MAX_GROUPS 10
#define MAX_TOKENS 6
#define MIN_COMPANY_NUMBER 5
#define MIN_REGISTER_DIGITS 3
#define MIN_PHONE 7
#define MAX_PHONE 17
#define MAX_ADDRESS 2048

/* A word between the parts of an account number is so long. */
#define MAX_ACCOUNT_LABEL 16

/* A label before a value is of so many words. */
#define MAX_LABEL_WORDS 3
#define MAX_LABEL_CHARS 48

/* In the text as the reader sees it: a letter or a sign that is not in ASCII, and what was found already. */
#define LETTER '\x01'
#define SIGN '\x02'
#define FOUND '\x03'

/* A text while it is read, a byte for each character: whatever Unicode, HTML and addresses write for a blank, a dash
 * or a digit is the one of ASCII there. */
typedef struct
{
  char           *c;          /* ends with a NUL */
  guint32        *at;         /* for each of @c, and for its end, where that is in the text */
  gsize           n;
  const char     *text;
  char           *rest;       /* the text, with blanks for what is no word */
  GArray         *findings;
  GHashTable     *seen;       /* what was found already, as "kind value" */
  AtlasKnownFunc  is_known;   /* (nullable) */
  gpointer        data;
  guint           n_questions[ATLAS_N_FINDING_KINDS];
  GHashTable     *answers;    /* to what was asked already, as "kind value" */
} Reader;

/* ---------------------------------------------------------------- the text */

/* Returns what is behind a character that HTML or an address writes with several, or NULL. */
static const char *
decode (const char *p,
        gunichar   *c)
{
  static const struct
  {
    const char *name;
    gunichar    c;
  } entities[] = { { "&nbsp;", ' ' }, { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' } };

  if (*p == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
    {
      *c = g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2]);
      return g_ascii_isprint (*c) && *c < 0x80 ? p + 3 : NULL;
    }
  if (p[0] == '&' && p[1] == '#')
    {
      char *end;
      const gboolean is_hex = p[2] == 'x' || p[2] == 'X';
      const guint64 value = g_ascii_isxdigit (p[is_hex ? 3 : 2]) ? g_ascii_strtoull (p + (is_hex ? 3 : 2), &end, is_hex ? 16 : 10) : 0;

      *c = value;
      return value > 0 && value <= 0x10ffff && g_unichar_validate (value) && *end == ';' ? end + 1 : NULL;
    }
  for (guint i = 0; *p == '&' && i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (p, entities[i].name))
      {
        *c = entities[i].c;
        return p + strlen (entities[i].name);
      }

  return NULL;
}

/* Returns how a character is seen, or NUL where it is not seen at all. */
static char
see (gunichar c)
{
  gunichar plain[4];

  if (c == '\n' || c == 0x2028 || c == 0x2029)
    return '\n';
  if (c < 0x80)
    return g_ascii_isprint (c) ? c : c == '\r' ? '\0' : ' ';
  if (c == 0x2022 || c == 0x25cf || c == 0x2217 || c == 0x2026) /* what masks digits: bullets, asterisk, ellipsis */
    return '*';
  if (g_unichar_isspace (c))
    return ' ';
  if (g_unichar_isdigit (c))
    return '0' + g_unichar_digit_value (c);
  /* Full width and other forms of the same character. */
  if (g_unichar_fully_decompose (c, TRUE, plain, G_N_ELEMENTS (plain)) == 1 && plain[0] != c)
    return see (plain[0]);

  switch (g_unichar_type (c))
    {
    case G_UNICODE_FORMAT:
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
      return '\0';
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CONNECT_PUNCTUATION:
      return '-';
    default:
      return c == 0x2212 ? '-' : g_unichar_isalnum (c) || g_unichar_ismark (c) ? LETTER : SIGN;
    }
}

static void
reader_init (Reader     *self,
             const char *text)
{
  const char *p = text;
  const gsize length = strlen (text);

  self->text = text;
  self->rest = g_strdup (text);
  self->c = g_malloc (MIN (length, MAX_CHARS) + 1);
  self->at = g_new (guint32, MIN (length, MAX_CHARS) + 1);
  while (*p != '\0' && self->n < MAX_CHARS)
    {
      gunichar c;
      const char *next = decode (p, &c);
      char seen;

      if (next == NULL)
        {
          c = g_utf8_get_char (p);
          next = g_utf8_next_char (p);
        }
      seen = see (c);
      if (seen != '\0')
        {
          self->c[self->n] = seen;
          self->at[self->n++] = p - text;
        }
      p = next;
    }
  self->c[self->n] = '\0';
  self->at[self->n] = p - text;
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == LETTER;
}

static gboolean
starts_word (const Reader *self,
             gsize         i)
{
  return i == 0 || !is_word (self->c[i - 1]);
}

static gboolean
has_lower_case (const Reader *self,
                gsize         start,
                gsize         end)
{
  for (gsize i = start; i < end; i++)
    if (g_ascii_islower (self->c[i]))
      return TRUE;

  return FALSE;
}

/* Whether nothing else is in the text but a label before the value. */
static gboolean
is_alone (const Reader *self,
          gsize         start,
          gsize         end)
{
  guint n_words = 0;

  if (start > MAX_LABEL_CHARS || self->n - end > MAX_LABEL_CHARS)
    return FALSE;
  for (gsize i = end; i < self->n; i++)
    if (is_word (self->c[i]) || self->c[i] == FOUND)
      return FALSE;
  for (gsize i = 0; i < start; i++)
    {
      if (g_ascii_isdigit (self->c[i]) || self->c[i] == '\n' || self->c[i] == FOUND)
        return FALSE;
      n_words += is_word (self->c[i]) && starts_word (self, i);
    }

  return n_words <= MAX_LABEL_WORDS;
}

/* Where a tag of HTML or XML ends that begins here; or where it begins, if there is none. */
static gsize
skip_tag (const Reader *self,
          gsize         i)
{
  gsize end = i + 1;

  if (self->c[i] != '<' || !(g_ascii_isalpha (self->c[end]) || self->c[end] == '/'))
    return i;
  while (end < self->n && end - i < 40 && self->c[end] != '>' && self->c[end] != '\n')
    end++;

  return self->c[end] == '>' ? end + 1 : i;
}

/* What may stand between two groups of one number: blanks, marks and tags; and the end of a line, with the marks of a
 * quoted reply behind it. */
static gsize
skip_between (const Reader *self,
              gsize         i,
              const char   *marks,
              guint         most,
              gboolean      lines)
{
  for (guint n = 0; i < self->n;)
    {
      const gsize after_tag = skip_tag (self, i);

      if (after_tag > i)
        {
          i = after_tag;
        }
      else if (strchr (marks, self->c[i]) != NULL && n < most)
        {
          i++;
          n++;
        }
      else if (lines && self->c[i] == '\n')
        {
          lines = FALSE;
          for (i++; self->c[i] == '>' || self->c[i] == '|' || self->c[i] == ' '; i++)
            continue;
        }
      else
        {
          break;
        }
    }

  return i;
}

/* ---------------------------------------------------------------- findings */

static gboolean
ask (Reader           *self,
     AtlasFindingKind  kind,
     const char       *value)
{
  g_autofree char *question = NULL;
  gpointer answer;

  if (self->is_known == NULL)
    return FALSE;
  if (kind == ATLAS_FINDING_BIC)
    return self->is_known (kind, value, self->data);

  question = g_strdup_printf ("%d %s", kind, value);
  if (!g_hash_table_lookup_extended (self->answers, question, NULL, &answer))
    {
      if (self->n_questions[kind]++ >= MAX_QUESTIONS)
        return FALSE;
      answer = GINT_TO_POINTER (self->is_known (kind, value, self->data));
      g_hash_table_insert (self->answers, g_steal_pointer (&question), answer);
    }

  return GPOINTER_TO_INT (answer);
}

static void
hide (Reader *self,
      gsize   start,
      gsize   end)
{
  for (gsize i = self->at[start]; i < self->at[end]; i++)
    if (self->rest[i] != '\n')
      self->rest[i] = ' ';
}

/* Nothing else is found there. */
static void
mark_found (Reader *self,
            gsize   start,
            gsize   end)
{
  hide (self, start, end);
  memset (self->c + start, FOUND, end - start);
}

/* The same value twice is one finding, but nothing else is found in either. Takes over the finding's value. */
static void
take (Reader       *self,
      AtlasFinding *finding,
      gsize         start,
      gsize         end)
{
  mark_found (self, start, end);
  finding->start = self->at[start];
  finding->end = self->at[end];
  if (self->findings->len < MAX_FINDINGS &&
      g_hash_table_add (self->seen, g_strdup_printf ("%d %s", finding->kind, finding->value)))
    g_array_append_val (self->findings, *finding);
  else
    g_free (finding->value);
}

static AtlasFinding
finding_of (AtlasFindingKind   kind,
            AtlasFindingState  state,
            const char        *value,
            const char        *country)
{
  AtlasFinding finding = { .kind = kind, .state = state, .value = g_strdup (value) };

  g_strlcpy (finding.country, country, sizeof (finding.country));

  return finding;
}

/* ---------------------------------------------------------------- IBANs */

/* An IBAN while it is read. */
typedef struct
{
  const AtlasIbanCountry *country;   /* (nullable) */
  char                    compact[ATLAS_IBAN_MAX_LENGTH + IBAN_GROUP + 1];
  guint                   length;
  gsize                   start;
  gsize                   end;
  gboolean                split_header;   /* "SE 35": ordinary prose may look like that */
  gboolean                in_groups;
  guint                   n_masked;
  guint                   n_alike;        /* letters that were read as the digits that they look like */
} Iban;

/* Letters that are taken for digits. */
static char
digit_like (char c)
{
  switch (c)
    {
    case 'O': case 'o':
      return '0';
    case 'I': case 'i': case 'l':
      return '1';
    default:
      return c;
    }
}

static void
iban_add (Iban *iban,
          char  c)
{
  const guint position = iban->length;
  const char upper = g_ascii_toupper (c);

  if (iban->country != NULL && position >= 2 && g_ascii_isalpha (c) && !atlas_iban_country_allows (iban->country, position, upper))
    {
      if (digit_like (c) != c)
        {
          iban->compact[iban->length++] = digit_like (c);
          iban->n_alike++;
          return;
        }
      if (upper == 'X')
        c = '*';
    }
  iban->n_masked += c == '*';
  iban->compact[iban->length++] = g_ascii_toupper (c);
}

/* Two letters and two digits. Letters that are no country's that has IBANs leave the country unknown. */
static gboolean
iban_begin (const Reader *self,
            gsize         i,
            Iban         *iban)
{
  const char code[] = { g_ascii_toupper (self->c[i]), g_ascii_toupper (self->c[i + 1]), '\0' };
  gsize digits;

  if (!g_ascii_isalpha (code[0]) || !g_ascii_isalpha (code[1]))
    return FALSE;
  digits = skip_between (self, i + 2, " -./", 1, FALSE);
  for (gsize k = digits; k < digits + 2; k++)
    if (!g_ascii_isdigit (digit_like (self->c[k])) && self->c[k] != '*')
      return FALSE;
  if (g_ascii_isalpha (self->c[digits]) && g_ascii_isalpha (self->c[digits + 1]))
    return FALSE;
  /* "md **Handelsbanken**" */
  if (digits != i + 2 && (self->c[digits] == '*' || self->c[digits + 1] == '*'))
    return FALSE;

  *iban = (Iban) { .country = atlas_iban_country_find (code), .start = i, .end = digits + 2, .split_header = digits != i + 2 };
  iban_add (iban, code[0]);
  iban_add (iban, code[1]);
  iban_add (iban, self->c[digits]);
  iban_add (iban, self->c[digits + 1]);

  return TRUE;
}

/* As many characters as its country's IBANs have, whatever parts them: right where the check holds. What is
 * attached to its end is letters at most, such as those of a currency. */
static gboolean
read_whole_iban (const Reader *self,
                 gsize         i,
                 Iban         *iban)
{
  if (!iban_begin (self, i, iban) || iban->country == NULL || (!starts_word (self, i) && iban->split_header))
    return FALSE;

  while (iban->length < iban->country->length)
    {
      const gsize next = skip_between (self, iban->end, " -._/", 3, TRUE);

      if (!g_ascii_isalnum (self->c[next]))
        return FALSE;
      iban->in_groups = iban->in_groups || next > iban->end;
      iban_add (iban, self->c[next]);
      iban->end = next + 1;
    }
  iban->compact[iban->length] = '\0';

  return iban->n_masked == 0 && !g_ascii_isdigit (self->c[iban->end]) && atlas_iban_check (iban->compact);
}

/* A run of letters, digits and what masks them. */
typedef struct
{
  gsize    start;
  guint    length;
  gboolean tells;   /* it has a digit or a mask in it: it is no word */
  gboolean fits;
} Group;

static gboolean
next_group (const Reader *self,
            const Iban   *iban,
            Group        *group)
{
  *group = (Group) { .start = skip_between (self, iban->end, " -._/", 4, FALSE), .fits = TRUE };
  for (const char *p = self->c + group->start; g_ascii_isalnum (*p) || *p == '*'; p++, group->length++)
    {
      if (group->length == ATLAS_IBAN_MAX_LENGTH)
        return FALSE;
      group->tells = group->tells || !g_ascii_isalpha (*p);
      if (iban->country != NULL && *p != '*' &&
          !atlas_iban_country_allows (iban->country, iban->length + group->length, g_ascii_toupper (*p)))
        group->fits = FALSE;
    }
  /* "XXXX" */
  if (group->length > 1 && strspn (self->c + group->start, "xX") == group->length && !group->fits)
    group->tells = TRUE;

  return group->length > 0 && self->c[group->start + group->length] != LETTER;
}

/* Whether a group is the next thing in the text. */
static gboolean
is_beyond (const Iban  *iban,
           const Group *group)
{
  const guint length = iban->country ? iban->country->length : ATLAS_IBAN_MAX_LENGTH;

  if (iban->length + group->length <= length || group->start == iban->end)
    return FALSE;

  return iban->length >= length || iban->length % IBAN_GROUP != 0 || iban->length + group->length - length > IBAN_GROUP;
}

/* "Invoice no 7312345678901": a word before a number, and not a country before its check digits. */
static gboolean
is_prose_header (const Reader *self,
                 gsize         start,
                 gsize         end)
{
  return has_lower_case (self, start, start + 2) || strspn (self->c + end, "0123456789") > 0;
}

/* Reads groups as long as they can belong to it. Words that end it may be the prose that goes on: they are taken
 * back unless the IBAN is complete with them. */
static gboolean
read_doubtful_iban (const Reader *self,
                    gsize         i,
                    Iban         *iban)
{
  guint sure_length;
  gsize sure_end;
  Group group;

  if (!iban_begin (self, i, iban) || (iban->split_header && is_prose_header (self, i, iban->end)))
    return FALSE;
  sure_length = iban->length;
  sure_end = iban->end;
  while (next_group (self, iban, &group) && !is_beyond (iban, &group) && (group.tells || (iban->country != NULL && group.fits)))
    {
      iban->in_groups = iban->in_groups || group.start != iban->end;
      for (guint k = 0; k < group.length && iban->length < sizeof (iban->compact) - 1; k++)
        iban_add (iban, self->c[group.start + k]);
      iban->end = group.start + group.length;
      if (group.tells)
        {
          sure_length = iban->length;
          sure_end = iban->end;
        }
      if (iban->length == sizeof (iban->compact) - 1)
        break;
    }
  if ((iban->country == NULL || iban->length != iban->country->length) && !is_alone (self, i, iban->end))
    {
      iban->length = sure_length;
      iban->end = sure_end;
    }
  iban->compact[iban->length] = '\0';

  return !is_word (self->c[iban->end]);
}

static guint
count_slips (const Iban *iban)
{
  guint n_slips = iban->n_alike;

  for (guint i = ATLAS_IBAN_HEADER_LENGTH; iban->country != NULL && i < iban->length && i < iban->country->length; i++)
    n_slips += iban->compact[i] != '*' && !atlas_iban_country_allows (iban->country, i, iban->compact[i]);

  return n_slips;
}

/* Says what is wrong with it. Returns whether it looks enough like an IBAN to say anything. */
static gboolean
judge_doubtful_iban (const Reader *self,
                     const Iban   *iban,
                     AtlasFinding *finding)
{
  const gboolean alone = !iban->split_header && is_alone (self, iban->start, iban->end);
  const guint wanted = iban->country ? iban->country->length : 0;
  const guint n_slips = count_slips (iban);

  finding->state = ATLAS_FINDING_WRONG;
  if (n_slips > MAX_SLIPS || iban->length < MIN_TYPED)
    return FALSE;
  if (iban->n_masked > 0)
    {
      finding->state = ATLAS_FINDING_POSSIBLE;
      finding->fault = ATLAS_IBAN_MASKED;
      return iban->country != NULL && ((alone && iban->n_masked > 1) || iban->length >= MIN_IN_GROUPS);
    }
  if (iban->country == NULL)
    {
      finding->fault = ATLAS_IBAN_UNKNOWN_COUNTRY;
      return iban->length >= SHORTEST_IBAN && iban->length <= ATLAS_IBAN_MAX_LENGTH && ((alone && iban->in_groups) || atlas_iban_check (iban->compact));
    }
  if (n_slips == 0 && iban->length < wanted)
    {
      finding->state = ATLAS_FINDING_INCOMPLETE;
      finding->n_missing = wanted - iban->length;
      return alone || iban->length >= (iban->in_groups && !iban->split_header ? MIN_IN_GROUPS : SHORTEST_IBAN);
    }

  finding->fault = n_slips > 0 ? ATLAS_IBAN_WRONG_CHARACTER : iban->length > wanted ? ATLAS_IBAN_TOO_LONG : ATLAS_IBAN_WRONG_CHECK;
  /* What is too much of an IBAN is digits; letters would be the next word. */
  for (guint i = wanted; i < iban->length; i++)
    if (!g_ascii_isdigit (iban->compact[i]))
      return FALSE;

  return iban->length >= SHORTEST_IBAN - 1;
}

static void
take_iban (Reader       *self,
           const Iban   *iban,
           AtlasFinding *finding)
{
  finding->kind = ATLAS_FINDING_IBAN;
  finding->value = g_strdup (iban->compact);
  memcpy (finding->country, iban->compact, 2);
  atlas_iban_tell_bank (iban->compact, &finding->bank);
  take (self, finding, iban->start, iban->end);
}

static void
find_whole_ibans (Reader *self)
{
  for (gsize i = 0; i + SHORTEST_IBAN <= self->n; i++)
    {
      AtlasFinding finding = { .state = ATLAS_FINDING_CERTAIN };
      Iban iban;

      if (!read_whole_iban (self, i, &iban))
        continue;
      if (iban.n_alike > 0)
        {
          finding.state = ATLAS_FINDING_WRONG;
          finding.fault = ATLAS_IBAN_LOOK_ALIKE;
        }
      take_iban (self, &iban, &finding);
    }
}

static void
find_doubtful_ibans (Reader *self)
{
  for (gsize i = 0; i + MIN_TYPED <= self->n; i++)
    {
      AtlasFinding finding = { 0 };
      Iban iban;

      if (!starts_word (self, i) || !read_doubtful_iban (self, i, &iban))
        continue;
      /* A creditor reference (ISO 11649) has the check of an IBAN, and names nobody. */
      if (g_str_has_prefix (iban.compact, "RF") && atlas_iban_check (iban.compact))
        mark_found (self, iban.start, iban.end);
      else if (judge_doubtful_iban (self, &iban, &finding))
        take_iban (self, &iban, &finding);
    }
}

/* ---------------------------------------------------------------- addresses in the web */

/* Addresses end at blanks, quotes, brackets and what parts them in a list; at a colon but for that of a scheme or a port. */
static gboolean
is_in_address (const Reader *self,
               gsize         i)
{
  const char c = self->c[i];

  if (c == ':')
    return (self->c[i + 1] == '/' && self->c[i + 2] == '/') || g_ascii_isdigit (self->c[i + 1]);

  return c != FOUND && c != ' ' && c != '\n' && c != SIGN && strchr ("<>\"'()[]{}|,;=*", c) == NULL;
}

/* What of a host's mail address says which bank somebody has is not sure: it is looked at only where nothing else is. */
static void
find_hosts (Reader *self)
{
  g_autofree char *mail_host = NULL;
  gsize mail_start = 0, mail_end = 0;

  for (gsize i = 0; i < self->n; i++)
    {
      const gsize start = i;
      gsize end;
      g_autofree char *word = NULL;
      g_autofree char *host = NULL;
      gboolean is_mail, is_marked;
      gsize host_length;

      while (i < self->n && is_in_address (self, i))
        i++;
      for (end = i; end > start && strchr (".:!?", self->c[end - 1]) != NULL; end--)
        continue;
      if (end - start < 4 || end - start > MAX_ADDRESS || memchr (self->c + start, '.', end - start) == NULL)
        continue;

      word = g_strndup (self->text + self->at[start], self->at[end] - self->at[start]);
      host = atlas_host_read (word, &is_mail, &is_marked, &host_length);
      if (host == NULL)
        continue;
      if (is_mail)
        {
          mark_found (self, start, end);
          g_set_str (&mail_host, host);
          mail_start = start;
          mail_end = end;
        }
      else
        {
          const gboolean is_known = ask (self, ATLAS_FINDING_HOST, host);
          AtlasFinding finding = finding_of (ATLAS_FINDING_HOST, is_known ? ATLAS_FINDING_CERTAIN : ATLAS_FINDING_POSSIBLE, host, "");
          gsize host_end = start;

          if (!is_known && !is_marked)
            {
              g_free (finding.value);
              continue;
            }
          /* Words of a path are no names, but a BIC may be in it. */
          hide (self, start, end);
          while (host_end < end && self->at[host_end] - self->at[start] < host_length)
            host_end++;
          take (self, &finding, start, host_end);
        }
    }

  if (mail_host != NULL && self->findings->len == 0 && is_alone (self, mail_start, mail_end))
    {
      AtlasFinding finding = finding_of (ATLAS_FINDING_HOST, ask (self, ATLAS_FINDING_HOST, mail_host) ? ATLAS_FINDING_CERTAIN : ATLAS_FINDING_POSSIBLE, mail_host, "");

      take (self, &finding, mail_start, mail_end);
    }
}

/* ---------------------------------------------------------------- numbers with letters */

/* "SE45 5000": an IBAN that is being typed. */
static gboolean
is_grouped_as_iban (const Reader *self,
                    gsize         i)
{
  gsize length = 0;

  if (self->n < i + 5 || strspn (self->c + i + 2, "0123456789") != 2 || (self->c[i + 4] != ' ' && self->c[i + 4] != '-'))
    return FALSE;
  while (g_ascii_isalnum (self->c[i + 5 + length]))
    length++;

  return length == IBAN_GROUP || (length > 0 && length < IBAN_GROUP && i + 5 + length == self->n);
}

/* "HRB999264", "0462920226B", "A28000032": letters stand before and behind the digits. "12MARS2024" is no number of a register. */
static gboolean
may_be_registered (const char *key)
{
  const gsize before = strcspn (key, "0123456789");
  const gsize n_digits = strspn (key + before, "0123456789");

  return strlen (key) >= MIN_COMPANY_NUMBER && n_digits >= MIN_REGISTER_DIGITS && strpbrk (key + before + n_digits, "0123456789") == NULL;
}

static gboolean
judge_code (Reader       *self,
            const char   *key,
            gboolean      has_country,
            AtlasFinding *finding)
{
  AtlasCompanyNumber number;

  if (atlas_vat_number_read (key, &number))
    {
      const gboolean is_right = number.is_valid || ask (self, ATLAS_FINDING_COMPANY_NUMBER, number.value);

      *finding = finding_of (ATLAS_FINDING_VAT_NUMBER, is_right ? ATLAS_FINDING_CERTAIN : ATLAS_FINDING_WRONG, number.value, number.country);
      if (is_right || number.is_certain)
        return TRUE;
      g_free (finding->value);
    }
  if (!may_be_registered (key))
    return FALSE;
  if (ask (self, ATLAS_FINDING_COMPANY_NUMBER, key))
    {
      *finding = finding_of (ATLAS_FINDING_COMPANY_NUMBER, ATLAS_FINDING_CERTAIN, key, "");
      return TRUE;
    }
  if (has_country && ask (self, ATLAS_FINDING_COMPANY_NUMBER, key + 2))
    {
      *finding = finding_of (ATLAS_FINDING_COMPANY_NUMBER, ATLAS_FINDING_CERTAIN, key + 2, "");
      return TRUE;
    }

  return FALSE;
}

/* "SE 502032-9081 01", "HRB 999264", "FN 000429 b": groups that are one number, the longest that is any. */
static gboolean
read_code (Reader       *self,
           gsize         start,
           AtlasFinding *finding,
           gsize        *end)
{
  char key[MAX_DIGITS + 1];
  guint lengths[MAX_TOKENS];
  gsize ends[MAX_TOKENS];
  guint n_tokens = 0;
  guint length = 0;
  gboolean has_country, is_worded;

  for (gsize i = start; n_tokens < MAX_TOKENS; i = skip_between (self, i, " -./", 2, FALSE))
    {
      const gsize token = i;

      for (; g_ascii_isalnum (self->c[i]) && length < MAX_DIGITS; i++)
        key[length++] = g_ascii_toupper (self->c[i]);
      if (i == token || is_word (self->c[i]))
        break;
      lengths[n_tokens] = length;
      ends[n_tokens++] = i;
    }
  /* "Invoice no 984851006" */
  is_worded = n_tokens > 1 && lengths[0] == 2 && has_lower_case (self, start, start + 2);
  /* "LT300071980" */
  has_country = n_tokens > 0 && lengths[0] > 2 && g_ascii_isalpha (key[0]) && g_ascii_isalpha (key[1]) && g_ascii_isdigit (key[2]);
  while (n_tokens-- > 0)
    {
      key[lengths[n_tokens]] = '\0';
      if (strpbrk (key, "0123456789") == NULL || strspn (key, "0123456789") == lengths[n_tokens] || (is_worded && n_tokens > 0))
        continue;
      *end = ends[n_tokens];
      if (judge_code (self, key, has_country, finding))
        return TRUE;
    }

  return FALSE;
}

static void
find_codes (Reader *self)
{
  for (gsize i = 0; i < self->n; i++)
    {
      AtlasFinding finding;
      gsize end;

      if (!g_ascii_isalnum (self->c[i]) || !starts_word (self, i) || is_grouped_as_iban (self, i))
        continue;
      if (read_code (self, i, &finding, &end))
        take (self, &finding, i, end);
    }
}

/* ---------------------------------------------------------------- BICs */

static gboolean
has_country (const char *bic_fi)
{
  const char code[] = { bic_fi[4], bic_fi[5], '\0' };
  g_autofree char *flag = strcmp (code, "UK") != 0 ? atlas_country_code_dup_flag (code) : NULL;

  return flag != NULL;
}

/* A branch is known with its bank. */
static gboolean
is_known_bic (Reader     *self,
              const char *bic_fi)
{
  g_autofree char *head = g_strndup (bic_fi, BIC_LENGTH_SHORT);

  return ask (self, ATLAS_FINDING_BIC, bic_fi) || (strlen (bic_fi) > BIC_LENGTH_SHORT && ask (self, ATLAS_FINDING_BIC, head));
}

/* "CUSTOMER" has the form of a BIC from Oman. Letters alone are one where a bank is known by them, or where nothing else is in the
 * text and they are written as a code is; digits, and the XXX of a head office, tell it from a word. */
static gboolean
judge_bic (Reader       *self,
           const char   *code,
           gsize         start,
           gsize         end,
           AtlasFinding *finding)
{
  g_autofree char *bic_fi = g_str_has_suffix (code + BIC_LENGTH_SHORT, "XXX") ? g_strndup (code, BIC_LENGTH_SHORT) : g_strdup (code);
  const gboolean is_known = is_known_bic (self, bic_fi);
  const char *name;
  gboolean is_code;

  if (!is_known && (!atlas_bic_is_well_formed (code) || !has_country (code)))
    return FALSE;
  name = atlas_bank_codes_find_name (bic_fi);
  is_code = !has_lower_case (self, start, end) &&
            (strpbrk (bic_fi, "0123456789") != NULL || strlen (code) != strlen (bic_fi) || is_alone (self, start, end));
  if (!is_known && name == NULL && !is_code)
    return FALSE;

  *finding = finding_of (ATLAS_FINDING_BIC, is_known || name != NULL ? ATLAS_FINDING_CERTAIN : ATLAS_FINDING_POSSIBLE, bic_fi, "");
  memcpy (finding->country, bic_fi + 4, 2);
  finding->bank.told = ATLAS_BANK_KNOWN;
  finding->bank.name = name;
  g_strlcpy (finding->bank.bic_fi, bic_fi, sizeof (finding->bank.bic_fi));

  return TRUE;
}

/* The letters and digits of a code that begins here, which people part as "ESSE SE SS XXX". */
typedef struct
{
  char  c[BIC_LENGTH_TERMINAL + 1];
  gsize ends[BIC_LENGTH_TERMINAL];
  guint length;
  guint n_whole;   /* so many have nothing between them */
} Code;

static void
collect_code (const Reader *self,
              gsize         start,
              Code         *code)
{
  *code = (Code) { .n_whole = G_MAXUINT };
  for (gsize i = start; code->length < BIC_LENGTH_TERMINAL; i++)
    {
      const guint n = code->length;

      if (g_ascii_isalnum (self->c[i]))
        {
          code->c[n] = g_ascii_toupper (self->c[i]);
          code->ends[code->length++] = i + 1;
        }
      else if ((n == 4 || n == 6 || n == BIC_LENGTH_SHORT) && (self->c[i] == ' ' || self->c[i] == '-') && g_ascii_isalnum (self->c[i + 1]))
        {
          code->n_whole = MIN (code->n_whole, n);
        }
      else
        {
          return;
        }
    }
}

/* Whether so many of the characters are a BIC. What is parted is one where there is such a bank: words of four and two letters
 * are frequent; so is what is longer than a head office, or has the letter of a terminal. */
static gboolean
take_bic (Reader     *self,
          gsize       start,
          const Code *code,
          guint       length)
{
  const gboolean is_parted = length > code->n_whole;
  const gboolean is_usual = length == BIC_LENGTH_SHORT || length == BIC_LENGTH_LONG;
  g_autofree char *bic_fi = g_strndup (code->c, is_usual ? length : BIC_LENGTH_SHORT);
  AtlasFinding finding;

  if (length > code->length || is_word (self->c[code->ends[length - 1]]) || (is_parted && !is_usual))
    return FALSE;
  if ((is_parted || !is_usual) && !ask (self, ATLAS_FINDING_BIC, bic_fi))
    return FALSE;
  if (length == BIC_LENGTH_TERMINAL)
    {
      g_autofree char *head = g_steal_pointer (&bic_fi);

      bic_fi = g_strconcat (head, code->c + BIC_LENGTH_SHORT + 1, NULL);
    }
  if (!judge_bic (self, bic_fi, start, code->ends[length - 1], &finding))
    return FALSE;
  take (self, &finding, start, code->ends[length - 1]);

  return TRUE;
}

/* "SWIFTESSESESS", or the header of a SWIFT message: a code that the directory has, among others without anything between. */
static void
find_attached_bic (Reader *self,
                   gsize   start,
                   gsize   end)
{
  if (end - start <= BIC_LENGTH_LONG || end - start > MAX_DIGITS || has_lower_case (self, start, end))
    return;
  for (gsize i = end - BIC_LENGTH_SHORT; i > start; i--)
    {
      g_autofree char *code = g_strndup (self->c + i, BIC_LENGTH_SHORT);
      AtlasFinding finding;

      if (ask (self, ATLAS_FINDING_BIC, code) && judge_bic (self, code, i, i + BIC_LENGTH_SHORT, &finding))
        {
          take (self, &finding, i, i + BIC_LENGTH_SHORT);
          return;
        }
    }
}

static void
find_bics (Reader *self)
{
  for (gsize i = 0; i < self->n; i++)
    {
      gsize end = i;
      gboolean is_taken = FALSE;
      Code code;

      if (!g_ascii_isalnum (self->c[i]) || !starts_word (self, i))
        continue;
      collect_code (self, i, &code);
      for (guint length = BIC_LENGTH_TERMINAL; length >= BIC_LENGTH_SHORT && !is_taken; length--)
        is_taken = take_bic (self, i, &code, length);
      while (g_ascii_isalnum (self->c[end]))
        end++;
      if (!is_taken)
        find_attached_bic (self, i, end);
    }
}

/* ---------------------------------------------------------------- numbers */

/* Digits in groups. Marks without a blank between two groups do not let one number end, or another begin. */
typedef struct
{
  char     digits[MAX_DIGITS + 1];
  guint    length;
  guint8   groups[MAX_GROUPS];
  gsize    ends[MAX_GROUPS];
  guint    n_groups;
  gsize    start;
  gboolean has_plus;
  gboolean has_comma;   /* a bank's code and an account may be parted so, and nothing else */
} Run;

static gboolean
is_loose (const Reader *self,
          gsize         from,
          gsize         to)
{
  for (gsize i = from; i < to; i++)
    if (strchr (" ,()<", self->c[i]) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
is_spaced_dash (const Reader *self,
                gsize         from,
                gsize         to)
{
  return to > from + 1 && memchr (self->c + from, '-', to - from) != NULL;
}

static void
read_run (const Reader *self,
          gsize         start,
          Run          *run)
{
  gsize i = start;

  *run = (Run) { .start = start };
  if (start > 0 && self->c[start - 1] == '+')
    {
      run->has_plus = TRUE;
      run->start--;
    }
  while (run->n_groups < MAX_GROUPS)
    {
      const gsize length = strspn (self->c + i, "0123456789");

      if (length == 0 || run->length + length > MAX_DIGITS)
        break;
      memcpy (run->digits + run->length, self->c + i, length);
      run->length += length;
      run->groups[run->n_groups] = length;
      run->ends[run->n_groups++] = i + length;
      i = skip_between (self, i + length, " -./(),", 3, FALSE);
      /* A dash with blanks around it parts more than two groups, but for an area's code from its phone. */
      if (is_spaced_dash (self, run->ends[run->n_groups - 1], i) && (run->n_groups > 1 || (!run->has_plus && run->digits[0] != '0')))
        break;
    }
}

/* Cuts a run to its first groups. Returns whether a number may end there. */
static gboolean
cut_run (const Reader *self,
         const Run    *run,
         guint         n_groups,
         Run          *cut)
{
  const gsize end = run->ends[n_groups - 1];

  *cut = *run;
  cut->n_groups = n_groups;
  cut->length = 0;
  for (guint i = 0; i < n_groups; i++)
    cut->length += run->groups[i];
  cut->digits[cut->length] = '\0';
  cut->has_comma = memchr (self->c + run->start, ',', end - run->start) != NULL;
  if (is_word (self->c[end]))
    return FALSE;
  /* Nor in the midst of groups of four, as of a card or of what was meant for an IBAN. */
  if (n_groups > 1 && n_groups < run->n_groups && run->groups[n_groups - 2] == LONGEST_GROUP && run->groups[n_groups - 1] == LONGEST_GROUP &&
      run->groups[n_groups] == LONGEST_GROUP)
    return FALSE;

  return n_groups == run->n_groups || is_loose (self, end, run->ends[n_groups] - run->groups[n_groups]);
}

static gboolean
is_date (const Run *run)
{
  const guint8 *groups = run->groups;

  return !run->has_plus && run->n_groups == 3 && groups[1] == 2 &&
         ((groups[0] == 2 && groups[2] == 4) || (groups[0] == 4 && groups[2] == 2));
}

static gboolean
is_known_number (Reader       *self,
                 const Run    *run,
                 AtlasFinding *finding)
{
  g_autofree char *phone = NULL;

  if (run->has_comma)
    return FALSE;
  if (!run->has_plus && run->length >= MIN_COMPANY_NUMBER && ask (self, ATLAS_FINDING_COMPANY_NUMBER, run->digits))
    {
      AtlasCompanyNumber number;

      atlas_company_number_read (run->digits, run->groups, run->n_groups, &number);
      *finding = finding_of (ATLAS_FINDING_COMPANY_NUMBER, ATLAS_FINDING_CERTAIN, run->digits, number.is_valid ? number.country : "");
      return TRUE;
    }
  if (run->length < MIN_PHONE || run->length > MAX_PHONE)
    return FALSE;
  phone = atlas_phone_dup_key (run->digits, run->has_plus);
  if (!ask (self, ATLAS_FINDING_PHONE, phone))
    return FALSE;
  *finding = finding_of (ATLAS_FINDING_PHONE, ATLAS_FINDING_CERTAIN, phone, "");

  return TRUE;
}

static gboolean
is_company_number (Reader       *self,
                   const Run    *run,
                   gboolean      wrong,
                   AtlasFinding *finding)
{
  AtlasCompanyNumber number;
  AtlasFindingState state = ATLAS_FINDING_CERTAIN;

  /* "5050-1055" is where to pay in Sweden, and has a check like some companies' numbers. */
  if (run->n_groups == 2 && run->groups[0] == LONGEST_GROUP && run->groups[1] == LONGEST_GROUP && self->c[run->ends[0]] == '-')
    return FALSE;
  if (run->has_plus || run->has_comma || !atlas_company_number_read (run->digits, run->groups, run->n_groups, &number) || number.is_valid == wrong)
    return FALSE;
  /* One digit alone is no check, where anything may be counted or dated so. */
  if (wrong)
    state = ATLAS_FINDING_WRONG;
  else if (!number.is_grouped && !is_alone (self, run->start, run->ends[run->n_groups - 1]))
    state = ATLAS_FINDING_POSSIBLE;
  *finding = finding_of (ATLAS_FINDING_COMPANY_NUMBER, state, number.value, number.country);

  return TRUE;
}

static gboolean
is_account_number (Reader       *self,
                   const Run    *run,
                   AtlasFinding *finding)
{
  AtlasAccountNumber numbers[2];
  const guint n = run->has_plus ? 0 : atlas_account_number_read (run->digits, run->groups, run->n_groups, numbers);
  const AtlasAccountNumber *meant = &numbers[0];

  if (n == 0)
    return FALSE;
  if (n > 1 && !is_known_bic (self, numbers[0].bank.bic_fi) && is_known_bic (self, numbers[1].bank.bic_fi))
    meant = &numbers[1];
  *finding = finding_of (ATLAS_FINDING_ACCOUNT_NUMBER, meant->is_checked ? ATLAS_FINDING_CERTAIN : ATLAS_FINDING_POSSIBLE, run->digits, meant->country);
  finding->bank = meant->bank;

  return TRUE;
}

static gboolean
is_phone (const Run    *run,
          AtlasFinding *finding)
{
  g_autofree char *phone = NULL;

  if (run->has_comma || (!run->has_plus && run->digits[0] != '0') || run->length < MIN_PHONE || run->length > MAX_PHONE || is_date (run))
    return FALSE;
  phone = atlas_phone_dup_key (run->digits, run->has_plus);
  *finding = finding_of (ATLAS_FINDING_PHONE, ATLAS_FINDING_POSSIBLE, phone, "");

  return TRUE;
}

/* What it is surest to be comes first. */
static gboolean
judge_number (Reader       *self,
              const Run    *run,
              AtlasFinding *finding)
{
  return (run->n_groups > 1 && is_company_number (self, run, FALSE, finding)) ||
         is_account_number (self, run, finding) ||
         is_company_number (self, run, FALSE, finding) ||
         is_phone (run, finding) ||
         is_company_number (self, run, TRUE, finding);
}

/* "Clearing 6123, konto 456 789 012": a word may part a bank's code from the account, where nothing else is in the text. */
static gboolean
take_labelled_account (Reader    *self,
                       const Run *code)
{
  gsize i = code->ends[code->n_groups - 1];
  gsize word;
  Run account;
  Run whole = *code;
  AtlasFinding finding;

  if (code->length < 4 || code->length > 6)
    return FALSE;
  while (self->c[i] == ' ' || self->c[i] == ',')
    i++;
  for (word = i; is_word (self->c[i]) && !g_ascii_isdigit (self->c[i]) && i - word < MAX_ACCOUNT_LABEL; i++)
    continue;
  if (i == word)
    return FALSE;
  i = skip_between (self, i, " .:", 3, FALSE);
  read_run (self, i, &account);
  if (account.n_groups == 0 || code->n_groups + account.n_groups > MAX_GROUPS || code->length + account.length > MAX_DIGITS ||
      !is_alone (self, code->start, account.ends[account.n_groups - 1]))
    return FALSE;

  memcpy (whole.digits + code->length, account.digits, account.length + 1);
  memcpy (whole.groups + code->n_groups, account.groups, account.n_groups);
  whole.n_groups += account.n_groups;
  whole.length += account.length;
  if (!is_account_number (self, &whole, &finding))
    return FALSE;
  take (self, &finding, code->start, account.ends[account.n_groups - 1]);

  return TRUE;
}

/* Takes the longest run of groups that is a number by @judge. */
static gboolean
take_longest (Reader    *self,
              const Run *run,
              gboolean (*judge) (Reader *, const Run *, AtlasFinding *))
{
  for (guint n = run->n_groups; n > 0; n--)
    {
      AtlasFinding finding;
      Run cut;

      if (!cut_run (self, run, n, &cut) || !judge (self, &cut, &finding))
        continue;
      take (self, &finding, cut.start, cut.ends[n - 1]);
      return TRUE;
    }

  return FALSE;
}

/* A number that the directory has is taken before a longer one that may be anything. */
static gboolean
take_number (Reader    *self,
             const Run *run)
{
  return take_longest (self, run, is_known_number) || take_longest (self, run, judge_number);
}

/* Not in the midst of one: behind a mark, or behind a short group that is as long, as in the number of a card. */
static gboolean
starts_number (const Reader *self,
               gsize         i)
{
  gsize length;

  if (!g_ascii_isdigit (self->c[i]) || !starts_word (self, i))
    return FALSE;
  length = strspn (self->c + i, "0123456789");
  if (length > 2 && length <= LONGEST_GROUP && i > length && self->c[i - 1] == ' ' && starts_word (self, i - 1 - length) &&
      strspn (self->c + i - 1 - length, "0123456789") == length)
    return FALSE;

  return i < 2 || strchr ("-./,", self->c[i - 1]) == NULL || !g_ascii_isdigit (self->c[i - 2]);
}

static void
find_numbers (Reader *self)
{
  for (gsize i = 0; i < self->n; i++)
    {
      Run run;

      if (!starts_number (self, i))
        continue;
      read_run (self, i, &run);
      if (run.n_groups > 0 && !take_labelled_account (self, &run))
        take_number (self, &run);
    }
}

/* ---------------------------------------------------------------- the whole */

static int
compare_findings (const void *a,
                  const void *b)
{
  const AtlasFinding *first = a;
  const AtlasFinding *second = b;

  return (first->start > second->start) - (first->start < second->start);
}

/**
 * atlas_recognition_new:
 * @text: (nullable): what a person typed or pasted
 * @is_known: (nullable) (scope call): says what the directory has
 * @data: for @is_known
 *
 * Finds every value in a text, whatever stands around it. What is surest is looked for first, and nothing is found
 * in what was found already. The time it takes grows as the text does.
 *
 * Returns: (transfer full): what was found
 */
AtlasRecognition *
atlas_recognition_new (const char     *text,
                       AtlasKnownFunc  is_known,
                       gpointer        data)
{
  AtlasRecognition *self = g_new0 (AtlasRecognition, 1);
  g_autoptr (GArray) findings = g_array_new (TRUE, TRUE, sizeof (AtlasFinding));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { .findings = findings, .seen = seen, .is_known = is_known, .data = data, .answers = answers };

  self->text = g_utf8_make_valid (text ? text : "", -1);
  reader_init (&reader, self->text);
  find_whole_ibans (&reader);
  find_hosts (&reader);
  find_codes (&reader);
  find_doubtful_ibans (&reader);
  find_bics (&reader);
  find_numbers (&reader);
  g_array_sort (findings, compare_findings);
  self->rest = reader.rest;
  self->n_findings = findings->len;
  self->findings = (AtlasFinding *) g_array_steal (findings, NULL);
  g_free (reader.c);
  g_free (reader.at);

  return self;
}

/**
 * atlas_recognition_remove:
 * @self: what was found
 * @position: one of the findings, which turns out to be none
 */
void
atlas_recognition_remove (AtlasRecognition *self,
                          guint             position)
{
  g_return_if_fail (position < self->n_findings);

  g_free (self->findings[position].value);
  self->n_findings--;
  memmove (self->findings + position, self->findings + position + 1, (self->n_findings - position) * sizeof (AtlasFinding));
}

/**
 * atlas_recognition_free:
 * @self: (transfer full): what was found
 */
void
atlas_recognition_free (AtlasRecognition *self)
{
  for (guint i = 0; i < self->n_findings; i++)
    g_free (self->findings[i].value);
  g_free (self->findings);
  g_free (self->text);
  g_free (self->rest);
  g_free (self);
}
