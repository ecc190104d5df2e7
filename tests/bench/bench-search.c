/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Types two hundred queries letter by letter, and prints as JSON how long each key takes on the main thread: in the
 * program's own list, in what GTK offers for it, and in a bare look at all names, which nothing can be faster than. */

#include "config.h"

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>

#include "atlas-aspsp-list-private.h"
#include "atlas-text.h"
#include "relevance-banks.h"

#define N_QUERIES 200
#define STEP_OF_SAMPLE 13

typedef void (*TypeFunc) (gpointer data, const char *text);

/* What people type, of which much is not among the invented banks, and with slips. */
static void
add_typed (GStrvBuilder *queries,
           guint         n_wanted)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "relevance.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_lines;

  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_nonnull (text);
  lines = g_strsplit (text, "\n", -1);
  n_lines = g_strv_length (lines);
  for (guint i = 1, n = 0; i < n_lines && n < n_wanted; i += 2)
    {
      char *tab = strchr (lines[i], '\t');

      /* What is pasted is not typed letter by letter. */
      if (tab == NULL || tab - lines[i] > 40 || g_str_has_suffix (lines[i], "\tiban"))
        continue;
      *tab = '\0';
      g_strv_builder_add (queries, lines[i]);
      n++;
    }
}

/* The first two words of banks that there are. */
static void
add_names (GStrvBuilder    *queries,
           AtlasAspspTable *table,
           guint            n_wanted)
{
  const guint n_rows = atlas_aspsp_table_get_n_rows (table);

  for (guint i = 0; i < n_wanted; i++)
    {
      AtlasAspspRow row;
      g_auto (GStrv) words = NULL;
      g_autofree char *query = NULL;

      atlas_aspsp_table_get_row (table, (guint64) i * n_rows / n_wanted, &row);
      words = g_strsplit (row.name, " ", 3);
      query = g_strjoin (" ", words[0], words[1], NULL);
      g_strv_builder_take (queries, g_utf8_strdown (query, -1));
    }
}

static GStrv
make_queries (AtlasAspspTable *table)
{
  g_autoptr (GStrvBuilder) queries = g_strv_builder_new ();

  add_typed (queries, N_QUERIES / 2);
  add_names (queries, table, N_QUERIES / 2);

  return g_strv_builder_end (queries);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static gint64
now_ns (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);

  return time.tv_sec * G_GINT64_CONSTANT (1000000000) + time.tv_nsec;
}

/* Types each query letter by letter, every @step-th of them. */
static void
measure (GStrv        queries,
         guint        step,
         TypeFunc     type,
         gpointer     data,
         JsonBuilder *builder,
         const char  *name)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  const guint n_queries = g_strv_length (queries);

  for (guint i = 0; i < n_queries; i += step)
    {
      for (const char *end = g_utf8_next_char (queries[i]);; end = g_utf8_next_char (end))
        {
          g_autofree char *text = g_strndup (queries[i], end - queries[i]);
          gint64 time = now_ns ();

          type (data, text);
          time = now_ns () - time;
          g_array_append_val (times, time);
          if (*end == '\0')
            break;
        }
      type (data, "");
    }
  g_array_sort (times, compare_times);

  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "keys");
  json_builder_add_int_value (builder, times->len);
  json_builder_set_member_name (builder, "p50_ms");
  json_builder_add_double_value (builder, g_array_index (times, gint64, times->len / 2) / 1e6);
  json_builder_set_member_name (builder, "p99_ms");
  json_builder_add_double_value (builder, g_array_index (times, gint64, times->len * 99 / 100) / 1e6);
  json_builder_set_member_name (builder, "max_ms");
  json_builder_add_double_value (builder, g_array_index (times, gint64, times->len - 1) / 1e6);
  json_builder_end_object (builder);
}

/* ---------------------------------------------------------------- the program's own */

static void
type_into_list (gpointer    data,
                const char *text)
{
  AtlasQuery query = { .text = (char *) (*text != '\0' ? text : NULL) };

  atlas_aspsp_list_set_query (data, &query);
}

/* Under filters that let nothing pass, each key also asks which of them to lift. */
static void
type_under_filters (gpointer    data,
                    const char *text)
{
  AtlasQuery query = {
    .text = (char *) (*text != '\0' ? text : NULL),
    .country_codes = (GStrv) (char *[]) { (char *) "SE", NULL },
    .products = (GStrv) (char *[]) { (char *) "no-such-product", NULL },
    .newness = ATLAS_CHOICE_NO,
  };

  atlas_aspsp_list_set_query (data, &query);
  g_ptr_array_unref (atlas_aspsp_list_ask_alternatives (data));
}

/* ---------------------------------------------------------------- GTK's */

typedef struct
{
  GtkStringFilter    *filter;
  GtkSortListModel   *model;
} Pipeline;

static void
type_into_filter (gpointer    data,
                  const char *text)
{
  Pipeline *pipeline = data;

  gtk_string_filter_set_search (pipeline->filter, text);
  g_list_model_get_n_items (G_LIST_MODEL (pipeline->model));
}

static Pipeline
pipeline_new (AtlasAspspTable *table)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  const guint n_rows = atlas_aspsp_table_get_n_rows (table);
  GtkExpression *name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkStringFilter *filter = gtk_string_filter_new (gtk_expression_ref (name));
  GtkSorter *sorter = GTK_SORTER (gtk_string_sorter_new (name));
  GtkFilterListModel *filtered;

  for (guint i = 0; i < n_rows; i++)
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (table, i, &row);
      gtk_string_list_append (names, row.name);
    }
  gtk_string_filter_set_match_mode (filter, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (names), GTK_FILTER (g_object_ref (filter)));

  return (Pipeline) { filter, gtk_sort_list_model_new (G_LIST_MODEL (filtered), sorter) };
}

/* ---------------------------------------------------------------- a bare look */

typedef struct
{
  char  *names;
  gsize  length;
  guint  n_found;
} Bare;

static void
look (gpointer    data,
      const char *text)
{
  Bare *bare = data;
  g_autofree char *folded = atlas_text_fold (text);
  const gsize length = strlen (folded);
  const char *end = bare->names + bare->length;

  bare->n_found = 0;
  if (length == 0)
    return;
  for (const char *p = bare->names; (p = memmem (p, end - p, folded, length)) != NULL; p += length)
    bare->n_found++;
}

static Bare
bare_new (AtlasAspspTable *table)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const guint n_rows = atlas_aspsp_table_get_n_rows (table);
  gsize length;

  for (guint i = 0; i < n_rows; i++)
    {
      AtlasAspspFolded folded;

      atlas_aspsp_table_get_folded (table, i, &folded);
      g_string_append_len (names, folded.name, folded.name_length);
      g_string_append_c (names, '\n');
    }
  length = names->len;

  return (Bare) { g_string_free (g_steal_pointer (&names), FALSE), length };
}

static void
measure_size (guint        n_banks,
              JsonBuilder *builder)
{
  g_autoptr (AtlasAspspTable) table = relevance_banks_new (FALSE, n_banks);
  g_autoptr (AtlasAspspSource) source = atlas_aspsp_source_new ();
  g_autoptr (AtlasAspspList) list = atlas_aspsp_list_new (source, NULL);
  g_auto (GStrv) queries = make_queries (table);
  Pipeline pipeline = pipeline_new (table);
  Bare bare = bare_new (table);
  gint64 indexing;

  atlas_aspsp_source_set_table (source, table);
  indexing = now_ns ();
  atlas_aspsp_source_get_index (source);
  indexing = now_ns () - indexing;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "banks");
  json_builder_add_int_value (builder, n_banks);
  json_builder_set_member_name (builder, "index_ms");
  json_builder_add_double_value (builder, indexing / 1e6);
  measure (queries, 1, type_into_list, list, builder, "ours");
  measure (queries, 1, look, &bare, builder, "bare");
  measure (queries, 1, type_under_filters, list, builder, "nothing");
  atlas_aspsp_list_set_query (list, NULL);
  /* GTK takes so long that a part of the queries must do. */
  measure (queries, STEP_OF_SAMPLE, type_into_list, list, builder, "ours_sample");
  measure (queries, STEP_OF_SAMPLE, type_into_filter, &pipeline, builder, "gtk");
  json_builder_end_object (builder);
  g_object_unref (pipeline.model);
  g_object_unref (pipeline.filter);
  g_free (bare.names);
}

int
main (int   argc,
      char *argv[])
{
  static const guint sizes[] = { 1000, 10000, 50000, 200000 };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  g_test_init (&argc, &argv, NULL);
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (argc < 2 || sizes[i] == g_ascii_strtoull (argv[1], NULL, 10))
      measure_size (sizes[i], builder);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  g_print ("%s\n", text);

  return EXIT_SUCCESS;
}
