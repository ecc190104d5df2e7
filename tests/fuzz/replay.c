/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"

/* In place of libFuzzer: feeds a target with each file of the directories that it is given. */

static void
replay_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, &error))
    g_error ("%s", error->message);

  /* A copy of just that size: what reads beyond the end is seen by the sanitizers. */
  {
    g_autofree uint8_t *data = g_memdup2 (content, length);

    LLVMFuzzerTestOneInput (data, length);
  }
}

static guint
replay_directory (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) directory = g_dir_open (path, 0, &error);
  const char *name;
  guint n_files = 0;

  if (directory == NULL)
    g_error ("%s", error->message);

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_print ("# %s\n", name);
      replay_file (file);
      n_files++;
    }

  return n_files;
}

int
main (int   argc,
      char *argv[])
{
  LLVMFuzzerInitialize (&argc, &argv);

  g_print ("1..%d\n", argc - 1);
  for (int i = 1; i < argc; i++)
    {
      guint n_files = replay_directory (argv[i]);

      g_print ("%s %d %s\n", n_files > 0 ? "ok" : "not ok", i, argv[i]);
    }

  return 0;
}
