/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-bank-format.h"
#include "atlas-limits-group.h"
#include "atlas-value-row.h"

struct _AtlasLimitsGroup
{
  AtlasDetailsGroup parent_instance;

  AtlasValueRow *baskets_row;
  AtlasValueRow *basket_limit_row;
  AtlasValueRow *history_row;
};

G_DEFINE_FINAL_TYPE (AtlasLimitsGroup, atlas_limits_group, ATLAS_TYPE_DETAILS_GROUP)

static void
atlas_limits_group_show (AtlasDetailsGroup *group,
                         AtlasAspspDetails *details)
{
  AtlasLimitsGroup *self = ATLAS_LIMITS_GROUP (group);
  const AtlasAspspFields *fields = atlas_aspsp_details_get_fields (details);
  g_autofree char *baskets = atlas_bank_format_stated (fields->signing_baskets);
  g_autofree char *limit = atlas_bank_format_number (fields->signing_basket_limit);
  g_autofree char *history = atlas_bank_format_days (fields->transaction_history_max_days);
  g_autofree char *days = atlas_bank_format_number (fields->transaction_history_max_days);

  atlas_value_row_set_value (self->baskets_row, baskets, NULL, NULL);
  atlas_value_row_set_value (self->basket_limit_row, limit, NULL, NULL);
  atlas_value_row_set_value (self->history_row, history, days, NULL);
}

static void
atlas_limits_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_LIMITS_GROUP);

  G_OBJECT_CLASS (atlas_limits_group_parent_class)->dispose (object);
}

static void
atlas_limits_group_class_init (AtlasLimitsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_limits_group_dispose;
  ATLAS_DETAILS_GROUP_CLASS (klass)->show = atlas_limits_group_show;

  g_type_ensure (ATLAS_TYPE_VALUE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-limits-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasLimitsGroup, baskets_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasLimitsGroup, basket_limit_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasLimitsGroup, history_row);
}

static void
atlas_limits_group_init (AtlasLimitsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
