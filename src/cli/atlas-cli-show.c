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

static gpointer
refuse_empty_bic (GError **error)
{
  g_set_error_literal (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE, _("A BIC is empty; give 8 or 11 letters and digits"));

  return NULL;
}

/* Once all is there: whatever is missing may take another program, which tells it then. */
static void
tell (GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    atlas_cli_output_complain ("%s", (const char *) g_ptr_array_index (notes, i));
}

static GStrv
load_raws (AtlasCliSession  *session,
           GError          **error)
{
  g_autoptr (GStrvBuilder) raws = g_strv_builder_new ();
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; session->options->arguments[i] != NULL; i++)
    {
      g_autofree char *bic_fi = atlas_bic_normalize (session->options->arguments[i]);
      g_autoptr (AtlasAspspDetails) details = NULL;
      char *note = NULL;

      if (bic_fi == NULL)
        return refuse_empty_bic (error);
      details = atlas_cli_session_get_details (session, bic_fi, &note, error);
      if (note != NULL)
        g_ptr_array_add (notes, note);
      if (details == NULL)
        return NULL;
      g_strv_builder_add (raws, atlas_aspsp_details_get_raw_json (details));
    }
  tell (notes);

  return g_strv_builder_end (raws);
}

/* All of them, or NULL where one takes more than a look. */
static GStrv
peek_raws (AtlasCliSession *session)
{
  g_autoptr (GStrvBuilder) raws = g_strv_builder_new ();
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; session->options->arguments[i] != NULL; i++)
    {
      g_autofree char *bic_fi = atlas_bic_normalize (session->options->arguments[i]);
      char *note = NULL;
      char *raw = bic_fi ? atlas_cli_session_peek_details (session, bic_fi, &note) : NULL;

      if (note != NULL)
        g_ptr_array_add (notes, note);
      if (raw == NULL)
        return NULL;
      g_strv_builder_take (raws, raw);
    }
  tell (notes);

  return g_strv_builder_end (raws);
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
write_json (GStrv    raws,
            GError **error)
{
  g_autofree char *json = NULL;

  /* One bank is the object as the platform sends it; several are a list of such. */
  if (g_strv_length (raws) == 1)
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
    return write_json (raws, error);

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
    return write_json (raws, error);

  layout = g_new0 (Layout, 1);
  layout->raws = g_steal_pointer (&raws);
  layout->format = atlas_cli_output_get_format (session);
  table = dex_await_pointer (atlas_worker_run (lay_out_on_worker, layout, layout_free), error);

  return table != NULL && atlas_cli_output_write_table (session, table, error);
}
