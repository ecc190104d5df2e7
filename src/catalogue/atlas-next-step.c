/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "atlas-next-step.h"

#include "atlas-export.h"
#include "atlas-next-step-body.h"

#define TOKEN "Bearer $ACCESS_TOKEN"

/* @value is what the formats show; in a shell, @shell_value stands in double quotes instead, and is expanded. */
typedef struct
{
  const char *name;
  char       *value;
  const char *shell_value;
} Header;

typedef struct
{
  char      *base_url;
  char      *path;
  char      *scope;
  GPtrArray *headers;
  JsonNode  *body;
} Call;

static void
header_free (Header *header)
{
  g_free (header->value);
  g_free (header);
}

static void
call_free (Call *call)
{
  g_free (call->base_url);
  g_free (call->path);
  g_free (call->scope);
  g_ptr_array_unref (call->headers);
  json_node_unref (call->body);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

/* The platform's values are not to be trusted: one that holds a line break would be a header more. */
static char *
dup_header_value (const char *text)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_iscntrl (*p))
      g_string_append_c (value, *p);

  return g_strstrip (g_string_free (g_steal_pointer (&value), FALSE));
}

static void
add_header (Call       *call,
            const char *name,
            const char *value)
{
  Header *header = g_new0 (Header, 1);

  header->name = name;
  header->value = dup_header_value (value);
  g_ptr_array_add (call->headers, header);
}

static void
add_shell_header (Call       *call,
                  const char *name,
                  const char *value,
                  const char *shell_value)
{
  add_header (call, name, value);
  ((Header *) g_ptr_array_index (call->headers, call->headers->len - 1))->shell_value = shell_value;
}

/* What only the operator knows. */
static void
add_placeholder (Call       *call,
                 const char *name)
{
  g_autofree char *placeholder = g_strdup_printf ("<%s>", name);

  add_header (call, name, placeholder);
}

static void
add_value_or_placeholder (Call       *call,
                          const char *name,
                          const char *value)
{
  if (value != NULL && *value != '\0')
    add_header (call, name, value);
  else
    add_placeholder (call, name);
}

static const char *
choose_method (const AtlasAspspFields *fields,
               const AtlasNextChoice  *choice)
{
  AtlasAuthorizationMethod *first;

  if (choice->method != NULL)
    return choice->method;
  if (fields->authorization_methods == NULL || fields->authorization_methods->len == 0)
    return NULL;

  first = g_ptr_array_index (fields->authorization_methods, 0);

  return first->name;
}

/* Decoupled is said on every call of the flow, not only where a redirect would begin. */
static void
add_redirect_headers (Call       *call,
                      const char *method)
{
  if (method != NULL && g_ascii_strcasecmp (method, "OAuth2") == 0)
    {
      add_header (call, "TPP-Redirect-Preferred", "true");
      add_placeholder (call, "TPP-Redirect-URI");
    }
  else if (method != NULL && g_ascii_strcasecmp (method, "Decoupled") == 0)
    add_header (call, "TPP-Redirect-Preferred", "false");
  else
    add_placeholder (call, "TPP-Redirect-Preferred");
}

static void
add_headers (Call                   *call,
             const AtlasAspspFields *fields,
             AtlasProfile           *profile,
             const AtlasNextChoice  *choice)
{
  add_shell_header (call, "Authorization", TOKEN, TOKEN);
  add_shell_header (call, "X-Request-ID", "<X-Request-ID>", "$(uuidgen)");
  add_value_or_placeholder (call, "X-BicFi", fields->bic_fi);
  if (choice->affiliate_id != NULL)
    add_header (call, "X-AffiliatedASPSP-ID", choice->affiliate_id);
  add_redirect_headers (call, choose_method (fields, choice));
  add_placeholder (call, "PSU-ID");
  if (atlas_profile_get_context (profile) == ATLAS_CONTEXT_CORPORATE)
    add_placeholder (call, "PSU-Corporate-ID");
  add_placeholder (call, "PSU-IP-Address");
  add_placeholder (call, "PSU-User-Agent");
  add_header (call, "Content-Type", "application/json");
  add_header (call, "Accept", "application/json");
}

static const char *
choose_product (const AtlasAspspFields *fields,
                const AtlasNextChoice  *choice)
{
  if (choice->payment_product != NULL)
    return choice->payment_product;
  if (fields->global_payment_products != NULL && fields->global_payment_products[0] != NULL)
    return fields->global_payment_products[0];

  return NULL;
}

static char *
make_payment_path (const char *service,
                   const char *product)
{
  g_autofree char *segment = product ? g_uri_escape_string (product, NULL, FALSE) : g_strdup ("<payment-product>");

  return g_strdup_printf ("/psd2/paymentinitiation/v1/%s/%s", service, segment);
}

static char *
make_path (AtlasNextKind  kind,
           const char    *product)
{
  switch (kind)
    {
    case ATLAS_NEXT_PAYMENT:
      return make_payment_path ("payments", product);
    case ATLAS_NEXT_BULK_PAYMENT:
      return make_payment_path ("bulk-payments", product);
    case ATLAS_NEXT_PERIODIC_PAYMENT:
      return make_payment_path ("periodic-payments", product);
    case ATLAS_NEXT_ACCOUNT_INFORMATION:
    default:
      return g_strdup ("/psd2/consent/v1/consents");
    }
}

/* The demo has no platform behind it; what it shows is what the sandbox would be asked. */
static char *
make_base_url (AtlasProfile *profile)
{
  const char *url = atlas_profile_is_demo (profile) ? NULL : atlas_profile_get_api_url (profile);
  char *base = dup_header_value (url ? url : atlas_environment_get_api_url (ATLAS_ENVIRONMENT_SANDBOX));

  while (g_str_has_suffix (base, "/"))
    base[strlen (base) - 1] = '\0';

  return base;
}

static Call *
call_new (AtlasAspspDetails     *details,
          AtlasProfile          *profile,
          const AtlasNextChoice *choice)
{
  const AtlasAspspFields *fields = atlas_aspsp_details_get_fields (details);
  const char *product = choose_product (fields, choice);
  Call *call = g_new0 (Call, 1);

  call->base_url = make_base_url (profile);
  call->path = make_path (choice->kind, product);
  call->scope = atlas_next_step_dup_scope (profile, choice->kind);
  call->headers = g_ptr_array_new_with_free_func ((GDestroyNotify) header_free);
  call->body = atlas_next_step_make_body (choice->kind, product);
  add_headers (call, fields, profile, choice);

  return call;
}

static char *
print_json (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);

  return atlas_export_pretty_json (text);
}

/* What the platform says stands in single quotes, where a shell expands nothing. */
static char *
format_curl (const Call *call)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *url = g_strconcat (call->base_url, call->path, NULL);
  g_autofree char *quoted_url = g_shell_quote (url);
  g_autofree char *body = print_json (call->body);
  g_autofree char *quoted_body = g_shell_quote (body);

  g_string_append_printf (text, "# Token scope: %s\n", call->scope);
  g_string_append_printf (text, "curl --request POST %s", quoted_url);
  for (guint i = 0; i < call->headers->len; i++)
    {
      const Header *header = g_ptr_array_index (call->headers, i);
      g_autofree char *line = g_strdup_printf ("%s: %s", header->name, header->value);
      g_autofree char *quoted = g_shell_quote (line);

      if (header->shell_value != NULL)
        g_string_append_printf (text, " \\\n  --header \"%s: %s\"", header->name, header->shell_value);
      else
        g_string_append_printf (text, " \\\n  --header %s", quoted);
    }
  g_string_append_printf (text, " \\\n  --data %s\n", quoted_body);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_host (const char *base_url)
{
  const char *authority = strstr (base_url, "://");

  authority = authority ? authority + 3 : base_url;

  return g_strndup (authority, strcspn (authority, "/"));
}

/* A base may have a path of its own. */
static const char *
find_base_path (const char *base_url)
{
  const char *authority = strstr (base_url, "://");

  authority = authority ? authority + 3 : base_url;

  return authority + strcspn (authority, "/");
}

static char *
format_http (const Call *call)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *host = dup_host (call->base_url);
  g_autofree char *body = print_json (call->body);

  g_string_append_printf (text, "# Token scope: %s\n", call->scope);
  g_string_append_printf (text, "POST %s%s HTTP/1.1\n", find_base_path (call->base_url), call->path);
  g_string_append_printf (text, "Host: %s\n", host);
  for (guint i = 0; i < call->headers->len; i++)
    {
      const Header *header = g_ptr_array_index (call->headers, i);

      g_string_append_printf (text, "%s: %s\n", header->name, header->value);
    }
  g_string_append_printf (text, "\n%s\n", body);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static char *
format_json (const Call *call)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *url = g_strconcat (call->base_url, call->path, NULL);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  add_member (builder, "scope", call->scope);
  add_member (builder, "method", "POST");
  add_member (builder, "url", url);
  json_builder_set_member_name (builder, "headers");
  json_builder_begin_object (builder);
  for (guint i = 0; i < call->headers->len; i++)
    {
      const Header *header = g_ptr_array_index (call->headers, i);

      add_member (builder, header->name, header->value);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "body");
  json_builder_add_value (builder, json_node_copy (call->body));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = print_json (root);

  return g_strconcat (text, "\n", NULL);
}

/**
 * atlas_next_step_format:
 * @details: the bank that was chosen
 * @profile: which environment and context the call is for
 * @choice: what comes next; where it names no product or method, the bank's first is taken
 * @format: how to write it
 *
 * Writes the call that follows once a bank is chosen. What only the operator knows is a placeholder in angle
 * brackets, and so is what the bank does not state. Source: "Flows of usage".
 *
 * Returns: (transfer full): the text, ending with a line break
 */
char *
atlas_next_step_format (AtlasAspspDetails     *details,
                        AtlasProfile          *profile,
                        const AtlasNextChoice *choice,
                        AtlasNextFormat        format)
{
  g_autoptr (Call) call = NULL;

  g_return_val_if_fail (ATLAS_IS_ASPSP_DETAILS (details), NULL);
  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (choice != NULL, NULL);

  call = call_new (details, profile, choice);
  switch (format)
    {
    case ATLAS_NEXT_FORMAT_HTTP:
      return format_http (call);
    case ATLAS_NEXT_FORMAT_JSON:
      return format_json (call);
    case ATLAS_NEXT_FORMAT_CURL:
    default:
      return format_curl (call);
    }
}

/**
 * atlas_next_step_dup_scope:
 * @profile: whose context it is for
 * @kind: what comes next
 *
 * Returns: (transfer full): the scope that the call's token must have
 */
char *
atlas_next_step_dup_scope (AtlasProfile  *profile,
                           AtlasNextKind  kind)
{
  const char *context;

  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), NULL);

  context = atlas_profile_get_context (profile) == ATLAS_CONTEXT_CORPORATE ? "corporate" : "private";

  return g_strdup_printf ("%s %s",
                          kind == ATLAS_NEXT_ACCOUNT_INFORMATION ? "accountinformation" : "paymentinitiation",
                          context);
}
