/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-banks-text.h"
#include "atlas-catalogue-banner.h"
#include "atlas-error-details-dialog.h"

struct _AtlasCatalogueBanner
{
  AdwBin          parent_instance;

  AtlasCatalogue *catalogue;
  GSignalGroup   *catalogue_signals;

  GtkWidget      *details;
  GtkButton      *remedy;
  GtkRevealer    *revealer;
  GtkLabel       *sentence;
};

G_DEFINE_FINAL_TYPE (AtlasCatalogueBanner, atlas_catalogue_banner, ADW_TYPE_BIN)

typedef enum
{
  PROP_CATALOGUE = 1,
} AtlasCatalogueBannerProperty;

static GParamSpec *properties[PROP_CATALOGUE + 1];

static char *
dup_sentence (AtlasCatalogue *catalogue)
{
  const GError *error = atlas_catalogue_get_error (catalogue);

  if (atlas_catalogue_get_n_aspsps (catalogue) == 0)
    return NULL;
  if (atlas_catalogue_get_offline (catalogue))
    return atlas_banks_dup_offline (atlas_catalogue_get_updated_at (catalogue), g_get_real_time () / G_USEC_PER_SEC);

  return error ? atlas_explain_error (error, atlas_catalogue_get_profile (catalogue)) : NULL;
}

static AtlasRemedy
get_remedy (AtlasCatalogue *catalogue)
{
  const GError *error = atlas_catalogue_get_error (catalogue);

  if (error == NULL || atlas_catalogue_get_offline (catalogue))
    return ATLAS_REMEDY_RETRY;

  return atlas_explain_get_remedy (error);
}

static void
update (AtlasCatalogueBanner *self)
{
  g_autofree char *sentence = self->catalogue ? dup_sentence (self->catalogue) : NULL;
  AtlasRemedy remedy;

  /* While it slides away, it still says what it said. */
  gtk_revealer_set_reveal_child (self->revealer, sentence != NULL);
  if (sentence == NULL)
    return;

  remedy = get_remedy (self->catalogue);
  gtk_label_set_label (self->sentence, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->remedy), remedy != ATLAS_REMEDY_NONE);
  if (remedy != ATLAS_REMEDY_NONE)
    gtk_button_set_label (self->remedy, atlas_remedy_get_label (remedy));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remedy), atlas_remedy_get_action (remedy));
  gtk_widget_set_visible (self->details, atlas_catalogue_get_error (self->catalogue) != NULL);
}

static void
details_cb (AtlasCatalogueBanner *self)
{
  const GError *error = atlas_catalogue_get_error (self->catalogue);

  if (error != NULL)
    atlas_error_details_present (GTK_WIDGET (self), error, atlas_catalogue_get_profile (self->catalogue));
}

static void
atlas_catalogue_banner_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  AtlasCatalogueBanner *self = ATLAS_CATALOGUE_BANNER (object);

  switch ((AtlasCatalogueBannerProperty) prop_id)
    {
    case PROP_CATALOGUE:
      g_value_set_object (value, self->catalogue);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_catalogue_banner_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  AtlasCatalogueBanner *self = ATLAS_CATALOGUE_BANNER (object);

  switch ((AtlasCatalogueBannerProperty) prop_id)
    {
    case PROP_CATALOGUE:
      atlas_catalogue_banner_set_catalogue (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_catalogue_banner_dispose (GObject *object)
{
  AtlasCatalogueBanner *self = ATLAS_CATALOGUE_BANNER (object);

  g_clear_object (&self->catalogue_signals);
  /* Or the template would free it below the parent class. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_CATALOGUE_BANNER);
  g_clear_object (&self->catalogue);

  G_OBJECT_CLASS (atlas_catalogue_banner_parent_class)->dispose (object);
}

static void
atlas_catalogue_banner_class_init (AtlasCatalogueBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = atlas_catalogue_banner_get_property;
  object_class->set_property = atlas_catalogue_banner_set_property;
  object_class->dispose = atlas_catalogue_banner_dispose;

  properties[PROP_CATALOGUE] =
    g_param_spec_object ("catalogue", NULL, NULL,
                         ATLAS_TYPE_CATALOGUE,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-catalogue-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasCatalogueBanner, details);
  gtk_widget_class_bind_template_child (widget_class, AtlasCatalogueBanner, remedy);
  gtk_widget_class_bind_template_child (widget_class, AtlasCatalogueBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, AtlasCatalogueBanner, sentence);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
}

static void
atlas_catalogue_banner_init (AtlasCatalogueBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->catalogue_signals = g_signal_group_new (ATLAS_TYPE_CATALOGUE);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::offline", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::error", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::n-aspsps", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::updated-at", G_CALLBACK (update), self);
}

/**
 * atlas_catalogue_banner_set_catalogue:
 * @self: a banner
 * @catalogue: (nullable): what to report about
 */
void
atlas_catalogue_banner_set_catalogue (AtlasCatalogueBanner *self,
                                      AtlasCatalogue       *catalogue)
{
  g_return_if_fail (ATLAS_IS_CATALOGUE_BANNER (self));

  if (!g_set_object (&self->catalogue, catalogue))
    return;

  g_signal_group_set_target (self->catalogue_signals, catalogue);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CATALOGUE]);
}
