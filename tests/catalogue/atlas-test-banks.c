/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-test-banks.h"

static const char *
or_null (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

static void
add_words (AtlasAspspTableBuilder *builder,
           AtlasWordKind           kind,
           const char             *list)
{
  g_auto (GStrv) words = g_strsplit (list ? list : "", ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    atlas_aspsp_table_builder_add_word (builder, kind, words[i]);
}

static void
add_affiliates (AtlasAspspTableBuilder *builder,
                const char             *list)
{
  g_auto (GStrv) names = g_strsplit (list ? list : "", ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *id = g_strdup_printf ("%05u", i + 1);

      atlas_aspsp_table_builder_add_affiliate (builder, id, names[i]);
    }
}

/**
 * atlas_test_banks_new:
 * @lines: the banks, in display order
 *
 * Returns: (transfer full): a table of them, each first seen at 1000 plus its place in @lines
 */
AtlasAspspTable *
atlas_test_banks_new (const char *const *lines)
{
  g_autoptr (AtlasAspspTableBuilder) builder = atlas_aspsp_table_builder_new (8);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "|", 9);
      guint n = g_strv_length (fields);
      guint32 id = 0;
      g_autofree char *logo_url = g_strdup_printf ("https://logos.example/%s.png", fields[0]);

      if (strchr (fields[0], '#') != NULL)
        id = g_ascii_strtoull (strchr (fields[0], '#') + 1, NULL, 10);
      fields[0][strcspn (fields[0], "#")] = '\0';
      atlas_aspsp_table_builder_begin_row (builder, fields[0], n > 1 ? fields[1] : NULL, logo_url, n > 2 ? or_null (fields[2]) : NULL, 1000 + i);
      atlas_aspsp_table_builder_set_id (builder, id);
      add_words (builder, ATLAS_WORD_COUNTRY, n > 3 ? fields[3] : NULL);
      add_words (builder, ATLAS_WORD_CITY, n > 4 ? fields[4] : NULL);
      add_words (builder, ATLAS_WORD_PRODUCT, n > 5 ? fields[5] : NULL);
      add_words (builder, ATLAS_WORD_METHOD, n > 6 ? fields[6] : NULL);
      add_affiliates (builder, n > 7 ? fields[7] : NULL);
    }

  return atlas_aspsp_table_builder_finish (g_steal_pointer (&builder));
}

/**
 * atlas_test_banks_generate:
 * @n_banks: how many
 * @n_renamed: how many of them, spread evenly, have another name than without
 *
 * Returns: (transfer full): a large table, the same at every call
 */
AtlasAspspTable *
atlas_test_banks_generate (guint n_banks,
                           guint n_renamed)
{
  static const char *const starts[] = { "Nord", "Öster", "Sankt", "Handels", "Spar", "Första", "Kredit", "Länder" };
  static const char *const middles[] = { "bygdens", "kustens", "landets", "stads", "folkets", "dalens", "åsens" };
  static const char *const ends[] = { "Bank AB", "Sparbank", "Bank Aktiengesellschaft", "Pankki Oyj", "Banka", "Kreditbank" };
  static const char *const countries[] = { "SE", "FI", "DE", "DK", "NO", "PL", "FR", "ES", "IT", "NL" };
  g_autoptr (AtlasAspspTableBuilder) builder = atlas_aspsp_table_builder_new (n_banks);

  for (guint i = 0; i < n_banks; i++)
    {
      const char *country = countries[i % G_N_ELEMENTS (countries)];
      gboolean renamed = n_renamed > 0 && i % (n_banks / n_renamed) == 0;
      g_autofree char *city = g_strdup_printf ("city-%u", i % 400);
      g_autofree char *name = g_strdup_printf ("%s%s %s %05u%s",
                                               starts[i % G_N_ELEMENTS (starts)],
                                               middles[i % G_N_ELEMENTS (middles)],
                                               ends[i % G_N_ELEMENTS (ends)],
                                               i,
                                               renamed ? " (new)" : "");
      g_autofree char *bic_fi = g_strdup_printf ("%c%c%c%c%s2L",
                                                 'A' + i % 26,
                                                 'A' + i / 26 % 26,
                                                 'A' + i / 676 % 26,
                                                 'A' + i / 17576 % 26,
                                                 country);

      atlas_aspsp_table_builder_begin_row (builder, bic_fi, name, "https://logos.example/a.png", city, 1000);
      atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_COUNTRY, country);
      atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_CITY, city);
      atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_PRODUCT, i % 3 ? "sepa-credit-transfers" : "domestic");
      atlas_aspsp_table_builder_add_word (builder, ATLAS_WORD_METHOD, i % 5 ? "OAuth2" : "Decoupled");
      if (i % 10 == 0)
        atlas_aspsp_table_builder_add_affiliate (builder, "08999", "Södra Dalarnas Sparbank");
    }

  return atlas_aspsp_table_builder_finish (g_steal_pointer (&builder));
}
