/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Times for the benchmarks: nothing is measured unless BANK_ATLAS_TRACE names a file. */

void atlas_trace_init              (void);
void atlas_trace_watch_first_frame (GtkWidget  *window,
                                    GListModel *model);
void atlas_trace_mark              (const char *event);
void atlas_trace_mark_later        (const char *event,
                                    guint       seconds);
void atlas_trace_finish            (void);

G_END_DECLS
