/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-bank-row-factory.h"
#include "atlas-bank-row.h"

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          gpointer                  chosen)
{
  GtkWidget *row = g_object_new (ATLAS_TYPE_BANK_ROW, NULL);

  g_signal_connect (row, "chosen", G_CALLBACK (chosen), NULL);
  g_object_bind_property (row, "name", list_item, "accessible-label", G_BINDING_SYNC_CREATE);
  g_object_bind_property (row, "subtitle", list_item, "accessible-description", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item)
{
  atlas_bank_row_set_item (ATLAS_BANK_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item)
{
  atlas_bank_row_set_item (ATLAS_BANK_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/**
 * atlas_bank_row_factory_new:
 * @chosen: (scope forever): what to do when a row is chosen; the row is its first argument
 *
 * Returns: (transfer full): what makes an #AtlasBankRow for each #AtlasAspspItem in sight
 */
GtkListItemFactory *
atlas_bank_row_factory_new (GCallback chosen)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) chosen);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);

  return factory;
}
