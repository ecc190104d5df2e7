/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "atlas-format.h"

#include "atlas-text.h"

/* What a person reads of any one value; more would be no address and no host. */
#define MAX_CHARS 300

static void
add_part (GPtrArray *parts,
          char      *part)
{
  if (*part != '\0')
    g_ptr_array_add (parts, part);
  else
    g_free (part);
}

static char *
join_postal_code (const AtlasAspspFields *fields)
{
  g_autofree char *postal_code = atlas_text_dup_single_line (fields->postal_code, MAX_CHARS);
  g_autofree char *city = atlas_text_dup_single_line (fields->city, MAX_CHARS);

  return g_strdup_printf ("%s%s%s", postal_code, *postal_code != '\0' && *city != '\0' ? " " : "", city);
}

static gboolean
is_web_scheme (const char *scheme)
{
  return g_ascii_strcasecmp (scheme, "https") == 0 || g_ascii_strcasecmp (scheme, "http") == 0;
}

/* A website may be stated without its scheme. */
static char *
complete_web_uri (const char *website_url)
{
  g_autofree char *trimmed = atlas_text_dup_trimmed (website_url);
  const char *scheme;

  if (trimmed == NULL)
    return NULL;

  scheme = g_uri_peek_scheme (trimmed);
  if (scheme != NULL && is_web_scheme (scheme))
    return g_steal_pointer (&trimmed);
  if (strstr (trimmed, "://") != NULL || strchr (trimmed, '.') == NULL)
    return NULL;

  return g_strconcat ("https://", trimmed, NULL);
}

static GUri *
parse_web_uri (const char *website_url)
{
  g_autofree char *complete = complete_web_uri (website_url);
  g_autoptr (GUri) uri = complete ? g_uri_parse (complete, G_URI_FLAGS_SCHEME_NORMALIZE | G_URI_FLAGS_HAS_PASSWORD, NULL) : NULL;

  /* A user before the host is how one host is made to look like another. */
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' || g_uri_get_userinfo (uri) != NULL)
    return NULL;

  return g_steal_pointer (&uri);
}

/**
 * atlas_format_address:
 * @fields: what is known of a bank
 * @separator: what stands between the lines: a line break, or a comma and a space
 *
 * Returns: (transfer full) (nullable): street; postal code and city; country, as far as they are stated
 */
char *
atlas_format_address (const AtlasAspspFields *fields,
                      const char             *separator)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_null_terminated (4, g_free, TRUE);

  g_return_val_if_fail (fields != NULL, NULL);

  add_part (parts, atlas_text_dup_single_line (fields->street_address, MAX_CHARS));
  add_part (parts, join_postal_code (fields));
  add_part (parts, atlas_text_dup_single_line (fields->country, MAX_CHARS));

  return parts->len > 0 ? g_strjoinv (separator, (GStrv) parts->pdata) : NULL;
}

/**
 * atlas_format_website:
 * @website_url: (nullable): what the platform states
 *
 * Returns: (transfer full) (nullable): the address as people write it, without scheme and trailing slash; what is
 *   no address of the web, as it is
 */
char *
atlas_format_website (const char *website_url)
{
  g_autofree char *line = NULL;
  const char *start;

  if (atlas_text_is_blank (website_url))
    return NULL;

  line = atlas_text_dup_single_line (website_url, MAX_CHARS);
  if (g_str_has_suffix (line, "/"))
    line[strlen (line) - 1] = '\0';
  start = strstr (line, "://");
  if (start != NULL && (g_ascii_strncasecmp (line, "https://", 8) == 0 || g_ascii_strncasecmp (line, "http://", 7) == 0))
    return g_strdup (start + 3);

  return g_steal_pointer (&line);
}

/**
 * atlas_format_web_uri:
 * @website_url: (nullable): what the platform states
 *
 * Checks an address before it is opened in another program.
 *
 * Returns: (transfer full) (nullable): the address, when it is one of the web; %NULL for any other scheme
 */
char *
atlas_format_web_uri (const char *website_url)
{
  g_autoptr (GUri) uri = parse_web_uri (website_url);

  return uri != NULL ? g_uri_to_string (uri) : NULL;
}

/**
 * atlas_format_phone_uri:
 * @phone: (nullable): a phone number, as the platform states it ("+46-771 365 365")
 *
 * Returns: (transfer full) (nullable): the number as a tel: address; %NULL where it is none
 */
char *
atlas_format_phone_uri (const char *phone)
{
  g_autoptr (GString) uri = g_string_new ("tel:");
  guint n_digits = 0;

  /* The zero of "+46 (0)8" is dialled within the country only. */
  for (const char *p = phone ? phone : ""; *p != '\0'; p++)
    {
      if (g_str_has_prefix (p, "(0)") && uri->str[4] == '+')
        p += 2;
      else if (*p == '+' && n_digits == 0 && uri->len == 4)
        g_string_append_c (uri, '+');
      else if (g_ascii_isdigit (*p))
        {
          g_string_append_c (uri, *p);
          n_digits++;
        }
      else if (g_ascii_isalpha (*p) || *p == ',' || *p == ';')
        break;
    }

  /* No number of the world is longer; fewer digits are none. */
  return n_digits >= 3 && n_digits <= 15 ? g_string_free (g_steal_pointer (&uri), FALSE) : NULL;
}

/**
 * atlas_format_not_stated:
 *
 * Returns: (transfer none): what stands where the platform says nothing
 */
const char *
atlas_format_not_stated (void)
{
  return _("Not stated");
}

/**
 * atlas_format_stated:
 * @stated: one of the three states
 *
 * Returns: (transfer none): yes, no, or not stated
 */
const char *
atlas_format_stated (AtlasStated stated)
{
  switch (stated)
    {
    case ATLAS_STATED_YES:
      return C_("stated", "Yes");
    case ATLAS_STATED_NO:
      return C_("stated", "No");
    case ATLAS_STATED_NOT:
    default:
      return atlas_format_not_stated ();
    }
}

/**
 * atlas_format_days:
 * @days: a number of days, negative where nothing is stated
 *
 * Returns: (transfer full): the number in words
 */
char *
atlas_format_days (gint64 days)
{
  if (days < 0)
    return g_strdup (atlas_format_not_stated ());

  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), (int) MIN (days, G_MAXINT));
}

/**
 * atlas_format_limit:
 * @limit: a number of payments, negative where nothing is stated
 *
 * Returns: (transfer full): the number in words
 */
char *
atlas_format_limit (gint64 limit)
{
  if (limit < 0)
    return g_strdup (atlas_format_not_stated ());

  return g_strdup_printf (ngettext ("%d payment", "%d payments", (gulong) limit), (int) MIN (limit, G_MAXINT));
}
