/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-filter-bar.h"
#include "atlas-filter-button.h"
#include "atlas-place-chip.h"
#include "atlas-term-chip.h"
#include "atlas-vocabulary.h"

/* More chips are scrolled: the banks are what the pane is for. */
#define MAX_FREE_CHIPS 6
#define MANY_CHIPS_PIXELS 138

struct _AtlasFilterBar
{
  AdwBin             parent_instance;

  AtlasCatalogue    *catalogue;
  AtlasPlaceSet     *places;
  GSignalGroup      *places_signals;
  gboolean           showing_terms;

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
  TERM_REMOVED,
  VALUES_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
count_chips (AtlasFilterBar *self)
{
  guint n_chips = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->filters)); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_chips += ATLAS_IS_PLACE_CHIP (child) || ATLAS_IS_TERM_CHIP (child);

  return n_chips;
}

/* The last chip is the one that was just added. */
static void
scroll_down_cb (GtkAdjustment *adjustment)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

static GtkWidget *
make_scroller (void)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());

  gtk_scrolled_window_set_policy (scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (scroller, MANY_CHIPS_PIXELS);
  gtk_scrolled_window_set_max_content_height (scroller, MANY_CHIPS_PIXELS);
  g_signal_connect (gtk_scrolled_window_get_vadjustment (scroller), "changed", G_CALLBACK (scroll_down_cb), NULL);

  return GTK_WIDGET (scroller);
}

static void
bound_height (AtlasFilterBar *self)
{
  g_autoptr (GtkWidget) filters = g_object_ref (GTK_WIDGET (self->filters));
  const gboolean is_many = count_chips (self) > MAX_FREE_CHIPS;
  GtkWidget *child = adw_bin_get_child (ADW_BIN (self));

  if (is_many == GTK_IS_SCROLLED_WINDOW (child))
    return;

  if (!is_many)
    gtk_viewport_set_child (GTK_VIEWPORT (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (child))), NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  child = is_many ? make_scroller () : filters;
  adw_bin_set_child (ADW_BIN (self), child);
  if (is_many)
    gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (child), filters);
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

/* Returns what others of the type go behind: the buttons, which stay where they are while one chooses, then the places. */
static GtkWidget *
remove_chips (AtlasFilterBar *self,
              GType           type)
{
  GtkWidget *before = GTK_WIDGET (self->methods);
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->filters)); child != NULL; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (G_TYPE_CHECK_INSTANCE_TYPE (child, type))
        adw_wrap_box_remove (self->filters, child);
      else if (ATLAS_IS_PLACE_CHIP (child))
        before = child;
    }

  return before;
}

static void
update_chips (AtlasFilterBar *self)
{
  GtkWidget *last = remove_chips (self, ATLAS_TYPE_PLACE_CHIP);

  for (guint i = 0; self->places != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->places)); i++)
    {
      g_autoptr (AtlasPlace) place = g_list_model_get_item (G_LIST_MODEL (self->places), i);
      GtkWidget *chip = atlas_place_chip_new (place);

      g_signal_connect_object (chip, "removed", G_CALLBACK (chip_removed_cb), self, G_CONNECT_SWAPPED);
      adw_wrap_box_insert_child_after (self->filters, chip, last);
      last = chip;
    }
  bound_height (self);
}

static void
term_removed_cb (AtlasFilterBar *self,
                 AtlasTermChip  *chip)
{
  guint position = 0;

  for (GtkWidget *before = gtk_widget_get_prev_sibling (GTK_WIDGET (chip)); ATLAS_IS_TERM_CHIP (before); before = gtk_widget_get_prev_sibling (before))
    position++;
  g_signal_emit (self, signals[TERM_REMOVED], 0, position);
}

/* The products and the methods that are asked for, as the buttons show them. */
static void
show_values (AtlasFilterButton *filter,
             AtlasQueryField    field,
             GPtrArray         *readings)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) chosen = NULL;

  for (guint i = 0; i < readings->len; i++)
    {
      const AtlasQueryReading *reading = g_ptr_array_index (readings, i);

      if (reading->field == field && !reading->negated && reading->problem == NULL)
        g_strv_builder_addv (words, (const char **) reading->words);
    }
  chosen = g_strv_builder_end (words);
  atlas_filter_button_set_chosen (filter, (const char * const *) chosen);
}

static void
choose_values (AtlasFilterBar    *self,
               AtlasFilterButton *filter,
               AtlasQueryField    field)
{
  if (!self->showing_terms)
    g_signal_emit (self, signals[VALUES_CHOSEN], 0, field, atlas_filter_button_get_chosen (filter));
}

static void
products_chosen_cb (AtlasFilterBar *self)
{
  choose_values (self, self->products, ATLAS_QUERY_FIELD_PRODUCT);
}

static void
methods_chosen_cb (AtlasFilterBar *self)
{
  choose_values (self, self->methods, ATLAS_QUERY_FIELD_AUTH);
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
  signals[TERM_REMOVED] = g_signal_new ("term-removed", ATLAS_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[VALUES_CHOSEN] = g_signal_new ("values-chosen", ATLAS_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRV);
  signals[CHIP_REMOVED] = g_signal_new ("chip-removed", ATLAS_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasFilterBar, filters);
  gtk_widget_class_bind_template_child (widget_class, AtlasFilterBar, methods);
  gtk_widget_class_bind_template_child (widget_class, AtlasFilterBar, products);
  gtk_widget_class_bind_template_callback (widget_class, methods_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, methods_opening_cb);
  gtk_widget_class_bind_template_callback (widget_class, products_chosen_cb);
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
 * @query: a query without places
 */
void
atlas_filter_bar_fill_query (AtlasFilterBar *self,
                             AtlasQuery     *query)
{
  g_return_if_fail (ATLAS_IS_FILTER_BAR (self));

  if (self->places != NULL)
    atlas_place_set_fill_query (self->places, query);
}

/**
 * atlas_filter_bar_take_query:
 * @self: a filter bar with places
 * @query: a query; what the chosen places ask for is taken out of it
 *
 * Keeps the chosen places that the query asks for, and lets go of the others.
 */
void
atlas_filter_bar_take_query (AtlasFilterBar *self,
                             AtlasQuery     *query)
{
  g_return_if_fail (ATLAS_IS_FILTER_BAR (self));

  if (self->places != NULL)
    atlas_place_set_take_query (self->places, query);
}

/**
 * atlas_filter_bar_show_terms:
 * @self: a filter bar
 * @readings: (element-type AtlasQueryReading): what the search's qualifiers mean
 *
 * Shows a chip for each, and the filters set to what they ask for.
 */
void
atlas_filter_bar_show_terms (AtlasFilterBar *self,
                             GPtrArray      *readings)
{
  GtkWidget *last;

  g_return_if_fail (ATLAS_IS_FILTER_BAR (self));

  last = remove_chips (self, ATLAS_TYPE_TERM_CHIP);
  for (guint i = 0; i < readings->len; i++)
    {
      GtkWidget *chip = atlas_term_chip_new (g_ptr_array_index (readings, i));

      g_signal_connect_object (chip, "removed", G_CALLBACK (term_removed_cb), self, G_CONNECT_SWAPPED);
      adw_wrap_box_insert_child_after (self->filters, chip, last);
      last = chip;
    }
  bound_height (self);

  self->showing_terms = TRUE;
  show_values (self->products, ATLAS_QUERY_FIELD_PRODUCT, readings);
  show_values (self->methods, ATLAS_QUERY_FIELD_AUTH, readings);
  self->showing_terms = FALSE;
}
