/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-bic.h"
#include "atlas-worker.h"

#include "atlas-cli-bank.h"
#include "atlas-cli-json.h"
#include "atlas-cli-output.h"

typedef struct
{
  GStrv          raws;
  AtlasCliFormat format;
} Layout;

static void
layout_free (gpointer data)
{
  Layout *layout = data;

  g_strfreev (layout->raws);
  g_free (layout);
}

/* A bank that was named twice, perhaps by two of its codes, is shown once. */
static void
add_raw (GPtrArray  *raws,
         const char *raw)
{
  if (!g_ptr_array_find_with_equal_func (raws, raw, g_str_equal, NULL))
    g_ptr_array_add (raws, g_strdup (raw));
}

static GStrv
load_raws (AtlasCliSession  *session,
           GError          **error)
{
  g_autoptr (GPtrArray) raws = g_ptr_array_new_null_terminated (8, g_free, TRUE);

  /* What was noted when a look did not suffice is noted again. */
  g_clear_pointer (&session->notes, g_ptr_array_unref);
  for (gsize i = 0; session->options->arguments[i] != NULL; i++)
    {
      g_autofree char *bic_fi = atlas_bic_normalize (session->options->arguments[i]);
      g_autoptr (AtlasAspspDetails) details = atlas_cli_session_get_details (session, bic_fi, error);

      if (details == NULL)
        return NULL;
      add_raw (raws, atlas_aspsp_details_get_raw_json (details));
    }
  atlas_cli_session_tell_notes (session);

  return (GStrv) g_ptr_array_steal (raws, NULL);
}

/* All of them, or NULL where one takes more than a look. */
static GStrv
peek_raws (AtlasCliSession *session)
{
  g_autoptr (GPtrArray) raws = g_ptr_array_new_null_terminated (8, g_free, TRUE);

  for (gsize i = 0; session->options->arguments[i] != NULL; i++)
    {
      g_autofree char *bic_fi = atlas_bic_normalize (session->options->arguments[i]);
      g_autofree char *raw = atlas_cli_session_peek_details (session, bic_fi);

      if (raw == NULL)
        return NULL;
      add_raw (raws, raw);
    }
  atlas_cli_session_tell_notes (session);

  return (GStrv) g_ptr_array_steal (raws, NULL);
}

static AtlasCliTable *
lay_out (Layout  *layout,
         GError **error)
{
  const char * const *raws = (const char * const *) layout->raws;

  if (layout->format == ATLAS_CLI_FORMAT_CSV || layout->format == ATLAS_CLI_FORMAT_EXCEL)
    return atlas_cli_bank_record (raws, error);

  return atlas_cli_bank_list (raws,
                              layout->format == ATLAS_CLI_FORMAT_PLAIN ? ATLAS_CLI_BANK_KEYS : ATLAS_CLI_BANK_LABELS,
                              error);
}

static DexFuture *
lay_out_on_worker (gpointer data)
{
  GError *error = NULL;
  AtlasCliTable *table = lay_out (data, &error);

  return table ? dex_future_new_for_pointer (table) : dex_future_new_for_error (error);
}

static gboolean
write_json (AtlasCliSession  *session,
            GStrv             raws,
            GError          **error)
{
  g_autofree char *json = NULL;

  /* Of one BIC it is the object as the platform sends it; of several, a list of such. */
  if (g_strv_length (session->options->arguments) == 1)
    json = atlas_cli_json_format_object (raws[0]);
  else
    json = atlas_cli_json_format_list ("aspsps", (const char * const *) raws);

  return atlas_cli_output_write (json, error);
}

gboolean
atlas_cli_peek_show (AtlasCliSession  *session,
                     GError          **error)
{
  g_auto (GStrv) raws = peek_raws (session);
  Layout layout = { raws, atlas_cli_output_get_format (session) };
  g_autoptr (AtlasCliTable) table = NULL;

  if (raws == NULL)
    return FALSE;
  if (layout.format == ATLAS_CLI_FORMAT_JSON)
    return write_json (session, raws, error);

  table = lay_out (&layout, error);

  return table != NULL && atlas_cli_output_write_table (session, table, error);
}

/* bank-atlas-cli show BICFI… */
gboolean
atlas_cli_run_show (AtlasCliSession  *session,
                    GError          **error)
{
  g_auto (GStrv) raws = load_raws (session, error);
  g_autoptr (AtlasCliTable) table = NULL;
  Layout *layout;

  if (raws == NULL)
    return FALSE;
  if (atlas_cli_output_get_format (session) == ATLAS_CLI_FORMAT_JSON)
    return write_json (session, raws, error);

  layout = g_new0 (Layout, 1);
  layout->raws = g_steal_pointer (&raws);
  layout->format = atlas_cli_output_get_format (session);
  table = dex_await_pointer (atlas_worker_run (lay_out_on_worker, layout, layout_free), error);

  return table != NULL && atlas_cli_output_write_table (session, table, error);
}
