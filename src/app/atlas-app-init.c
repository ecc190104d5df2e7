/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libdex.h>

#include "atlas-app-init.h"
#include "atlas-app-resources.h"
#include "atlas-application.h"
#include "atlas-bank-row.h"
#include "atlas-banks-pane.h"
#include "atlas-banks-view.h"
#include "atlas-catalogue-banner.h"
#include "atlas-filter-bar.h"
#include "atlas-filter-button.h"
#include "atlas-flag.h"
#include "atlas-logo.h"
#include "atlas-place-row.h"
#include "atlas-places-pane.h"
#include "atlas-profile-label.h"
#include "atlas-profile-switcher.h"
#include "atlas-skeleton.h"
#include "atlas-status-footer.h"
#include "atlas-toolkit-style.h"
#include "atlas-window.h"

#define TOOLKIT_STYLE "/org/gtk/libgtk/theme/Default/gtk.css"

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
  g_type_ensure (ATLAS_TYPE_ASPSP_ITEM);
  g_type_ensure (ATLAS_TYPE_BANK_ROW);
  g_type_ensure (ATLAS_TYPE_BANKS_PANE);
  g_type_ensure (ATLAS_TYPE_BANKS_VIEW);
  g_type_ensure (ATLAS_TYPE_CATALOGUE);
  g_type_ensure (ATLAS_TYPE_CATALOGUE_BANNER);
  g_type_ensure (ATLAS_TYPE_FILTER_BAR);
  g_type_ensure (ATLAS_TYPE_FILTER_BUTTON);
  g_type_ensure (ATLAS_TYPE_FLAG);
  g_type_ensure (ATLAS_TYPE_LOGO);
  g_type_ensure (ATLAS_TYPE_PLACE);
  g_type_ensure (ATLAS_TYPE_PLACE_ROW);
  g_type_ensure (ATLAS_TYPE_PLACES_PANE);
  g_type_ensure (ATLAS_TYPE_PROFILE_LABEL);
  g_type_ensure (ATLAS_TYPE_PROFILE_SWITCHER);
  g_type_ensure (ATLAS_TYPE_SKELETON);
  g_type_ensure (ATLAS_TYPE_STATUS_FOOTER);
  g_type_ensure (ATLAS_TYPE_WINDOW);
}

/**
 * atlas_app_hide_toolkit_style:
 *
 * GTK reads its own style sheet as an application starts, and libadwaita has it drop that at once for its own: two
 * thousand rules for nothing, in a tenth of the time that the first frame takes. Until atlas_app_show_toolkit_style(),
 * an empty sheet stands before it. To be called once GTK is initialized, since what is registered last is found first.
 */
void
atlas_app_hide_toolkit_style (void)
{
  /* The question also has GTK's resources registered, which waits until they are asked for. */
  if (g_resources_get_info (TOOLKIT_STYLE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL))
    atlas_toolkit_style_register_resource ();
}

/**
 * atlas_app_show_toolkit_style:
 *
 * GTK's own style sheet is there again, for whatever may ask for it.
 */
void
atlas_app_show_toolkit_style (void)
{
  atlas_toolkit_style_unregister_resource ();
}
