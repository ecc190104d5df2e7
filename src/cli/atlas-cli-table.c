/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <langinfo.h>
#include <string.h>

#include "atlas-text.h"

#include "atlas-cli-table.h"

#define BOLD "\033[1m"
#define PLAIN "\033[0m"
#define COLUMN_GAP 2
/* A column that yields keeps at least this. */
#define MIN_WIDTH 8

/* Excel takes no longer text in a formula. */
#define MOST_FORMULA_CHARS 255

typedef struct
{
  char    *key;          /* for machines: as the platform calls it */
  char    *title;        /* for people */
  gboolean is_number;    /* its cells are counts, to reckon with */
} Column;

struct _AtlasCliTable
{
  GArray    *columns;   /* of Column */
  GPtrArray *cells;     /* of char *, row after row */
  guint      yielding;  /* the first column that is cut where the table would be wider than this: */
  guint      max_width; /* 0 for any width */
};

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->key);
  g_free (column->title);
}

/* ASCII without controls needs no closer look, and most cells are that. */
static gboolean
is_plain_ascii (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (*p < 0x20 || *p > 0x7e)
      return FALSE;

  return TRUE;
}

static guint
get_char_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;

  return g_unichar_iswide (c) ? 2 : 1;
}

static const char *
get_cell (AtlasCliTable *self,
          guint          row,
          guint          column)
{
  return g_ptr_array_index (self->cells, row * self->columns->len + column);
}

static const Column *
get_column (AtlasCliTable *self,
            guint          column)
{
  return &g_array_index (self->columns, Column, column);
}

static guint *
measure_columns (AtlasCliTable *self)
{
  guint *widths = g_new0 (guint, self->columns->len);

  for (guint column = 0; column < self->columns->len; column++)
    widths[column] = atlas_cli_text_width (get_column (self, column)->title);
  for (guint i = 0; i < self->cells->len; i++)
    {
      guint *width = &widths[i % self->columns->len];

      *width = MAX (*width, atlas_cli_text_width (g_ptr_array_index (self->cells, i)));
    }

  return widths;
}

/* Takes from the column that yields what the table is too wide, then from those behind it. */
static void
fit_columns (AtlasCliTable *self,
             guint         *widths)
{
  guint total = (self->columns->len - 1) * COLUMN_GAP;

  for (guint column = 0; column < self->columns->len; column++)
    total += widths[column];
  for (guint column = self->yielding; self->max_width > 0 && column < self->columns->len && total > self->max_width; column++)
    {
      guint spare = widths[column] - MIN (widths[column], MIN_WIDTH);
      guint taken = MIN (spare, total - self->max_width);

      widths[column] -= taken;
      total -= taken;
    }
}

/* Returns how wide it became. */
static guint
append_cut (GString    *out,
            const char *text,
            guint       max_width)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint char_width = get_char_width (g_utf8_get_char (p));

      if (width + char_width + 1 > max_width)
        break;
      g_string_append_unichar (out, g_utf8_get_char (p));
      width += char_width;
    }
  g_string_append (out, "…");

  return width + 1;
}

static void
append_aligned (GString    *out,
                const char *text,
                guint       width,
                gboolean    is_last)
{
  guint text_width = atlas_cli_text_width (text);

  if (text_width > width)
    text_width = append_cut (out, text, width);
  else
    g_string_append (out, text);
  for (guint n = text_width; !is_last && n < width + COLUMN_GAP; n++)
    g_string_append_c (out, ' ');
}

static void
format_table (AtlasCliTable *self,
              GString       *out,
              gboolean       with_colour)
{
  g_autofree guint *widths = measure_columns (self);
  guint n_columns = self->columns->len;
  guint n_rows = atlas_cli_table_get_n_rows (self);

  fit_columns (self, widths);
  if (with_colour)
    g_string_append (out, BOLD);
  for (guint column = 0; column < n_columns; column++)
    append_aligned (out, get_column (self, column)->title, widths[column], column + 1 == n_columns);
  if (with_colour)
    g_string_append (out, PLAIN);
  g_string_append_c (out, '\n');

  for (guint row = 0; row < n_rows; row++)
    {
      for (guint column = 0; column < n_columns; column++)
        append_aligned (out, get_cell (self, row, column), widths[column], column + 1 == n_columns);
      while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate (out, out->len - 1);
      g_string_append_c (out, '\n');
    }
}

static void
format_plain (AtlasCliTable *self,
              GString       *out)
{
  guint n_columns = self->columns->len;

  for (guint i = 0; i < self->cells->len; i++)
    {
      g_string_append (out, g_ptr_array_index (self->cells, i));
      g_string_append_c (out, (i + 1) % n_columns == 0 ? '\n' : '\t');
    }
}

/* A spreadsheet takes a cell that begins like this for a formula, and runs it. */
static gboolean
looks_like_formula (const char *text)
{
  static const char * const signs[] = { "=", "+", "-", "@", "＝", "＋", "－", "＠" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (text, signs[i]))
      return TRUE;

  return FALSE;
}

/* Appends text in which every quote is doubled. */
static void
append_doubled (GString    *out,
                const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
}

static void
append_csv (GString    *out,
            const char *text)
{
  /* Where the comma is for decimals, a spreadsheet splits lines at semicolons. */
  gboolean quoted = strpbrk (text, ",;\"") != NULL || g_str_has_prefix (text, " ") || g_str_has_suffix (text, " ");

  if (quoted)
    g_string_append_c (out, '"');
  if (looks_like_formula (text))
    g_string_append_c (out, '\'');
  append_doubled (out, text);
  if (quoted)
    g_string_append_c (out, '"');
}

/* Numbers, and what has their form: phone and company numbers, postal codes, dates. A spreadsheet would leave out zeros at
 * the start, reckon, or see the first of December in 1-12. */
static gboolean
looks_like_number (const char *text)
{
  gboolean has_digit = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        has_digit = TRUE;
      /* 1E5 is a number. */
      else if (g_unichar_isalpha (c) && c != 'e' && c != 'E')
        return FALSE;
    }

  return has_digit && g_utf8_strlen (text, -1) <= MOST_FORMULA_CHARS;
}

/* A formula that is nothing but a text in quotes arrives as just that text. */
static void
append_excel (GString    *out,
              const char *text)
{
  g_autoptr (GString) constant = NULL;

  if (!looks_like_number (text))
    {
      append_csv (out, text);
      return;
    }
  constant = g_string_new ("=\"");
  append_doubled (constant, text);
  g_string_append_c (constant, '"');
  g_string_append_c (out, '"');
  append_doubled (out, constant->str);
  g_string_append_c (out, '"');
}

static void
format_csv (AtlasCliTable *self,
            GString       *out,
            const char    *separator,
            gboolean       for_excel)
{
  guint n_columns = self->columns->len;

  for (guint column = 0; column < n_columns; column++)
    {
      append_csv (out, get_column (self, column)->key);
      g_string_append (out, column + 1 == n_columns ? "\r\n" : separator);
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      const char *cell = g_ptr_array_index (self->cells, i);

      if (for_excel && !get_column (self, i % n_columns)->is_number)
        append_excel (out, cell);
      else
        append_csv (out, cell);
      g_string_append (out, (i + 1) % n_columns == 0 ? "\r\n" : separator);
    }
}

/* Excel opens a file as its country's settings say: with semicolons where the comma is for decimals, as in Sweden, else with
 * commas. The locale here says the same. A first line "sep=;" would serve everywhere, but has Excel overlook the mark that says
 * that the text is UTF-8. */
static void
format_excel (AtlasCliTable *self,
              GString       *out)
{
  gboolean has_decimal_comma = g_str_equal (nl_langinfo (RADIXCHAR), ",");

  g_string_append (out, ATLAS_TEXT_BYTE_ORDER_MARK);
  format_csv (self, out, has_decimal_comma ? ";" : ",", TRUE);
}

static void
append_markdown (GString    *out,
                 const char *text)
{
  g_string_append_c (out, ' ');
  for (const char *p = text; *p != '\0'; p++)
    {
      /* '&' too, or "&lt;" in a name would become markup again. */
      if (*p == '<')
        g_string_append (out, "&lt;");
      else if (*p == '>')
        g_string_append (out, "&gt;");
      else if (*p == '&')
        g_string_append (out, "&amp;");
      else
        {
          if (strchr ("\\`*_[]|~", *p) != NULL)
            g_string_append_c (out, '\\');
          g_string_append_c (out, *p);
        }
    }
  g_string_append (out, " |");
}

static void
format_markdown (AtlasCliTable *self,
                 GString       *out)
{
  guint n_columns = self->columns->len;
  guint n_rows = atlas_cli_table_get_n_rows (self);

  g_string_append_c (out, '|');
  for (guint column = 0; column < n_columns; column++)
    append_markdown (out, get_column (self, column)->title);
  g_string_append (out, "\n|");
  for (guint column = 0; column < n_columns; column++)
    g_string_append (out, " --- |");
  g_string_append_c (out, '\n');

  for (guint row = 0; row < n_rows; row++)
    {
      g_string_append_c (out, '|');
      for (guint column = 0; column < n_columns; column++)
        append_markdown (out, get_cell (self, row, column));
      g_string_append_c (out, '\n');
    }
}

/**
 * atlas_cli_cell_clean:
 * @text: (nullable): a text from anywhere
 *
 * Returns: (transfer full): @text as one line of valid UTF-8 without control characters, without
 *   those that change the direction of what follows, and without white space at its ends
 */
char *
atlas_cli_cell_clean (const char *text)
{
  if (text == NULL)
    return g_strdup ("");
  if (is_plain_ascii (text))
    return g_strstrip (g_strdup (text));

  return atlas_text_dup_single_line (text, G_MAXSIZE);
}

/**
 * atlas_cli_text_width:
 * @text: a valid UTF-8 text without control characters
 *
 * Returns: how many cells of a terminal @text fills
 */
guint
atlas_cli_text_width (const char *text)
{
  guint width = 0;

  if (is_plain_ascii (text))
    return strlen (text);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += get_char_width (g_utf8_get_char (p));

  return width;
}

/**
 * atlas_cli_table_new:
 *
 * Returns: (transfer full): a table without columns
 */
AtlasCliTable *
atlas_cli_table_new (void)
{
  AtlasCliTable *self = g_new0 (AtlasCliTable, 1);

  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
  self->cells = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * atlas_cli_table_free:
 * @self: (transfer full): a table
 */
void
atlas_cli_table_free (AtlasCliTable *self)
{
  g_array_unref (self->columns);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

/**
 * atlas_cli_table_add_column:
 * @self: a table without rows
 * @key: what the platform calls it, for CSV
 * @title: what people call it
 */
void
atlas_cli_table_add_column (AtlasCliTable *self,
                            const char    *key,
                            const char    *title)
{
  Column column = { .key = g_strdup (key), .title = g_strdup (title) };

  g_return_if_fail (self->cells->len == 0);

  g_array_append_val (self->columns, column);
}

/**
 * atlas_cli_table_fit:
 * @self: a table
 * @yielding: the column that is cut where the table is wider; those behind it follow where that is not enough
 * @max_width: how wide an aligned table may be, in cells of a terminal; 0 for any width
 */
void
atlas_cli_table_fit (AtlasCliTable *self,
                     guint          yielding,
                     guint          max_width)
{
  g_return_if_fail (yielding < self->columns->len);

  self->yielding = yielding;
  self->max_width = max_width;
}

/**
 * atlas_cli_table_add_cell:
 * @self: a table
 * @text: (nullable): a text from anywhere
 *
 * Fills the next cell, left to right, row after row.
 */
void
atlas_cli_table_add_cell (AtlasCliTable *self,
                          const char    *text)
{
  g_return_if_fail (self->columns->len > 0);

  g_ptr_array_add (self->cells, atlas_cli_cell_clean (text));
}

/**
 * atlas_cli_table_add_number:
 * @self: a table
 * @number: a count
 *
 * Fills the next cell.
 */
void
atlas_cli_table_add_number (AtlasCliTable *self,
                            guint64        number)
{
  g_return_if_fail (self->columns->len > 0);

  g_array_index (self->columns, Column, self->cells->len % self->columns->len).is_number = TRUE;
  g_ptr_array_add (self->cells, g_strdup_printf ("%" G_GUINT64_FORMAT, number));
}

/**
 * atlas_cli_table_get_n_rows:
 * @self: a table
 *
 * Returns: how many rows are complete
 */
guint
atlas_cli_table_get_n_rows (AtlasCliTable *self)
{
  return self->columns->len > 0 ? self->cells->len / self->columns->len : 0;
}

/**
 * atlas_cli_table_format:
 * @self: a table whose last row is complete
 * @format: any but %ATLAS_CLI_FORMAT_JSON
 * @with_colour: whether a terminal shows it that understands escape sequences
 *
 * Returns: (transfer full): the text to write
 */
char *
atlas_cli_table_format (AtlasCliTable  *self,
                        AtlasCliFormat  format,
                        gboolean        with_colour)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (self->columns->len > 0, NULL);
  g_return_val_if_fail (self->cells->len % self->columns->len == 0, NULL);

  switch (format)
    {
    case ATLAS_CLI_FORMAT_TABLE:
      format_table (self, out, with_colour);
      break;
    case ATLAS_CLI_FORMAT_PLAIN:
      format_plain (self, out);
      break;
    case ATLAS_CLI_FORMAT_CSV:
      format_csv (self, out, ",", FALSE);
      break;
    case ATLAS_CLI_FORMAT_EXCEL:
      format_excel (self, out);
      break;
    case ATLAS_CLI_FORMAT_MARKDOWN:
      format_markdown (self, out);
      break;
    case ATLAS_CLI_FORMAT_JSON:
    default:
      g_return_val_if_reached (NULL);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}
