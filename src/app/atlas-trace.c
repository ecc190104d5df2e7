/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib-unix.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "atlas-trace.h"

/* How often the main loop is asked whether it still answers. */
#define PING_INTERVAL_US 2000

/* So long after the first frame, all is made that is made behind it. */
#define SETTLING_SECONDS 3

typedef struct
{
  FILE    *file;
  GThread *pinger;
  int      stopping;
  int      bell;            /* rung by the pinger, heard by the main loop */
  int      answered;
  gint64   pinged_at;
  gint64   longest_pause;   /* microseconds */
} Trace;

typedef struct
{
  GListModel *model;
  gboolean    filled;
} FirstFrame;

static Trace trace = { .answered = TRUE };

static void
first_frame_free (FirstFrame *watch)
{
  g_clear_object (&watch->model);
  g_free (watch);
}

static guint64
read_pss_kib (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  line = strstr (text, "\nPss:");

  return line ? g_ascii_strtoull (line + strlen ("\nPss:"), NULL, 10) : 0;
}

/* A ping that is still waiting counts as well, or what is going on now would be the one thing that is not seen. */
static void
note_pause (gint64 now)
{
  if (!g_atomic_int_get (&trace.answered))
    trace.longest_pause = MAX (trace.longest_pause, now - trace.pinged_at);
}

static gboolean
pong_cb (int          bell,
         GIOCondition condition,
         gpointer     data)
{
  eventfd_t rings;

  eventfd_read (bell, &rings);
  note_pause (g_get_monotonic_time ());
  g_atomic_int_set (&trace.answered, TRUE);

  return G_SOURCE_CONTINUE;
}

/* Takes no memory: whoever holds up the main loop's allocations would hold up this thread, too, and go unseen. */
static gpointer
ping_main_loop (gpointer data)
{
  while (!g_atomic_int_get (&trace.stopping))
    {
      g_usleep (PING_INTERVAL_US);
      if (!g_atomic_int_get (&trace.answered))
        continue;
      trace.pinged_at = g_get_monotonic_time ();
      g_atomic_int_set (&trace.answered, FALSE);
      eventfd_write (trace.bell, 1);
    }

  return NULL;
}

static void
mark_cb (gpointer event)
{
  atlas_trace_mark (event);
}

/* What comes while a frame is being made may be painted without it. */
static void
before_paint_cb (GdkFrameClock *clock,
                 FirstFrame    *watch)
{
  watch->filled = watch->model == NULL || g_list_model_get_n_items (watch->model) > 0;
}

static void
after_paint_cb (GdkFrameClock *clock,
                FirstFrame    *watch)
{
  if (!watch->filled)
    return;

  g_signal_handlers_disconnect_by_data (clock, watch);
  atlas_trace_mark ("first-frame");
  atlas_trace_mark_later ("settled", SETTLING_SECONDS);
  first_frame_free (watch);
}

static void
realize_cb (GtkWidget  *window,
            FirstFrame *watch)
{
  g_signal_handlers_disconnect_by_func (window, realize_cb, watch);
  g_signal_connect (gtk_widget_get_frame_clock (window), "before-paint", G_CALLBACK (before_paint_cb), watch);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb), watch);
}

/**
 * atlas_trace_init:
 *
 * Begins to measure, where BANK_ATLAS_TRACE names a file to write to: one event a line, with
 * CLOCK_MONOTONIC in microseconds, the proportional set size in KiB, and the longest time that the
 * main loop did not answer since the event before, in microseconds.
 */
void
atlas_trace_init (void)
{
  const char *path = g_getenv ("BANK_ATLAS_TRACE");

  if (path == NULL || trace.file != NULL)
    return;

  trace.file = fopen (path, "we");
  if (trace.file == NULL)
    return;

  trace.bell = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  g_unix_fd_add_full (G_PRIORITY_HIGH, trace.bell, G_IO_IN, pong_cb, NULL, NULL);
  trace.pinger = g_thread_new ("trace", ping_main_loop, NULL);
}

/**
 * atlas_trace_watch_first_frame:
 * @window: a window that is not yet realized
 * @model: (nullable): the list that must have been filled
 *
 * Marks "first-frame" once the window has been painted with something in @model, and "settled" some seconds later.
 */
void
atlas_trace_watch_first_frame (GtkWidget  *window,
                               GListModel *model)
{
  FirstFrame *watch;

  if (trace.file == NULL)
    return;

  watch = g_new0 (FirstFrame, 1);
  g_set_object (&watch->model, model);
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), watch);
}

/**
 * atlas_trace_mark:
 * @event: a word
 *
 * Writes one event, and begins to look for the longest pause anew.
 */
void
atlas_trace_mark (const char *event)
{
  gint64 now = g_get_monotonic_time ();

  if (trace.file == NULL)
    return;

  note_pause (now);
  fprintf (trace.file,
           "%s %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT "\n",
           event, now, read_pss_kib (), trace.longest_pause);
  fflush (trace.file);

  /* What reading the memory took is no pause of the program's. */
  trace.longest_pause = 0;
  trace.pinged_at = g_get_monotonic_time ();
}

/**
 * atlas_trace_mark_later:
 * @event: (scope forever): a word; static
 * @seconds: when
 *
 * Writes one event after a while, for what comes of the moment.
 */
void
atlas_trace_mark_later (const char *event,
                        guint       seconds)
{
  if (trace.file != NULL)
    g_timeout_add_seconds_once (seconds, mark_cb, (gpointer) event);
}

/**
 * atlas_trace_finish:
 *
 * Marks "end" and stops to measure.
 */
void
atlas_trace_finish (void)
{
  if (trace.file == NULL)
    return;

  atlas_trace_mark ("end");
  g_atomic_int_set (&trace.stopping, TRUE);
  g_clear_pointer (&trace.pinger, g_thread_join);
  g_clear_pointer (&trace.file, fclose);
}
