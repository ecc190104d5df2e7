/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "faults-pulse.h"

#define BEAT_MS 2

static struct
{
  guint  source;
  gint64 last;
  gint64 longest;
} pulse;

static gboolean
beat_cb (gpointer data)
{
  gint64 now = g_get_monotonic_time ();

  pulse.longest = MAX (pulse.longest, now - pulse.last - BEAT_MS * 1000);
  pulse.last = now;

  return G_SOURCE_CONTINUE;
}

void
faults_pulse_start (void)
{
  pulse.last = g_get_monotonic_time ();
  pulse.longest = 0;
  pulse.source = g_timeout_add_full (G_PRIORITY_HIGH, BEAT_MS, beat_cb, NULL, NULL);
}

/* Returns: the longest pause since it was started, in milliseconds */
guint
faults_pulse_stop (void)
{
  g_clear_handle_id (&pulse.source, g_source_remove);

  return (guint) ((pulse.longest + 999) / 1000);
}
