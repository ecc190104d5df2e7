/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-clipboard.h"
#include "atlas-product-row.h"
#include "atlas-products-group.h"

struct _AtlasProductsGroup
{
  AtlasDetailsGroup parent_instance;

  gboolean own;

  GtkWidget *copy_all_button;
};

G_DEFINE_FINAL_TYPE (AtlasProductsGroup, atlas_products_group, ATLAS_TYPE_DETAILS_GROUP)

typedef enum
{
  PROP_OWN = 1,
} AtlasProductsGroupProperty;

static GParamSpec *properties[PROP_OWN + 1];

static const char * const *
get_products (AtlasProductsGroup *self,
              AtlasAspspDetails  *details)
{
  const AtlasAspspFields *fields = atlas_aspsp_details_get_fields (details);

  return (const char * const *) (self->own ? fields->payment_products : fields->global_payment_products);
}

static void
copy_all_clicked_cb (AtlasProductsGroup *self)
{
  AtlasAspspDetails *details = atlas_details_group_get_details (ATLAS_DETAILS_GROUP (self));
  g_autofree char *lines = details ? g_strjoinv ("\n", (GStrv) get_products (self, details)) : NULL;

  atlas_clipboard_copy (GTK_WIDGET (self), lines);
}

static void
atlas_products_group_show (AtlasDetailsGroup *group,
                           AtlasAspspDetails *details)
{
  AtlasProductsGroup *self = ATLAS_PRODUCTS_GROUP (group);
  const char * const *products = get_products (self, details);
  guint n_products = products ? g_strv_length ((GStrv) products) : 0;

  for (guint i = 0; i < MIN (n_products, ATLAS_DETAILS_GROUP_MAX_ROWS); i++)
    atlas_details_group_add_row (group, atlas_product_row_new (products[i]));
  atlas_details_group_add_rest (group, n_products);

  if (products == NULL)
    atlas_details_group_add_remark (group, _("Not stated"));
  else if (n_products == 0)
    atlas_details_group_add_remark (group, _("None"));
  gtk_widget_set_visible (self->copy_all_button, n_products > 1);
}

static void
atlas_products_group_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  AtlasProductsGroup *self = ATLAS_PRODUCTS_GROUP (object);

  switch ((AtlasProductsGroupProperty) property_id)
    {
    case PROP_OWN: g_value_set_boolean (value, self->own); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_products_group_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  AtlasProductsGroup *self = ATLAS_PRODUCTS_GROUP (object);

  switch ((AtlasProductsGroupProperty) property_id)
    {
    case PROP_OWN: self->own = g_value_get_boolean (value); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_products_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_PRODUCTS_GROUP);

  G_OBJECT_CLASS (atlas_products_group_parent_class)->dispose (object);
}

static void
atlas_products_group_class_init (AtlasProductsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atlas_products_group_dispose;
  object_class->get_property = atlas_products_group_get_property;
  object_class->set_property = atlas_products_group_set_property;
  ATLAS_DETAILS_GROUP_CLASS (klass)->show = atlas_products_group_show;

  properties[PROP_OWN] =
    g_param_spec_boolean ("own", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-products-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasProductsGroup, copy_all_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_all_clicked_cb);
}

static void
atlas_products_group_init (AtlasProductsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
