/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-window.h"

struct _AtlasWindow
{
  AdwApplicationWindow  parent_instance;

  AtlasCatalogue       *catalogue;

  AdwToastOverlay      *toasts;
};

G_DEFINE_FINAL_TYPE (AtlasWindow, atlas_window, ADW_TYPE_APPLICATION_WINDOW)

static void
copy_text_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (parameter, NULL));
  atlas_window_add_toast (ATLAS_WINDOW (widget), adw_toast_new (_("Copied")));
}

static void
atlas_window_dispose (GObject *object)
{
  AtlasWindow *self = ATLAS_WINDOW (object);

  g_clear_object (&self->catalogue);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_WINDOW);

  G_OBJECT_CLASS (atlas_window_parent_class)->dispose (object);
}

static void
atlas_window_class_init (AtlasWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atlas_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, toasts);

  gtk_widget_class_install_action (widget_class, "win.copy-text", "s", copy_text_action);
}

static void
atlas_window_init (AtlasWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AtlasWindow *
atlas_window_new (AtlasApplication *application)
{
  return g_object_new (ATLAS_TYPE_WINDOW, "application", application, NULL);
}

AtlasCatalogue *
atlas_window_get_catalogue (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), NULL);

  return self->catalogue;
}

void
atlas_window_set_profile (AtlasWindow  *self,
                          AtlasProfile *profile)
{
  g_return_if_fail (ATLAS_IS_WINDOW (self));
}

void
atlas_window_show_bank (AtlasWindow *self,
                        const char  *bic_fi)
{
  g_return_if_fail (ATLAS_IS_WINDOW (self));
}

void
atlas_window_add_toast (AtlasWindow *self,
                        AdwToast    *toast)
{
  g_return_if_fail (ATLAS_IS_WINDOW (self));

  adw_toast_overlay_add_toast (self->toasts, toast);
}
