/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-welcome-page.h"

struct _AtlasWelcomePage
{
  AdwNavigationPage parent_instance;
};

G_DEFINE_FINAL_TYPE (AtlasWelcomePage, atlas_welcome_page, ADW_TYPE_NAVIGATION_PAGE)

typedef enum
{
  SIGNAL_EXPLORE_DEMO,
  SIGNAL_CONNECT,
  N_SIGNALS,
} AtlasWelcomePageSignal;

static guint signals[N_SIGNALS];

static void
demo_clicked_cb (AtlasWelcomePage *self)
{
  g_signal_emit (self, signals[SIGNAL_EXPLORE_DEMO], 0);
}

static void
connect_clicked_cb (AtlasWelcomePage *self)
{
  g_signal_emit (self, signals[SIGNAL_CONNECT], 0);
}

static void
atlas_welcome_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_WELCOME_PAGE);

  G_OBJECT_CLASS (atlas_welcome_page_parent_class)->dispose (object);
}

static void
atlas_welcome_page_class_init (AtlasWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_welcome_page_dispose;

  signals[SIGNAL_EXPLORE_DEMO] =
    g_signal_new ("explore-demo", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CONNECT] =
    g_signal_new ("connect", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-welcome-page.ui");
  gtk_widget_class_bind_template_callback (widget_class, demo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_clicked_cb);
}

static void
atlas_welcome_page_init (AtlasWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
