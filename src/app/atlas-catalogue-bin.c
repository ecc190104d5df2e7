/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-catalogue-bin.h"

typedef struct
{
  AtlasCatalogue *catalogue;
  GSignalGroup   *signals;
} AtlasCatalogueBinPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AtlasCatalogueBin, atlas_catalogue_bin, ADW_TYPE_BIN)

typedef enum
{
  PROP_CATALOGUE = 1,
} AtlasCatalogueBinProperty;

static GParamSpec *properties[PROP_CATALOGUE + 1];

static void
set_catalogue (AtlasCatalogueBin *self,
               AtlasCatalogue    *catalogue)
{
  AtlasCatalogueBinPrivate *priv = atlas_catalogue_bin_get_instance_private (self);

  if (!g_set_object (&priv->catalogue, catalogue))
    return;

  g_signal_group_set_target (priv->signals, catalogue);
  ATLAS_CATALOGUE_BIN_GET_CLASS (self)->catalogue_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CATALOGUE]);
}

static void
atlas_catalogue_bin_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch ((AtlasCatalogueBinProperty) prop_id)
    {
    case PROP_CATALOGUE:
      g_value_set_object (value, atlas_catalogue_bin_get_catalogue (ATLAS_CATALOGUE_BIN (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_catalogue_bin_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch ((AtlasCatalogueBinProperty) prop_id)
    {
    case PROP_CATALOGUE:
      set_catalogue (ATLAS_CATALOGUE_BIN (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_catalogue_bin_dispose (GObject *object)
{
  AtlasCatalogueBinPrivate *priv = atlas_catalogue_bin_get_instance_private (ATLAS_CATALOGUE_BIN (object));

  g_clear_object (&priv->signals);
  /* A child of a template would be freed below the class that knows it. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  g_clear_object (&priv->catalogue);

  G_OBJECT_CLASS (atlas_catalogue_bin_parent_class)->dispose (object);
}

static void
atlas_catalogue_bin_class_init (AtlasCatalogueBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = atlas_catalogue_bin_get_property;
  object_class->set_property = atlas_catalogue_bin_set_property;
  object_class->dispose = atlas_catalogue_bin_dispose;

  properties[PROP_CATALOGUE] =
    g_param_spec_object ("catalogue", NULL, NULL,
                         ATLAS_TYPE_CATALOGUE,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
atlas_catalogue_bin_init (AtlasCatalogueBin *self)
{
  AtlasCatalogueBinPrivate *priv = atlas_catalogue_bin_get_instance_private (self);

  priv->signals = g_signal_group_new (ATLAS_TYPE_CATALOGUE);
}

/**
 * atlas_catalogue_bin_get_catalogue:
 * @self: a bin
 *
 * Returns: (transfer none) (nullable): what it reports about
 */
AtlasCatalogue *
atlas_catalogue_bin_get_catalogue (AtlasCatalogueBin *self)
{
  AtlasCatalogueBinPrivate *priv = atlas_catalogue_bin_get_instance_private (self);

  g_return_val_if_fail (ATLAS_IS_CATALOGUE_BIN (self), NULL);

  return priv->catalogue;
}

/**
 * atlas_catalogue_bin_watch:
 * @self: a bin that has no catalogue yet
 * @detailed_signal: a signal of the catalogue
 * @callback: what to do then; @self is its first argument
 *
 * For the classes below.
 */
void
atlas_catalogue_bin_watch (AtlasCatalogueBin *self,
                           const char        *detailed_signal,
                           GCallback          callback)
{
  AtlasCatalogueBinPrivate *priv = atlas_catalogue_bin_get_instance_private (self);

  g_return_if_fail (ATLAS_IS_CATALOGUE_BIN (self));

  g_signal_group_connect_swapped (priv->signals, detailed_signal, callback, self);
}
