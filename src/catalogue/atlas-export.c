/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "atlas-export.h"

#include "atlas-worker.h"

/* Deeper levels are not indented any further, so that the text stays in proportion to its source. */
#define MAX_INDENTED_DEPTH 32

/* Lays out a text token by token, without making anything of it: numbers keep their digits, members
 * their order, and what is no JSON at all comes out readable still. */
typedef struct
{
  GString *text;
  guint    depth;
} Printer;

static void
break_line (Printer *printer)
{
  static const char indent[2 * MAX_INDENTED_DEPTH] = { [0 ... 2 * MAX_INDENTED_DEPTH - 1] = ' ' };

  g_string_append_c (printer->text, '\n');
  g_string_append_len (printer->text, indent, 2 * MIN (printer->depth, MAX_INDENTED_DEPTH));
}

static const char *
skip_space (const char *p)
{
  return p + strspn (p, " \t\r\n");
}

static const char *
find_string_end (const char *p)
{
  for (p++; *p != '\0' && *p != '"'; p++)
    if (*p == '\\' && p[1] != '\0')
      p++;

  return *p == '"' ? p + 1 : p;
}

static const char *
print_opening (Printer    *printer,
               const char *p)
{
  const char *next = skip_space (p + 1);

  g_string_append_c (printer->text, *p);
  if ((*p == '{' && *next == '}') || (*p == '[' && *next == ']'))
    {
      g_string_append_c (printer->text, *next);
      return next + 1;
    }
  printer->depth++;
  break_line (printer);

  return p + 1;
}

static void
print_closing (Printer    *printer,
               const char *p)
{
  if (printer->depth > 0)
    printer->depth--;
  break_line (printer);
  g_string_append_c (printer->text, *p);
}

/* Prints the token at @p, and returns what follows. */
static const char *
print_token (Printer    *printer,
             const char *p)
{
  const char *end;

  switch (*p)
    {
    case '{':
    case '[':
      return print_opening (printer, p);
    case '}':
    case ']':
      print_closing (printer, p);
      return p + 1;
    case ',':
      g_string_append_c (printer->text, ',');
      break_line (printer);
      return p + 1;
    case ':':
      g_string_append (printer->text, ": ");
      return p + 1;
    case '"':
      end = find_string_end (p);
      break;
    default:
      end = p + strcspn (p, " \t\r\n{}[],:\"");
    }
  g_string_append_len (printer->text, p, end - p);

  return end;
}

static DexFuture *
pretty_json_cb (gpointer data)
{
  return dex_future_new_take_string (atlas_export_pretty_json (data));
}

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_strings (JsonBuilder *builder,
             const char  *name,
             GStrv        values)
{
  if (values == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; values[i] != NULL; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}

static void
add_methods (JsonBuilder *builder,
             GPtrArray   *methods)
{
  if (methods == NULL)
    return;

  json_builder_set_member_name (builder, "supportedAuthorizationMethods");
  json_builder_begin_array (builder);
  for (guint i = 0; i < methods->len; i++)
    {
      const AtlasAuthorizationMethod *method = g_ptr_array_index (methods, i);

      json_builder_begin_object (builder);
      add_string (builder, "name", method->name);
      add_string (builder, "uri", method->uri);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_affiliates (JsonBuilder *builder,
                GPtrArray   *affiliates)
{
  if (affiliates == NULL)
    return;

  json_builder_set_member_name (builder, "affiliatedAspsps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < affiliates->len; i++)
    {
      const AtlasAffiliate *affiliate = g_ptr_array_index (affiliates, i);

      json_builder_begin_object (builder);
      add_string (builder, "id", affiliate->id);
      add_string (builder, "name", affiliate->name);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* With the platform's own key names. */
static char *
write_fields (const AtlasAspspFields *fields)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_string (builder, "bicFi", fields->bic_fi);
  add_string (builder, "name", fields->name);
  add_string (builder, "logoUrl", fields->logo_url);
  add_string (builder, "id", fields->id);
  add_string (builder, "city", fields->city);
  add_string (builder, "country", fields->country);
  add_string (builder, "postalCode", fields->postal_code);
  add_string (builder, "streetAddress", fields->street_address);
  add_string (builder, "companyNumber", fields->company_number);
  add_string (builder, "phone", fields->phone);
  add_string (builder, "websiteUrl", fields->website_url);
  add_strings (builder, "globalPaymentProducts", fields->global_payment_products);
  add_strings (builder, "paymentProducts", fields->payment_products);
  add_methods (builder, fields->authorization_methods);
  add_affiliates (builder, fields->affiliates);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/**
 * atlas_export_pretty_json:
 * @json: (nullable): a text as it was received, valid UTF-8
 *
 * Returns: (transfer full): the same, one value a line; nothing of it is lost or written otherwise, even where it
 *   is no JSON
 */
char *
atlas_export_pretty_json (const char *json)
{
  Printer printer = { g_string_new (NULL), 0 };

  for (const char *p = skip_space (json ? json : ""); *p != '\0'; p = skip_space (p))
    p = print_token (&printer, p);

  return g_string_free (printer.text, FALSE);
}

/**
 * atlas_export_pretty_json_soon:
 * @json: (nullable): a text as it was received, valid UTF-8
 *
 * Does the same on a worker, for texts of any size.
 *
 * Returns: (transfer full): a future for a string
 */
DexFuture *
atlas_export_pretty_json_soon (const char *json)
{
  return atlas_worker_run (pretty_json_cb, g_strdup (json), g_free);
}

/**
 * atlas_export_bank_as_json:
 * @details: a bank's details
 *
 * Returns: (transfer full): what the platform said of the bank, in its own shape and with everything that this
 *   program does not know
 */
char *
atlas_export_bank_as_json (AtlasAspspDetails *details)
{
  const char *raw_json;
  g_autofree char *written = NULL;

  g_return_val_if_fail (ATLAS_IS_ASPSP_DETAILS (details), NULL);

  raw_json = atlas_aspsp_details_get_raw_json (details);
  if (raw_json == NULL)
    written = write_fields (atlas_aspsp_details_get_fields (details));

  return atlas_export_pretty_json (raw_json ? raw_json : written);
}
