/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-bank-row.h"
#include "atlas-banks-pane.h"
#include "atlas-test-await.h"
#include "atlas-test-place.h"
#include "atlas-test-widget.h"

/* What the list of banks says about what was typed. */

typedef struct
{
  AtlasTestPlace *place;
  AtlasCatalogue *catalogue;
  AtlasBanksPane *pane;
  GtkWindow      *window;
  GtkWidget      *search;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *view = adw_navigation_view_new ();
  g_autoptr (AtlasPlaceSet) places = atlas_place_set_new ();
  g_autoptr (GObject) changes = NULL;
  g_autoptr (GError) error = NULL;

  fixture->place = atlas_test_place_new ();
  fixture->catalogue = atlas_test_place_new_catalogue (fixture->place);
  changes = atlas_test_await_object (atlas_catalogue_refresh (fixture->catalogue, ATLAS_REFRESH_ALL, NULL), &error);
  g_assert_no_error (error);
  fixture->pane = g_object_new (ATLAS_TYPE_BANKS_PANE, "catalogue", fixture->catalogue, "places", places, NULL);
  adw_navigation_view_add (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (fixture->pane));
  fixture->window = atlas_test_window_new (view);
  fixture->search = atlas_test_find_type (fixture->pane, GTK_TYPE_SEARCH_ENTRY);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  atlas_test_window_destroy (fixture->window);
  g_clear_object (&fixture->catalogue);
  g_clear_pointer (&fixture->place, atlas_test_place_free);
}

static guint
count_banks (Fixture *fixture)
{
  return g_list_model_get_n_items (atlas_banks_pane_get_list (fixture->pane));
}

/* Until what was asked for has been laid out. */
static void
wait_for_frames (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->pane));
  const gint64 first = gdk_frame_clock_get_frame_counter (clock);

  gtk_widget_queue_resize (GTK_WIDGET (fixture->pane));
  gdk_frame_clock_begin_updating (clock);
  atlas_test_wait_until (gdk_frame_clock_get_frame_counter (clock) > first + 3);
  gdk_frame_clock_end_updating (clock);
}

static void
type_text (Fixture    *fixture,
           const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->search), text);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

/* The row whose name is @name. */
static GtkWidget *
find_row (GtkWidget  *widget,
          const char *name)
{
  if (ATLAS_IS_BANK_ROW (widget))
    {
      g_autoptr (AtlasAspspItem) item = NULL;

      g_object_get (widget, "item", &item, NULL);
      return item != NULL && g_str_equal (atlas_aspsp_item_get_name (item), name) ? widget : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The text of a row's label, with what is bold and underlined in brackets. */
static char *
dup_emphasized (GtkWidget  *row,
                const char *text)
{
  GtkWidget *label = find_label (row, text);
  PangoAttrList *attributes = label ? gtk_label_get_attributes (GTK_LABEL (label)) : NULL;
  GString *marked = g_string_new (NULL);
  PangoAttrIterator *iterator;

  g_assert_nonnull (label);
  if (attributes == NULL)
    return g_string_free (g_string_append (marked, text), FALSE);

  iterator = pango_attr_list_get_iterator (attributes);
  do
    {
      int start, end;
      gboolean bold, underlined;

      pango_attr_iterator_range (iterator, &start, &end);
      bold = pango_attr_iterator_get (iterator, PANGO_ATTR_WEIGHT) != NULL;
      underlined = pango_attr_iterator_get (iterator, PANGO_ATTR_UNDERLINE) != NULL;
      g_assert_true (bold == underlined);
      if (bold)
        g_string_append_c (marked, '[');
      g_string_append_len (marked, text + start, MIN ((gsize) end, strlen (text)) - start);
      if (bold)
        g_string_append_c (marked, ']');
    }
  while (pango_attr_iterator_next (iterator));
  pango_attr_iterator_destroy (iterator);

  return g_string_free (marked, FALSE);
}

static void
assert_emphasized (Fixture    *fixture,
                   const char *name,
                   const char *text,
                   const char *expected)
{
  GtkWidget *row = NULL;
  g_autofree char *marked = NULL;

  atlas_test_wait_until ((row = find_row (GTK_WIDGET (fixture->pane), name)) != NULL);
  marked = dup_emphasized (row, text);
  g_assert_cmpstr (marked, ==, expected);
}

static void
test_emphasis (Fixture       *fixture,
               gconstpointer  data)
{
  const char *name = "Midnattssols Sparbank";

  type_text (fixture, "spar");
  assert_emphasized (fixture, name, name, "Midnattssols [Spar]bank");
  assert_emphasized (fixture, name, "MIDNSESK · Kiruna", "MIDNSESK · Kiruna");

  /* The row stays, and says something else. */
  type_text (fixture, "midn");
  assert_emphasized (fixture, name, name, "[Midn]attssols Sparbank");
  assert_emphasized (fixture, name, "MIDNSESK · Kiruna", "[MIDN]SESK · Kiruna");
  type_text (fixture, "kiruna");
  assert_emphasized (fixture, name, name, name);
  assert_emphasized (fixture, name, "MIDNSESK · Kiruna", "MIDNSESK · [Kiruna]");

  type_text (fixture, "goldammer");
  assert_emphasized (fixture, "Goldammer & Söhne Privatbank", "Goldammer & Söhne Privatbank", "[Goldammer] & Söhne Privatbank");

  type_text (fixture, "midn");
  type_text (fixture, "");
  atlas_banks_pane_set_bic_fi (fixture->pane, "MIDNSESK");
  atlas_banks_pane_focus_list (fixture->pane);
  assert_emphasized (fixture, name, name, name);
}

static void
test_through (Fixture       *fixture,
              gconstpointer  data)
{
  const char *subtitle = "LINDSESG · affiliate: Norra Björkmyrens Sparbank";
  GtkWidget *row;

  type_text (fixture, "bjorkmyrens");
  assert_emphasized (fixture, "Lindsparbanken AB", subtitle, "LINDSESG · affiliate: Norra [Björkmyrens] Sparbank");
  row = find_row (GTK_WIDGET (fixture->pane), "Lindsparbanken AB");
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle));

  type_text (fixture, "lindspar");
  g_assert_false (atlas_test_shows (fixture->pane, subtitle));
  g_assert_true (atlas_test_shows (fixture->pane, "LINDSESG · Göteborg"));
}

static void
test_iban (Fixture       *fixture,
           gconstpointer  data)
{
  type_text (fixture, "SE45 5000 0000 0583 9825 7466");
  g_assert_true (atlas_test_shows (fixture->pane, "Recognized a valid IBAN (Sweden); its bank is SEB"));
  assert_emphasized (fixture, "Skandinaviska Enskilda Banken AB", "ESSESESS · Stockholm", "[ESSESESS] · Stockholm");

  type_text (fixture, "SE45 5000 0000 0583 9825 7467");
  g_assert_true (atlas_test_shows (fixture->pane, "This IBAN fails its check: a character is wrong, or two have changed places; its bank may be SEB"));
  g_assert_nonnull (find_row (GTK_WIDGET (fixture->pane), "Skandinaviska Enskilda Banken AB"));

  type_text (fixture, "seb");
  g_assert_false (atlas_test_shows (fixture->pane, "This IBAN fails its check: a character is wrong, or two have changed places"));
  g_assert_null (find_label (GTK_WIDGET (fixture->pane), "Recognized a valid IBAN (Sweden); its bank is SEB"));
}

/* The banks in the list, as the table writes them: of many how many there are, since languages sort differently. */
static char *
dup_listed (Fixture *fixture)
{
  GListModel *list = atlas_banks_pane_get_list (fixture->pane);
  const guint n = g_list_model_get_n_items (list);
  g_autoptr (GString) listed = g_string_new (n == 0 ? "-" : NULL);

  if (n > 3)
    return g_strdup_printf ("(%u)", n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AtlasAspspItem) item = g_list_model_get_item (list, i);

      g_string_append_printf (listed, "%s%s", i > 0 ? "," : "", atlas_aspsp_item_get_bic_fi (item));
    }

  return g_string_free (g_steal_pointer (&listed), FALSE);
}

/* What people paste: the same table that the command line is tested with. */
static void
test_pasted (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "pasted.tsv", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  GtkWidget *understood = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->pane), ATLAS_TYPE_BANKS_PANE, "understood"));

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", -1);
      g_auto (GStrv) typed = g_strsplit (columns[1], "\\n", -1);
      g_autofree char *text = g_strjoinv ("\n", typed);
      g_autofree char *listed = NULL;

      g_test_message ("%s", columns[1]);
      type_text (fixture, text);
      listed = dup_listed (fixture);
      g_assert_cmpstr (listed, ==, columns[2]);
      if (g_str_equal (columns[3], "-"))
        g_assert_false (gtk_widget_get_visible (understood));
      else
        g_assert_true (atlas_test_shows (fixture->pane, columns[3]));
    }
}

/* A page that somebody copied whole is an error only where no bank is in it. */
static void
test_pasted_page (Fixture       *fixture,
                  gconstpointer  data)
{
  const char *explained = "A web page came in place of an answer";

  type_text (fixture, "<html><title>Hotel</title><p>Please sign in</html>");
  atlas_test_wait_until (atlas_test_shows (fixture->pane, explained));
  g_assert_false (atlas_test_shows (fixture->pane, "Nothing to look up was found in the text"));
  type_text (fixture, "<html><title>Hotel</title><p>SE45 5000 0000 0583 9825 7466</html>");
  g_assert_cmpuint (count_banks (fixture), ==, 1);
  atlas_test_wait_until (!atlas_test_shows (fixture->pane, explained));
  type_text (fixture, "seb");
  g_assert_false (atlas_test_shows (fixture->pane, explained));
}

/* Banks of the country are an offer, and not the answer. */
static void
test_absent (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *button = NULL;

  type_text (fixture, "DE89 3704 0044 0532 0130 00");
  g_assert_cmpuint (count_banks (fixture), ==, 0);
  g_assert_true (atlas_test_shows (fixture->pane, "Recognized a valid IBAN (Germany); its bank is Commerzbank, which is not in this directory"));
  atlas_test_wait_until ((button = find_label (GTK_WIDGET (fixture->pane), "18 Banks in Germany")) != NULL);
  g_assert_null (find_label (GTK_WIDGET (fixture->pane), "It has never been seen in any directory on this computer."));

  button = gtk_widget_get_ancestor (button, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  atlas_test_wait_until (count_banks (fixture) == 18);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->search)), ==, "");
}

static void
test_similar (Fixture       *fixture,
              gconstpointer  data)
{
  type_text (fixture, "fjordaila");
  g_assert_true (atlas_test_shows (fixture->pane, "No exact match; showing what is similar"));
  g_assert_cmpuint (count_banks (fixture), ==, 4);
  assert_emphasized (fixture, "Fjordalia Bank", "Fjordalia Bank", "[Fjordalia] Bank");
}

/* A message comes whole out of the clipboard, whatever lines it has. */
static void
test_pasted_message (Fixture       *fixture,
                     gconstpointer  data)
{
  const char *message = "Hello,\n\nthe customer paid from Isarfalter Bank\r\nto SE45 5000 0000 0583 9825 7466.\n";
  GtkWidget *text = atlas_test_find_type (fixture->search, GTK_TYPE_TEXT);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->search), message);
  gtk_widget_grab_focus (fixture->search);
  g_assert_true (gtk_widget_activate_action (text, "clipboard.paste", NULL));
  atlas_test_wait_until (*gtk_editable_get_text (GTK_EDITABLE (fixture->search)) != '\0');

  g_assert_nonnull (strstr (gtk_editable_get_text (GTK_EDITABLE (fixture->search)), "Isarfalter"));
  g_assert_nonnull (strstr (gtk_editable_get_text (GTK_EDITABLE (fixture->search)), "7466"));
  atlas_test_wait_until (count_banks (fixture) == 2);
  g_assert_true (atlas_test_shows (fixture->pane, "Picked from the text: 1 IBAN, 1 bank by its name"));
  assert_emphasized (fixture, "Isarfalter Bank eG", "Isarfalter Bank eG", "[Isarfalter] [Bank] eG");
}

static gboolean
is_first (Fixture    *fixture,
          const char *text,
          const char *bic_fi)
{
  const AtlasQuery query = { .text = (char *) text };
  g_autoptr (AtlasAspspList) list = atlas_catalogue_list_aspsps (fixture->catalogue, &query);

  return atlas_aspsp_list_find (list, bic_fi, 0) == 0;
}

/* Four banks have this name: the one that was looked at comes first, and the starred one. */
static void
test_opened (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_false (is_first (fixture, "fjordalia", "FJDANOKK"));
  atlas_catalogue_note_opened (fixture->catalogue, "FJDADKKK");
  atlas_catalogue_note_opened (fixture->catalogue, "FJDANOKK");
  atlas_test_wait_until (is_first (fixture, "fjordalia", "FJDANOKK"));

  g_assert_false (is_first (fixture, "sparbank", "STNRSES2"));
  atlas_catalogue_set_starred (fixture->catalogue, "STNRSES2", TRUE);
  g_assert_true (is_first (fixture, "sparbank", "STNRSES2"));
}

/* Another text begins at its first result; the same one again, and a refresh, leave the list where it is. */
static void
test_place_in_list (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *list_view = atlas_test_find_type (fixture->pane, GTK_TYPE_LIST_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list_view));
  g_autoptr (GObject) changes = NULL;
  g_autoptr (GError) error = NULL;
  double value;
  int end = -1;

  type_text (fixture, "bank");
  atlas_test_wait_until (gtk_adjustment_get_upper (adjustment) > 4 * gtk_adjustment_get_page_size (adjustment));
  wait_for_frames (fixture);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
  wait_for_frames (fixture);
  value = gtk_adjustment_get_value (adjustment);
  changes = atlas_test_await_object (atlas_catalogue_refresh (fixture->catalogue, ATLAS_REFRESH_LISTS, NULL), &error);
  g_assert_no_error (error);
  wait_for_frames (fixture);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, value);
  gtk_editable_insert_text (GTK_EDITABLE (fixture->search), " ", -1, &end);
  wait_for_frames (fixture);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, value);

  type_text (fixture, "ba");
  atlas_test_wait_until (gtk_adjustment_get_value (adjustment) < 1);
}

/* The banks whose names are even numbers, as the platform would have them at first, or at the next refresh: some came and
 * some went at the top and at the end, and in the middle one has another name and another city. */
static AtlasSimulatorDirectory *
new_numbered_directory (Fixture  *fixture,
                        gboolean  next)
{
  g_autoptr (GString) json = g_string_new ("{\"countries\": [{\"isoCountryCode\": \"SE\", \"name\": \"Sweden\"}], \"cities\": [], \"aspsps\": [");
  g_autofree char *path = g_build_filename (fixture->place->path, "numbered.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  AtlasSimulatorDirectory *directory;
  g_autoptr (GError) error = NULL;
  guint n_banks = 0;

  for (guint i = 0; i < 300; i++)
    {
      const gboolean came = i == 3 || i == 11 || i == 13 || i == 41 || i == 249 || i == 251;
      const gboolean went = i == 20 || i == 256 || i == 258 || i == 290;

      if (next ? (i % 2 != 0 && !came) || went : i % 2 != 0)
        continue;
      g_string_append_printf (json, "%s{\"bicFi\": \"BK%c%cSE22\", \"name\": \"Number %03u%s\"}",
                              n_banks++ > 0 ? "," : "", 'A' + i / 26, 'A' + i % 26, i, next && i == 150 ? " Renamed" : "");
    }
  g_string_append (json, "]}");
  g_assert_true (g_file_set_contents (path, json->str, -1, &error));
  g_assert_no_error (error);
  directory = atlas_simulator_directory_load (file, &error);
  g_assert_no_error (error);

  return directory;
}

static void
refresh_with (Fixture  *fixture,
              gboolean  next)
{
  g_autoptr (AtlasSimulatorDirectory) directory = new_numbered_directory (fixture, next);
  g_autoptr (GObject) changes = NULL;
  g_autoptr (GError) error = NULL;

  atlas_simulator_set_directory (fixture->place->simulator, directory);
  changes = atlas_test_await_object (atlas_catalogue_refresh (fixture->catalogue, ATLAS_REFRESH_LISTS, NULL), &error);
  g_assert_no_error (error);
  wait_for_frames (fixture);
}

/* Where a row is on the screen. */
static float
get_row_y (Fixture    *fixture,
           const char *name)
{
  GtkWidget *row = NULL;
  graphene_point_t point;

  atlas_test_wait_until ((row = find_row (GTK_WIDGET (fixture->pane), name)) != NULL);
  g_assert_true (gtk_widget_compute_point (row, GTK_WIDGET (fixture->window), &GRAPHENE_POINT_INIT (0, 0), &point));

  return point.y;
}

static const char *
get_focused_bank (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->window);
  GtkWidget *row = focus ? gtk_widget_get_first_child (focus) : NULL;
  g_autoptr (AtlasAspspItem) item = NULL;

  if (!ATLAS_IS_BANK_ROW (row))
    return NULL;
  g_object_get (row, "item", &item, NULL);

  return atlas_aspsp_item_get_bic_fi (item);
}

/* @data: (nullable): the bank that is shown, and selected. */
static void
test_does_not_jump (Fixture       *fixture,
                    gconstpointer  data)
{
  const char *const in_sight[] = { "Number 148", "Number 150", "Number 152" };
  GtkWidget *list_view = atlas_test_find_type (fixture->pane, GTK_TYPE_LIST_VIEW);
  float before[G_N_ELEMENTS (in_sight)];

  refresh_with (fixture, FALSE);
  g_assert_cmpuint (count_banks (fixture), ==, 150);
  atlas_banks_pane_set_bic_fi (fixture->pane, data);
  atlas_test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list_view)))) == 150);
  gtk_list_view_scroll_to (GTK_LIST_VIEW (list_view), 75, GTK_LIST_SCROLL_FOCUS, NULL);
  gtk_widget_grab_focus (list_view);
  wait_for_frames (fixture);
  g_assert_cmpstr (get_focused_bank (fixture), ==, "BKFUSE22");
  for (guint i = 0; i < G_N_ELEMENTS (in_sight); i++)
    before[i] = get_row_y (fixture, in_sight[i]);

  refresh_with (fixture, TRUE);
  g_assert_cmpuint (count_banks (fixture), ==, 152);
  g_assert_cmpfloat (get_row_y (fixture, "Number 148"), ==, before[0]);
  g_assert_cmpfloat (get_row_y (fixture, "Number 150 Renamed"), ==, before[1]);
  g_assert_cmpfloat (get_row_y (fixture, "Number 152"), ==, before[2]);
  g_assert_cmpstr (get_focused_bank (fixture), ==, "BKFUSE22");
  g_assert_cmpstr (atlas_banks_pane_get_bic_fi (fixture->pane), ==, data);
}

/* A branch that is not listed is looked for by its head office, and that is said. */
static void
test_branch (Fixture       *fixture,
             gconstpointer  data)
{
  const char *note = "LINDSESGGOT is a branch; this is its head office";

  atlas_banks_pane_set_search (fixture->pane, "bic:LINDSESGGOT");
  g_assert_cmpuint (count_banks (fixture), ==, 1);
  g_assert_nonnull (find_row (GTK_WIDGET (fixture->pane), "Lindsparbanken AB"));
  g_assert_true (atlas_test_shows (fixture->pane, note));

  atlas_banks_pane_set_search (fixture->pane, "bic:LINDSESGXXX");
  g_assert_cmpuint (count_banks (fixture), ==, 1);
  g_assert_false (atlas_test_shows (fixture->pane, note));
}

int
main (int   argc,
      char *argv[])
{
  atlas_test_widget_init (&argc, &argv);

#define ADD(path, test) g_test_add ("/app/results/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("emphasis", test_emphasis);
  ADD ("through", test_through);
  ADD ("iban", test_iban);
  ADD ("pasted", test_pasted);
  ADD ("absent", test_absent);
  ADD ("similar", test_similar);
  ADD ("pasted-message", test_pasted_message);
  ADD ("pasted-page", test_pasted_page);
  ADD ("opened", test_opened);
  ADD ("branch", test_branch);
  ADD ("place-in-list", test_place_in_list);
  ADD ("does-not-jump", test_does_not_jump);
  g_test_add ("/app/results/does-not-jump/selected-in-sight", Fixture, "BKFYSE22", set_up, test_does_not_jump, tear_down);
  g_test_add ("/app/results/does-not-jump/selected-elsewhere", Fixture, "BKAESE22", set_up, test_does_not_jump, tear_down);
  g_test_add ("/app/results/does-not-jump/selected-that-goes", Fixture, "BKAUSE22", set_up, test_does_not_jump, tear_down);

  return g_test_run ();
}
