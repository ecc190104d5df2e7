/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a program that runs for days uses: it may not grow. */

typedef struct
{
  gsize bytes;        /* that are no file's */
  gsize heap_bytes;   /* allocated */
  guint n_files;
  guint n_sources;    /* of the main context */
} AtlasTestUsage;

void atlas_test_usage_init  (void);
void atlas_test_usage_take  (GArray     *samples,
                             guint       done,
                             guint       n);
void atlas_test_usage_check (const char *what,
                             GArray     *samples);

G_END_DECLS
