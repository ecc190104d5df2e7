/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libdex.h>

#include "fuzz.h"

static GLogWriterOutput
write_log_cb (GLogLevelFlags   level,
              const GLogField *fields,
              gsize            n_fields,
              gpointer         data)
{
  if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)) == 0)
    return G_LOG_WRITER_HANDLED;

  return g_log_writer_standard_streams (level, fields, n_fields, data);
}

/**
 * LLVMFuzzerInitialize:
 * @argc: (inout): the number of arguments
 * @argv: (inout): the arguments
 *
 * A check that fails in the program (`g_return_if_fail`) is a finding, as a crash is; what is merely said is not.
 *
 * Returns: 0
 */
int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_log_set_writer_func (write_log_cb, NULL, NULL);
  dex_init ();

  return 0;
}

/**
 * fuzz_dup_text:
 * @data: any bytes
 * @size: how many
 *
 * Returns: (transfer full): the bytes as GTK and the command line hand texts on: valid UTF-8 that ends with its NUL
 */
char *
fuzz_dup_text (const uint8_t *data,
               size_t         size)
{
  return g_utf8_make_valid ((const char *) data, (gssize) size);
}
