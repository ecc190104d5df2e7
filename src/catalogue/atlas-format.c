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

/* Digits as they are grouped in print, after at most one "+": nothing that is to be dialled is guessed out of other text. */
static gboolean
is_phone (const char *text)
{
  text += *text == '+' ? 1 : 0;

  return text[strspn (text, "0123456789 -().")] == '\0';
}

/**
 * atlas_format_phone_uri:
 * @phone: (nullable): a phone number, as the platform states it ("+46-771 365 365")
 *
 * Returns: (transfer full) (nullable): the number as a tel: address; %NULL where there is anything in it but digits,
 *   spaces, hyphens, parentheses, full stops and a "+" before them
 */
char *
atlas_format_phone_uri (const char *phone)
{
  g_autofree char *trimmed = atlas_text_dup_trimmed (phone);
  g_autoptr (GString) uri = g_string_new ("tel:");
  guint n_digits = 0;

  if (trimmed == NULL || !is_phone (trimmed))
    return NULL;

  if (*trimmed == '+')
    g_string_append_c (uri, '+');
  for (const char *p = trimmed; *p != '\0'; p++)
    /* The zero of "+46 (0)8" is dialled within the country only. */
    if (*trimmed == '+' && g_str_has_prefix (p, "(0)"))
      p += 2;
    else if (g_ascii_isdigit (*p))
      {
        g_string_append_c (uri, *p);
        n_digits++;
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
