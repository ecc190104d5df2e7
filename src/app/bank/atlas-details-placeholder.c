/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-details-placeholder.h"

struct _AtlasDetailsPlaceholder
{
  AdwPreferencesGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (AtlasDetailsPlaceholder, atlas_details_placeholder, ADW_TYPE_PREFERENCES_GROUP)

static void
atlas_details_placeholder_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_DETAILS_PLACEHOLDER);

  G_OBJECT_CLASS (atlas_details_placeholder_parent_class)->dispose (object);
}

static void
atlas_details_placeholder_class_init (AtlasDetailsPlaceholderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atlas_details_placeholder_dispose;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/bankatlas/BankAtlas/atlas-details-placeholder.ui");
}

static void
atlas_details_placeholder_init (AtlasDetailsPlaceholder *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
