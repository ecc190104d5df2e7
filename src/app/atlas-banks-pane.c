/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-banks-pane.h"
#include "atlas-banks-text.h"
#include "atlas-banks-view.h"
#include "atlas-filter-bar.h"
#include "atlas-pasted-bar.h"
#include "atlas-pasted-scan.h"
#include "atlas-query-link.h"
#include "atlas-search-box.h"

struct _AtlasBanksPane
{
  AdwNavigationPage  parent_instance;

  AtlasCatalogue    *catalogue;
  AtlasPlaceSet     *places;
  AtlasSearchBox    *box;
  gboolean           taking_query;
  gboolean           is_pasting;
  gboolean           is_clearing;
  char              *cleared;      /* (nullable): the search before it was cleared, until something else is searched for */
  char              *pasted_text;  /* (nullable): what the search was when something had been pasted */

  GtkLabel          *count;
  GtkBox            *count_line;
  AtlasFilterBar    *filters;
  GtkWidget         *link;         /* made when there is something to link to */
  GtkSearchEntry    *search;
  GtkWidget         *pasted;       /* made when there is something to explain */
  GtkLabel          *understood;
  AtlasBanksView    *view;
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

static AtlasQuery *
make_query (AtlasBanksPane *self)
{
  AtlasQuery *query = atlas_query_new ();

  atlas_filter_bar_fill_query (self->filters, query);
  atlas_search_box_fill_query (self->box, query);

  return query;
}

/* Where the search is limited to, for a sentence about it. */
static GStrv
dup_place_names (AtlasBanksPane *self)
{
  GPtrArray *readings = atlas_search_box_get_readings (self->box);
  g_auto (GStrv) chosen = atlas_filter_bar_dup_place_names (self->filters);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_strv_builder_addv (names, (const char **) chosen);
  for (guint i = 0; i < readings->len; i++)
    {
      const AtlasQueryReading *reading = g_ptr_array_index (readings, i);

      if (!reading->negated && (reading->field == ATLAS_QUERY_FIELD_COUNTRY || reading->field == ATLAS_QUERY_FIELD_CITY))
        g_strv_builder_add (names, reading->name);
    }

  return g_strv_builder_end (names);
}

static GtkWidget *
make_link (void)
{
  const char *label = _("Copy Link to This Search");
  GtkWidget *link = gtk_button_new_from_icon_name ("atlas-link-symbolic");

  gtk_widget_add_css_class (link, "flat");
  gtk_widget_add_css_class (link, "link-button");
  gtk_widget_set_halign (link, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (link, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (link), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (link), "banks.copy-link");

  return link;
}

static void
offer_link (AtlasBanksPane   *self,
            const AtlasQuery *query)
{
  g_autoptr (AtlasQuery) everything = atlas_query_new ();
  const gboolean has_query = !atlas_query_equal (query, everything);

  if (has_query && self->link == NULL)
    {
      self->link = make_link ();
      gtk_box_append (self->count_line, self->link);
    }
  if (self->link != NULL)
    gtk_widget_set_visible (self->link, has_query);
}

/* What is worth saying of what was typed: of its words, else of a qualifier. */
static void
show_understood (AtlasBanksPane *self)
{
  g_autofree char *understood = atlas_banks_view_dup_understood (self->view);
  GPtrArray *readings = atlas_search_box_get_readings (self->box);

  /* What an error says is enough. */
  if (self->pasted != NULL && gtk_widget_get_visible (self->pasted) && atlas_banks_view_get_n_banks (self->view) == 0)
    g_clear_pointer (&understood, g_free);
  for (guint i = 0; understood == NULL && i < readings->len; i++)
    understood = g_strdup (((const AtlasQueryReading *) g_ptr_array_index (readings, i))->note);

  gtk_label_set_label (self->understood, understood ? understood : "");
  gtk_widget_set_visible (GTK_WIDGET (self->understood), understood != NULL);
}

static void
explain_pasted (AtlasBanksPane *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));
  AtlasPastedScan scan;

  if (self->pasted == NULL && !atlas_pasted_scan (typed, &scan))
    return;
  if (self->pasted == NULL)
    {
      self->pasted = g_object_new (ATLAS_TYPE_PASTED_BAR, NULL);
      gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->understood))), self->pasted, GTK_WIDGET (self->filters));
      atlas_pasted_bar_set_has_banks (ATLAS_PASTED_BAR (self->pasted), atlas_banks_view_get_n_banks (self->view) > 0);
      g_signal_connect_object (self->pasted, "notify::visible", G_CALLBACK (show_understood), self, G_CONNECT_SWAPPED);
    }

  atlas_pasted_bar_set_text (ATLAS_PASTED_BAR (self->pasted), typed, self->catalogue ? atlas_catalogue_get_profile (self->catalogue) : NULL);
}

static void
query_changed_cb (AtlasBanksPane *self)
{
  g_autoptr (AtlasQuery) query = NULL;
  g_auto (GStrv) names = NULL;

  if (self->taking_query || self->box == NULL)
    return;

  if (!self->is_clearing)
    g_clear_pointer (&self->cleared, g_free);
  if (self->is_pasting)
    g_set_str (&self->pasted_text, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  self->is_pasting = FALSE;
  explain_pasted (self);
  query = make_query (self);
  offer_link (self, query);
  names = dup_place_names (self);
  atlas_banks_view_set_query (self->view, query, (const char * const *) names);
  atlas_banks_view_announce_count (self->view);
}

static void
changed_cb (AtlasBanksPane *self)
{
  const guint n_banks = atlas_banks_view_get_n_banks (self->view);
  g_autofree char *count = atlas_banks_dup_count (n_banks);

  show_understood (self);
  if (self->pasted != NULL)
    atlas_pasted_bar_set_has_banks (ATLAS_PASTED_BAR (self->pasted), n_banks > 0);
  gtk_label_set_label (self->count, n_banks > 0 ? count : "");
  gtk_widget_set_visible (GTK_WIDGET (self->count_line), n_banks > 0 || (self->link != NULL && gtk_widget_get_visible (self->link)));
  gtk_widget_set_visible (GTK_WIDGET (self->filters), atlas_catalogue_get_n_aspsps (self->catalogue) > 0);
  atlas_search_box_update_names (self->box);
}

static void
terms_changed_cb (AtlasBanksPane *self)
{
  atlas_filter_bar_show_terms (self->filters, atlas_search_box_get_readings (self->box));
  /* Two qualifiers may find the same and be understood in different ways. */
  show_understood (self);
}

/* Whoever has taken a chip away goes on with the search. */
static void
term_removed_cb (AtlasBanksPane *self,
                 guint           position)
{
  atlas_search_box_remove_term (self->box, position);
  gtk_text_grab_focus_without_selecting (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->search))));
}

static void
values_chosen_cb (AtlasBanksPane     *self,
                  int                 field,
                  const char * const *values)
{
  atlas_search_box_set_values (self->box, field, values);
}

static void
bic_fi_changed_cb (AtlasBanksPane *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BIC_FI]);
}

static void
bank_opened_cb (AtlasBanksPane *self)
{
  g_signal_emit (self, signals[BANK_OPENED], 0);
}

static void
take_query (AtlasBanksPane   *self,
            const AtlasQuery *query)
{
  g_autoptr (AtlasQuery) rest = atlas_query_copy (query);
  g_autofree char *text = NULL;

  self->taking_query = TRUE;
  atlas_filter_bar_take_query (self->filters, rest);
  text = atlas_search_box_dup_text (self->box, rest);
  atlas_search_box_set_text (self->box, text);
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
open_first_cb (AtlasBanksPane *self)
{
  atlas_banks_view_open_first (self->view);
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

static void
focus_first_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  atlas_banks_view_focus_first (ATLAS_BANKS_PANE (widget)->view);
}

static void
copy_link_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  AtlasBanksPane *self = ATLAS_BANKS_PANE (widget);
  g_autoptr (AtlasQuery) query = make_query (self);
  g_autofree char *text = atlas_search_box_dup_text (self->box, query);
  g_autofree char *link = text ? atlas_query_link_dup_search (text) : NULL;

  if (link != NULL)
    gtk_widget_activate_action (widget, "win.copy-text", "s", link);
  else
    gtk_widget_error_bell (widget);
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
      g_value_set_string (value, atlas_banks_pane_get_bic_fi (self));
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

  g_clear_object (&self->box);
  g_clear_pointer (&self->pasted_text, g_free);
  g_clear_pointer (&self->cleared, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_BANKS_PANE);
  g_clear_object (&self->places);
  g_clear_object (&self->catalogue);

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
  gtk_widget_class_bind_template_child (widget_class, AtlasBanksPane, count_line);
  gtk_widget_class_bind_template_child (widget_class, AtlasBanksPane, filters);
  gtk_widget_class_bind_template_child (widget_class, AtlasBanksPane, search);
  gtk_widget_class_bind_template_child (widget_class, AtlasBanksPane, understood);
  gtk_widget_class_bind_template_child (widget_class, AtlasBanksPane, view);
  gtk_widget_class_bind_template_callback (widget_class, bank_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, bic_fi_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chip_removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_first_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, term_removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, values_chosen_cb);
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
  gtk_widget_class_install_action (widget_class, "banks.copy-link", NULL, copy_link_action);
  bind_template (widget_class);
}

static gboolean
copy_cb (GtkWidget *search,
         GVariant  *arguments,
         gpointer   data)
{
  return !gtk_editable_get_selection_bounds (GTK_EDITABLE (search), NULL, NULL) && gtk_widget_activate_action (search, "win.copy-bic", NULL);
}

static gboolean
undo_cb (GtkWidget *search,
         GVariant  *arguments,
         gpointer   data)
{
  AtlasBanksPane *self = data;

  return self->cleared != NULL && gtk_widget_activate_action (search, "win.restore-search", NULL);
}

/* One customer's number after the other: what was pasted whole gives way to what is pasted next. */
static gboolean
paste_cb (GtkWidget *search,
          GVariant  *arguments,
          gpointer   data)
{
  AtlasBanksPane *self = data;
  GtkEditable *editable = GTK_EDITABLE (search);

  if (!gtk_editable_get_selection_bounds (editable, NULL, NULL) && g_strcmp0 (gtk_editable_get_text (editable), self->pasted_text) == 0)
    gtk_editable_select_region (editable, 0, -1);
  self->is_pasting = TRUE;

  return FALSE;
}

/* Before the text's own: its Ctrl+C does nothing where nothing is selected; there it copies the BIC, as it does elsewhere. */
static void
add_shortcuts (AtlasBanksPane *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcutController *shortcuts = GTK_SHORTCUT_CONTROLLER (controller);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (shortcuts, gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>c|<Control>Insert"),
                                                                     gtk_callback_action_new (copy_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (shortcuts, gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>v|<Shift>Insert"),
                                                                     gtk_callback_action_new (paste_cb, self, NULL)));
  gtk_shortcut_controller_add_shortcut (shortcuts, gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, GDK_CONTROL_MASK),
                                                                     gtk_callback_action_new (undo_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->search), controller);
}

static void
atlas_banks_pane_init (AtlasBanksPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_shortcuts (self);

  self->box = atlas_search_box_new (self->search);
  g_signal_connect_object (self->box, "changed", G_CALLBACK (query_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->box, "terms-changed", G_CALLBACK (terms_changed_cb), self, G_CONNECT_SWAPPED);
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

  atlas_search_box_set_catalogue (self->box, catalogue);
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

  return atlas_banks_view_get_bic_fi (self->view);
}

/**
 * atlas_banks_pane_get_row_id:
 * @self: the banks' pane
 *
 * Returns: see atlas_banks_view_get_row_id()
 */
guint32
atlas_banks_pane_get_row_id (AtlasBanksPane *self)
{
  g_return_val_if_fail (ATLAS_IS_BANKS_PANE (self), 0);

  return atlas_banks_view_get_row_id (self->view);
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

  atlas_banks_view_set_bic_fi (self->view, bic_fi);
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

  return atlas_banks_view_get_list (self->view);
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
 * atlas_banks_pane_paste:
 * @self: the banks' pane
 *
 * Moves the focus to the search, and what is in the clipboard into it, in place of what stands there.
 */
void
atlas_banks_pane_paste (AtlasBanksPane *self)
{
  g_return_if_fail (ATLAS_IS_BANKS_PANE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
  self->is_pasting = TRUE;
  gtk_widget_activate_action (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->search))), "clipboard.paste", NULL);
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
  g_return_if_fail (ATLAS_IS_BANKS_PANE (self));

  if (!atlas_banks_view_focus_selected (self->view))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* Filters take many keys to choose. */
static void
offer_undo (AtlasBanksPane *self)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast;

  if (overlay == NULL)
    return;

  toast = adw_toast_new (_("Search cleared"));
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.restore-search");
  adw_toast_overlay_dismiss_all (ADW_TOAST_OVERLAY (overlay));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
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
  g_autofree char *all = NULL;
  gboolean clears_chips, is_cleared;

  g_return_val_if_fail (ATLAS_IS_BANKS_PANE (self), FALSE);

  all = atlas_search_box_dup_all (self->box);
  clears_chips = *gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0';
  self->is_clearing = TRUE;
  is_cleared = atlas_search_box_clear (self->box);
  self->is_clearing = FALSE;
  if (is_cleared && self->cleared == NULL)
    self->cleared = g_steal_pointer (&all);
  if (is_cleared && clears_chips)
    offer_undo (self);

  return is_cleared;
}

/**
 * atlas_banks_pane_restore_search:
 * @self: the banks' pane
 *
 * Brings back what was cleared last.
 *
 * Returns: whether there was anything
 */
gboolean
atlas_banks_pane_restore_search (AtlasBanksPane *self)
{
  g_autofree char *cleared = NULL;

  g_return_val_if_fail (ATLAS_IS_BANKS_PANE (self), FALSE);

  cleared = g_steal_pointer (&self->cleared);
  if (cleared != NULL)
    atlas_search_box_set_text (self->box, cleared);

  return cleared != NULL;
}

/**
 * atlas_banks_pane_set_search:
 * @self: the banks' pane
 * @text: what to search for instead, everywhere
 */
void
atlas_banks_pane_set_search (AtlasBanksPane *self,
                             const char     *text)
{
  g_autoptr (GPtrArray) nowhere = g_ptr_array_new ();

  g_return_if_fail (ATLAS_IS_BANKS_PANE (self));

  if (self->places != NULL)
    atlas_place_set_replace (self->places, nowhere);
  atlas_search_box_set_text (self->box, text);
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
