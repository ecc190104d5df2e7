/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-cli-table.h"

static AtlasCliTable *
make_table (const char * const *cells)
{
  AtlasCliTable *table = atlas_cli_table_new ();

  atlas_cli_table_add_column (table, "bicFi", "BIC");
  atlas_cli_table_add_column (table, "name", "Name");
  for (gsize i = 0; cells[i] != NULL; i++)
    atlas_cli_table_add_cell (table, cells[i]);

  return table;
}

static void
test_formats (void)
{
  const struct
  {
    AtlasCliFormat format;
    gboolean       with_colour;
    const char    *cells[5];
    const char    *expected;
  } cases[] = {
    { ATLAS_CLI_FORMAT_TABLE, FALSE, { "ESSESESS", "SEB ", "A", "Ö" }, "BIC       Name\nESSESESS  SEB\nA         Ö\n" },
    { ATLAS_CLI_FORMAT_TABLE, TRUE, { "A", "B" }, "\033[1mBIC  Name\033[0m\nA    B\n" },
    { ATLAS_CLI_FORMAT_TABLE, FALSE, { "銀行", "x", "abcde", "" }, "BIC    Name\n銀行   x\nabcde\n" },
    { ATLAS_CLI_FORMAT_TABLE, FALSE, { NULL }, "BIC  Name\n" },
    { ATLAS_CLI_FORMAT_PLAIN, FALSE, { "A", "B", "C", "D" }, "A\tB\nC\tD\n" },
    { ATLAS_CLI_FORMAT_PLAIN, FALSE, { "A\tB", "C\nD" }, "A B\tC D\n" },
    { ATLAS_CLI_FORMAT_PLAIN, FALSE, { NULL }, "" },
    { ATLAS_CLI_FORMAT_CSV, FALSE, { "A", "B" }, "bicFi,name\r\nA,B\r\n" },
    { ATLAS_CLI_FORMAT_CSV, FALSE, { "a,b", "say \"hi\"" }, "bicFi,name\r\n\"a,b\",\"say \"\"hi\"\"\"\r\n" },
    { ATLAS_CLI_FORMAT_CSV, FALSE, { "=1+1", "+46-771 365 365" }, "bicFi,name\r\n'=1+1,'+46-771 365 365\r\n" },
    { ATLAS_CLI_FORMAT_CSV, FALSE, { "@a", "-1,5" }, "bicFi,name\r\n'@a,\"'-1,5\"\r\n" },
    { ATLAS_CLI_FORMAT_CSV, FALSE, { "\t=1", "\r@x" }, "bicFi,name\r\n'=1,'@x\r\n" },
    { ATLAS_CLI_FORMAT_MARKDOWN, FALSE, { "A", "B" }, "| BIC | Name |\n| --- | --- |\n| A | B |\n" },
    { ATLAS_CLI_FORMAT_MARKDOWN, FALSE, { "a|b", "<i>*x*</i> &lt;" },
      "| BIC | Name |\n| --- | --- |\n| a\\|b | &lt;i&gt;\\*x\\*&lt;/i&gt; &amp;lt; |\n" },
    { ATLAS_CLI_FORMAT_MARKDOWN, FALSE, { "[x](y)", "`a_b`" },
      "| BIC | Name |\n| --- | --- |\n| \\[x\\](y) | \\`a\\_b\\` |\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtlasCliTable) table = make_table (cases[i].cells);
      g_autofree char *text = atlas_cli_table_format (table, cases[i].format, cases[i].with_colour);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_clean (void)
{
  const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { " Skandinaviska Enskilda Banken AB ", "Skandinaviska Enskilda Banken AB" },
    { "\033[31mred\033[0m", "[31mred [0m" },
    { "a\302\233b", "a b" },                 /* the C1 control that is an escape sequence by itself */
    { "a\342\200\256b", "ab" },              /* right-to-left override */
    { "a\377b", "a\357\277\275b" },          /* no UTF-8 */
    { "a\r\nb\x7f", "a b" },
    { "Sparbanken Öland", "Sparbanken Öland" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = atlas_cli_cell_clean (cases[i].text);

      g_assert_cmpstr (clean, ==, cases[i].expected);
    }
}

static void
test_width (void)
{
  const struct
  {
    const char *text;
    guint       width;
  } cases[] = {
    { "", 0 },
    { "abc", 3 },
    { "Öland", 5 },
    { "O\314\210land", 5 },   /* a combining diaeresis */
    { "銀行", 4 },
    { "ｱ", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (atlas_cli_text_width (cases[i].text), ==, cases[i].width);
}

static void
test_fit (void)
{
  const struct
  {
    const char *name;
    guint       max_width;
    const char *expected;
  } cases[] = {
    { "A name that is long enough", 0, "BIC  Name\nA    A name that is long enough\n" },
    { "A name that is long enough", 31, "BIC  Name\nA    A name that is long enough\n" },
    { "A name that is long enough", 30, "BIC  Name\nA    A name that is long enou…\n" },
    { "A name that is long enough", 1, "BIC  Name\nA    A name …\n" },
    { "銀行銀行銀行銀行", 20, "BIC  Name\nA    銀行銀行銀行銀…\n" },
    { "銀行銀行銀行銀行", 19, "BIC  Name\nA    銀行銀行銀行…\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *cells[] = { "A", cases[i].name, NULL };
      g_autoptr (AtlasCliTable) table = make_table (cells);
      g_autofree char *text = NULL;

      atlas_cli_table_fit (table, 1, cases[i].max_width);
      text = atlas_cli_table_format (table, ATLAS_CLI_FORMAT_TABLE, FALSE);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* Where the first column that yields is not enough, those behind it yield, too; what stands before it never does. */
static void
test_fit_several (void)
{
  const struct
  {
    guint       max_width;
    const char *expected;
  } cases[] = {
    { 0, "A very long BIC  A name to cut  A city to cut\n" },
    { 45, "A very long BIC  A name to cut  A city to cut\n" },
    { 44, "A very long BIC  A name to c…  A city to cut\n" },
    { 40, "A very long BIC  A name …  A city to cut\n" },
    { 37, "A very long BIC  A name …  A city to…\n" },
    { 10, "A very long BIC  A name …  A city …\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtlasCliTable) table = atlas_cli_table_new ();
      g_autofree char *text = NULL;

      atlas_cli_table_add_column (table, "b", "B");
      atlas_cli_table_add_column (table, "n", "N");
      atlas_cli_table_add_column (table, "c", "C");
      atlas_cli_table_add_cell (table, "A very long BIC");
      atlas_cli_table_add_cell (table, "A name to cut");
      atlas_cli_table_add_cell (table, "A city to cut");
      atlas_cli_table_fit (table, 1, cases[i].max_width);
      text = atlas_cli_table_format (table, ATLAS_CLI_FORMAT_TABLE, FALSE);
      g_assert_cmpstr (strchr (text, '\n') + 1, ==, cases[i].expected);
    }
}

/* What has the form of a number arrives as the text it is; counts stay numbers; nothing is a formula that its sender wrote. */
static void
test_excel (void)
{
  static const char *const cells[][2] = {
    { "08999", "\"=\"\"08999\"\"\"" },
    { "502032-9081", "\"=\"\"502032-9081\"\"\"" },
    { "106 40", "\"=\"\"106 40\"\"\"" },
    { "+46-771 365 365", "\"=\"\"+46-771 365 365\"\"\"" },
    { "(08) 1,5", "\"=\"\"(08) 1,5\"\"\"" },
    { "1-12", "\"=\"\"1-12\"\"\"" },
    { "1E5", "\"=\"\"1E5\"\"\"" },
    { "=1+1", "\"=\"\"=1+1\"\"\"" },
    { "=\"1\"&\"2\"", "\"=\"\"=\"\"\"\"1\"\"\"\"&\"\"\"\"2\"\"\"\"\"\"\"" },
    { "=SUM(A1)", "'=SUM(A1)" },
    { "+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0" },
    { "-HYPERLINK(\"x\")", "\"'-HYPERLINK(\"\"x\"\")\"" },
    { "@a", "'@a" },
    { "\t=A", "'=A" },
    { "08999 Södra Dalarnas Sparbank", "08999 Södra Dalarnas Sparbank" },
    { "a,b", "\"a,b\"" },
    { "ESSESESS", "ESSESESS" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (AtlasCliTable) table = atlas_cli_table_new ();
      g_autofree char *csv = NULL;
      g_autofree char *expected = g_strconcat ("\357\273\277x,n\r\n", cells[i][1], ",12\r\n", NULL);

      atlas_cli_table_add_column (table, "x", "X");
      atlas_cli_table_add_column (table, "n", "N");
      atlas_cli_table_add_cell (table, cells[i][0]);
      atlas_cli_table_add_number (table, 12);
      csv = atlas_cli_table_format (table, ATLAS_CLI_FORMAT_EXCEL, FALSE);
      g_assert_cmpstr (csv, ==, expected);
    }
}

static void
test_rows (void)
{
  const char *cells[] = { "A", "B", "C", "D", NULL };
  g_autoptr (AtlasCliTable) table = make_table (cells);
  g_autofree char *text = NULL;

  g_assert_cmpuint (atlas_cli_table_get_n_rows (table), ==, 2);
  atlas_cli_table_add_cell (table, "E");
  g_assert_cmpuint (atlas_cli_table_get_n_rows (table), ==, 2);
  atlas_cli_table_add_number (table, 42);
  g_assert_cmpuint (atlas_cli_table_get_n_rows (table), ==, 3);
  text = atlas_cli_table_format (table, ATLAS_CLI_FORMAT_PLAIN, FALSE);
  g_assert_cmpstr (text, ==, "A\tB\nC\tD\nE\t42\n");
}

/* Nothing in a cell is run by a spreadsheet, or by the terminal that shows it. */
static void
test_hostile (void)
{
  static const char *const cells[][2] = {
    { "=1+1", "'=1+1" },
    { "+46-771 365 365", "'+46-771 365 365" },
    { "-1", "'-1" },
    { "@SUM(A1)", "'@SUM(A1)" },
    { "\t=1", "'=1" },
    { "\r\n=1", "'=1" },
    { "\xe2\x80\x8b=1", "'=1" },
    { "＝1", "'＝1" },
    { "a;=1+1", "\"a;=1+1\"" },
    { "a\r\n=1+1", "a =1+1" },
    { "=\"a\",b", "\"'=\"\"a\"\",b\"" },
    { "\x1b]8;;http://x\x1b\\y", "\"]8;;http://x \\y\"" },
    { "a\xc2\x9b" "31m\x07\rb", "a 31m b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (AtlasCliTable) table = atlas_cli_table_new ();
      g_autofree char *csv = NULL;
      g_autofree char *expected = g_strconcat ("x\r\n", cells[i][1], "\r\n", NULL);

      atlas_cli_table_add_column (table, "x", "X");
      atlas_cli_table_add_cell (table, cells[i][0]);
      csv = atlas_cli_table_format (table, ATLAS_CLI_FORMAT_CSV, FALSE);
      g_assert_cmpstr (csv, ==, expected);
      for (AtlasCliFormat format = ATLAS_CLI_FORMAT_TABLE; format <= ATLAS_CLI_FORMAT_MARKDOWN; format++)
        {
          g_autofree char *text = format == ATLAS_CLI_FORMAT_JSON ? NULL : atlas_cli_table_format (table, format, FALSE);

          if (text != NULL)
            g_assert_null (strpbrk (text, "\x1b\x07\t"));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/table/formats", test_formats);
  g_test_add_func ("/cli/table/clean", test_clean);
  g_test_add_func ("/cli/table/width", test_width);
  g_test_add_func ("/cli/table/fit", test_fit);
  g_test_add_func ("/cli/table/fit-several", test_fit_several);
  g_test_add_func ("/cli/table/excel", test_excel);
  g_test_add_func ("/cli/table/rows", test_rows);

  g_test_add_func ("/cli/table/hostile", test_hostile);

  return g_test_run ();
}
