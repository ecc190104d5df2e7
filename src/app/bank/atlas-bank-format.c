/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "atlas-bank-format.h"
#include "atlas-text.h"
#include "atlas-vocabulary.h"

#define MAX_INDENT 64

static void
append_part (GString    *text,
             const char *separator,
             const char *part)
{
  g_autofree char *trimmed = atlas_text_dup_trimmed (part);

  if (trimmed == NULL)
    return;

  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, trimmed);
}

/**
 * atlas_bank_format_address:
 * @fields: what the platform states
 *
 * Returns: (transfer full) (nullable): the postal address, a line for the street, one for the postal code and the
 *   city, one for the country, as far as they are stated; %NULL when none of them is
 */
char *
atlas_bank_format_address (const AtlasAspspFields *fields)
{
  g_autoptr (GString) address = g_string_new (NULL);
  g_autoptr (GString) place = g_string_new (NULL);

  append_part (place, " ", fields->postal_code);
  append_part (place, " ", fields->city);

  append_part (address, "\n", fields->street_address);
  append_part (address, "\n", place->str);
  append_part (address, "\n", fields->country);

  return address->len > 0 ? g_string_free (g_steal_pointer (&address), FALSE) : NULL;
}

/**
 * atlas_bank_format_number:
 * @number: a number, negative when it is not stated
 *
 * Returns: (transfer full) (nullable): @number, or %NULL
 */
char *
atlas_bank_format_number (gint64 number)
{
  return number < 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

/**
 * atlas_bank_format_stated:
 * @stated: what the platform says, if anything
 *
 * Returns: (transfer full) (nullable): "Yes" or "No", in the user's language; %NULL when it is not stated
 */
char *
atlas_bank_format_stated (AtlasStated stated)
{
  switch (stated)
    {
    case ATLAS_STATED_YES: return g_strdup (_("Yes"));
    case ATLAS_STATED_NO: return g_strdup (_("No"));
    case ATLAS_STATED_NOT:
    default: return NULL;
    }
}

/**
 * atlas_bank_format_days:
 * @days: a number of days, negative when it is not stated
 *
 * Returns: (transfer full) (nullable): "90 days", or %NULL
 */
char *
atlas_bank_format_days (gint64 days)
{
  if (days < 0)
    return NULL;

  return g_strdup_printf (ngettext ("%" G_GINT64_FORMAT " day", "%" G_GINT64_FORMAT " days", (gulong) days), days);
}

/**
 * atlas_bank_format_time:
 * @received_at: Unix seconds, 0 when it is not known
 *
 * Returns: (transfer full) (nullable): date and time with its offset, as ISO 8601 writes it but for the space
 */
char *
atlas_bank_format_time (gint64 received_at)
{
  g_autoptr (GDateTime) time = received_at > 0 ? g_date_time_new_from_unix_local (received_at) : NULL;

  return time ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S %:z") : NULL;
}

static void
append_line (GString    *text,
             const char *title,
             const char *value)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;

  if (atlas_text_is_blank (value))
    return;

  lines = g_strsplit (value, "\n", -1);
  joined = g_strjoinv (", ", lines);
  g_string_append_printf (text, "%s: %s\n", title, joined);
}

static void
append_words (GString            *text,
              const char         *title,
              const char * const *words)
{
  g_autofree char *joined = words ? g_strjoinv (", ", (GStrv) words) : NULL;

  append_line (text, title, joined);
}

static void
append_methods (GString   *text,
                GPtrArray *methods)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (guint i = 0; methods != NULL && i < methods->len; i++)
    {
      const AtlasAuthorizationMethod *method = g_ptr_array_index (methods, i);

      if (method->name != NULL)
        g_strv_builder_add (names, method->name);
    }
  words = g_strv_builder_end (names);
  append_words (text, _("Signing in"), (const char * const *) words);
}

/**
 * atlas_bank_format_text:
 * @details: a bank's details
 *
 * Returns: (transfer full): what is stated, a line each, for a letter or a ticket
 */
char *
atlas_bank_format_text (AtlasAspspDetails *details)
{
  const AtlasAspspFields *fields = atlas_aspsp_details_get_fields (details);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *address = atlas_bank_format_address (fields);
  g_autofree char *baskets = atlas_bank_format_stated (fields->signing_baskets);
  g_autofree char *limit = atlas_bank_format_number (fields->signing_basket_limit);
  g_autofree char *history = atlas_bank_format_days (fields->transaction_history_max_days);

  append_line (text, _("Name"), atlas_aspsp_details_get_display_name (details));
  append_line (text, _("BIC"), fields->bic_fi);
  append_line (text, _("Address"), address);
  append_line (text, _("Phone"), fields->phone);
  append_line (text, _("Website"), fields->website_url);
  append_line (text, _("Company number"), fields->company_number);
  append_words (text, _("Global payment products"), (const char * const *) fields->global_payment_products);
  append_words (text, _("The bank's own payment products"), (const char * const *) fields->payment_products);
  append_methods (text, fields->authorization_methods);
  append_line (text, _("Signing baskets"), baskets);
  append_line (text, _("Payments in a signing basket, at most"), limit);
  append_line (text, _("Transaction history"), history);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
break_line (GString *text,
            guint    depth)
{
  g_string_append_c (text, '\n');
  for (guint i = 0; i < MIN (depth, MAX_INDENT); i++)
    g_string_append (text, "  ");
}

static const char *
skip_space (const char *p)
{
  return p + strspn (p, " \t\r\n");
}

/* Copies a string with its quotes and escapes; returns what follows it. */
static const char *
append_string (GString    *text,
               const char *p)
{
  const char *end = p + 1;

  while (*end != '\0' && *end != '"')
    end += (*end == '\\' && end[1] != '\0') ? 2 : 1;
  if (*end == '"')
    end++;
  g_string_append_len (text, p, end - p);

  return end;
}

/**
 * atlas_bank_format_json:
 * @json: a JSON text as it was received
 *
 * Breaks and indents a JSON text for reading. Only the white space between its parts changes: numbers,
 * escapes, the order of keys and keys that occur twice stay as they came.
 *
 * Returns: (transfer full): the text, indented
 */
char *
atlas_bank_format_json (const char *json)
{
  g_autoptr (GString) text = g_string_sized_new (strlen (json) * 2);
  guint depth = 0;

  for (const char *p = skip_space (json); *p != '\0'; p = skip_space (p))
    {
      const char *next = skip_space (p + 1);

      switch (*p)
        {
        case '"': p = append_string (text, p); continue;
        case '{':
        case '[':
          g_string_append_c (text, *p);
          if (*next == '}' || *next == ']')
            {
              g_string_append_c (text, *next);
              p = next;
            }
          else
            break_line (text, ++depth);
          break;
        case '}':
        case ']':
          depth -= MIN (depth, 1);
          break_line (text, depth);
          g_string_append_c (text, *p);
          break;
        case ',':
          g_string_append_c (text, ',');
          break_line (text, depth);
          break;
        case ':': g_string_append (text, ": "); break;
        default: g_string_append_c (text, *p);
        }
      p++;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
