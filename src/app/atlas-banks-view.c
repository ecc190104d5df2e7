/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-bank-row-factory.h"
#include "atlas-banks-text.h"
#include "atlas-banks-view.h"
#include "atlas-failure-page.h"
#include "atlas-gradual-list.h"
#include "atlas-nothing-found-page.h"
#include "atlas-row-reasons.h"
#include "atlas-text.h"

/* So long after the last key, a screen reader says how many banks there are. */
#define ANNOUNCE_DELAY_MS 700

/* The least that a bank's row takes. */
#define ROW_PIXELS 56

struct _AtlasBanksView
{
  AdwBin              parent_instance;

  AtlasCatalogue     *catalogue;
  GSignalGroup       *catalogue_signals;
  AtlasQuery         *query;
  GStrv               place_names;
  AtlasAspspList     *list;
  GtkSingleSelection *selection;
  char               *bic_fi;
  guint32             row_id;      /* which of several banks with that BIC; 0 for any */
  gboolean            syncing;
  guint               announce_source;
  AtlasRowReasons    *reasons;

  GtkListView        *list_view;
  GtkStack           *stack;
};

G_DEFINE_FINAL_TYPE (AtlasBanksView, atlas_banks_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_CATALOGUE = 1,
  PROP_BIC_FI,
} AtlasBanksViewProperty;

static GParamSpec *properties[PROP_BIC_FI + 1];

enum
{
  CHANGED,
  BANK_OPENED,
  QUERY_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---------------------------------------------------------------- what stands in the list's place */

static void
query_chosen_cb (AtlasBanksView   *self,
                 const AtlasQuery *query,
                 const char       *bic_fi)
{
  g_signal_emit (self, signals[QUERY_CHOSEN], 0, query, bic_fi);
}

static GtkWidget *
make_page (AtlasBanksView  *self,
           AtlasBanksState  state)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *page;

  switch (state)
    {
    case ATLAS_BANKS_FAILED:
      return g_object_new (ATLAS_TYPE_FAILURE_PAGE, NULL);
    case ATLAS_BANKS_NOTHING:
      page = g_object_new (ATLAS_TYPE_NOTHING_FOUND_PAGE, NULL);
      g_signal_connect_object (page, "query-chosen", G_CALLBACK (query_chosen_cb), self, G_CONNECT_SWAPPED);
      return page;
    case ATLAS_BANKS_EMPTY:
      builder = gtk_builder_new_from_resource ("/io/github/bankatlas/BankAtlas/atlas-empty-page.ui");
      return g_object_ref (GTK_WIDGET (gtk_builder_get_object (builder, "page")));
    case ATLAS_BANKS_LOADING:
    case ATLAS_BANKS_LISTED:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* Few people ever see more than the list: the other pages are made when they are needed. */
static GtkWidget *
ensure_page (AtlasBanksView  *self,
             AtlasBanksState  state)
{
  const char *name = atlas_banks_state_to_string (state);
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, name);

  if (page == NULL)
    {
      page = make_page (self, state);
      gtk_stack_add_named (self->stack, page, name);
    }

  return page;
}

static void
show_state (AtlasBanksView  *self,
            AtlasBanksState  state)
{
  GtkWidget *page = ensure_page (self, state);

  if (state == ATLAS_BANKS_NOTHING)
    atlas_nothing_found_page_explain (ATLAS_NOTHING_FOUND_PAGE (page),
                                      self->catalogue,
                                      self->query,
                                      (const char * const *) self->place_names);
  else if (state == ATLAS_BANKS_FAILED)
    atlas_failure_page_explain (ATLAS_FAILURE_PAGE (page),
                                atlas_catalogue_get_error (self->catalogue),
                                atlas_catalogue_get_profile (self->catalogue));

  gtk_stack_set_visible_child (self->stack, page);
}

static void
update_state (AtlasBanksView *self)
{
  gboolean loaded = FALSE;

  if (self->catalogue == NULL)
    return;

  g_object_get (self->catalogue, "loaded", &loaded, NULL);
  show_state (self, atlas_banks_state (loaded,
                                       atlas_catalogue_get_refreshing (self->catalogue),
                                       atlas_catalogue_get_error (self->catalogue) != NULL,
                                       atlas_catalogue_get_n_aspsps (self->catalogue),
                                       atlas_banks_view_get_n_banks (self)));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---------------------------------------------------------------- the list and what is selected in it */

/* The bank that is shown is selected wherever it is listed; where it is not, nothing is. */
static void
sync_selection (AtlasBanksView *self)
{
  guint position = GTK_INVALID_LIST_POSITION;
  gboolean is_renamed = FALSE;

  if (self->selection == NULL)
    return;

  if (self->bic_fi != NULL)
    position = atlas_aspsp_list_find (self->list, self->bic_fi, self->row_id);
  if (position != GTK_INVALID_LIST_POSITION)
    {
      g_autoptr (AtlasAspspItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);

      /* A head office may be listed with "XXX" now, or without. */
      is_renamed = g_set_str (&self->bic_fi, atlas_aspsp_item_get_bic_fi (item));
      self->row_id = atlas_aspsp_item_get_id (item);
    }
  atlas_aspsp_list_set_anchor (self->list, self->bic_fi, self->row_id);

  self->syncing = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->syncing = FALSE;
  if (is_renamed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BIC_FI]);
}

static void
items_changed_cb (AtlasBanksView *self)
{
  sync_selection (self);
  update_state (self);
}

static void
selected_cb (AtlasBanksView *self)
{
  AtlasAspspItem *item = gtk_single_selection_get_selected_item (self->selection);
  guint32 old_id = self->row_id;

  /* A bank that is no longer listed is still shown. */
  if (self->syncing || item == NULL)
    return;

  self->row_id = atlas_aspsp_item_get_id (item);
  if (!g_set_str (&self->bic_fi, atlas_aspsp_item_get_bic_fi (item)) && self->row_id == old_id)
    return;

  atlas_aspsp_list_set_anchor (self->list, self->bic_fi, self->row_id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BIC_FI]);
}

static void
update_model (AtlasBanksView *self)
{
  g_autoptr (AtlasGradualList) shown = NULL;

  gtk_list_view_set_model (self->list_view, NULL);
  atlas_row_reasons_set_list (self->reasons, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  if (self->catalogue == NULL)
    return;

  self->list = atlas_catalogue_list_aspsps (self->catalogue, self->query);
  atlas_row_reasons_set_list (self->reasons, self->list);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, FALSE);
  shown = atlas_gradual_list_new (G_LIST_MODEL (self->list), GTK_WIDGET (self->list_view), atlas_gradual_list_count_rows (GTK_WIDGET (self->list_view), ROW_PIXELS));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (shown));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  sync_selection (self);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
}

static void
chosen_cb (gpointer row)
{
  g_signal_emit (gtk_widget_get_ancestor (row, ATLAS_TYPE_BANKS_VIEW), signals[BANK_OPENED], 0);
}

static void
activate_cb (AtlasBanksView *self,
             guint           position)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[BANK_OPENED], 0);
}

/* Scrolling only says which row the focus would go to. */
static void
focus_row (AtlasBanksView     *self,
           guint               position,
           GtkListScrollFlags  flags)
{
  gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_FOCUS | flags, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static guint
find_first_in_sight (AtlasBanksView *self)
{
  const guint selected = gtk_single_selection_get_selected (self->selection);

  return atlas_text_is_blank (self->query->text) && selected != GTK_INVALID_LIST_POSITION ? selected : 0;
}

static void
announce_cb (gpointer user_data)
{
  AtlasBanksView *self = user_data;
  g_autofree char *count = atlas_banks_dup_count (atlas_banks_view_get_n_banks (self));
  g_autofree char *understood = atlas_banks_view_dup_understood (self);
  g_autofree char *both = understood ? g_strconcat (understood, ". ", count, NULL) : g_steal_pointer (&count);

  self->announce_source = 0;
  gtk_accessible_announce (GTK_ACCESSIBLE (self->list_view), both, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

/* ---------------------------------------------------------------- the object */

static void
atlas_banks_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  AtlasBanksView *self = ATLAS_BANKS_VIEW (object);

  switch ((AtlasBanksViewProperty) prop_id)
    {
    case PROP_CATALOGUE:
      g_value_set_object (value, self->catalogue);
      break;
    case PROP_BIC_FI:
      g_value_set_string (value, self->bic_fi);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_banks_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  AtlasBanksView *self = ATLAS_BANKS_VIEW (object);

  switch ((AtlasBanksViewProperty) prop_id)
    {
    case PROP_CATALOGUE:
      atlas_banks_view_set_catalogue (self, g_value_get_object (value));
      break;
    case PROP_BIC_FI:
      atlas_banks_view_set_bic_fi (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_banks_view_dispose (GObject *object)
{
  AtlasBanksView *self = ATLAS_BANKS_VIEW (object);

  g_clear_handle_id (&self->announce_source, g_source_remove);
  g_clear_object (&self->catalogue_signals);
  g_clear_pointer (&self->reasons, atlas_row_reasons_free);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  /* Or the template would free it below the parent class. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_BANKS_VIEW);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->query, atlas_query_free);
  g_clear_pointer (&self->place_names, g_strfreev);
  g_clear_pointer (&self->bic_fi, g_free);

  G_OBJECT_CLASS (atlas_banks_view_parent_class)->dispose (object);
}

static void
atlas_banks_view_class_init (AtlasBanksViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = atlas_banks_view_get_property;
  object_class->set_property = atlas_banks_view_set_property;
  object_class->dispose = atlas_banks_view_dispose;

  properties[PROP_CATALOGUE] = g_param_spec_object ("catalogue", NULL, NULL, ATLAS_TYPE_CATALOGUE, flags);
  properties[PROP_BIC_FI] = g_param_spec_string ("bic-fi", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHANGED] = g_signal_new ("changed", ATLAS_TYPE_BANKS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[BANK_OPENED] = g_signal_new ("bank-opened", ATLAS_TYPE_BANKS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[QUERY_CHOSEN] = g_signal_new ("query-chosen", ATLAS_TYPE_BANKS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, ATLAS_TYPE_QUERY, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-banks-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasBanksView, list_view);
  gtk_widget_class_bind_template_child (widget_class, AtlasBanksView, stack);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
atlas_banks_view_init (AtlasBanksView *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  self->query = atlas_query_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  factory = atlas_bank_row_factory_new (G_CALLBACK (chosen_cb));
  gtk_list_view_set_factory (self->list_view, factory);
  self->reasons = atlas_row_reasons_new (self->list_view);

  self->catalogue_signals = g_signal_group_new (ATLAS_TYPE_CATALOGUE);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::loaded", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::refreshing", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::error", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::n-aspsps", G_CALLBACK (update_state), self);
}

/**
 * atlas_banks_view_get_catalogue:
 * @self: a list of banks
 *
 * Returns: (transfer none) (nullable): whose banks it shows
 */
AtlasCatalogue *
atlas_banks_view_get_catalogue (AtlasBanksView *self)
{
  g_return_val_if_fail (ATLAS_IS_BANKS_VIEW (self), NULL);

  return self->catalogue;
}

/**
 * atlas_banks_view_set_catalogue:
 * @self: a list of banks
 * @catalogue: (nullable): whose banks to show
 */
void
atlas_banks_view_set_catalogue (AtlasBanksView *self,
                                AtlasCatalogue *catalogue)
{
  g_return_if_fail (ATLAS_IS_BANKS_VIEW (self));

  if (!g_set_object (&self->catalogue, catalogue))
    return;

  g_signal_group_set_target (self->catalogue_signals, catalogue);
  update_model (self);
  update_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CATALOGUE]);
}

/**
 * atlas_banks_view_set_query:
 * @self: a list of banks
 * @query: which banks to list
 * @place_names: (nullable): the names of the query's countries and cities, to explain why nothing is found
 *
 * Of another query, the first bank is in sight, or the selected one where no text says which is the best; the same query leaves
 * the list where it is.
 */
void
atlas_banks_view_set_query (AtlasBanksView     *self,
                            const AtlasQuery   *query,
                            const char * const *place_names)
{
  g_return_if_fail (ATLAS_IS_BANKS_VIEW (self));
  g_return_if_fail (query != NULL);

  if (atlas_query_equal (self->query, query))
    return;

  g_clear_pointer (&self->query, atlas_query_free);
  self->query = atlas_query_copy (query);
  g_strfreev (self->place_names);
  self->place_names = g_strdupv ((GStrv) place_names);
  if (self->list == NULL)
    return;

  atlas_aspsp_list_set_query (self->list, query);
  update_state (self);
  if (atlas_banks_view_get_n_banks (self) > 0)
    gtk_list_view_scroll_to (self->list_view, find_first_in_sight (self), GTK_LIST_SCROLL_NONE, NULL);
  atlas_row_reasons_renew (self->reasons, atlas_gradual_list_count_rows (GTK_WIDGET (self->list_view), ROW_PIXELS));
}

/**
 * atlas_banks_view_explain_soon:
 * @self: a list of banks
 *
 * For a row that shows another bank: has it say why that was found.
 */
void
atlas_banks_view_explain_soon (AtlasBanksView *self)
{
  g_return_if_fail (ATLAS_IS_BANKS_VIEW (self));

  if (self->reasons != NULL && !atlas_text_is_blank (self->query->text))
    atlas_row_reasons_queue (self->reasons);
}

/**
 * atlas_banks_view_dup_understood:
 * @self: a list of banks
 *
 * Returns: (transfer full) (nullable): for people, how what was typed was understood, where that is worth saying
 */
char *
atlas_banks_view_dup_understood (AtlasBanksView *self)
{
  g_return_val_if_fail (ATLAS_IS_BANKS_VIEW (self), NULL);

  return self->list ? atlas_aspsp_list_dup_understood (self->list) : NULL;
}

/**
 * atlas_banks_view_get_bic_fi:
 * @self: a list of banks
 *
 * Returns: (transfer none) (nullable): the bank that is shown
 */
const char *
atlas_banks_view_get_bic_fi (AtlasBanksView *self)
{
  g_return_val_if_fail (ATLAS_IS_BANKS_VIEW (self), NULL);

  return self->bic_fi;
}

/**
 * atlas_banks_view_get_row_id:
 * @self: a list of banks
 *
 * Returns: which of several banks with the BIC of the one that is shown, as #AtlasAspspItem numbers them; 0 for any
 */
guint32
atlas_banks_view_get_row_id (AtlasBanksView *self)
{
  g_return_val_if_fail (ATLAS_IS_BANKS_VIEW (self), 0);

  return self->row_id;
}

/**
 * atlas_banks_view_set_bic_fi:
 * @self: a list of banks
 * @bic_fi: (nullable): the bank to show; it is selected where it is listed
 */
void
atlas_banks_view_set_bic_fi (AtlasBanksView *self,
                             const char     *bic_fi)
{
  g_return_if_fail (ATLAS_IS_BANKS_VIEW (self));

  if (!g_set_str (&self->bic_fi, bic_fi))
    return;

  self->row_id = 0;
  sync_selection (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BIC_FI]);
}

/**
 * atlas_banks_view_get_list:
 * @self: a list of banks
 *
 * Returns: (transfer none) (nullable): a model of the banks that are listed
 */
GListModel *
atlas_banks_view_get_list (AtlasBanksView *self)
{
  g_return_val_if_fail (ATLAS_IS_BANKS_VIEW (self), NULL);

  return self->list ? G_LIST_MODEL (self->list) : NULL;
}

/**
 * atlas_banks_view_get_n_banks:
 * @self: a list of banks
 *
 * Returns: how many banks are listed
 */
guint
atlas_banks_view_get_n_banks (AtlasBanksView *self)
{
  g_return_val_if_fail (ATLAS_IS_BANKS_VIEW (self), 0);

  return self->list ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
}

/**
 * atlas_banks_view_announce_count:
 * @self: a list of banks
 *
 * Has a screen reader say how many banks there are, once this was not called again for a moment.
 */
void
atlas_banks_view_announce_count (AtlasBanksView *self)
{
  g_return_if_fail (ATLAS_IS_BANKS_VIEW (self));

  g_clear_handle_id (&self->announce_source, g_source_remove);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->announce_source = g_timeout_add_once (ANNOUNCE_DELAY_MS, announce_cb, self);
}

/**
 * atlas_banks_view_open_first:
 * @self: a list of banks
 *
 * Selects the first bank, and opens it.
 *
 * Returns: whether there is any
 */
gboolean
atlas_banks_view_open_first (AtlasBanksView *self)
{
  g_return_val_if_fail (ATLAS_IS_BANKS_VIEW (self), FALSE);

  if (atlas_banks_view_get_n_banks (self) == 0)
    return FALSE;

  activate_cb (self, 0);
  return TRUE;
}

/**
 * atlas_banks_view_focus_first:
 * @self: a list of banks
 *
 * Selects the first bank, and moves the focus to it.
 *
 * Returns: whether there is any
 */
gboolean
atlas_banks_view_focus_first (AtlasBanksView *self)
{
  g_return_val_if_fail (ATLAS_IS_BANKS_VIEW (self), FALSE);

  if (atlas_banks_view_get_n_banks (self) == 0)
    return FALSE;

  focus_row (self, 0, GTK_LIST_SCROLL_SELECT);
  return TRUE;
}

/**
 * atlas_banks_view_focus_selected:
 * @self: a list of banks
 *
 * Moves the focus to the bank that is selected, else to the first one.
 *
 * Returns: whether there is any
 */
gboolean
atlas_banks_view_focus_selected (AtlasBanksView *self)
{
  guint position;

  g_return_val_if_fail (ATLAS_IS_BANKS_VIEW (self), FALSE);

  if (atlas_banks_view_get_n_banks (self) == 0)
    return FALSE;

  position = gtk_single_selection_get_selected (self->selection);
  focus_row (self, position == GTK_INVALID_LIST_POSITION ? 0 : position, GTK_LIST_SCROLL_NONE);
  return TRUE;
}
