/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-app-init.h"
#include "atlas-environ.h"
#include "atlas-test-widget.h"

/* Says whether @widget is the one; the walk ends there. */
typedef gboolean (*MatchFunc) (GtkWidget *widget, gconstpointer data);

static GtkWidget *
find (GtkWidget     *widget,
      MatchFunc      match,
      gconstpointer  data,
      gboolean       hidden_too)
{
  if (!hidden_too && !gtk_widget_get_child_visible (widget))
    return NULL;
  if (!hidden_too && !gtk_widget_get_visible (widget))
    return NULL;
  if (match (widget, data))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, match, data, hidden_too);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static char *
dup_text (GtkWidget *widget)
{
  GtkTextIter start;
  GtkTextIter end;

  if (GTK_IS_LABEL (widget))
    return g_strdup (gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_TEXT (widget))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget)));
  if (!GTK_IS_TEXT_VIEW (widget))
    return NULL;

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), &start, &end);

  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), &start, &end, FALSE);
}

static gboolean
match_text (GtkWidget     *widget,
            gconstpointer  data)
{
  g_autofree char *text = dup_text (widget);

  return text != NULL && strstr (text, data) != NULL;
}

/* What a screen reader would call a button, without its mnemonic. */
static char *
dup_name (GtkWidget *widget)
{
  g_autofree char *name = NULL;
  GtkWidget *label;

  if (ADW_IS_BUTTON_ROW (widget))
    return g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)));

  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    name = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, "");
  if (name != NULL)
    {
      g_strdelimit (name, "\"", ' ');
      return g_strdup (g_strstrip (name));
    }

  label = atlas_test_find_type (widget, GTK_TYPE_LABEL);
  if (label != NULL && *gtk_label_get_text (GTK_LABEL (label)) != '\0')
    return g_strdup (gtk_label_get_text (GTK_LABEL (label)));

  return g_strdup (gtk_widget_get_tooltip_text (widget));
}

static gboolean
match_button (GtkWidget     *widget,
              gconstpointer  data)
{
  g_autofree char *name = NULL;

  if (!GTK_IS_BUTTON (widget) && !ADW_IS_BUTTON_ROW (widget))
    return FALSE;
  name = dup_name (widget);

  return g_strcmp0 (name, data) == 0;
}

static gboolean
match_type (GtkWidget     *widget,
            gconstpointer  data)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) data);
}

static gboolean
match_row (GtkWidget     *widget,
           gconstpointer  data)
{
  return ADW_IS_PREFERENCES_ROW (widget) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), data) == 0;
}

/* Any property of text that can be read, of the widget or of its accessible side. */
static gboolean
match_any_property (GtkWidget     *widget,
                    gconstpointer  data)
{
  guint n_properties;
  g_autofree GParamSpec **properties = g_object_class_list_properties (G_OBJECT_GET_CLASS (widget), &n_properties);

  for (guint i = 0; i < n_properties; i++)
    {
      g_autofree char *text = NULL;

      if (properties[i]->value_type != G_TYPE_STRING || !(properties[i]->flags & G_PARAM_READABLE))
        continue;
      g_object_get (widget, properties[i]->name, &text, NULL);
      if (text != NULL && strstr (text, data) != NULL)
        return TRUE;
    }

  return match_text (widget, data);
}

static void
count_nameless (GtkWidget *widget,
                guint     *n_nameless)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget))
    {
      g_autofree char *name = dup_name (widget);

      if (name == NULL || *name == '\0')
        {
          g_test_message ("a %s below %s has no name", G_OBJECT_TYPE_NAME (widget), G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
          ++*n_nameless;
        }
      if (GTK_IS_MENU_BUTTON (widget))
        return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    count_nameless (child, n_nameless);
}

/**
 * atlas_test_widget_init:
 * @argc: (inout): of main()
 * @argv: (inout): of main()
 *
 * Prepares a test of widgets, without animations. The directories are those of build-aux/in-display.sh, which are gone
 * afterwards; the system's own stay, because icons and their formats are found there.
 */
void
atlas_test_widget_init (int    *argc,
                        char ***argv)
{
  g_test_init (argc, argv, NULL);
  atlas_environ_init_locale ();
  adw_init ();
  atlas_app_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/* A row stands in a list, and nowhere else. */
static GtkWidget *
put_in_list (GtkWidget *row)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_append (GTK_LIST_BOX (list), row);

  return list;
}

/**
 * atlas_test_window_new:
 * @child: (transfer floating): what to show in it
 *
 * Returns: (transfer none): a window that is on the screen
 */
GtkWindow *
atlas_test_window_new (GtkWidget *child)
{
  GtkWidget *window = adw_window_new ();

  adw_window_set_content (ADW_WINDOW (window), GTK_IS_LIST_BOX_ROW (child) ? put_in_list (child) : child);
  gtk_window_set_default_size (GTK_WINDOW (window), 700, 800);
  gtk_window_present (GTK_WINDOW (window));

  return GTK_WINDOW (window);
}

/**
 * atlas_test_window_destroy:
 * @window: a window
 *
 * Destroys it, and lets what holds on to it for a moment let go.
 */
void
atlas_test_window_destroy (GtkWindow *window)
{
  gtk_window_destroy (window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/**
 * atlas_test_shows:
 * @widget: where to look
 * @text: what to look for
 *
 * Returns: whether a label or a text below @widget holds @text and is shown
 */
gboolean
atlas_test_shows (gpointer    widget,
                  const char *text)
{
  return find (widget, match_text, text, FALSE) != NULL;
}

/**
 * atlas_test_find_button:
 * @widget: where to look
 * @name: what is written on it, or its accessible name
 *
 * Returns: (transfer none) (nullable): the first button of that name that is shown
 */
GtkWidget *
atlas_test_find_button (gpointer    widget,
                        const char *name)
{
  return find (widget, match_button, name, FALSE);
}

/**
 * atlas_test_find_type:
 * @widget: where to look
 * @type: what to look for
 *
 * Returns: (transfer none) (nullable): the first widget of that type, shown or not
 */
GtkWidget *
atlas_test_find_type (gpointer widget,
                      GType    type)
{
  return find (widget, match_type, &type, TRUE);
}

/**
 * atlas_test_find_row:
 * @widget: where to look
 * @title: the row's title
 *
 * Returns: (transfer none) (nullable): the first row of that title that is shown
 */
GtkWidget *
atlas_test_find_row (gpointer    widget,
                     const char *title)
{
  return find (widget, match_row, title, FALSE);
}

/**
 * atlas_test_click:
 * @widget: where to look
 * @name: the button's name
 *
 * Clicks on a button that must be there and must be sensitive.
 */
void
atlas_test_click (gpointer    widget,
                  const char *name)
{
  GtkWidget *button = atlas_test_find_button (widget, name);

  if (button == NULL || !gtk_widget_is_sensitive (button))
    g_error ("there is no button “%s” to click on", name);
  if (ADW_IS_BUTTON_ROW (button))
    g_signal_emit_by_name (button, "activated");
  else
    g_signal_emit_by_name (button, "clicked");
}

/**
 * atlas_test_dup_clipboard:
 * @widget: a widget of the display
 *
 * Returns: (transfer full) (nullable): the text that this program put in the clipboard
 */
char *
atlas_test_dup_clipboard (gpointer widget)
{
  GdkContentProvider *content = gdk_clipboard_get_content (gtk_widget_get_clipboard (widget));
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  if (content == NULL || !gdk_content_provider_get_value (content, &value, NULL))
    return NULL;

  return g_value_dup_string (&value);
}

/**
 * atlas_test_holds_text:
 * @widget: where to look
 * @text: what must not leak
 *
 * Returns: whether any text or readable property below @widget holds @text, shown or not
 */
gboolean
atlas_test_holds_text (gpointer    widget,
                       const char *text)
{
  return find (widget, match_any_property, text, TRUE) != NULL;
}

/**
 * atlas_test_count_nameless:
 * @widget: where to look
 *
 * Returns: how many buttons that may be shown have no name that a screen reader could say
 */
guint
atlas_test_count_nameless (gpointer widget)
{
  guint n_nameless = 0;

  count_nameless (widget, &n_nameless);

  return n_nameless;
}

/**
 * atlas_test_wake_up:
 * @data: unused
 *
 * Keeps a waiting main loop turning, so that the wait can end.
 *
 * Returns: %G_SOURCE_CONTINUE
 */
gboolean
atlas_test_wake_up (gpointer data)
{
  return G_SOURCE_CONTINUE;
}
