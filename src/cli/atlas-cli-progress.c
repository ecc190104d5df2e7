/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "atlas-text.h"

#include "atlas-cli-progress.h"

#define ERASE_LINE "\r\033[K"
/* Narrower than any terminal, so that the line does not wrap. */
#define MAX_CHARS 72

struct _AtlasCliProgress
{
  AtlasCatalogue *catalogue;
  gulong          handler;
  gboolean        is_terminal;
  gboolean        tells_stages;
  char           *stage;   /* the last text, without its numbers */
};

static char *
dup_without_numbers (const char *text)
{
  GString *stage = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isdigit (g_utf8_get_char (p)))
      g_string_append_unichar (stage, g_utf8_get_char (p));

  return g_string_free (stage, FALSE);
}

static void
tell_stage (AtlasCliProgress *self,
            const char       *text)
{
  g_autofree char *stage = dup_without_numbers (text);

  if (g_strcmp0 (stage, self->stage) == 0)
    return;

  fprintf (stderr, "%s\n", text);
  g_set_str (&self->stage, stage);
}

static void
progress_text_changed_cb (AtlasCliProgress *self)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  g_object_get (self->catalogue, "progress-text", &text, NULL);
  if (text == NULL)
    return;

  line = atlas_text_dup_single_line (text, MAX_CHARS);
  if (self->is_terminal)
    fprintf (stderr, ERASE_LINE "%s", line);
  else if (self->tells_stages)
    tell_stage (self, line);
  fflush (stderr);
}

/**
 * atlas_cli_progress_new:
 * @catalogue: what is about to be refreshed
 * @tells_stages: whether a line for each stage is wanted where standard error is no terminal
 *
 * Returns: (transfer full): freed once the refresh has ended
 */
AtlasCliProgress *
atlas_cli_progress_new (AtlasCatalogue *catalogue,
                        gboolean        tells_stages)
{
  AtlasCliProgress *self = g_new0 (AtlasCliProgress, 1);

  self->catalogue = g_object_ref (catalogue);
  self->is_terminal = isatty (STDERR_FILENO);
  self->tells_stages = tells_stages;
  self->handler = g_signal_connect_swapped (catalogue, "notify::progress-text", G_CALLBACK (progress_text_changed_cb), self);

  return self;
}

/**
 * atlas_cli_progress_free:
 * @self: (transfer full): the progress
 */
void
atlas_cli_progress_free (AtlasCliProgress *self)
{
  g_clear_signal_handler (&self->handler, self->catalogue);
  if (self->is_terminal)
    fputs (ERASE_LINE, stderr);
  g_object_unref (self->catalogue);
  g_free (self->stage);
  g_free (self);
}
