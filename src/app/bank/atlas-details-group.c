/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-details-group.h"

typedef struct
{
  AtlasAspspDetails *details;
  GPtrArray *rows;
} AtlasDetailsGroupPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AtlasDetailsGroup, atlas_details_group, ADW_TYPE_PREFERENCES_GROUP)

typedef enum
{
  PROP_DETAILS = 1,
} AtlasDetailsGroupProperty;

static GParamSpec *properties[PROP_DETAILS + 1];

static void
atlas_details_group_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  AtlasDetailsGroup *self = ATLAS_DETAILS_GROUP (object);

  switch ((AtlasDetailsGroupProperty) property_id)
    {
    case PROP_DETAILS: g_value_set_object (value, atlas_details_group_get_details (self)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_details_group_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  AtlasDetailsGroup *self = ATLAS_DETAILS_GROUP (object);

  switch ((AtlasDetailsGroupProperty) property_id)
    {
    case PROP_DETAILS: atlas_details_group_set_details (self, g_value_get_object (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_details_group_dispose (GObject *object)
{
  AtlasDetailsGroupPrivate *priv = atlas_details_group_get_instance_private (ATLAS_DETAILS_GROUP (object));

  g_clear_object (&priv->details);
  g_clear_pointer (&priv->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (atlas_details_group_parent_class)->dispose (object);
}

static void
atlas_details_group_class_init (AtlasDetailsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = atlas_details_group_dispose;
  object_class->get_property = atlas_details_group_get_property;
  object_class->set_property = atlas_details_group_set_property;

  properties[PROP_DETAILS] =
    g_param_spec_object ("details", NULL, NULL, ATLAS_TYPE_ASPSP_DETAILS,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
atlas_details_group_init (AtlasDetailsGroup *self)
{
  AtlasDetailsGroupPrivate *priv = atlas_details_group_get_instance_private (self);

  priv->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * atlas_details_group_get_details:
 * @self: a group
 *
 * Returns: (transfer none) (nullable): what the rows show
 */
AtlasAspspDetails *
atlas_details_group_get_details (AtlasDetailsGroup *self)
{
  AtlasDetailsGroupPrivate *priv = atlas_details_group_get_instance_private (self);

  return priv->details;
}

/**
 * atlas_details_group_set_details:
 * @self: a group
 * @details: (nullable): what the rows are to show
 *
 * Shows other details, in place of all that was shown before.
 */
void
atlas_details_group_set_details (AtlasDetailsGroup *self,
                                 AtlasAspspDetails *details)
{
  AtlasDetailsGroupPrivate *priv = atlas_details_group_get_instance_private (self);

  g_return_if_fail (ATLAS_IS_DETAILS_GROUP (self));

  if (!g_set_object (&priv->details, details))
    return;

  atlas_details_group_clear (self);
  if (details != NULL)
    ATLAS_DETAILS_GROUP_GET_CLASS (self)->show (self, details);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAILS]);
}

/**
 * atlas_details_group_clear:
 * @self: a group
 *
 * Removes the rows that were added with atlas_details_group_add_row().
 */
void
atlas_details_group_clear (AtlasDetailsGroup *self)
{
  AtlasDetailsGroupPrivate *priv = atlas_details_group_get_instance_private (self);

  for (guint i = 0; i < priv->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (priv->rows, i));
  g_ptr_array_set_size (priv->rows, 0);
}

/**
 * atlas_details_group_add_row:
 * @self: a group
 * @row: (transfer floating): a row that belongs to the details shown
 */
void
atlas_details_group_add_row (AtlasDetailsGroup *self,
                             GtkWidget         *row)
{
  AtlasDetailsGroupPrivate *priv = atlas_details_group_get_instance_private (self);

  g_ptr_array_add (priv->rows, g_object_ref_sink (row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

/**
 * atlas_details_group_add_remark:
 * @self: a group
 * @remark: a sentence, or less
 *
 * Adds a dim row that stands for values that are not there.
 */
void
atlas_details_group_add_remark (AtlasDetailsGroup *self,
                                const char        *remark)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", remark, NULL);

  gtk_widget_add_css_class (row, "dim-label");
  atlas_details_group_add_row (self, row);
}

/**
 * atlas_details_group_add_rest:
 * @self: a group
 * @n_stated: how many rows there could be
 *
 * Says how many rows were left out, where there are more than #ATLAS_DETAILS_GROUP_MAX_ROWS.
 */
void
atlas_details_group_add_rest (AtlasDetailsGroup *self,
                              guint              n_stated)
{
  g_autofree char *remark = NULL;
  guint n_left = n_stated - MIN (n_stated, ATLAS_DETAILS_GROUP_MAX_ROWS);

  if (n_left == 0)
    return;

  remark = g_strdup_printf (ngettext ("%u more is in the raw answer", "%u more are in the raw answer", n_left), n_left);
  atlas_details_group_add_remark (self, remark);
}
