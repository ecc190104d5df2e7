/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Widgets as a person finds them: by what is written on them, as far as it is on the screen. */

void       atlas_test_widget_init        (int          *argc,
                                          char       ***argv);
GtkWindow *atlas_test_window_new         (GtkWidget    *child);
void       atlas_test_window_destroy     (GtkWindow    *window);
gboolean   atlas_test_shows              (gpointer      widget,
                                          const char   *text);
GtkWidget *atlas_test_find_button        (gpointer      widget,
                                          const char   *name);
GtkWidget *atlas_test_find_type          (gpointer      widget,
                                          GType         type);
GtkWidget *atlas_test_find_row           (gpointer      widget,
                                          const char   *title);
void       atlas_test_click              (gpointer      widget,
                                          const char   *name);
char      *atlas_test_dup_clipboard      (gpointer      widget);
gboolean   atlas_test_holds_text         (gpointer      widget,
                                          const char   *text);
guint      atlas_test_count_nameless     (gpointer      widget);

/* Runs the main loop until @condition holds; a test that waits for what never comes fails. */
#define atlas_test_wait_until(condition)                                              \
  G_STMT_START                                                                        \
  {                                                                                   \
    gint64 give_up_at_ = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;           \
    guint wake_source_ = g_timeout_add (50, (GSourceFunc) atlas_test_wake_up, NULL);  \
    while (!(condition) && g_get_monotonic_time () < give_up_at_)                     \
      g_main_context_iteration (NULL, TRUE);                                          \
    g_source_remove (wake_source_);                                                   \
    if (!(condition))                                                                 \
      g_error ("%s:%d: waited in vain for: %s", __FILE__, __LINE__, #condition);      \
  }                                                                                   \
  G_STMT_END

gboolean   atlas_test_wake_up            (gpointer      data);

G_END_DECLS
