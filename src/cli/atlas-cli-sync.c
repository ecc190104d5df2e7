/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-cli-json.h"
#include "atlas-cli-online.h"
#include "atlas-cli-output.h"
#include "atlas-cli-places.h"

typedef struct
{
  const char *key;
  const char *label;
  guint       number;
} Count;

#define N_COUNTS 6

/* Several banks may have one BIC, but a bank of which several fields changed is one. */
static guint
count_banks (AtlasChanges    *changes,
             AtlasChangeKind  kind)
{
  g_autoptr (GHashTable) bics = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *list = atlas_changes_get_list (changes);
  guint n_banks = 0;

  for (guint i = 0; i < list->len; i++)
    {
      AtlasChange *change = g_ptr_array_index (list, i);

      if (change->kind != kind || change->id == NULL || g_strcmp0 (change->what, "aspsp") != 0)
        continue;
      if (kind != ATLAS_CHANGE_CHANGED || g_hash_table_add (bics, change->id))
        n_banks++;
    }

  return n_banks;
}

static char *
to_json (const Count *counts)
{
  g_autoptr (GString) raw = g_string_new ("{");

  for (gsize i = 0; i < N_COUNTS; i++)
    g_string_append_printf (raw, "%s\"%s\":%u", i > 0 ? "," : "", counts[i].key, counts[i].number);
  g_string_append_c (raw, '}');

  return atlas_cli_json_format_object (raw->str);
}

static gboolean
write_counts (AtlasCliSession  *session,
              const Count      *counts,
              GError          **error)
{
  g_autoptr (AtlasCliTable) table = NULL;
  gboolean in_words = atlas_cli_output_is_for_people (session);

  if (atlas_cli_output_get_format (session) == ATLAS_CLI_FORMAT_JSON)
    {
      g_autofree char *json = to_json (counts);

      return atlas_cli_output_write (json, error);
    }

  table = atlas_cli_table_new ();
  atlas_cli_table_add_column (table, "what", _("Directory"));
  atlas_cli_table_add_column (table, "number", _("Number"));
  for (gsize i = 0; i < N_COUNTS; i++)
    {
      atlas_cli_table_add_cell (table, in_words ? counts[i].label : counts[i].key);
      atlas_cli_table_add_number (table, counts[i].number);
    }

  return atlas_cli_output_write_table (session, table, error);
}

/* bank-atlas-cli sync */
gboolean
atlas_cli_run_sync (AtlasCliSession  *session,
                    GError          **error)
{
  g_autoptr (AtlasChanges) changes = NULL;
  g_autoptr (AtlasSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) countries = NULL;

  if (session->options->offline)
    {
      g_set_error_literal (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE, _("“sync” needs the network; leave out --offline"));
      return FALSE;
    }
  if (atlas_cli_session_get_store (session, error) == NULL)
    return FALSE;
  changes = atlas_cli_online_sync (session, TRUE, TRUE, error);
  if (changes == NULL)
    return FALSE;
  snapshot = dex_await_object (atlas_store_load_snapshot (session->store), error);
  if (snapshot == NULL)
    return FALSE;
  countries = atlas_cli_places_list_distinct (atlas_snapshot_get_countries (snapshot));

  {
    const Count counts[N_COUNTS] = {
      { "countries", _("Countries"), countries->len },
      { "cities", _("Cities"), atlas_snapshot_get_cities (snapshot)->len },
      { "aspsps", _("Banks"), atlas_aspsp_table_get_n_rows (atlas_snapshot_get_aspsps (snapshot)) },
      { "added", _("Banks added"), count_banks (changes, ATLAS_CHANGE_ADDED) },
      { "removed", _("Banks removed"), count_banks (changes, ATLAS_CHANGE_REMOVED) },
      { "changed", _("Banks changed"), count_banks (changes, ATLAS_CHANGE_CHANGED) },
    };

    return write_counts (session, counts, error);
  }
}
