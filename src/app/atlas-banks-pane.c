/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-banks-pane.h"
#include "atlas-banks-text.h"
#include "atlas-failure-page.h"
#include "atlas-filter-bar.h"
#include "atlas-gradual-list.h"
#include "atlas-nothing-found-page.h"
#include "atlas-text.h"

/* So long after the last key, a screen reader says how many banks there are. */
#define ANNOUNCE_DELAY_MS 700

struct _AtlasBanksPane
{
  AdwNavigationPage      parent_instance;

  AtlasCatalogue        *catalogue;
  GSignalGroup          *catalogue_signals;
  AtlasPlaceSet         *places;
  AtlasAspspList        *list;
  GtkSingleSelection    *selection;
  char                  *bic_fi;
  gboolean               syncing;
  gboolean               taking_query;
  guint                  announce_source;

  GtkLabel              *count;
  AtlasFailurePage      *failed;
  AtlasFilterBar        *filters;
  GtkListView           *list_view;
  AtlasNothingFoundPage *nothing;
  GtkSearchEntry        *search;
  GtkStack              *stack;
};

G_DEFINE_FINAL_TYPE (AtlasBanksPane, atlas_banks_pane, ADW_TYPE_NAVIGATION_PAGE)

typedef enum
{
  PROP_CATALOGUE = 1,
  PROP_PLACES,
  PROP_BIC_FI,
} AtlasBanksPaneProperty;

static GParamSpec *properties[PROP_BIC_FI + 1];

enum
{
  BANK_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
get_n_listed (AtlasBanksPane *self)
{
  return self->list ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
}

static AtlasQuery *
make_query (AtlasBanksPane *self)
{
  AtlasQuery *query = atlas_query_new ();

  query->text = atlas_text_dup_trimmed (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  atlas_filter_bar_fill_query (self->filters, query);

  return query;
}

static void
explain_nothing (AtlasBanksPane *self)
{
  g_autoptr (AtlasQuery) query = make_query (self);
  g_auto (GStrv) names = atlas_filter_bar_dup_place_names (self->filters);

  atlas_nothing_found_page_explain (self->nothing, self->catalogue, query, (const char * const *) names);
}

static void
update_state (AtlasBanksPane *self)
{
  gboolean loaded = FALSE;
  AtlasBanksState state;
  g_autofree char *count = NULL;

  if (self->catalogue == NULL)
    return;

  g_object_get (self->catalogue, "loaded", &loaded, NULL);
  state = atlas_banks_state (loaded,
                             atlas_catalogue_get_refreshing (self->catalogue),
                             atlas_catalogue_get_error (self->catalogue) != NULL,
                             atlas_catalogue_get_n_aspsps (self->catalogue),
                             get_n_listed (self));
  if (state == ATLAS_BANKS_NOTHING)
    explain_nothing (self);
  else if (state == ATLAS_BANKS_FAILED)
    atlas_failure_page_explain (self->failed,
                                atlas_catalogue_get_error (self->catalogue),
                                atlas_catalogue_get_profile (self->catalogue));

  count = atlas_banks_dup_count (get_n_listed (self));
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), state == ATLAS_BANKS_LISTED);
  gtk_widget_set_visible (GTK_WIDGET (self->filters), atlas_catalogue_get_n_aspsps (self->catalogue) > 0);
  gtk_stack_set_visible_child_name (self->stack, atlas_banks_state_to_string (state));
}

/* The bank that is shown is selected wherever it is listed; where it is not, nothing is. */
static void
sync_selection (AtlasBanksPane *self)
{
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->selection == NULL)
    return;

  atlas_aspsp_list_set_anchor (self->list, self->bic_fi);
  if (self->bic_fi != NULL)
    position = atlas_aspsp_list_find (self->list, self->bic_fi);

  self->syncing = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->syncing = FALSE;
}

static void
announce_cb (gpointer user_data)
{
  AtlasBanksPane *self = user_data;
  g_autofree char *count = atlas_banks_dup_count (get_n_listed (self));

  self->announce_source = 0;
  gtk_accessible_announce (GTK_ACCESSIBLE (self->list_view), count, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
announce_later (AtlasBanksPane *self)
{
  g_clear_handle_id (&self->announce_source, g_source_remove);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->announce_source = g_timeout_add_once (ANNOUNCE_DELAY_MS, announce_cb, self);
}

static void
query_changed_cb (AtlasBanksPane *self)
{
  g_autoptr (AtlasQuery) query = NULL;

  if (self->list == NULL || self->taking_query)
    return;

  query = make_query (self);
  atlas_aspsp_list_set_query (self->list, query);
  update_state (self);
  if (get_n_listed (self) > 0)
    gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_NONE, NULL);
  announce_later (self);
}

static void
items_changed_cb (AtlasBanksPane *self)
{
  sync_selection (self);
  update_state (self);
}

static void
selected_cb (AtlasBanksPane *self)
{
  AtlasAspspItem *item = gtk_single_selection_get_selected_item (self->selection);

  /* A bank that is no longer listed is still shown. */
  if (self->syncing || item == NULL)
    return;

  if (!g_set_str (&self->bic_fi, atlas_aspsp_item_get_bic_fi (item)))
    return;

  atlas_aspsp_list_set_anchor (self->list, self->bic_fi);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BIC_FI]);
}

static void
update_model (AtlasBanksPane *self)
{
  g_autoptr (AtlasGradualList) shown = NULL;
  g_autoptr (AtlasQuery) query = NULL;

  gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  if (self->catalogue == NULL)
    return;

  query = make_query (self);
  self->list = atlas_catalogue_list_aspsps (self->catalogue, query);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, FALSE);
  shown = atlas_gradual_list_new (G_LIST_MODEL (self->list), GTK_WIDGET (self->list_view));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (shown));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  sync_selection (self);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
}

static void
take_query (AtlasBanksPane   *self,
            const AtlasQuery *query)
{
  self->taking_query = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), query->text ? query->text : "");
  atlas_filter_bar_take_query (self->filters, query);
  self->taking_query = FALSE;

  query_changed_cb (self);
}

static void
query_chosen_cb (AtlasBanksPane   *self,
                 const AtlasQuery *query,
                 const char       *bic_fi)
{
  take_query (self, query);
  atlas_banks_pane_focus_list (self);
  if (bic_fi == NULL)
    return;

  atlas_banks_pane_set_bic_fi (self, bic_fi);
  g_signal_emit (self, signals[BANK_OPENED], 0);
}

static void
chosen_cb (gpointer row)
{
  g_signal_emit (gtk_widget_get_ancestor (row, ATLAS_TYPE_BANKS_PANE), signals[BANK_OPENED], 0);
}

static void
activate_cb (AtlasBanksPane *self,
             guint           position)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[BANK_OPENED], 0);
}

static void
open_first_cb (AtlasBanksPane *self)
{
  if (get_n_listed (self) > 0)
    activate_cb (self, 0);
}

static void
chip_removed_cb (AtlasBanksPane *self)
{
  /* The focus went with the chip. */
  atlas_banks_pane_focus_list (self);
}

static void
stop_search_cb (AtlasBanksPane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.step-back", NULL);
}

/* Scrolling only says which row the focus would go to. */
static void
focus_row (AtlasBanksPane     *self,
           guint               position,
           GtkListScrollFlags  flags)
{
  gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_FOCUS | flags, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
focus_first_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  AtlasBanksPane *self = ATLAS_BANKS_PANE (widget);

  if (get_n_listed (self) > 0)
    focus_row (self, 0, GTK_LIST_SCROLL_SELECT);
}

static gboolean
atlas_banks_pane_grab_focus (GtkWidget *widget)
{
  atlas_banks_pane_focus_list (ATLAS_BANKS_PANE (widget));
  return TRUE;
}

static void
atlas_banks_pane_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  AtlasBanksPane *self = ATLAS_BANKS_PANE (object);

  switch ((AtlasBanksPaneProperty) prop_id)
    {
    case PROP_CATALOGUE:
      g_value_set_object (value, self->catalogue);
      break;
    case PROP_PLACES:
      g_value_set_object (value, self->places);
      break;
    case PROP_BIC_FI:
      g_value_set_string (value, self->bic_fi);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_banks_pane_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  AtlasBanksPane *self = ATLAS_BANKS_PANE (object);

  switch ((AtlasBanksPaneProperty) prop_id)
    {
    case PROP_CATALOGUE:
      atlas_banks_pane_set_catalogue (self, g_value_get_object (value));
      break;
    case PROP_PLACES:
      atlas_banks_pane_set_places (self, g_value_get_object (value));
      break;
    case PROP_BIC_FI:
      atlas_banks_pane_set_bic_fi (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_banks_pane_dispose (GObject *object)
{
  AtlasBanksPane *self = ATLAS_BANKS_PANE (object);

  g_clear_handle_id (&self->announce_source, g_source_remove);
  g_clear_object (&self->catalogue_signals);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_BANKS_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->places);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->bic_fi, g_free);

  G_OBJECT_CLASS (atlas_banks_pane_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_CATALOGUE] = g_param_spec_object ("catalogue", NULL, NULL, ATLAS_TYPE_CATALOGUE, flags);
  properties[PROP_PLACES] = g_param_spec_object ("places", NULL, NULL, ATLAS_TYPE_PLACE_SET, flags);
  properties[PROP_BIC_FI] = g_param_spec_string ("bic-fi", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-banks-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasBanksPane, count);
  gtk_widget_class_bind_template_child (widget_class, AtlasBanksPane, failed);
  gtk_widget_class_bind_template_child (widget_class, AtlasBanksPane, filters);
  gtk_widget_class_bind_template_child (widget_class, AtlasBanksPane, list_view);
  gtk_widget_class_bind_template_child (widget_class, AtlasBanksPane, nothing);
  gtk_widget_class_bind_template_child (widget_class, AtlasBanksPane, search);
  gtk_widget_class_bind_template_child (widget_class, AtlasBanksPane, stack);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, chip_removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_first_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
atlas_banks_pane_class_init (AtlasBanksPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = atlas_banks_pane_get_property;
  object_class->set_property = atlas_banks_pane_set_property;
  object_class->dispose = atlas_banks_pane_dispose;

  widget_class->grab_focus = atlas_banks_pane_grab_focus;

  install_properties (object_class);
  signals[BANK_OPENED] = g_signal_new ("bank-opened", ATLAS_TYPE_BANKS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "banks.focus-first", NULL, focus_first_action);
  bind_template (widget_class);
}

static void
atlas_banks_pane_init (AtlasBanksPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->catalogue_signals = g_signal_group_new (ATLAS_TYPE_CATALOGUE);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::loaded", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::refreshing", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::error", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::n-aspsps", G_CALLBACK (update_state), self);
}

/**
 * atlas_banks_pane_get_catalogue:
 * @self: the banks' pane
 *
 * Returns: (transfer none) (nullable): whose banks it shows
 */
AtlasCatalogue *
atlas_banks_pane_get_catalogue (AtlasBanksPane *self)
{
  g_return_val_if_fail (ATLAS_IS_BANKS_PANE (self), NULL);

  return self->catalogue;
}

/**
 * atlas_banks_pane_set_catalogue:
 * @self: the banks' pane
 * @catalogue: (nullable): whose banks to show
 */
void
atlas_banks_pane_set_catalogue (AtlasBanksPane *self,
                                AtlasCatalogue *catalogue)
{
  g_return_if_fail (ATLAS_IS_BANKS_PANE (self));

  if (!g_set_object (&self->catalogue, catalogue))
    return;

  g_signal_group_set_target (self->catalogue_signals, catalogue);
  update_model (self);
  update_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CATALOGUE]);
}

/**
 * atlas_banks_pane_set_places:
 * @self: the banks' pane
 * @places: (nullable): where the chosen places are kept
 */
void
atlas_banks_pane_set_places (AtlasBanksPane *self,
                             AtlasPlaceSet  *places)
{
  g_return_if_fail (ATLAS_IS_BANKS_PANE (self));

  if (!g_set_object (&self->places, places))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACES]);
}

/**
 * atlas_banks_pane_get_bic_fi:
 * @self: the banks' pane
 *
 * Returns: (transfer none) (nullable): the bank that is shown
 */
const char *
atlas_banks_pane_get_bic_fi (AtlasBanksPane *self)
{
  g_return_val_if_fail (ATLAS_IS_BANKS_PANE (self), NULL);

  return self->bic_fi;
}

/**
 * atlas_banks_pane_set_bic_fi:
 * @self: the banks' pane
 * @bic_fi: (nullable): the bank to show; it is selected where it is listed
 */
void
atlas_banks_pane_set_bic_fi (AtlasBanksPane *self,
                             const char     *bic_fi)
{
  g_return_if_fail (ATLAS_IS_BANKS_PANE (self));

  if (!g_set_str (&self->bic_fi, bic_fi))
    return;

  sync_selection (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BIC_FI]);
}

/**
 * atlas_banks_pane_get_list:
 * @self: the banks' pane
 *
 * Returns: (transfer none) (nullable): a model of the banks that are listed
 */
GListModel *
atlas_banks_pane_get_list (AtlasBanksPane *self)
{
  g_return_val_if_fail (ATLAS_IS_BANKS_PANE (self), NULL);

  return self->list ? G_LIST_MODEL (self->list) : NULL;
}

/**
 * atlas_banks_pane_focus_search:
 * @self: the banks' pane
 *
 * Moves the focus to the search, with its text selected.
 */
void
atlas_banks_pane_focus_search (AtlasBanksPane *self)
{
  g_return_if_fail (ATLAS_IS_BANKS_PANE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/**
 * atlas_banks_pane_focus_list:
 * @self: the banks' pane
 *
 * Moves the focus to the bank that is selected, else to the first one.
 */
void
atlas_banks_pane_focus_list (AtlasBanksPane *self)
{
  guint position;

  g_return_if_fail (ATLAS_IS_BANKS_PANE (self));

  if (get_n_listed (self) == 0)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->search));
      return;
    }

  position = gtk_single_selection_get_selected (self->selection);
  focus_row (self, position == GTK_INVALID_LIST_POSITION ? 0 : position, GTK_LIST_SCROLL_NONE);
}

/**
 * atlas_banks_pane_clear_search:
 * @self: the banks' pane
 *
 * Returns: whether there was anything to clear
 */
gboolean
atlas_banks_pane_clear_search (AtlasBanksPane *self)
{
  g_return_val_if_fail (ATLAS_IS_BANKS_PANE (self), FALSE);

  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  return TRUE;
}

/**
 * atlas_banks_pane_forward_key:
 * @self: the banks' pane
 * @controller: a controller that is handling a key that nobody else wanted
 *
 * Types into the search from anywhere.
 *
 * Returns: whether the search took the key
 */
gboolean
atlas_banks_pane_forward_key (AtlasBanksPane        *self,
                              GtkEventControllerKey *controller)
{
  GtkText *text;

  g_return_val_if_fail (ATLAS_IS_BANKS_PANE (self), FALSE);

  text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->search)));
  if (!gtk_event_controller_key_forward (controller, GTK_WIDGET (text)))
    return FALSE;

  gtk_text_grab_focus_without_selecting (text);
  return TRUE;
}
