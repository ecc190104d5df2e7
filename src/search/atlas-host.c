/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-contact.h"

#include "atlas-country.h"

#define MAX_HOST_LENGTH 253
#define MAX_LABEL_LENGTH 63
#define MAX_WORD_LENGTH 2048

/* A bare "word.word" in prose is a host only with one of these, or with a country's code. */
static const char * const known_domains[] = { "app", "bank", "biz", "com", "eu", "finance", "info", "io", "net", "org", NULL };

/* "Org.nr" and "tel.no" are numbers of something, not hosts in Nauru and Norway. */
static const char * const abbreviations[] = { "cvr", "id", "org", "ref", "reg", "tel", NULL };

static gboolean
is_host_character (gunichar c)
{
  return c == '-' || g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > MAX_LABEL_LENGTH || label[0] == '-' || label[length - 1] == '-')
    return FALSE;
  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_host_character (g_utf8_get_char (p)))
      return FALSE;

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
is_known_domain (const char *label)
{
  g_autofree char *flag = NULL;

  if (g_strv_contains (known_domains, label))
    return TRUE;
  flag = atlas_country_code_dup_flag (label);

  return flag != NULL;
}

/* Returns the host's last label when it is one, or NULL. */
static const char *
check_host (const char *host)
{
  g_auto (GStrv) labels = NULL;
  const char *last = strrchr (host, '.');

  if (last == NULL || strlen (host) > MAX_HOST_LENGTH)
    return NULL;
  labels = g_strsplit (host, ".", -1);
  for (guint i = 0; labels[i] != NULL; i++)
    if (!is_label (labels[i]))
      return NULL;

  return is_top_domain (last + 1) ? last + 1 : NULL;
}

/* What comes after "https://": "name:password@host:port/path" has the host in the middle. */
static char *
dup_host (const char *rest)
{
  g_autofree char *authority = g_strndup (rest, strcspn (rest, "/?#\\"));
  const char *at = strrchr (authority, '@');
  g_autofree char *host = g_utf8_strdown (at ? at + 1 : authority, -1);
  char *port = strchr (host, ':');

  if (port != NULL && strspn (port + 1, "0123456789") == strlen (port + 1))
    *port = '\0';
  while (g_str_has_suffix (host, "."))
    host[strlen (host) - 1] = '\0';

  return g_strdup (g_str_has_prefix (host, "www.") ? host + 4 : host);
}

static const char *
skip_scheme (const char *text)
{
  const char *p = text;

  while (g_ascii_isalpha (*p))
    p++;

  return p > text && g_str_has_prefix (p, "://") ? p + 3 : text;
}

/* "slut.Hej" is the end of one sentence and the start of the next. */
static gboolean
is_no_host (const char *word)
{
  g_autofree char *authority = g_strndup (word, strcspn (word, "/?#\\:"));
  const char *dot = strrchr (authority, '.');

  if (dot == NULL || dot == authority)
    return TRUE;
  for (guint i = 0; abbreviations[i] != NULL; i++)
    if (strlen (abbreviations[i]) == (gsize) (dot - authority) &&
        g_ascii_strncasecmp (abbreviations[i], authority, dot - authority) == 0)
      return TRUE;

  return g_unichar_isupper (g_utf8_get_char (dot + 1)) && !g_unichar_isupper (g_utf8_get_char (g_utf8_prev_char (dot)));
}

/* Whether a word of prose names a host. An e-mail address does not: that names a person. */
static char *
dup_host_in_prose (const char *word)
{
  gboolean marked = skip_scheme (word) != word || g_ascii_strncasecmp (word, "www.", 4) == 0;
  g_autofree char *host = NULL;
  const char *domain;

  if (!marked && (strchr (word, '@') != NULL || is_no_host (word)))
    return NULL;
  host = dup_host (skip_scheme (word));
  domain = check_host (host);
  if (domain == NULL || (!marked && !is_known_domain (domain)))
    return NULL;

  return g_steal_pointer (&host);
}

static gboolean
is_word_character (const char *p)
{
  return *p != '\0' && strchr ("<>\"'()[]{}|,;", *p) == NULL && !g_unichar_isspace (g_utf8_get_char (p));
}

/**
 * atlas_host_dup_key:
 * @text: (nullable): an address, a host or an e-mail address, valid UTF-8
 *
 * Returns: (transfer full) (nullable): the host in lower case without "www.", as "seb.se" of
 *   "https://www.seb.se/privat"; %NULL when @text is no such thing
 */
char *
atlas_host_dup_key (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text ? text : ""));
  g_autofree char *host = dup_host (skip_scheme (trimmed));

  return check_host (host) != NULL ? g_steal_pointer (&host) : NULL;
}

/**
 * atlas_host_find:
 * @text: any text, valid UTF-8
 * @from: the byte to begin at
 * @host: (out): what was found
 *
 * Finds the next web address or host in prose.
 *
 * Returns: whether there is one at or after @from
 */
gboolean
atlas_host_find (const char   *text,
                 gsize         from,
                 AtlasContact *host)
{
  const char *p;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (host != NULL, FALSE);

  p = text + from;
  *host = (AtlasContact) { 0 };
  while (*p != '\0')
    {
      const char *next = p;
      const char *end;

      while (is_word_character (next))
        next = g_utf8_next_char (next);
      /* The marks of the sentence around a word do not belong to it. */
      for (end = next; end > p && strchr (".:!?", end[-1]) != NULL; end--)
        continue;

      if (end - p >= 4 && end - p <= MAX_WORD_LENGTH && memchr (p, '.', end - p) != NULL)
        {
          g_autofree char *word = g_strndup (p, end - p);

          host->value = dup_host_in_prose (word);
          host->start = p - text;
          host->end = end - text;
          if (host->value != NULL)
            return TRUE;
        }
      p = next > p ? next : g_utf8_next_char (p);
    }

  return FALSE;
}

/**
 * atlas_contact_clear:
 * @self: what was found
 *
 * Frees what is in @self.
 */
void
atlas_contact_clear (AtlasContact *self)
{
  g_clear_pointer (&self->value, g_free);
}
