/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-filter-bar.h"
#include "atlas-filter-button.h"
#include "atlas-place-chip.h"
#include "atlas-vocabulary.h"

struct _AtlasFilterBar
{
  AdwBin             parent_instance;

  AtlasCatalogue    *catalogue;
  AtlasPlaceSet     *places;
  GSignalGroup      *places_signals;

  AdwWrapBox        *filters;
  AtlasFilterButton *methods;
  AtlasFilterButton *products;
};

G_DEFINE_FINAL_TYPE (AtlasFilterBar, atlas_filter_bar, ADW_TYPE_BIN)

typedef enum
{
  PROP_CATALOGUE = 1,
  PROP_PLACES,
} AtlasFilterBarProperty;

static GParamSpec *properties[PROP_PLACES + 1];

enum
{
  CHANGED,
  CHIP_REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GStrv
dup_filter (AtlasFilterButton *filter)
{
  const char * const *chosen = atlas_filter_button_get_chosen (filter);

  return chosen[0] ? g_strdupv ((GStrv) chosen) : NULL;
}

static void
changed_cb (AtlasFilterBar *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
chip_removed_cb (AtlasFilterBar *self,
                 AtlasPlaceChip *chip)
{
  atlas_place_set_remove (self->places, atlas_place_chip_get_place (chip));
  g_signal_emit (self, signals[CHIP_REMOVED], 0);
}

static void
update_chips (AtlasFilterBar *self)
{
  GtkWidget *last = NULL;
  GtkWidget *first;

  while (ATLAS_IS_PLACE_CHIP (first = gtk_widget_get_first_child (GTK_WIDGET (self->filters))))
    adw_wrap_box_remove (self->filters, first);

  for (guint i = 0; self->places != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->places)); i++)
    {
      g_autoptr (AtlasPlace) place = g_list_model_get_item (G_LIST_MODEL (self->places), i);
      GtkWidget *chip = atlas_place_chip_new (place);

      g_signal_connect_object (chip, "removed", G_CALLBACK (chip_removed_cb), self, G_CONNECT_SWAPPED);
      adw_wrap_box_insert_child_after (self->filters, chip, last);
      last = chip;
    }
}

static void
places_changed_cb (AtlasFilterBar *self)
{
  update_chips (self);
  changed_cb (self);
}

static void
products_opening_cb (AtlasFilterBar *self)
{
  g_auto (GStrv) words = self->catalogue ? atlas_catalogue_dup_products (self->catalogue) : NULL;

  atlas_filter_button_set_choices (self->products, (const char * const *) words, atlas_payment_product_dup_label);
}

static void
methods_opening_cb (AtlasFilterBar *self)
{
  g_auto (GStrv) words = self->catalogue ? atlas_catalogue_dup_methods (self->catalogue) : NULL;

  atlas_filter_button_set_choices (self->methods, (const char * const *) words, atlas_authorization_method_dup_label);
}

static void
atlas_filter_bar_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  AtlasFilterBar *self = ATLAS_FILTER_BAR (object);

  switch ((AtlasFilterBarProperty) prop_id)
    {
    case PROP_CATALOGUE:
      g_value_set_object (value, self->catalogue);
      break;
    case PROP_PLACES:
      g_value_set_object (value, self->places);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_filter_bar_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  AtlasFilterBar *self = ATLAS_FILTER_BAR (object);

  switch ((AtlasFilterBarProperty) prop_id)
    {
    case PROP_CATALOGUE:
      atlas_filter_bar_set_catalogue (self, g_value_get_object (value));
      break;
    case PROP_PLACES:
      atlas_filter_bar_set_places (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_filter_bar_dispose (GObject *object)
{
  AtlasFilterBar *self = ATLAS_FILTER_BAR (object);

  g_clear_object (&self->places_signals);
  /* Or the template would free it below the parent class. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_FILTER_BAR);
  g_clear_object (&self->places);
  g_clear_object (&self->catalogue);

  G_OBJECT_CLASS (atlas_filter_bar_parent_class)->dispose (object);
}

static void
atlas_filter_bar_class_init (AtlasFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = atlas_filter_bar_get_property;
  object_class->set_property = atlas_filter_bar_set_property;
  object_class->dispose = atlas_filter_bar_dispose;

  properties[PROP_CATALOGUE] = g_param_spec_object ("catalogue", NULL, NULL, ATLAS_TYPE_CATALOGUE, flags);
  properties[PROP_PLACES] = g_param_spec_object ("places", NULL, NULL, ATLAS_TYPE_PLACE_SET, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHANGED] = g_signal_new ("changed", ATLAS_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHIP_REMOVED] = g_signal_new ("chip-removed", ATLAS_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasFilterBar, filters);
  gtk_widget_class_bind_template_child (widget_class, AtlasFilterBar, methods);
  gtk_widget_class_bind_template_child (widget_class, AtlasFilterBar, products);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, methods_opening_cb);
  gtk_widget_class_bind_template_callback (widget_class, products_opening_cb);
}

static void
atlas_filter_bar_init (AtlasFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->places_signals = g_signal_group_new (ATLAS_TYPE_PLACE_SET);
  g_signal_group_connect_swapped (self->places_signals, "items-changed", G_CALLBACK (places_changed_cb), self);
}

/**
 * atlas_filter_bar_set_catalogue:
 * @self: a filter bar
 * @catalogue: (nullable): whose vocabularies there are to choose from
 */
void
atlas_filter_bar_set_catalogue (AtlasFilterBar *self,
                                AtlasCatalogue *catalogue)
{
  g_return_if_fail (ATLAS_IS_FILTER_BAR (self));

  if (!g_set_object (&self->catalogue, catalogue))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CATALOGUE]);
}

/**
 * atlas_filter_bar_set_places:
 * @self: a filter bar
 * @places: (nullable): where the chosen places are kept
 */
void
atlas_filter_bar_set_places (AtlasFilterBar *self,
                             AtlasPlaceSet  *places)
{
  g_return_if_fail (ATLAS_IS_FILTER_BAR (self));

  if (!g_set_object (&self->places, places))
    return;

  g_signal_group_set_target (self->places_signals, places);
  places_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACES]);
}

/**
 * atlas_filter_bar_dup_place_names:
 * @self: a filter bar
 *
 * Returns: (transfer full): the names of the chosen countries and cities
 */
GStrv
atlas_filter_bar_dup_place_names (AtlasFilterBar *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_return_val_if_fail (ATLAS_IS_FILTER_BAR (self), NULL);

  for (guint i = 0; self->places != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->places)); i++)
    {
      g_autoptr (AtlasPlace) place = g_list_model_get_item (G_LIST_MODEL (self->places), i);

      if (atlas_place_get_kind (place) != ATLAS_PLACE_STARRED)
        g_strv_builder_add (names, atlas_place_get_name (place));
    }

  return g_strv_builder_end (names);
}

/**
 * atlas_filter_bar_fill_query:
 * @self: a filter bar
 * @query: a query without places and filters
 */
void
atlas_filter_bar_fill_query (AtlasFilterBar *self,
                             AtlasQuery     *query)
{
  g_return_if_fail (ATLAS_IS_FILTER_BAR (self));

  query->products = dup_filter (self->products);
  query->methods = dup_filter (self->methods);
  if (self->places != NULL)
    atlas_place_set_fill_query (self->places, query);
}

/**
 * atlas_filter_bar_take_query:
 * @self: a filter bar with a catalogue and places
 * @query: the query whose places and filters to show
 */
void
atlas_filter_bar_take_query (AtlasFilterBar   *self,
                             const AtlasQuery *query)
{
  g_return_if_fail (ATLAS_IS_FILTER_BAR (self));

  atlas_filter_button_set_chosen (self->products, (const char * const *) query->products);
  atlas_filter_button_set_chosen (self->methods, (const char * const *) query->methods);
  atlas_place_set_take_query (self->places, self->catalogue, query);
}
