/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a window's first frame does without, so that it is soon there. */

#include "config.h"

#include "atlas-app-init.h"
#include "atlas-application.h"
#include "atlas-banks-pane.h"
#include "atlas-flag.h"
#include "atlas-logo.h"
#include "atlas-places-pane.h"
#include "atlas-test-widget.h"
#include "atlas-window.h"

#define TOOLKIT_STYLE "/org/gtk/libgtk/theme/Default/gtk.css"

/* What the program is asked for rather than its tests. */
#define AT_START "--at-start"

/* (nullable) (transfer full) */
static GBytes *
look_up_style (void)
{
  return g_resources_lookup_data (TOOLKIT_STYLE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static gboolean
has_rules (GBytes *style)
{
  const char *text = g_bytes_get_data (style, NULL);
  const gsize size = g_bytes_get_size (style);

  return g_strstr_len (text, size, "{") != NULL || g_strstr_len (text, size, "@import") != NULL;
}

/* In a program that has just begun, as it is called there. */
static int
check_at_start (void)
{
  g_autoptr (GBytes) style = NULL;

  gtk_init ();
  atlas_app_hide_toolkit_style ();
  style = look_up_style ();

  return style != NULL && has_rules (style) ? EXIT_FAILURE : EXIT_SUCCESS;
}

static void
test_toolkit_style_at_start (gconstpointer program)
{
  const char *const command[] = { program, AT_START, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_assert_no_error (error);
}

static void
test_toolkit_style (void)
{
  g_autoptr (GBytes) before = look_up_style ();
  g_autoptr (GBytes) hidden = NULL;
  g_autoptr (GBytes) after = NULL;

  if (before == NULL)
    {
      g_test_skip ("this GTK has no style sheet of its own there");
      return;
    }

  atlas_app_hide_toolkit_style ();
  hidden = look_up_style ();
  g_assert_true (has_rules (before));
  g_assert_false (has_rules (hidden));
  atlas_app_show_toolkit_style ();
  after = look_up_style ();
  g_assert_true (g_bytes_equal (after, before));
}

static gboolean
is_near (float a,
         float b)
{
  return ABS (a - b) < 0.01f;
}

/* Of what libadwaita puts in its place. */
static void
assert_adwaita_style (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkWidget *widget = g_object_ref_sink (adw_bin_new ());
  GdkRGBA accent, colour;

  gtk_widget_add_css_class (widget, "accent");
  gtk_widget_get_color (widget, &colour);
  adw_accent_color_to_standalone_rgba (adw_style_manager_get_accent_color (manager), adw_style_manager_get_dark (manager), &accent);
  g_assert_true (is_near (colour.red, accent.red) && is_near (colour.green, accent.green) && is_near (colour.blue, accent.blue));
  g_object_unref (widget);
}

/* GTK's own style is not hidden for good, libadwaita's is there, and the icon comes after the first frames. */
static void
test_started_application (void)
{
  g_autoptr (GBytes) before = look_up_style ();
  g_autoptr (AtlasApplication) application = atlas_application_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) after = NULL;
  GtkWindow *window;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);

  after = look_up_style ();
  g_assert_true (before == after || g_bytes_equal (before, after));
  assert_adwaita_style ();

  window = GTK_WINDOW (atlas_window_new (application));
  gtk_window_present (window);
  g_assert_cmpstr (gtk_window_get_default_icon_name (), !=, ATLAS_APPLICATION_ID);
  atlas_test_wait_until (g_strcmp0 (gtk_window_get_default_icon_name (), ATLAS_APPLICATION_ID) == 0);
  gtk_window_destroy (window);
}

static void
changed_cb (GObject    *object,
            GParamSpec *pspec,
            guint      *n_changes)
{
  (*n_changes)++;
}

/* A toolbar view that gets another style when it is given its size has all that is in it styled again. */
static void
test_styled_once (void)
{
  const GType types[] = { ATLAS_TYPE_PLACES_PANE, ATLAS_TYPE_BANKS_PANE };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *pane = g_object_new (types[i], NULL);
      GtkWidget *view = atlas_test_find_type (pane, ADW_TYPE_TOOLBAR_VIEW);
      guint n_changes = 0;
      GtkWindow *window;

      g_assert_nonnull (view);
      g_signal_connect (view, "notify::css-classes", G_CALLBACK (changed_cb), &n_changes);
      window = atlas_test_window_new (pane);
      atlas_test_wait_until (gtk_widget_get_width (view) > 0);
      g_assert_cmpuint (n_changes, ==, 0);

      atlas_test_window_destroy (window);
    }
}

static gboolean
draws_letters (GtkWidget *logo)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GBytes) bytes = NULL;

  GTK_WIDGET_GET_CLASS (logo)->snapshot (logo, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  bytes = gsk_render_node_serialize (node);

  return g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "text {") != NULL;
}

static void
map_cb (GtkWidget *logo,
        gboolean  *had_letters)
{
  *had_letters = draws_letters (logo);
}

static void
test_letters (void)
{
  GtkWidget *logo = atlas_logo_new ();
  gboolean had_letters = TRUE;
  GtkWindow *window;

  atlas_logo_set_source (ATLAS_LOGO (logo), NULL, NULL, "Nordea Bank");
  g_signal_connect_after (logo, "map", G_CALLBACK (map_cb), &had_letters);
  window = atlas_test_window_new (logo);
  atlas_test_wait_until (gtk_widget_get_mapped (logo));
  g_assert_false (had_letters);
  atlas_test_wait_until (draws_letters (logo));

  atlas_test_window_destroy (window);
}

/* Nothing moves when it comes, and where there is none, nothing stands for it but its room. */
static void
test_flag (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
  GtkWidget *flag = g_object_new (ATLAS_TYPE_FLAG, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWindow *window;
  int width;

  gtk_css_provider_load_from_resource (style, "/io/github/bankatlas/BankAtlas/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_box_append (GTK_BOX (box), flag);
  window = atlas_test_window_new (box);
  atlas_test_wait_until (gtk_widget_get_width (flag) > 0);
  width = gtk_widget_get_width (flag);
  g_assert_null (gtk_widget_get_first_child (flag));

  atlas_flag_set_text (ATLAS_FLAG (flag), "🇸🇪");
  atlas_test_wait_until (gtk_widget_get_first_child (flag) != NULL && gtk_widget_get_width (gtk_widget_get_first_child (flag)) > 0);
  g_assert_cmpint (gtk_widget_get_width (flag), ==, width);

  atlas_test_window_destroy (window);
  gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style));
}

int
main (int   argc,
      char *argv[])
{
  if (argc > 1 && g_str_equal (argv[1], AT_START))
    return check_at_start ();

  atlas_test_widget_init (&argc, &argv);

  g_test_add_func ("/app/first-frame/toolkit-style", test_toolkit_style);
  g_test_add_data_func ("/app/first-frame/toolkit-style-at-start", argv[0], test_toolkit_style_at_start);
  g_test_add_func ("/app/first-frame/started-application", test_started_application);
  g_test_add_func ("/app/first-frame/styled-once", test_styled_once);
  g_test_add_func ("/app/first-frame/letters", test_letters);
  g_test_add_func ("/app/first-frame/flag", test_flag);

  return g_test_run ();
}
