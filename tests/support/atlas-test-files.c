/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "atlas-test-files.h"

/**
 * atlas_test_remove_directory:
 * @path: a directory of a test's own
 *
 * Removes it with all that is in it.
 */
void
atlas_test_remove_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        atlas_test_remove_directory (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/**
 * atlas_test_openssl:
 * @format: the arguments of a call of openssl, in a format of printf()
 * @...: what goes into it
 *
 * Makes keys and certificates. What is there but refuses the arguments fails the test.
 *
 * Returns: %FALSE where there is no openssl, and then the test is marked as skipped
 */
gboolean
atlas_test_openssl (const char *format,
                    ...)
{
  g_autofree char *program = g_find_program_in_path ("openssl");
  g_autofree char *line = NULL;
  g_autofree char *command = NULL;
  g_autofree char *output = NULL;
  g_autofree char *complaints = NULL;
  g_autoptr (GError) error = NULL;
  va_list arguments;
  int status;

  if (program == NULL)
    {
      g_test_skip ("openssl is not installed");
      return FALSE;
    }

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  command = g_strdup_printf ("%s %s", program, line);
  g_spawn_command_line_sync (command, &output, &complaints, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s: %s", command, complaints);

  return TRUE;
}
