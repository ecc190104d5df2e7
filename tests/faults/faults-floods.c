/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "faults.h"

/* Answers that have no end, and those that come in drops. */

#define ALL(code) ((FaultsExpected) { code, code, code, code })
#define GIGABYTE (G_GUINT64_CONSTANT (1000) * 1000 * 1000)
#define PIECE (64 * 1024)
#define DROP_PAUSE (20 * 1000)

static GBytes *bomb;

static gboolean
put (GOutputStream *stream,
     FaultsCell    *cell,
     const char    *data,
     gsize          length)
{
  gsize n_written = 0;
  gboolean all = g_output_stream_write_all (stream, data, length, &n_written, NULL, NULL);

  g_atomic_pointer_add (&cell->n_written, n_written);

  return all;
}

static gboolean
put_head (GOutputStream *stream,
          FaultsCell    *cell,
          const char    *more)
{
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: %s\r\n%s\r\n", faults_row_get_type (cell->row), more);

  return put (stream, cell, head, strlen (head));
}

/* A gigabyte, of which only as much is made as is taken: the beginning of a good body, and then white space. */
static void
write_gigabyte (GOutputStream *stream,
                gconstpointer  data)
{
  FaultsCell *cell = (FaultsCell *) data;
  const char *good = faults_row_get_good (cell->row);
  g_autofree char *piece = g_malloc (PIECE);
  gboolean going = put_head (stream, cell, "Connection: close\r\n") && put (stream, cell, good, strlen (good) / 2);

  memset (piece, ' ', PIECE);
  for (guint64 n = 0; going && n < GIGABYTE; n += PIECE)
    going = put (stream, cell, piece, PIECE);
}

static void
write_gigabyte_in_chunks (GOutputStream *stream,
                          gconstpointer  data)
{
  FaultsCell *cell = (FaultsCell *) data;
  g_autofree char *piece = g_malloc (PIECE + 16);
  gsize n_head = (gsize) g_snprintf (piece, 16, "%x\r\n", PIECE);
  gboolean going = put_head (stream, cell, "Transfer-Encoding: chunked\r\n");

  memset (piece + n_head, ' ', PIECE);
  memcpy (piece + n_head + PIECE, "\r\n", 2);
  for (guint64 n = 0; going && n < GIGABYTE; n += PIECE)
    going = put (stream, cell, piece, n_head + PIECE + 2);
}

/* Headers without end. */
static void
write_headers (GOutputStream *stream,
               gconstpointer  data)
{
  FaultsCell *cell = (FaultsCell *) data;
  static const char header[] = "X-Filler: 0123456789012345678901234567890123456789012345678901234567890123456789\r\n";
  static const char head[] = "HTTP/1.1 200 OK\r\n";
  gboolean going = put (stream, cell, head, strlen (head));

  for (guint64 n = 0; going && n < GIGABYTE; n += strlen (header))
    going = put (stream, cell, header, strlen (header));
}

/* One byte after the other, so that there is never a long silence, and never an end. */
static void
write_drops (GOutputStream *stream,
             gconstpointer  data)
{
  FaultsCell *cell = (FaultsCell *) data;
  gboolean going = put_head (stream, cell, "Content-Length: 100000\r\n");

  while (going)
    {
      g_usleep (DROP_PAUSE);
      going = put (stream, cell, " ", 1);
    }
}

static void
write_dripping_head (GOutputStream *stream,
                     gconstpointer  data)
{
  FaultsCell *cell = (FaultsCell *) data;
  static const char head[] = "HTTP/1.1 200 OK\r\nX-Filler: ";
  gboolean going = put (stream, cell, head, strlen (head));

  while (going)
    {
      g_usleep (DROP_PAUSE);
      going = put (stream, cell, "x", 1);
    }
}

/* Slow, but it gets there. */
static void
write_slowly (GOutputStream *stream,
              gconstpointer  data)
{
  FaultsCell *cell = (FaultsCell *) data;
  const char *good = faults_row_get_good (cell->row);
  gsize length = strlen (good);
  g_autofree char *stated = g_strdup_printf ("Content-Length: %zu\r\n", length);
  gboolean going = put_head (stream, cell, stated);

  for (gsize i = 0; going && i < length; i += 16)
    {
      g_usleep (1000);
      going = put (stream, cell, good + i, MIN (16, length - i));
    }
}

typedef void (*WriteFunc) (GOutputStream *stream,
                           gconstpointer  data);

enum
{
  WRITE_GIGABYTE,
  WRITE_GIGABYTE_IN_CHUNKS,
  WRITE_HEADERS,
  WRITE_DROPS,
  WRITE_DRIPPING_HEAD,
  WRITE_SLOWLY,
};

static const WriteFunc funcs[] = {
  write_gigabyte, write_gigabyte_in_chunks, write_headers, write_drops, write_dripping_head, write_slowly,
};

static void
plant_func (FaultsCell *cell)
{
  int number = cell->fault->number;

  cell->impatient = number == WRITE_DROPS || number == WRITE_DRIPPING_HEAD;
  /* The long form reads up to the bound that the program has. */
  cell->by_item = !faults_are_long ();
  atlas_test_server_add_func (cell->server, faults_row_get_path (cell->row),
                              number == WRITE_SLOWLY ? ATLAS_TEST_KEEP : ATLAS_TEST_CLOSE, funcs[number], cell);
}

/* A gigabyte of white space; in the quick form an eighth of it. */
static GBytes *
make_bomb (void)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_autofree char *piece = g_malloc (PIECE);
  guint64 size = faults_are_long () ? GIGABYTE : GIGABYTE / 8;

  memset (piece, ' ', PIECE);
  for (guint64 n = 0; n < size; n += PIECE)
    g_output_stream_write_all (stream, piece, PIECE, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GBytes *
compress (const char *text)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return g_converter_convert_bytes (G_CONVERTER (compressor), bytes, NULL);
}

static void
plant_bomb (FaultsCell *cell)
{
  cell->by_item = !faults_are_long ();
  faults_cell_answer_body (cell, "Content-Encoding: gzip\r\n", bomb);
}

static void
plant_compressed (FaultsCell *cell)
{
  g_autoptr (GBytes) good = compress (faults_row_get_good (cell->row));
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (good, 0, g_bytes_get_size (good) / 2);

  faults_cell_answer_body (cell, "Content-Encoding: gzip\r\n", cell->fault->number != 0 ? half : good);
}

static void
plant_not_compressed (FaultsCell *cell)
{
  const char *good = faults_row_get_good (cell->row);
  g_autoptr (GBytes) body = g_bytes_new_static (good, strlen (good));

  faults_cell_answer_body (cell, cell->fault->text, body);
}

void
faults_floods_set_up (void)
{
  bomb = make_bomb ();
}

void
faults_floods_tear_down (void)
{
  g_clear_pointer (&bomb, g_bytes_unref);
}

void
faults_add_floods (GPtrArray *faults)
{
  /* libsoup takes bytes that are not compressed as they are, and the end of compressed ones for their end. */
  faults_add (faults, "flood", g_strdup ("1 GB without length"), plant_func, WRITE_GIGABYTE, NULL, ALL (ATLAS_API_ERROR_TOO_LARGE));
  faults_add (faults, "flood", g_strdup ("1 GB in chunks"), plant_func, WRITE_GIGABYTE_IN_CHUNKS, NULL, ALL (ATLAS_API_ERROR_TOO_LARGE));
  faults_add (faults, "flood", g_strdup ("headers without end"), plant_func, WRITE_HEADERS, NULL, ALL (ATLAS_API_ERROR_CUT_OFF));
  faults_add (faults, "flood", g_strdup ("gzip bomb"), plant_bomb, 0, NULL, ALL (ATLAS_API_ERROR_TOO_LARGE));
  faults_add (faults, "gzip", g_strdup ("good"), plant_compressed, 0, NULL, ALL (FAULTS_WELL));
  faults_add (faults, "gzip", g_strdup ("half"), plant_compressed, 1, NULL, ALL (ATLAS_API_ERROR_MALFORMED));
  faults_add (faults, "gzip", g_strdup ("only said to be"), plant_not_compressed, 0, "Content-Encoding: gzip\r\n", ALL (FAULTS_WELL));
  faults_add (faults, "gzip", g_strdup ("unknown encoding"), plant_not_compressed, 0, "Content-Encoding: rot13\r\n", ALL (FAULTS_WELL));
  faults_add (faults, "drip", g_strdup ("body without end"), plant_func, WRITE_DROPS, NULL, ALL (ATLAS_API_ERROR_TIMED_OUT));
  faults_add (faults, "drip", g_strdup ("head without end"), plant_func, WRITE_DRIPPING_HEAD, NULL, ALL (ATLAS_API_ERROR_TIMED_OUT));
  faults_add (faults, "drip", g_strdup ("slow but sure"), plant_func, WRITE_SLOWLY, NULL, ALL (FAULTS_WELL));
}
