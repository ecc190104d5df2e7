/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-format.h"
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

/* The words are shown, the bare number is copied. */
static void
show_number (AtlasValueRow *row,
             const char    *words,
             gint64         number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  atlas_value_row_set_value (row, number >= 0 ? words : NULL, number >= 0 ? digits : NULL, NULL);
}

static void
atlas_limits_group_show (AtlasDetailsGroup *group,
                         AtlasAspspDetails *details)
{
  AtlasLimitsGroup *self = ATLAS_LIMITS_GROUP (group);
  const AtlasAspspFields *fields = atlas_aspsp_details_get_fields (details);
  g_autofree char *limit = atlas_format_limit (fields->signing_basket_limit);
  g_autofree char *history = atlas_format_days (fields->transaction_history_max_days);

  atlas_value_row_set_value (self->baskets_row,
                             fields->signing_baskets != ATLAS_STATED_NOT ? atlas_format_stated (fields->signing_baskets) : NULL,
                             NULL, NULL);
  show_number (self->basket_limit_row, limit, fields->signing_basket_limit);
  show_number (self->history_row, history, fields->transaction_history_max_days);
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
