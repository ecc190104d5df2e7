/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-failure-page.h"
#include "atlas-held-key.h"
#include "atlas-trace.h"
#include "atlas-search.h"
#include "atlas-welcome-page.h"
#include "atlas-window-private.h"

/* What nobody sees in the first frames is made after them, but before anyone can reach for it. */
#define AFTER_FIRST_FRAMES_MS 200

G_DEFINE_FINAL_TYPE (AtlasWindow, atlas_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_CATALOGUE = 1,
  PROP_PLACES,
} AtlasWindowProperty;

static GParamSpec *properties[PROP_PLACES + 1];

/* What needs the list of profiles. */
static const char *const profile_actions[] = { "win.connect", "win.edit-profile", "win.switch-profile", "win.preferences", "win.refresh" };

/* ---------------------------------------------------------------- the panes */

static void
place_opened_cb (AtlasWindow *self)
{
  if (!adw_navigation_split_view_get_collapsed (self->inner))
    return;

  atlas_window_show_banks (self);
  atlas_banks_pane_focus_list (self->banks_pane);
}

/* While all panes are in sight, the last one that was chosen from is kept for when they fold. */
static void
places_changed_cb (AtlasWindow *self)
{
  if (!adw_navigation_split_view_get_collapsed (self->inner))
    adw_navigation_split_view_set_show_content (self->inner, TRUE);
}

/* For the list of windows, and whoever reads it out. */
static void
name_window (AtlasWindow *self)
{
  const gboolean has_bank = self->bank_page != NULL && atlas_banks_pane_get_bic_fi (self->banks_pane) != NULL;
  /* Translators: the title of a window; a bank's name */
  g_autofree char *title = has_bank ? g_strdup_printf (_("%s – Bank Atlas"), adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self->bank_page)))
                                    : g_strdup (_("Bank Atlas"));

  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
bank_changed_cb (AtlasWindow *self)
{
  const char *bic_fi = atlas_banks_pane_get_bic_fi (self->banks_pane);

  if (self->bank_page == NULL && bic_fi == NULL)
    return;

  atlas_window_ensure_bank_page (self);
  atlas_bank_page_show_bank (self->bank_page, bic_fi, atlas_banks_pane_get_row_id (self->banks_pane));
  if (!adw_navigation_split_view_get_collapsed (self->outer))
    adw_navigation_split_view_set_show_content (self->outer, bic_fi != NULL);
  name_window (self);
}

/* A link may write a BIC in another way than the directory, or name a branch that it does not have. */
static void
settle_asked_bank (AtlasWindow *self)
{
  AtlasAspspTable *table = atlas_catalogue_get_table (self->catalogue);
  AtlasAspspRow row;
  gboolean is_branch;
  guint position;

  if (g_strcmp0 (self->asked_bic, atlas_banks_pane_get_bic_fi (self->banks_pane)) != 0)
    g_clear_pointer (&self->asked_bic, g_free);
  if (self->asked_bic == NULL)
    return;

  position = atlas_aspsp_table_look_up (table, self->asked_bic, &is_branch);
  if (position == ATLAS_ASPSP_TABLE_NOT_FOUND)
    return;

  if (is_branch)
    {
      g_autofree char *note = atlas_search_dup_branch_sentence (self->asked_bic);

      atlas_window_add_toast (self, adw_toast_new (note));
    }
  g_clear_pointer (&self->asked_bic, g_free);
  atlas_aspsp_table_get_row (table, position, &row);
  atlas_banks_pane_set_bic_fi (self->banks_pane, row.bic_fi);
}

static void
bank_opened_cb (AtlasWindow *self)
{
  atlas_window_open_bank (self);
}

static void
first_frames_cb (gpointer user_data)
{
  AtlasWindow *self = user_data;

  self->first_frames_source = 0;
  atlas_window_ensure_bank_page (self);
  atlas_application_show_icon ();
}

/* Typing anywhere searches; a dialog over the window keeps its keys. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state)
{
  AtlasWindow *self = ATLAS_WINDOW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
  const gboolean is_dead_key = keyval >= GDK_KEY_dead_grave && keyval <= GDK_KEY_dead_longsolidusoverlay;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK))
    return GDK_EVENT_PROPAGATE;
  if (!is_dead_key && !g_unichar_isgraph (gdk_keyval_to_unicode (keyval)))
    return GDK_EVENT_PROPAGATE;
  if (self->catalogue == NULL || adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return GDK_EVENT_PROPAGATE;

  atlas_window_show_banks (self);
  return atlas_banks_pane_forward_key (self->banks_pane, controller);
}

/* ---------------------------------------------------------------- which profile */

static void
explore_demo_cb (AtlasWindow *self)
{
  AtlasProfiles *profiles = atlas_application_get_profiles (atlas_window_get_app (self));

  atlas_window_set_profile (self, atlas_profiles_find (profiles, ATLAS_PROFILE_DEMO_ID));
}

static void
connect_cb (AtlasWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.connect", NULL);
}

static void
show_welcome (AtlasWindow *self)
{
  GtkWidget *page;

  if (adw_bin_get_child (self->welcome) == NULL)
    {
      page = g_object_new (ATLAS_TYPE_WELCOME_PAGE, NULL);
      g_signal_connect_object (page, "explore-demo", G_CALLBACK (explore_demo_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "connect", G_CALLBACK (connect_cb), self, G_CONNECT_SWAPPED);
      adw_bin_set_child (self->welcome, page);
    }

  gtk_stack_set_visible_child_name (self->stack, "welcome");
}

/* Nothing that was saved is overwritten: the file is left to whoever can mend it. */
static void
show_unreadable (AtlasWindow  *self,
                 const GError *error)
{
  AtlasFailurePage *page = g_object_new (ATLAS_TYPE_FAILURE_PAGE, NULL);
  GtkWidget *view = adw_toolbar_view_new ();

  atlas_failure_page_explain (page, error, NULL);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (page));
  adw_bin_set_child (self->welcome, view);
  for (gsize i = 0; i < G_N_ELEMENTS (profile_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), profile_actions[i], FALSE);
  gtk_stack_set_visible_child_name (self->stack, "welcome");
}

static void
set_catalogue (AtlasWindow    *self,
               AtlasCatalogue *catalogue)
{
  g_autoptr (GPtrArray) nowhere = g_ptr_array_new ();

  if (self->catalogue == catalogue)
    return;

  atlas_window_save_view (self);
  self->restored = FALSE;
  atlas_banks_pane_set_bic_fi (self->banks_pane, NULL);
  atlas_place_set_replace (self->places, nowhere);
  atlas_window_show_places (self);
  g_set_object (&self->catalogue, catalogue);
  g_signal_group_set_target (self->catalogue_signals, catalogue);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CATALOGUE]);
  if (catalogue != NULL)
    atlas_window_restore_view (self);
}

static gboolean
shows_removed (AtlasWindow *self)
{
  AtlasProfiles *profiles = atlas_application_get_profiles (atlas_window_get_app (self));

  return self->catalogue != NULL && atlas_profiles_find (profiles, atlas_profile_get_id (atlas_catalogue_get_profile (self->catalogue))) == NULL;
}

/* The current profile takes the place of the one that is gone, else the first that is left; the demo, which always is, does not. */
static void
leave_removed (AtlasWindow *self)
{
  AtlasProfiles *profiles = atlas_application_get_profiles (atlas_window_get_app (self));
  AtlasProfile *next = atlas_profiles_get_current (profiles);
  g_autoptr (AtlasProfile) first = g_list_model_get_item (G_LIST_MODEL (profiles), 0);

  if (!shows_removed (self) || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  if (next == NULL && !atlas_profile_is_demo (first))
    next = first;

  atlas_window_set_profile (self, next);
  atlas_window_add_toast (self, adw_toast_new (_("Connection removed")));
}

static gboolean
leave_removed_cb (gpointer data)
{
  leave_removed (data);

  return G_SOURCE_REMOVE;
}

/* A profile may be removed while it is shown, here or by another program. Another one is made the current one afterwards: the
 * profiles are still being changed. */
static void
profiles_changed_cb (AtlasWindow *self)
{
  if (shows_removed (self))
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, leave_removed_cb, g_object_ref (self), g_object_unref);
}

static void
rebuilt_cb (AtlasWindow *self)
{
  gboolean rebuilt = FALSE;

  g_object_get (self->catalogue, "rebuilt", &rebuilt, NULL);
  if (rebuilt)
    atlas_window_add_toast (self, adw_toast_new (_("The saved directory was damaged and is being fetched again")));
}

static void
rescued_cb (AtlasWindow *self)
{
  gboolean rescued = FALSE;

  g_object_get (self->catalogue, "rescued", &rescued, NULL);
  if (rescued)
    atlas_window_add_toast (self, adw_toast_new (_("The file of stars and notes was damaged; what could be read of it was rescued")));
}

/* ---------------------------------------------------------------- the focus */

static void
focus_visible_pane (AtlasWindow *self)
{
  if (self->catalogue == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->welcome), GTK_DIR_TAB_FORWARD);
  else if (adw_navigation_split_view_get_collapsed (self->outer) && adw_navigation_split_view_get_show_content (self->outer))
    gtk_widget_child_focus (GTK_WIDGET (self->bank_page), GTK_DIR_TAB_FORWARD);
  else if (adw_navigation_split_view_get_collapsed (self->inner) ? adw_navigation_split_view_get_show_content (self->inner)
                                                                 : atlas_banks_pane_get_bic_fi (self->banks_pane) != NULL)
    atlas_banks_pane_focus_list (self->banks_pane);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->places_pane));
}

static gboolean
focus_cb (gpointer data)
{
  AtlasWindow *self = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  self->focus_source = 0;
  if ((focus == NULL || !gtk_widget_get_mapped (focus)) && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL)
    focus_visible_pane (self);

  return G_SOURCE_REMOVE;
}

/* What had the focus may be gone, with a page, a dialog or in a fold: then no key would do anything, and nobody would be told
 * where they are. */
static void
keep_focus (AtlasWindow *self)
{
  if (self->focus_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->focus_source = g_idle_add (focus_cb, self);
}

/* ---------------------------------------------------------------- the object */

static void
save_all (AtlasWindow *self)
{
  atlas_window_save_size (self);
  atlas_window_save_view (self);
  atlas_window_end_visit (self);
}

static gboolean
atlas_window_close_request (GtkWindow *window)
{
  save_all (ATLAS_WINDOW (window));

  return GTK_WINDOW_CLASS (atlas_window_parent_class)->close_request (window);
}

/* What has the focus is styled by that, and so is all that it stands in: it is given before anything is styled. */
static void
atlas_window_show (GtkWidget *widget)
{
  AtlasWindow *self = ATLAS_WINDOW (widget);

  if (self->catalogue != NULL && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    {
      gtk_window_set_focus_visible (GTK_WINDOW (self), FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->places_pane));
    }

  GTK_WIDGET_CLASS (atlas_window_parent_class)->show (widget);
}

static void
atlas_window_map (GtkWidget *widget)
{
  AtlasWindow *self = ATLAS_WINDOW (widget);

  GTK_WIDGET_CLASS (atlas_window_parent_class)->map (widget);

  if (self->first_frames_source == 0)
    self->first_frames_source = g_timeout_add_once (AFTER_FIRST_FRAMES_MS, first_frames_cb, self);
}

static void
atlas_window_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  AtlasWindow *self = ATLAS_WINDOW (object);

  switch ((AtlasWindowProperty) prop_id)
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
atlas_window_dispose (GObject *object)
{
  AtlasWindow *self = ATLAS_WINDOW (object);

  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_clear_handle_id (&self->first_frames_source, g_source_remove);
  g_clear_object (&self->catalogue_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_WINDOW);
  g_clear_object (&self->places);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->asked_bic, g_free);

  G_OBJECT_CLASS (atlas_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, banks_pane);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, inner);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, outer);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, places_pane);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, welcome);
  gtk_widget_class_bind_template_callback (widget_class, bank_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, bank_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_opened_cb);
}

static void
atlas_window_class_init (AtlasWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = atlas_window_get_property;
  object_class->dispose = atlas_window_dispose;

  widget_class->map = atlas_window_map;
  widget_class->show = atlas_window_show;

  window_class->close_request = atlas_window_close_request;

  properties[PROP_CATALOGUE] = g_param_spec_object ("catalogue", NULL, NULL, ATLAS_TYPE_CATALOGUE, flags);
  properties[PROP_PLACES] = g_param_spec_object ("places", NULL, NULL, ATLAS_TYPE_PLACE_SET, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  bind_template (widget_class);
  atlas_window_install_actions (widget_class);
}

static void
atlas_window_init (AtlasWindow *self)
{
  self->places = atlas_place_set_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  atlas_held_key_watch (GTK_WINDOW (self));

  g_signal_connect_object (self->places, "items-changed", G_CALLBACK (places_changed_cb), self, G_CONNECT_SWAPPED);
  self->catalogue_signals = g_signal_group_new (ATLAS_TYPE_CATALOGUE);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (keep_focus), NULL);
  g_signal_connect (self, "notify::visible-dialog", G_CALLBACK (keep_focus), NULL);
  g_signal_connect_object (self->inner, "notify::collapsed", G_CALLBACK (keep_focus), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outer, "notify::collapsed", G_CALLBACK (keep_focus), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::loaded", G_CALLBACK (atlas_window_restore_view), self);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::loaded", G_CALLBACK (settle_asked_bank), self);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::n-aspsps", G_CALLBACK (settle_asked_bank), self);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::rebuilt", G_CALLBACK (rebuilt_cb), self);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::rescued", G_CALLBACK (rescued_cb), self);
}

/* ---------------------------------------------------------------- for the window's actions */

AtlasApplication *
atlas_window_get_app (AtlasWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return ATLAS_IS_APPLICATION (application) ? ATLAS_APPLICATION (application) : NULL;
}

void
atlas_window_show_places (AtlasWindow *self)
{
  adw_navigation_split_view_set_show_content (self->outer, FALSE);
  adw_navigation_split_view_set_show_content (self->inner, FALSE);
}

void
atlas_window_show_banks (AtlasWindow *self)
{
  adw_navigation_split_view_set_show_content (self->outer, FALSE);
  adw_navigation_split_view_set_show_content (self->inner, TRUE);
}

void
atlas_window_open_bank (AtlasWindow *self)
{
  atlas_window_ensure_bank_page (self);
  adw_navigation_split_view_set_show_content (self->inner, TRUE);
  adw_navigation_split_view_set_show_content (self->outer, TRUE);
}

void
atlas_window_ensure_bank_page (AtlasWindow *self)
{
  if (self->bank_page != NULL)
    return;

  self->bank_page = g_object_new (ATLAS_TYPE_BANK_PAGE, NULL);
  g_signal_connect_object (self->bank_page, "notify::title", G_CALLBACK (name_window), self, G_CONNECT_SWAPPED);
  g_object_bind_property (self, "catalogue", self->bank_page, "catalogue", G_BINDING_SYNC_CREATE);
  atlas_bank_page_show_bank (self->bank_page,
                             atlas_banks_pane_get_bic_fi (self->banks_pane),
                             atlas_banks_pane_get_row_id (self->banks_pane));
  adw_navigation_split_view_set_content (self->outer, ADW_NAVIGATION_PAGE (self->bank_page));
}

/* ---------------------------------------------------------------- for others */

/**
 * atlas_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window with the current profile's banks, or with the welcome where there is none
 */
AtlasWindow *
atlas_window_new (AtlasApplication *application)
{
  AtlasWindow *self;
  AtlasProfiles *profiles;

  g_return_val_if_fail (ATLAS_IS_APPLICATION (application), NULL);

  self = g_object_new (ATLAS_TYPE_WINDOW, "application", application, NULL);
  profiles = atlas_application_get_profiles (application);
  atlas_window_restore_size (self);
  if (profiles == NULL)
    {
      show_unreadable (self, atlas_application_get_profiles_error (application));
      return self;
    }

  g_signal_connect_object (profiles, "items-changed", G_CALLBACK (profiles_changed_cb), self, G_CONNECT_SWAPPED);
  atlas_window_set_profile (self, atlas_profiles_get_current (profiles));
  atlas_trace_watch_first_frame (GTK_WIDGET (self), atlas_banks_pane_get_list (self->banks_pane));

  return self;
}

/**
 * atlas_window_get_catalogue:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): whose banks it shows
 */
AtlasCatalogue *
atlas_window_get_catalogue (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), NULL);

  return self->catalogue;
}

/**
 * atlas_window_set_profile:
 * @self: a window
 * @profile: (nullable): whose banks to show; %NULL for the welcome
 *
 * The profile becomes the current one, for windows to come and for the other programs.
 */
void
atlas_window_set_profile (AtlasWindow  *self,
                          AtlasProfile *profile)
{
  AtlasApplication *application;
  AtlasProfiles *profiles;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (ATLAS_IS_WINDOW (self));

  if (profile == NULL)
    {
      set_catalogue (self, NULL);
      show_welcome (self);
      return;
    }

  application = atlas_window_get_app (self);
  profiles = atlas_application_get_profiles (application);
  if (atlas_profiles_get_current (profiles) != profile && !atlas_profiles_set_current (profiles, profile, &error))
    g_warning ("The current profile is not remembered: %s", error->message);

  set_catalogue (self, atlas_application_get_catalogue (application, profile));
  gtk_stack_set_visible_child_name (self->stack, "browse");
}

/**
 * atlas_window_show_bank:
 * @self: a window
 * @bic_fi: a bank
 */
void
atlas_window_show_bank (AtlasWindow *self,
                        const char  *bic_fi)
{
  g_return_if_fail (ATLAS_IS_WINDOW (self));
  g_return_if_fail (bic_fi != NULL);

  if (self->catalogue == NULL)
    return;

  /* What is asked for goes before what was shown last. */
  self->restored = TRUE;
  g_set_str (&self->asked_bic, bic_fi);
  atlas_banks_pane_set_bic_fi (self->banks_pane, bic_fi);
  settle_asked_bank (self);
  atlas_window_open_bank (self);
}

/**
 * atlas_window_end:
 * @self: a window
 *
 * Saves what there is to save, and closes the window even where a dialog is over it.
 */
void
atlas_window_end (AtlasWindow *self)
{
  g_return_if_fail (ATLAS_IS_WINDOW (self));

  /* Nobody has seen one that is still waiting to be presented. */
  if (gtk_widget_get_realized (GTK_WIDGET (self)))
    save_all (self);
  gtk_window_destroy (GTK_WINDOW (self));
}

/**
 * atlas_window_show_search:
 * @self: a window
 * @text: what to search for, everywhere; without a profile, once there is one
 */
void
atlas_window_show_search (AtlasWindow *self,
                          const char  *text)
{
  g_return_if_fail (ATLAS_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  /* What is asked for goes before what was shown last. */
  self->restored = self->catalogue != NULL;
  atlas_banks_pane_set_search (self->banks_pane, text);
  atlas_window_show_banks (self);
}

/**
 * atlas_window_add_toast:
 * @self: a window
 * @toast: (transfer full): what to tell the person
 */
void
atlas_window_add_toast (AtlasWindow *self,
                        AdwToast    *toast)
{
  g_return_if_fail (ATLAS_IS_WINDOW (self));

  adw_toast_overlay_add_toast (self->toasts, toast);
}
