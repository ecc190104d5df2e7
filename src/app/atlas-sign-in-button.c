/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-explain.h"
#include "atlas-link.h"
#include "atlas-sign-in-button.h"

struct _AtlasSignInButton
{
  GtkButton  parent_instance;
  char      *uri;   /* (nullable) */
};

G_DEFINE_FINAL_TYPE (AtlasSignInButton, atlas_sign_in_button, GTK_TYPE_BUTTON)

static void
atlas_sign_in_button_clicked (GtkButton *button)
{
  atlas_link_open (GTK_WIDGET (button), ATLAS_SIGN_IN_BUTTON (button)->uri);
}

static void
atlas_sign_in_button_finalize (GObject *object)
{
  g_free (ATLAS_SIGN_IN_BUTTON (object)->uri);

  G_OBJECT_CLASS (atlas_sign_in_button_parent_class)->finalize (object);
}

static void
atlas_sign_in_button_class_init (AtlasSignInButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_sign_in_button_finalize;
  GTK_BUTTON_CLASS (klass)->clicked = atlas_sign_in_button_clicked;
}

static void
atlas_sign_in_button_init (AtlasSignInButton *self)
{
  gtk_button_set_label (GTK_BUTTON (self), _("Open _Sign-In Page"));
  gtk_button_set_use_underline (GTK_BUTTON (self), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * atlas_sign_in_button_set_error:
 * @self: a button
 * @error: (nullable): what went wrong
 *
 * Shows the button where @error tells of a page that may be opened, with its host as the tooltip.
 */
void
atlas_sign_in_button_set_error (AtlasSignInButton *self,
                                const GError      *error)
{
  g_autofree char *tooltip = NULL;

  g_return_if_fail (ATLAS_IS_SIGN_IN_BUTTON (self));

  g_free (self->uri);
  self->uri = error ? atlas_explain_dup_sign_in (error) : NULL;
  tooltip = self->uri ? atlas_link_dup_tooltip (_("Open the page in the browser"), self->uri) : NULL;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_widget_set_visible (GTK_WIDGET (self), self->uri != NULL);
}
