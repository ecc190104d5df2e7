/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* memfd_create() */

#include "config.h"

#include <sys/mman.h>
#include <unistd.h>

#include "atlas-cli-error.h"
#include "atlas-cli-input.h"
#include "fuzz.h"

static void
feed (const uint8_t *data,
      size_t         size)
{
  int memory = memfd_create ("input", MFD_CLOEXEC);

  g_assert_cmpint (memory, !=, -1);
  g_assert_cmpint (write (memory, data, size), ==, size);
  g_assert_cmpint (lseek (memory, 0, SEEK_SET), ==, 0);
  dup2 (memory, STDIN_FILENO);
  close (memory);
}

/* A file of any encoding on standard input: it is text, the same when it is read again, or it is refused. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  feed (data, size);
  text = atlas_cli_input_read (&error);
  if (text == NULL)
    {
      g_assert_error (error, ATLAS_CLI_ERROR, ATLAS_CLI_ERROR_USAGE);
      return 0;
    }
  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  again = atlas_cli_input_read (&error);
  g_assert_cmpstr (again, ==, text);

  return 0;
}
