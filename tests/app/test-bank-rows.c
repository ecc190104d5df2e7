/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-affiliates-group.h"
#include "atlas-aspsp-source.h"
#include "atlas-bank-format.h"
#include "atlas-bank-header.h"
#include "atlas-bank-row.h"
#include "atlas-contact-group.h"
#include "atlas-details-placeholder.h"
#include "atlas-details-view.h"
#include "atlas-flag.h"
#include "atlas-json-reader.h"
#include "atlas-limits-group.h"
#include "atlas-logo.h"
#include "atlas-method-row.h"
#include "atlas-methods-group.h"
#include "atlas-next-step-dialog.h"
#include "atlas-notes-group.h"
#include "atlas-product-row.h"
#include "atlas-products-group.h"
#include "atlas-raw-answer-dialog.h"
#include "atlas-test-widget.h"
#include "atlas-trouble-bar.h"
#include "atlas-value-row.h"

#define ODD_BANK \
  "{\"bicFi\": \"ESSESESS\", \"name\": \"Odd & <b>Bold</b>\", \"phone\": null, \"city\": 12," \
  " \"websiteUrl\": \"javascript:alert(1)\", \"globalPaymentProducts\": [\"domestic\", \"lightning-<i>transfers\"]," \
  " \"paymentProducts\": [], \"supportedAuthorizationMethods\": [{\"name\": \"Decoupled\", \"uri\": \"\"}," \
  " {\"name\": \"OAuth2\", \"uri\": \"https://auth.example/.well-known/openid-configuration\"}]," \
  " \"paymentInitiation\": {\"signingBasketsSupported\": false}}"

static AtlasAspspDetails *
read_details (const char *json)
{
  g_autoptr (GError) error = NULL;
  AtlasAspspFields *fields = atlas_json_read_aspsp_fields (json, -1, &error);

  g_assert_no_error (error);

  return atlas_aspsp_details_new (fields, json, "6ff9e7ee-2ac2-42d3-a188-c7314d434b9c", 1795365000);
}

static AtlasAspspDetails *
read_affiliates (guint n_affiliates)
{
  g_autoptr (GString) json = g_string_new ("{\"bicFi\": \"SWEDSESS\", \"affiliatedAspsps\": [");

  for (guint i = 0; i < n_affiliates; i++)
    g_string_append_printf (json, "%s{\"id\": \"0%u\", \"name\": \"Sparbank %u\"}", i > 0 ? "," : "", 8000 + i, i);
  g_string_append (json, "]}");

  return read_details (json->str);
}

static void
test_new_destroy (void)
{
  const GType types[] = {
    ATLAS_TYPE_VALUE_ROW, ATLAS_TYPE_PRODUCT_ROW, ATLAS_TYPE_METHOD_ROW, ATLAS_TYPE_CONTACT_GROUP,
    ATLAS_TYPE_PRODUCTS_GROUP, ATLAS_TYPE_METHODS_GROUP, ATLAS_TYPE_AFFILIATES_GROUP, ATLAS_TYPE_LIMITS_GROUP,
    ATLAS_TYPE_NOTES_GROUP, ATLAS_TYPE_DETAILS_VIEW, ATLAS_TYPE_DETAILS_PLACEHOLDER, ATLAS_TYPE_BANK_HEADER,
    ATLAS_TYPE_TROUBLE_BAR, ATLAS_TYPE_NEXT_STEP_DIALOG, ATLAS_TYPE_RAW_ANSWER_DIALOG,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

      g_assert_finalize_object (widget);
    }
}

static void
test_view_is_freed (void)
{
  g_autoptr (AtlasAspspDetails) details = read_details (ODD_BANK);
  GtkWidget *view = g_object_ref_sink (g_object_new (ATLAS_TYPE_DETAILS_VIEW, NULL));

  atlas_details_view_set_details (ATLAS_DETAILS_VIEW (view), details);
  atlas_details_view_set_details (ATLAS_DETAILS_VIEW (view), NULL);
  atlas_details_view_set_details (ATLAS_DETAILS_VIEW (view), details);
  g_assert_finalize_object (view);
}

static void
test_value_row (void)
{
  GtkWidget *row = g_object_new (ATLAS_TYPE_VALUE_ROW, "title", "Phone", "copy-label", "Copy Phone Number", "open-label", "Call", NULL);
  GtkWindow *window = atlas_test_window_new (row);
  g_autofree char *copied = NULL;

  g_assert_false (gtk_widget_get_visible (row));
  g_object_set (row, "says-missing", TRUE, NULL);
  g_assert_true (gtk_widget_get_visible (row));
  g_assert_true (atlas_test_shows (row, "Not stated"));
  g_assert_null (atlas_test_find_button (row, "Copy Phone Number"));

  atlas_value_row_set_value (ATLAS_VALUE_ROW (row), "<i>1</i>", "1", "tel:1");
  g_assert_true (atlas_test_shows (row, "<i>1</i>"));
  g_assert_nonnull (atlas_test_find_button (row, "Call"));
  atlas_test_click (row, "Copy Phone Number");
  copied = atlas_test_dup_clipboard (row);
  g_assert_cmpstr (copied, ==, "1");

  atlas_test_window_destroy (window);
}

static void
test_odd_bank (void)
{
  g_autoptr (AtlasAspspDetails) details = read_details (ODD_BANK);
  GtkWidget *view = g_object_new (ATLAS_TYPE_DETAILS_VIEW, "details", details, NULL);
  GtkWindow *window = atlas_test_window_new (view);
  GtkWidget *website = atlas_test_find_row (view, "Website");

  g_assert_true (atlas_test_shows (atlas_test_find_row (view, "Phone"), "Not stated"));
  g_assert_true (atlas_test_shows (website, "javascript:alert(1)"));
  g_assert_null (atlas_test_find_button (website, "Open Website"));
  g_assert_true (atlas_test_shows (atlas_test_find_row (view, "lightning-<i>transfers"), "Unknown"));
  g_assert_true (atlas_test_shows (atlas_test_find_row (view, "None"), "None"));
  g_assert_true (atlas_test_shows (view, "Sign-in happens in the bank’s app"));
  g_assert_nonnull (atlas_test_find_button (view, "Open the Configuration of OAuth2"));
  g_assert_null (atlas_test_find_button (view, "Open the Configuration of Decoupled"));
  g_assert_true (atlas_test_shows (atlas_test_find_row (view, "Signing baskets"), "No"));
  g_assert_true (atlas_test_shows (atlas_test_find_row (view, "Transaction history"), "Not stated"));
  g_assert_false (atlas_test_shows (view, "Affiliated Banks"));
  g_assert_nonnull (atlas_test_find_type (view, ATLAS_TYPE_NOTES_GROUP));
  g_assert_cmpuint (atlas_test_count_nameless (view), ==, 0);

  atlas_test_window_destroy (window);
}

static void
test_affiliates (void)
{
  g_autoptr (AtlasAspspDetails) many = read_affiliates (300);
  g_autoptr (AtlasAspspDetails) few = read_affiliates (2);
  GtkWidget *group = g_object_new (ATLAS_TYPE_AFFILIATES_GROUP, "details", many, NULL);
  GtkWindow *window = atlas_test_window_new (group);
  GtkWidget *search = atlas_test_find_type (group, GTK_TYPE_SEARCH_ENTRY);
  g_autofree char *copied = NULL;

  g_assert_null (atlas_test_find_row (group, "Sparbank 77"));
  gtk_editable_set_text (GTK_EDITABLE (search), "BANK 77");
  atlas_test_wait_until (atlas_test_find_row (group, "Sparbank 77") != NULL);
  atlas_test_click (group, "Copy ID of Sparbank 77");
  copied = atlas_test_dup_clipboard (group);
  g_assert_cmpstr (copied, ==, "08077");

  gtk_editable_set_text (GTK_EDITABLE (search), "no such bank");
  atlas_test_wait_until (atlas_test_shows (group, "No affiliated bank matches"));
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  atlas_test_wait_until (atlas_test_find_row (group, "Show All 300 Affiliated Banks") != NULL);
  atlas_test_click (group, "Show All 300 Affiliated Banks");
  g_assert_nonnull (atlas_test_find_row (group, "Sparbank 199"));
  g_assert_true (atlas_test_shows (group, "100 more are in the raw answer"));

  g_object_set (group, "details", few, NULL);
  g_assert_false (gtk_widget_get_visible (search));
  g_assert_nonnull (atlas_test_find_row (group, "Sparbank 1"));
  g_assert_null (atlas_test_find_row (group, "Sparbank 2"));

  atlas_test_window_destroy (window);
}

static void
present (AdwDialog *dialog,
         GtkWindow *window)
{
  adw_dialog_present (dialog, GTK_WIDGET (window));
  atlas_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (dialog)) && atlas_test_shows (dialog, adw_dialog_get_title (dialog)));
}

static void
test_raw_answer (void)
{
  g_autoptr (AtlasAspspDetails) details = read_details (ODD_BANK);
  GtkWindow *window = atlas_test_window_new (gtk_label_new ("window"));
  AdwDialog *dialog = atlas_raw_answer_dialog_new (details);
  AdwToggleGroup *layout;
  g_autofree char *copied = NULL;

  present (dialog, window);
  layout = ADW_TOGGLE_GROUP (atlas_test_find_type (dialog, ADW_TYPE_TOGGLE_GROUP));
  g_assert_true (atlas_test_shows (dialog, "6ff9e7ee-2ac2-42d3-a188-c7314d434b9c"));
  g_assert_true (atlas_test_shows (dialog, "\n  \"phone\": null,\n"));
  adw_toggle_group_set_active_name (layout, "received");
  g_assert_true (atlas_test_shows (dialog, ODD_BANK));
  atlas_test_click (dialog, "Copy");
  copied = atlas_test_dup_clipboard (window);
  g_assert_cmpstr (copied, ==, ODD_BANK);
  g_assert_cmpuint (atlas_test_count_nameless (dialog), ==, 0);

  adw_dialog_force_close (dialog);
  atlas_test_window_destroy (window);
}

static void
test_next_step (void)
{
  g_autoptr (AtlasAspspDetails) details = read_details (ODD_BANK);
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("Test", ATLAS_ENVIRONMENT_SANDBOX);
  const AtlasNextChoice expected_choice = { ATLAS_NEXT_PAYMENT, "lightning-<i>transfers", "OAuth2", NULL };
  g_autofree char *expected = atlas_next_step_format (details, profile, &expected_choice, ATLAS_NEXT_FORMAT_HTTP);
  GtkWindow *window = atlas_test_window_new (gtk_label_new ("window"));
  AdwDialog *dialog = atlas_next_step_dialog_new (details, profile);
  g_autofree char *copied = NULL;

  present (dialog, window);
  g_assert_null (atlas_test_find_row (dialog, "Payment product"));
  g_assert_null (atlas_test_find_row (dialog, "Affiliated bank"));
  g_assert_true (atlas_test_shows (dialog, "accountinformation private"));

  atlas_next_step_dialog_choose (ATLAS_NEXT_STEP_DIALOG (dialog), ATLAS_NEXT_PAYMENT, ATLAS_NEXT_FORMAT_HTTP);
  adw_combo_row_set_selected (ADW_COMBO_ROW (atlas_test_find_row (dialog, "Payment product")), 1);
  adw_combo_row_set_selected (ADW_COMBO_ROW (atlas_test_find_row (dialog, "Sign-in methods")), 1);
  g_assert_true (atlas_test_shows (dialog, expected));
  g_assert_true (atlas_test_shows (dialog, "paymentinitiation private"));
  atlas_test_click (dialog, "Copy");
  copied = atlas_test_dup_clipboard (window);
  g_assert_cmpstr (copied, ==, expected);
  g_assert_cmpuint (atlas_test_count_nameless (dialog), ==, 0);

  adw_dialog_force_close (dialog);
  atlas_test_window_destroy (window);
}

static void
test_next_step_affiliate (void)
{
  g_autoptr (AtlasAspspDetails) details = read_affiliates (3);
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("Test", ATLAS_ENVIRONMENT_SANDBOX);
  AdwDialog *dialog = atlas_next_step_dialog_new (details, profile);
  GtkWindow *window = atlas_test_window_new (gtk_label_new ("window"));
  g_autofree char *text = NULL;

  present (dialog, window);
  adw_combo_row_set_selected (ADW_COMBO_ROW (atlas_test_find_row (dialog, "Affiliated bank")), 2);
  text = atlas_next_step_dialog_dup_text (ATLAS_NEXT_STEP_DIALOG (dialog));
  g_assert_nonnull (strstr (text, "X-AffiliatedASPSP-ID: 08001"));

  adw_dialog_force_close (dialog);
  atlas_test_window_destroy (window);
}

static void
test_text (void)
{
  g_autoptr (AtlasAspspDetails) details = read_details (ODD_BANK);
  g_autofree char *text = atlas_bank_format_text (details);

  g_assert_cmpstr (text, ==,
                   "Name: Odd & <b>Bold</b>\n"
                   "BIC: ESSESESS\n"
                   "Website: javascript:alert(1)\n"
                   "Global payment products: domestic, lightning-<i>transfers\n"
                   "Sign-in methods: Decoupled, OAuth2\n"
                   "Signing baskets: No\n");
}

static GtkWidget *
new_list_row_since (const char *city,
                    gint64      first_seen,
                    gint64      new_since)
{
  g_autoptr (AtlasAspspTableBuilder) builder = atlas_aspsp_table_builder_new (1);
  g_autoptr (AtlasAspspSource) source = atlas_aspsp_source_new ();
  g_autoptr (AtlasAspspTable) table = NULL;
  g_autoptr (AtlasAspspItem) item = NULL;

  atlas_aspsp_table_builder_begin_row (builder, "ESSESESS", "SEB", NULL, city, first_seen);
  table = atlas_aspsp_table_builder_finish (g_steal_pointer (&builder));
  atlas_aspsp_source_set_new_since (source, new_since);
  item = atlas_aspsp_source_dup_item_at (source, table, 0);

  return g_object_new (ATLAS_TYPE_BANK_ROW, "item", item, NULL);
}

static GtkWidget *
new_list_row (const char *city)
{
  return new_list_row_since (city, 0, 0);
}

static void
find_subtitle (GtkWidget  *widget,
                GtkLabel  **subtitle)
{
  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), "ESSESESS"))
    *subtitle = GTK_LABEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    find_subtitle (child, subtitle);
}

/* A label draws all lines of its text, though it was given room for one. */
static void
test_list_row_keeps_to_itself (void)
{
  g_autofree char *city = g_strnfill (2000, 'W');
  g_autofree char *words = g_strjoinv (" ", (char *[]) { city, city, city, city, NULL });
  const char *const cities[] = { "Stockholm", city, words, "Stockholm\nSolna\nKista\nTäby" };

  for (guint i = 0; i < G_N_ELEMENTS (cities); i++)
    {
      GtkWidget *row = new_list_row (cities[i]);
      GtkWindow *window = atlas_test_window_new (row);
      GtkLabel *subtitle = NULL;
      int height;

      find_subtitle (row, &subtitle);
      g_assert_nonnull (subtitle);
      atlas_test_wait_until (gtk_widget_get_width (GTK_WIDGET (subtitle)) > 0);
      pango_layout_get_pixel_size (gtk_label_get_layout (subtitle), NULL, &height);
      g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (subtitle)), ==, 1);
      g_assert_cmpint (height, <=, gtk_widget_get_height (GTK_WIDGET (subtitle)));

      atlas_test_window_destroy (window);
    }
}

static int
get_start (GtkWidget *row,
           GtkWidget *part)
{
  graphene_rect_t area;

  g_assert_true (gtk_widget_compute_bounds (part, row, &area));
  if (gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL)
    return gtk_widget_get_width (row) - (int) (area.origin.x + area.size.width);

  return (int) area.origin.x;
}

static int
get_end (GtkWidget *row,
         GtkWidget *part)
{
  return get_start (row, part) + gtk_widget_get_width (part);
}

/* In either direction of reading: the logo, the name above the subtitle, the star at the end; nothing over another. */
static void
test_list_row_places (void)
{
  const GtkTextDirection directions[] = { GTK_TEXT_DIR_LTR, GTK_TEXT_DIR_RTL };

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      GtkWidget *row = new_list_row ("Stockholm");
      GtkWidget *logo = atlas_test_find_type (row, ATLAS_TYPE_LOGO);
      GtkWidget *flag = atlas_test_find_type (row, ATLAS_TYPE_FLAG);
      GtkWidget *star = atlas_test_find_type (row, GTK_TYPE_TOGGLE_BUTTON);
      GtkWidget *name = gtk_widget_get_next_sibling (logo);
      GtkLabel *subtitle = NULL;
      GtkWindow *window;
      graphene_rect_t name_area, subtitle_area;

      gtk_widget_set_direction (row, directions[i]);
      find_subtitle (row, &subtitle);
      window = atlas_test_window_new (row);
      atlas_test_wait_until (gtk_widget_get_width (star) > 0);

      g_assert_cmpint (get_start (row, logo), ==, 0);
      g_assert_cmpint (get_end (row, star), ==, gtk_widget_get_width (row));
      g_assert_cmpint (get_start (row, name), >, get_end (row, logo));
      g_assert_cmpint (get_start (row, flag), ==, get_start (row, name));
      g_assert_cmpint (get_start (row, GTK_WIDGET (subtitle)), >=, get_end (row, flag));
      g_assert_cmpint (get_end (row, GTK_WIDGET (subtitle)), <, get_start (row, star));
      g_assert_true (gtk_widget_compute_bounds (name, row, &name_area));
      g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (subtitle), row, &subtitle_area));
      g_assert_cmpfloat (name_area.origin.y + name_area.size.height, <=, subtitle_area.origin.y);

      atlas_test_window_destroy (window);
    }
}

/* The mark of a new bank follows its name; a bank that is not new has none. */
static void
test_list_row_badge (void)
{
  GtkWidget *row = new_list_row_since ("Stockholm", 200, 100);
  GtkWidget *name = gtk_widget_get_next_sibling (atlas_test_find_type (row, ATLAS_TYPE_LOGO));
  GtkWidget *badge = gtk_widget_get_next_sibling (name);
  GtkWidget *old_row = g_object_ref_sink (new_list_row_since ("Stockholm", 100, 200));
  GtkWindow *window = atlas_test_window_new (row);

  g_assert_true (GTK_IS_LABEL (badge));
  g_assert_true (gtk_widget_has_css_class (badge, "new-badge"));
  atlas_test_wait_until (gtk_widget_get_width (badge) > 0);
  g_assert_cmpint (get_start (row, badge), >, get_end (row, name));
  g_assert_cmpint (get_end (row, badge), <, get_start (row, atlas_test_find_type (row, GTK_TYPE_TOGGLE_BUTTON)));

  name = gtk_widget_get_next_sibling (atlas_test_find_type (old_row, ATLAS_TYPE_LOGO));
  g_assert_true (ATLAS_IS_FLAG (gtk_widget_get_next_sibling (name)));
  g_object_unref (old_row);
  atlas_test_window_destroy (window);
}

int
main (int   argc,
      char *argv[])
{
  atlas_test_widget_init (&argc, &argv);

  g_test_add_func ("/app/bank-rows/new-destroy", test_new_destroy);
  g_test_add_func ("/app/bank-rows/view-is-freed", test_view_is_freed);
  g_test_add_func ("/app/bank-rows/value-row", test_value_row);
  g_test_add_func ("/app/bank-rows/odd-bank", test_odd_bank);
  g_test_add_func ("/app/bank-rows/affiliates", test_affiliates);
  g_test_add_func ("/app/bank-rows/raw-answer", test_raw_answer);
  g_test_add_func ("/app/bank-rows/next-step", test_next_step);
  g_test_add_func ("/app/bank-rows/next-step-affiliate", test_next_step_affiliate);
  g_test_add_func ("/app/bank-rows/text", test_text);
  g_test_add_func ("/app/bank-rows/list-row-keeps-to-itself", test_list_row_keeps_to_itself);
  g_test_add_func ("/app/bank-rows/list-row-places", test_list_row_places);
  g_test_add_func ("/app/bank-rows/list-row-badge", test_list_row_badge);

  return g_test_run ();
}
