/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-affiliates-group.h"
#include "atlas-bank-format.h"
#include "atlas-contact-group.h"
#include "atlas-details-view.h"
#include "atlas-limits-group.h"
#include "atlas-methods-group.h"
#include "atlas-notes-group.h"
#include "atlas-products-group.h"

struct _AtlasDetailsView
{
  AdwBin parent_instance;

  AtlasAspspDetails *details;

  AdwActionRow *raw_row;
};

G_DEFINE_FINAL_TYPE (AtlasDetailsView, atlas_details_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_DETAILS = 1,
} AtlasDetailsViewProperty;

static GParamSpec *properties[PROP_DETAILS + 1];

static void
show_received (AtlasDetailsView *self)
{
  g_autofree char *time = atlas_bank_format_time (atlas_aspsp_details_get_received_at (self->details));
  g_autofree char *subtitle = g_strdup_printf (_("Received %s"), time ? time : _("at an unknown time"));

  adw_action_row_set_subtitle (self->raw_row, subtitle);
}

static void
atlas_details_view_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  AtlasDetailsView *self = ATLAS_DETAILS_VIEW (object);

  switch ((AtlasDetailsViewProperty) property_id)
    {
    case PROP_DETAILS: g_value_set_object (value, self->details); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_details_view_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  AtlasDetailsView *self = ATLAS_DETAILS_VIEW (object);

  switch ((AtlasDetailsViewProperty) property_id)
    {
    case PROP_DETAILS: atlas_details_view_set_details (self, g_value_get_object (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_details_view_dispose (GObject *object)
{
  AtlasDetailsView *self = ATLAS_DETAILS_VIEW (object);

  g_clear_object (&self->details);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_DETAILS_VIEW);

  G_OBJECT_CLASS (atlas_details_view_parent_class)->dispose (object);
}

static void
atlas_details_view_class_init (AtlasDetailsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atlas_details_view_dispose;
  object_class->get_property = atlas_details_view_get_property;
  object_class->set_property = atlas_details_view_set_property;

  properties[PROP_DETAILS] =
    g_param_spec_object ("details", NULL, NULL, ATLAS_TYPE_ASPSP_DETAILS,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (ATLAS_TYPE_CONTACT_GROUP);
  g_type_ensure (ATLAS_TYPE_PRODUCTS_GROUP);
  g_type_ensure (ATLAS_TYPE_METHODS_GROUP);
  g_type_ensure (ATLAS_TYPE_AFFILIATES_GROUP);
  g_type_ensure (ATLAS_TYPE_LIMITS_GROUP);
  g_type_ensure (ATLAS_TYPE_NOTES_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-details-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasDetailsView, raw_row);
}

static void
atlas_details_view_init (AtlasDetailsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_details_view_get_details:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what is shown
 */
AtlasAspspDetails *
atlas_details_view_get_details (AtlasDetailsView *self)
{
  g_return_val_if_fail (ATLAS_IS_DETAILS_VIEW (self), NULL);

  return self->details;
}

static gboolean
same_answer (AtlasAspspDetails *a,
             AtlasAspspDetails *b)
{
  const char *json = a ? atlas_aspsp_details_get_raw_json (a) : NULL;

  return json != NULL && b != NULL && g_strcmp0 (json, atlas_aspsp_details_get_raw_json (b)) == 0;
}

/**
 * atlas_details_view_set_details:
 * @self: a view
 * @details: (nullable): what to show
 *
 * An answer that says the same as the one before changes nothing on screen but the time.
 */
void
atlas_details_view_set_details (AtlasDetailsView  *self,
                                AtlasAspspDetails *details)
{
  gboolean same;

  g_return_if_fail (ATLAS_IS_DETAILS_VIEW (self));

  same = same_answer (self->details, details);
  if (!g_set_object (&self->details, details))
    return;

  if (details != NULL)
    show_received (self);
  if (!same)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAILS]);
}
