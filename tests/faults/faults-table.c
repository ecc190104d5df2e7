/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-test-sentence.h"
#include "faults-table.h"

/* So many faults stand side by side; then the rows begin again. */
#define COLUMNS 4
#define FIRST_WIDTH 20
#define WIDTH 44

/* The same as in the row above. */
#define DITTO "″"

typedef struct
{
  char *title;
  char *texts[FAULTS_N_ROWS];
} Column;

struct _FaultsTable
{
  GPtrArray  *columns;    /* in the order in which they came */
  GHashTable *by_fault;   /* Fault → Column */
};

static void
column_free (gpointer data)
{
  Column *column = data;

  g_free (column->title);
  for (int row = 0; row < FAULTS_N_ROWS; row++)
    g_free (column->texts[row]);
  g_free (column);
}

FaultsTable *
faults_table_new (void)
{
  FaultsTable *self = g_new0 (FaultsTable, 1);

  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->by_fault = g_hash_table_new (NULL, NULL);

  return self;
}

void
faults_table_free (FaultsTable *self)
{
  g_ptr_array_unref (self->columns);
  g_hash_table_unref (self->by_fault);
  g_free (self);
}

/* "kept", and what was said, without the ports, which are others each time. */
static char *
describe (const FaultsCell *cell)
{
  g_autoptr (GRegex) ports = g_regex_new (":\\d{4,5}”", 0, 0, NULL);
  g_autofree char *said = cell->said ? g_regex_replace (ports, cell->said, -1, 0, "”", 0, NULL) : NULL;
  gboolean is_same = g_strcmp0 (cell->before, cell->after) == 0;
  const char *kept = is_same ? "kept" : "kept, brought up to date";

  if (cell->wrong->len > 0)
    return g_strdup_printf ("LOST: %s", cell->wrong->str);
  if (said == NULL)
    return g_strdup (is_same ? "kept, went well" : kept);
  if (cell->outcome == FAULTS_WELL)
    return g_strdup_printf ("%s, went without it; alone said: %s", kept, said);

  return g_strdup_printf ("kept, said: %s", said);
}

void
faults_table_add (FaultsTable      *self,
                  const FaultsCell *cell)
{
  Column *column = g_hash_table_lookup (self->by_fault, cell->fault);

  if (column == NULL)
    {
      column = g_new0 (Column, 1);
      column->title = g_strdup_printf ("%s: %s", cell->fault->group, cell->fault->name);
      g_ptr_array_add (self->columns, column);
      g_hash_table_insert (self->by_fault, (gpointer) cell->fault, column);
    }
  column->texts[cell->row] = describe (cell);
}

/* The part of a text that still goes on a line; @rest is what is left. */
static char *
take_line (const char **rest,
           glong        width)
{
  const char *text = *rest;
  const char *end = text;
  const char *last = NULL;

  for (glong n = 0; *end != '\0' && n < width; n++, end = g_utf8_next_char (end))
    if (*end == ' ')
      last = end;
  if (*end != '\0' && *end != ' ' && last != NULL)
    end = last;
  *rest = *end == ' ' ? end + 1 : end;

  return g_strndup (text, (gsize) (end - text));
}

static void
append_padded (GString    *text,
               const char *word,
               glong       width)
{
  g_string_append (text, word);
  for (glong n = g_utf8_strlen (word, -1); n < width; n++)
    g_string_append_c (text, ' ');
}

/* One row of a block, over as many lines as the longest text needs. */
static void
append_row (GString            *text,
            const char         *name,
            const char *const  *texts,
            guint               n_texts)
{
  const char *rests[COLUMNS + 1] = { name };
  gboolean more = TRUE;

  for (guint i = 0; i < n_texts; i++)
    rests[i + 1] = texts[i] ? texts[i] : "";
  while (more)
    {
      more = FALSE;
      for (guint i = 0; i <= n_texts; i++)
        {
          glong width = i == 0 ? FIRST_WIDTH : WIDTH;
          g_autofree char *line = take_line (&rests[i], width);

          append_padded (text, line, width);
          g_string_append (text, i < n_texts ? " | " : "");
          more = more || *rests[i] != '\0';
        }
      while (text->str[text->len - 1] == ' ')
        g_string_truncate (text, text->len - 1);
      g_string_append_c (text, '\n');
    }
}

static void
append_rule (GString *text,
             guint    n_texts,
             char     mark)
{
  for (guint i = 0; i < FIRST_WIDTH + n_texts * (WIDTH + 3); i++)
    g_string_append_c (text, mark);
  g_string_append_c (text, '\n');
}

static const char *
get_text (const Column *column,
          int           row)
{
  return row > 0 && g_strcmp0 (column->texts[row], column->texts[row - 1]) == 0 ? DITTO : column->texts[row];
}

static void
append_block (FaultsTable *self,
              GString     *text,
              guint        first)
{
  guint n = MIN (COLUMNS, self->columns->len - first);
  const char *texts[COLUMNS] = { NULL };

  append_rule (text, n, '=');
  for (guint i = 0; i < n; i++)
    texts[i] = ((Column *) g_ptr_array_index (self->columns, first + i))->title;
  append_row (text, "", texts, n);
  for (int row = 0; row < FAULTS_N_ROWS; row++)
    {
      append_rule (text, n, '-');
      for (guint i = 0; i < n; i++)
        texts[i] = get_text (g_ptr_array_index (self->columns, first + i), row);
      append_row (text, faults_row_get_name (row), texts, n);
    }
  g_string_append_c (text, '\n');
}

/* Returns: (transfer full): the table, over several blocks of some columns each */
char *
faults_table_format (FaultsTable *self)
{
  GString *text = g_string_new ("What every call comes to under every fault: what is kept, and what a person is told.\n\n");

  for (guint first = 0; first < self->columns->len; first += COLUMNS)
    append_block (self, text, first);

  return g_string_free (text, FALSE);
}
