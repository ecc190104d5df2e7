/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-web-address.h"

#include "atlas-host-name.h"
#include "atlas-text.h"

#define FLAGS (G_URI_FLAGS_SCHEME_NORMALIZE | G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_PATH | \
               G_URI_FLAGS_ENCODED_QUERY | G_URI_FLAGS_ENCODED_FRAGMENT)
/* No host answers to a longer one. */
#define MAX_BYTES 4096
#define MAX_PHONE_DIGITS 15

static gboolean
is_web_scheme (const char *scheme)
{
  return g_ascii_strcasecmp (scheme, "https") == 0 || g_ascii_strcasecmp (scheme, "http") == 0;
}

/* A website may be stated without its scheme. */
static char *
complete (const char *stated)
{
  g_autofree char *trimmed = atlas_text_dup_trimmed (stated);
  const char *scheme;

  if (trimmed == NULL)
    return NULL;

  scheme = g_uri_peek_scheme (trimmed);
  if (scheme != NULL && is_web_scheme (scheme))
    return g_steal_pointer (&trimmed);
  /* "bank.example:8443" begins like a scheme; whatever else does is one. */
  if (scheme != NULL && !g_ascii_isdigit (trimmed[strlen (scheme) + 1]))
    return NULL;
  if (strstr (trimmed, "://") != NULL || strchr (trimmed, '.') == NULL)
    return NULL;

  return g_strconcat ("https://", trimmed, NULL);
}

/* What different programs read differently: white space, controls, backslashes, quotation marks. */
static gboolean
is_unambiguous (const char *address)
{
  g_autofree char *line = NULL;

  if (strlen (address) > MAX_BYTES || strpbrk (address, " \t\r\n\\\"<>^`{|}") != NULL)
    return FALSE;

  line = atlas_text_dup_single_line (address, G_MAXSIZE);

  return g_str_equal (line, address);
}

static gboolean
is_host (const char *host)
{
  if (host == NULL || *host == '\0' || *host == '.')
    return FALSE;
  if (strchr (host, ':') != NULL)
    return g_hostname_is_ip_address (host);

  return host[strspn (host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")] == '\0';
}

static GUri *
parse (const char *stated)
{
  g_autofree char *address = complete (stated);
  g_autoptr (GUri) uri = NULL;

  if (address == NULL || !is_unambiguous (address))
    return NULL;

  uri = g_uri_parse (address, FLAGS, NULL);
  /* A user before the host is how one host is made to look like another. */
  if (uri == NULL || !is_host (g_uri_get_host (uri)) || g_uri_get_userinfo (uri) != NULL)
    return NULL;

  return g_steal_pointer (&uri);
}

static char *
dup_ascii (const char *text)
{
  GString *ascii = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) *p < 0x80)
      g_string_append_c (ascii, *p);
    else
      g_string_append_printf (ascii, "%%%02X", (guchar) *p);

  return g_string_free (ascii, FALSE);
}

/* Host and port: in IPv6 addresses, the colons are the host's own. */
static char *
dup_authority (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autofree char *shown = strchr (host, ':') ? g_strdup_printf ("[%s]", host) : atlas_host_name_dup_shown (host);

  if (g_uri_get_port (uri) < 0 || g_uri_get_port (uri) == (g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80))
    return g_steal_pointer (&shown);

  return g_strdup_printf ("%s:%d", shown, g_uri_get_port (uri));
}

static void
append_part (GString    *text,
             const char *mark,
             const char *part)
{
  if (part != NULL)
    g_string_append_printf (text, "%s%s", mark, part);
}

/* What follows the host is shown as it is sent, in ASCII, so that no letter in it turns the line round. */
static char *
dup_rest (GUri *uri)
{
  g_autoptr (GString) rest = g_string_new (g_uri_get_path (uri));

  append_part (rest, "?", g_uri_get_query (uri));
  append_part (rest, "#", g_uri_get_fragment (uri));

  return dup_ascii (rest->str);
}

static char *
dup_address (GUri     *uri,
             gboolean  with_scheme)
{
  g_autofree char *authority = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *whole = NULL;

  authority = dup_authority (uri);
  rest = dup_rest (uri);
  if (!with_scheme && g_str_has_suffix (rest, "/"))
    rest[strlen (rest) - 1] = '\0';
  whole = g_strconcat (with_scheme ? g_uri_get_scheme (uri) : "", with_scheme ? "://" : "", authority, rest, NULL);

  return atlas_text_dup_shown (whole);
}

/* (nullable): what is no address of the web is shown as it is stated, all of it. Where only what cannot be seen keeps it
 * from being one, it would be read as one: a host that looks like another is told from it there, too. */
static char *
dup_shown (const char *stated,
           gboolean    with_scheme)
{
  g_autoptr (GUri) uri = parse (stated);
  g_autofree char *visible = NULL;
  g_autoptr (GUri) read_as = NULL;

  if (uri != NULL)
    return dup_address (uri, with_scheme);

  visible = stated ? atlas_text_dup_single_line (stated, G_MAXSIZE) : NULL;
  read_as = parse (visible);

  return read_as ? dup_address (read_as, TRUE) : atlas_text_dup_shown (stated);
}

/**
 * atlas_web_address_dup_short:
 * @stated: (nullable): what the platform states
 *
 * Returns: (transfer full) (nullable): the address as people write it, without scheme and trailing slash; what is
 *   no address of the web, as it is. A host that looks like another is in its "xn--" form
 */
char *
atlas_web_address_dup_short (const char *stated)
{
  return dup_shown (stated, FALSE);
}

/**
 * atlas_web_address_dup_full:
 * @stated: (nullable): what the platform states
 *
 * Returns: (transfer full) (nullable): the same, with its scheme and to the last slash
 */
char *
atlas_web_address_dup_full (const char *stated)
{
  return dup_shown (stated, TRUE);
}

/**
 * atlas_web_address_dup_uri:
 * @stated: (nullable): what the platform states
 *
 * Checks an address before it is opened in another program.
 *
 * Returns: (transfer full) (nullable): the address in ASCII, when it is one of the web; %NULL for any other scheme,
 *   for one with a user or a password, and for one that programs may read differently
 */
char *
atlas_web_address_dup_uri (const char *stated)
{
  g_autoptr (GUri) uri = parse (stated);
  g_autofree char *text = uri ? g_uri_to_string (uri) : NULL;

  return text ? dup_ascii (text) : NULL;
}

static gboolean
is_phone_uri (const char *uri)
{
  const char *digits;

  if (!g_str_has_prefix (uri, "tel:"))
    return FALSE;

  digits = uri + strlen ("tel:");
  digits += *digits == '+' ? 1 : 0;

  return *digits != '\0' && strlen (digits) <= MAX_PHONE_DIGITS && digits[strspn (digits, "0123456789")] == '\0';
}

/**
 * atlas_web_address_may_open:
 * @uri: (nullable): an address
 *
 * The one gate between what the platform states and other programs.
 *
 * Returns: whether it is an address of the web that atlas_web_address_dup_uri() returned, or a phone number
 */
gboolean
atlas_web_address_may_open (const char *uri)
{
  g_autofree char *checked = NULL;

  if (uri == NULL)
    return FALSE;
  if (is_phone_uri (uri))
    return TRUE;

  checked = atlas_web_address_dup_uri (uri);

  return g_strcmp0 (checked, uri) == 0;
}

/**
 * atlas_web_address_dup_target:
 * @uri: (nullable): an address that may be opened
 *
 * Returns: (transfer full) (nullable): the host that would be asked, or the number that would be dialled, to be seen
 *   before it happens; %NULL for what is not opened
 */
char *
atlas_web_address_dup_target (const char *uri)
{
  g_autoptr (GUri) parsed = NULL;

  if (!atlas_web_address_may_open (uri))
    return NULL;
  if (is_phone_uri (uri))
    return g_strdup (uri + strlen ("tel:"));

  parsed = parse (uri);

  return parsed ? dup_authority (parsed) : NULL;
}
