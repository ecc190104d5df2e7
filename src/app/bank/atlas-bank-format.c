/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-bank-format.h"
#include "atlas-format.h"
#include "atlas-text.h"

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
  g_autofree char *shown = atlas_text_dup_shown (value);

  if (shown != NULL)
    g_string_append_printf (text, "%s: %s\n", title, shown);
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
  append_words (text, _("Sign-in methods"), (const char * const *) words);
}

static void
append_limits (GString                *text,
               const AtlasAspspFields *fields)
{
  g_autofree char *limit = atlas_format_limit (fields->signing_basket_limit);
  g_autofree char *days = atlas_format_days (fields->transaction_history_max_days);

  if (fields->signing_baskets != ATLAS_STATED_NOT)
    append_line (text, _("Signing baskets"), atlas_format_stated (fields->signing_baskets));
  if (fields->signing_basket_limit >= 0)
    append_line (text, _("Signing basket limit"), limit);
  if (fields->transaction_history_max_days >= 0)
    append_line (text, _("Transaction history"), days);
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
  g_autofree char *address = atlas_format_address (fields, ", ");

  append_line (text, _("Name"), atlas_aspsp_details_get_display_name (details));
  append_line (text, _("BIC"), fields->bic_fi);
  append_line (text, _("Address"), address);
  append_line (text, _("Phone"), fields->phone);
  append_line (text, _("Website"), fields->website_url);
  append_line (text, _("Company number"), fields->company_number);
  append_words (text, _("Global payment products"), (const char * const *) fields->global_payment_products);
  append_words (text, _("The bank’s own payment products"), (const char * const *) fields->payment_products);
  append_methods (text, fields->authorization_methods);
  append_limits (text, fields);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
