/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-contact.h"

#define MAX_HOST_LENGTH 253
#define MAX_LABEL_LENGTH 63

/* The calling codes that have two digits (ITU-T E.164); 1 and 7 have one, all others three. */
static const char two_digit_codes[] =
  "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 "
  "60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";

static gsize
get_calling_code_length (const char *digits)
{
  const char code[] = { digits[0], digits[1], '\0' };

  if (digits[0] == '1' || digits[0] == '7')
    return 1;

  return strstr (two_digit_codes, code) != NULL ? 2 : 3;
}

/**
 * atlas_phone_dup_key:
 * @digits: a phone number's digits
 * @has_plus: whether it is written with a "+"
 *
 * "+46 (0)771 365 365", "0046771365365" and "0771365365" all become "771365365": the number as it is dialled inside its country,
 * without the trunk zero. Numbers of two countries may have the same key.
 *
 * Returns: (transfer full): the digits that all spellings share
 */
char *
atlas_phone_dup_key (const char *digits,
                     gboolean    has_plus)
{
  if (!has_plus && g_str_has_prefix (digits, "00"))
    {
      has_plus = TRUE;
      digits += 2;
    }
  if (has_plus && strlen (digits) > get_calling_code_length (digits))
    digits += get_calling_code_length (digits);
  if (digits[0] == '0' && digits[1] != '\0')
    digits++;

  return g_strdup (digits);
}

static gboolean
is_label (const char *label)
{
  const gsize length = strlen (label);

  if (length == 0 || length > MAX_LABEL_LENGTH || label[0] == '-' || label[length - 1] == '-')
    return FALSE;
  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c != '-' && !g_unichar_isalnum (c) && !g_unichar_ismark (c))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_top_domain (const char *label)
{
  if (g_str_has_prefix (label, "xn--"))
    return TRUE;
  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalpha (g_utf8_get_char (p)))
      return FALSE;

  return g_utf8_strlen (label, -1) >= 2;
}

static gboolean
is_host (const char *host)
{
  g_auto (GStrv) labels = NULL;
  const char *last = strrchr (host, '.');

  if (last == NULL || last == host || strlen (host) > MAX_HOST_LENGTH || !is_top_domain (last + 1))
    return FALSE;
  labels = g_strsplit (host, ".", -1);
  for (guint i = 0; labels[i] != NULL; i++)
    if (!is_label (labels[i]))
      return FALSE;

  return TRUE;
}

/**
 * atlas_host_read:
 * @word: a word with a dot in it, valid UTF-8
 * @is_mail: (out): whether it is an e-mail address
 * @is_marked: (out): whether it has a scheme or "www.": any two words with a dot between them may be a host's name
 * @length: (out): how many bytes of @word the address has before its path
 *
 * Reads an address in the web, or the name of a host.
 *
 * Returns: (transfer full) (nullable): the host in lower case without "www.", as "seb.se" of "https://www.seb.se/privat"; %NULL when
 *   @word is no such thing
 */
char *
atlas_host_read (const char *word,
                 gboolean   *is_mail,
                 gboolean   *is_marked,
                 gsize      *length)
{
  const char *scheme_end = strstr (word, "://");
  const char *rest = scheme_end ? scheme_end + 3 : word;
  g_autofree char *authority = g_strndup (rest, strcspn (rest, "/?#\\"));
  const char *at = strrchr (authority, '@');
  g_autofree char *host = g_utf8_strdown (at ? at + 1 : authority, -1);
  char *port = strchr (host, ':');

  *is_marked = scheme_end != NULL || g_str_has_prefix (host, "www.");
  *is_mail = at != NULL && scheme_end == NULL;
  *length = rest - word + strlen (authority);
  if (port != NULL && strspn (port + 1, "0123456789") == strlen (port + 1))
    *port = '\0';
  while (g_str_has_suffix (host, "."))
    host[strlen (host) - 1] = '\0';
  if (!is_host (host))
    return NULL;

  return g_strdup (g_str_has_prefix (host, "www.") ? host + 4 : host);
}
