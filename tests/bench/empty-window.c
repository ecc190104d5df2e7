/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the programs are measured against: a window with nothing in it. */

#include "config.h"

#include <adwaita.h>

#include "atlas-trace.h"

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 780);
  atlas_trace_watch_first_frame (window, NULL);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;
  int status;

  atlas_trace_init ();
  application = adw_application_new ("io.github.bankatlas.EmptyWindow", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  atlas_trace_finish ();

  return status;
}
