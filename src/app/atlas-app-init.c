/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libdex.h>

#include "atlas-app-init.h"
#include "atlas-app-resources.h"
#include "atlas-application.h"
#include "atlas-logo.h"
#include "atlas-window.h"

/**
 * atlas_app_init:
 *
 * Registers what the templates name: the resources and the types of this library. A static library
 * is linked object by object, so neither would be there without being asked for.
 */
void
atlas_app_init (void)
{
  dex_init ();
  g_resources_register (atlas_app_get_resource ());

  g_type_ensure (ATLAS_TYPE_APPLICATION);
  g_type_ensure (ATLAS_TYPE_LOGO);
  g_type_ensure (ATLAS_TYPE_WINDOW);
}
