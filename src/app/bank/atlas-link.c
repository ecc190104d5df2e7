/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "atlas-link.h"
#include "atlas-web-address.h"

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;
  GtkWidget *overlay;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (_("No app could open this link")));
}

/**
 * atlas_link_open:
 * @widget: where the person asked for it
 * @uri: (nullable): an address from atlas_web_address_dup_uri() or atlas_format_phone_uri(); nothing else is opened
 *
 * Opens @uri in the app that the person has chosen for it. Nothing else in the app hands an address to another one.
 */
void
atlas_link_open (GtkWidget  *widget,
                 const char *uri)
{
  g_autoptr (GtkUriLauncher) launcher = NULL;
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (!atlas_web_address_may_open (uri))
    return;

  root = gtk_widget_get_root (widget);
  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                           launched_cb, g_object_ref (widget));
}

/**
 * atlas_link_dup_tooltip:
 * @label: what a button does
 * @uri: (nullable): the address that it opens
 *
 * Returns: (transfer full): @label, and below it the host that will be asked, or the number that will be dialled
 */
char *
atlas_link_dup_tooltip (const char *label,
                        const char *uri)
{
  g_autofree char *target = atlas_web_address_dup_target (uri);

  return target ? g_strdup_printf ("%s\n%s", label, target) : g_strdup (label);
}
