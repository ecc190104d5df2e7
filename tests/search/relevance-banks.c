/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <json-glib/json-glib.h>

#include "relevance-banks.h"

#include "atlas-simulator-directory-private.h"
#include "atlas-text.h"

typedef struct
{
  char *bic_fi;
  char *name;
  char *country;
  char *city;
  char *affiliates;   /* separated by ";" */
  char *key;
} Bank;

static void
bank_free (Bank *bank)
{
  g_free (bank->bic_fi);
  g_free (bank->name);
  g_free (bank->country);
  g_free (bank->city);
  g_free (bank->affiliates);
  g_free (bank->key);
  g_free (bank);
}

static int
compare_banks (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 ((*(Bank *const *) a)->key, (*(Bank *const *) b)->key);
}

static void
add_real_ones (GPtrArray *banks)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "relevance-banks.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 5);
      Bank *bank = g_new0 (Bank, 1);

      bank->bic_fi = g_strdup (fields[0]);
      bank->name = g_strdup (fields[1]);
      bank->country = g_strdup (fields[2]);
      bank->city = g_strdup (fields[3]);
      bank->affiliates = g_strdup (fields[4]);
      g_ptr_array_add (banks, bank);
    }
}

static void
add_invented_ones (GPtrArray *banks,
                   guint      n_invented)
{
  g_autoptr (AtlasSimulatorDirectory) directory = atlas_simulator_directory_generate (n_invented, 1);

  for (guint i = 0; i < n_invented; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (atlas_simulator_directory_get_bank (directory, i)->item, NULL);
      JsonObject *object = json_node_get_object (node);
      Bank *bank = g_new0 (Bank, 1);

      bank->bic_fi = g_strdup (json_object_get_string_member (object, "bicFi"));
      bank->name = g_strdup (json_object_get_string_member (object, "name"));
      bank->country = g_strndup (bank->bic_fi + 4, 2);
      g_ptr_array_add (banks, bank);
    }
}

AtlasAspspTable *
relevance_banks_new (gboolean with_real_ones,
                     guint    n_invented)
{
  g_autoptr (GPtrArray) banks = g_ptr_array_new_with_free_func ((GDestroyNotify) bank_free);
  g_autoptr (AtlasAspspTableBuilder) builder = atlas_aspsp_table_builder_new (n_invented);

  if (with_real_ones)
    add_real_ones (banks);
  add_invented_ones (banks, n_invented);
  for (guint i = 0; i < banks->len; i++)
    {
      Bank *bank = g_ptr_array_index (banks, i);

      bank->key = atlas_text_collate_key (bank->name);
    }
  g_ptr_array_sort (banks, compare_banks);

  for (guint i = 0; i < banks->len; i++)
    {
      const Bank *bank = g_ptr_array_index (banks, i);
      g_auto (GStrv) affiliates = g_strsplit (bank->affiliates ? bank->affiliates : "", ";", -1);

      atlas_aspsp_table_builder_begin_row (builder, bank->bic_fi, bank->name, NULL, bank->city, 1000);
      atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_COUNTRY, bank->country);
      for (guint j = 0; affiliates[j] != NULL; j++)
        if (*affiliates[j] != '\0')
          atlas_aspsp_table_builder_add_affiliate (builder, NULL, affiliates[j]);
    }

  return atlas_aspsp_table_builder_finish (g_steal_pointer (&builder));
}
