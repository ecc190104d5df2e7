/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-clipboard.h"
#include "atlas-held-key.h"
#include "atlas-request-page.h"
#include "atlas-request-row.h"
#include "atlas-request-text.h"
#include "atlas-requests-saving.h"
#include "atlas-requests-window.h"
#include "atlas-text.h"

struct _AtlasRequestsWindow
{
  AdwWindow               parent_instance;

  AtlasRequestLog        *log;
  GtkFilter              *filter;
  GtkSingleSelection     *selection;
  guint                   follow_source;

  GtkStack               *pages;
  AdwNavigationSplitView *split_view;
  AdwWindowTitle         *window_title;
  GtkSearchEntry         *search_entry;
  AdwToggleGroup         *outcome_group;
  GtkStack               *stack;
  AdwStatusPage          *nothing_page;
  GtkScrolledWindow      *scroller;
  GtkListView            *list_view;
  AtlasRequestPage       *page;
};

G_DEFINE_FINAL_TYPE (AtlasRequestsWindow, atlas_requests_window, ADW_TYPE_WINDOW)

static const char *
get_typed (AtlasRequestsWindow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
}

static gboolean
shows_failed_only (AtlasRequestsWindow *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->outcome_group), "failed") == 0;
}

static gboolean
is_shown (gpointer item,
          gpointer data)
{
  AtlasRequestsWindow *self = data;

  if (shows_failed_only (self) && !atlas_request_entry_has_failed (item))
    return FALSE;

  return atlas_request_text_matches (item, get_typed (self));
}

/* Newest first; of two that began together, the one that was noted last. */
static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      data)
{
  gint64 a_started = atlas_request_entry_get_started_at ((AtlasRequestEntry *) a);
  gint64 b_started = atlas_request_entry_get_started_at ((AtlasRequestEntry *) b);

  return a_started > b_started ? GTK_ORDERING_SMALLER : a_started < b_started ? GTK_ORDERING_LARGER : GTK_ORDERING_EQUAL;
}

static char *
make_count_text (guint n_shown,
                 guint n_all)
{
  if (n_shown == n_all)
    return g_strdup_printf (ngettext ("%u request", "%u requests", n_all), n_all);

  /* Translators: how many requests are shown, and of how many */
  return g_strdup_printf (ngettext ("%u of %u request", "%u of %u requests", n_all), n_shown, n_all);
}

static void
explain_nothing (AtlasRequestsWindow *self)
{
  g_autofree char *typed = g_markup_escape_text (get_typed (self), -1);
  g_autofree char *sentence = NULL;

  if (atlas_text_is_blank (typed))
    sentence = g_strdup (_("No request has failed."));
  else if (shows_failed_only (self))
    sentence = g_strdup_printf (_("No failed request matches “%s”."), typed);
  else
    sentence = g_strdup_printf (_("No request matches “%s”."), typed);
  adw_status_page_set_description (self->nothing_page, sentence);
}

/* While there is nothing to choose from, there is nothing to choose with. */
static void
show_log (AtlasRequestsWindow *self,
          gboolean             shows)
{
  const char *name = shows ? "log" : "empty";

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), name) == 0)
    return;

  gtk_stack_set_visible_child_name (self->pages, name);
  if (shows)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
update (AtlasRequestsWindow *self)
{
  guint n_all = g_list_model_get_n_items (G_LIST_MODEL (self->log));
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autofree char *count = make_count_text (n_shown, n_all);

  adw_window_title_set_subtitle (self->window_title, n_all > 0 ? count : "");
  if (n_all > 0 && n_shown == 0)
    explain_nothing (self);
  gtk_stack_set_visible_child_name (self->stack, n_shown > 0 ? "listed" : "nothing");
  show_log (self, n_all > 0 || atlas_request_page_get_entry (self->page) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "requests.search", n_all > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "requests.copy", atlas_request_page_get_entry (self->page) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "requests.copy-all", n_shown > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "requests.export", n_shown > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "requests.clear", n_all > 0);
}

static gboolean
follow_cb (gpointer data)
{
  AtlasRequestsWindow *self = data;

  self->follow_source = 0;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_NONE, NULL);

  return G_SOURCE_REMOVE;
}

/* Whoever is at the top sees new ones come; whoever has scrolled away keeps what is before the eyes. */
static void
follow (AtlasRequestsWindow *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  if (self->follow_source == 0 && gtk_adjustment_get_value (adjustment) < 1)
    self->follow_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, follow_cb, self, NULL);
}

static void
shown_changed_cb (AtlasRequestsWindow *self,
                  guint                position,
                  guint                removed,
                  guint                added)
{
  /* The end of the window empties the list, too. */
  if (self->log == NULL)
    return;
  if (added > 0)
    follow (self);
  update (self);
}

static void
filter_changed_cb (AtlasRequestsWindow *self)
{
  if (self->selection == NULL || self->log == NULL)
    return;

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

/* What was chosen stays on its page, though it may be filtered out of the list, or drop out of the log. */
static void
selected_cb (AtlasRequestsWindow *self)
{
  AtlasRequestEntry *entry = gtk_single_selection_get_selected_item (self->selection);

  if (self->log == NULL)
    return;
  if (entry != NULL)
    atlas_request_page_show (self->page, entry);
  update (self);
}

static void
open_selected (AtlasRequestsWindow *self)
{
  if (gtk_single_selection_get_selected_item (self->selection) != NULL)
    adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
chosen_cb (gpointer row)
{
  open_selected (ATLAS_REQUESTS_WINDOW (gtk_widget_get_root (row)));
}

static void
activate_cb (AtlasRequestsWindow *self,
             guint                position)
{
  gtk_single_selection_set_selected (self->selection, position);
  open_selected (self);
}

static void
stop_search_cb (AtlasRequestsWindow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
search_activate_cb (AtlasRequestsWindow *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    {
      gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
      gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
    }
}

static void
show_all_cb (AtlasRequestsWindow *self)
{
  adw_toggle_group_set_active_name (self->outcome_group, "all");
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* ---------------------------------------------------------------- actions */

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AtlasRequestsWindow *self = ATLAS_REQUESTS_WINDOW (widget);

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AtlasRequestsWindow *self = ATLAS_REQUESTS_WINDOW (widget);
  g_autoptr (GListStore) only = g_list_store_new (ATLAS_TYPE_REQUEST_ENTRY);
  g_autofree char *text = NULL;

  g_list_store_append (only, atlas_request_page_get_entry (self->page));
  text = atlas_request_text_support (G_LIST_MODEL (only));
  atlas_clipboard_copy (GTK_WIDGET (self->split_view), text);
}

static void
copy_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  AtlasRequestsWindow *self = ATLAS_REQUESTS_WINDOW (widget);
  g_autofree char *text = atlas_request_text_support (G_LIST_MODEL (self->selection));

  atlas_clipboard_copy (GTK_WIDGET (self->split_view), text);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AtlasRequestsWindow *self = ATLAS_REQUESTS_WINDOW (widget);

  atlas_requests_saving_ask (GTK_WIDGET (self->split_view), G_LIST_MODEL (self->selection));
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  AtlasRequestsWindow *self = ATLAS_REQUESTS_WINDOW (widget);

  atlas_request_log_clear (self->log);
  atlas_request_page_show (self->page, NULL);
  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  update (self);
}

static void
atlas_requests_window_dispose (GObject *object)
{
  AtlasRequestsWindow *self = ATLAS_REQUESTS_WINDOW (object);

  g_clear_object (&self->log);
  g_clear_handle_id (&self->follow_source, g_source_remove);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  g_clear_object (&self->filter);
  g_clear_object (&self->selection);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_REQUESTS_WINDOW);

  G_OBJECT_CLASS (atlas_requests_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-requests-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestsWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestsWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestsWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestsWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestsWindow, outcome_group);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestsWindow, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestsWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestsWindow, list_view);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestsWindow, page);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
atlas_requests_window_class_init (AtlasRequestsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_requests_window_dispose;

  g_type_ensure (ATLAS_TYPE_REQUEST_ENTRY);
  g_type_ensure (ATLAS_TYPE_REQUEST_PAGE);
  g_type_ensure (ATLAS_TYPE_REQUEST_ROW);
  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "requests.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "requests.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "requests.copy-all", NULL, copy_all_action);
  gtk_widget_class_install_action (widget_class, "requests.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "requests.clear", NULL, clear_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "requests.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "requests.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "requests.export", NULL);
}

static void
atlas_requests_window_init (AtlasRequestsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  atlas_held_key_watch (GTK_WINDOW (self));
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self));
}

/**
 * atlas_requests_window_new:
 * @log: what to show, and to follow
 *
 * Returns: (transfer none): a new window
 */
GtkWindow *
atlas_requests_window_new (AtlasRequestLog *log)
{
  AtlasRequestsWindow *self;
  GtkSorter *sorter;
  GListModel *sorted, *filtered;

  g_return_val_if_fail (ATLAS_IS_REQUEST_LOG (log), NULL);

  self = g_object_new (ATLAS_TYPE_REQUESTS_WINDOW, NULL);
  self->log = g_object_ref (log);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  sorter = GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL));
  sorted = G_LIST_MODEL (gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (log)), sorter));
  filtered = G_LIST_MODEL (gtk_filter_list_model_new (sorted, g_object_ref (self->filter)));

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, filtered);
  g_object_unref (filtered);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (shown_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  update (self);

  return GTK_WINDOW (self);
}

/**
 * atlas_requests_window_get_shown:
 * @self: a window
 *
 * Returns: (transfer none): the requests in its list, newest first
 */
GListModel *
atlas_requests_window_get_shown (AtlasRequestsWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUESTS_WINDOW (self), NULL);

  return G_LIST_MODEL (self->selection);
}

/**
 * atlas_requests_window_show_request:
 * @self: a window
 * @entry: a request, which may be one that is not in its list
 *
 * Lists all requests again, and shows @entry on the page beside them.
 */
void
atlas_requests_window_show_request (AtlasRequestsWindow *self,
                                    AtlasRequestEntry   *entry)
{
  guint position = GTK_INVALID_LIST_POSITION;
  GListModel *shown;

  g_return_if_fail (ATLAS_IS_REQUESTS_WINDOW (self));
  g_return_if_fail (ATLAS_IS_REQUEST_ENTRY (entry));

  show_all_cb (self);
  filter_changed_cb (self);
  shown = G_LIST_MODEL (self->selection);
  for (guint i = 0; i < g_list_model_get_n_items (shown) && position == GTK_INVALID_LIST_POSITION; i++)
    {
      g_autoptr (AtlasRequestEntry) listed = g_list_model_get_item (shown, i);

      if (listed == entry)
        position = i;
    }

  gtk_single_selection_set_selected (self->selection, position);
  atlas_request_page_show (self->page, entry);
  update (self);
  if (position != GTK_INVALID_LIST_POSITION)
    {
      g_clear_handle_id (&self->follow_source, g_source_remove);
      gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_FOCUS, NULL);
      gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
    }
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}
