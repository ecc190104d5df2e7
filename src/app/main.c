/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-app-init.h"
#include "atlas-application.h"
#include "atlas-environ.h"
#include "atlas-trace.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (AtlasApplication) application = NULL;
  int status;

  atlas_trace_init ();
  atlas_environ_init ();
  atlas_app_init ();
  application = atlas_application_new ();

  status = g_application_run (G_APPLICATION (application), argc, argv);
  atlas_trace_finish ();

  return status;
}
