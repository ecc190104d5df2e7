/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "atlas-token-text.h"
#include "atlas-worker.h"

typedef struct
{
  AtlasToken  *token;    /* (nullable) */
  SecretValue *value;    /* (nullable) */
  char        *holder;
} Work;

static void
work_free (Work *work)
{
  g_clear_pointer (&work->token, atlas_token_free);
  g_clear_pointer (&work->value, secret_value_unref);
  g_free (work->holder);
  g_free (work);
}

/* What once held a token is overwritten before its memory serves for something else. */
static void
wipe_and_free (gpointer text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

static DexFuture *
format_worker (gpointer data)
{
  Work *work = data;
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "access_token");
  json_builder_add_string_value (builder, secret_value_get_text (work->token->value));
  if (work->token->scope != NULL)
    {
      json_builder_set_member_name (builder, "scope");
      json_builder_add_string_value (builder, work->token->scope);
    }
  json_builder_set_member_name (builder, "expires_at");
  json_builder_add_int_value (builder, work->token->expires_at);
  json_builder_set_member_name (builder, "holder");
  json_builder_add_string_value (builder, work->holder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);

  return dex_future_new_take_boxed (SECRET_TYPE_VALUE,
                                    secret_value_new_full (text, strlen (text), "text/plain", wipe_and_free));
}

/* What is not a token of this holder, whoever wrote it, counts as none. */
static DexFuture *
parse_worker (gpointer data)
{
  Work *work = data;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  const char *text = secret_value_get_text (work->value);
  g_autoptr (SecretValue) value = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  const char *token;

  /* One value and nothing after it: json-glib gives up on an immutable parser that has read two. */
  json_parser_set_strict (parser, TRUE);
  if (text == NULL || !json_parser_load_from_data (parser, text, -1, NULL))
    return dex_future_new_take_boxed (ATLAS_TYPE_TOKEN, NULL);

  root = json_parser_steal_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return dex_future_new_take_boxed (ATLAS_TYPE_TOKEN, NULL);

  object = json_node_get_object (root);
  token = json_object_get_string_member_with_default (object, "access_token", NULL);
  if (token == NULL ||
      g_strcmp0 (json_object_get_string_member_with_default (object, "holder", NULL), work->holder) != 0)
    return dex_future_new_take_boxed (ATLAS_TYPE_TOKEN, NULL);

  value = secret_value_new (token, -1, "text/plain");

  return dex_future_new_take_boxed (ATLAS_TYPE_TOKEN,
                                    atlas_token_new (value,
                                                     json_object_get_string_member_with_default (object, "scope", NULL),
                                                     json_object_get_int_member_with_default (object, "expires_at", 0)));
}

/**
 * atlas_token_text_format:
 * @token: a token
 * @holder: which client got it, and where
 *
 * Returns: (transfer full): a future for a #SecretValue to keep
 */
DexFuture *
atlas_token_text_format (const AtlasToken *token,
                         const char       *holder)
{
  Work *work = g_new0 (Work, 1);

  work->token = atlas_token_copy (token);
  work->holder = g_strdup (holder);

  return atlas_worker_run (format_worker, work, (GDestroyNotify) work_free);
}

/**
 * atlas_token_text_parse:
 * @value: what was kept
 * @holder: which client wants it, and where
 *
 * Returns: (transfer full): a future for the #AtlasToken, or for %NULL where @value is not one of @holder
 */
DexFuture *
atlas_token_text_parse (SecretValue *value,
                        const char  *holder)
{
  Work *work = g_new0 (Work, 1);

  work->value = secret_value_ref (value);
  work->holder = g_strdup (holder);

  return atlas_worker_run (parse_worker, work, (GDestroyNotify) work_free);
}
