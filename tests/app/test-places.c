/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-place-private.h"
#include "atlas-place-selection.h"
#include "atlas-view-state.h"

typedef struct
{
  GListStore          *store;
  AtlasPlaceSet       *places;
  AtlasPlaceSelection *selection;
  guint                n_changes;
} Fixture;

enum
{
  ALL,
  STARRED,
  HEADING,
  SWEDEN,
  FINLAND,
  HELSINKI,
};

static void
count_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
append_place (GListStore     *store,
              AtlasPlaceKind  kind,
              const char     *id)
{
  g_autoptr (AtlasPlace) place = atlas_place_new (kind, id, id ? id : "fixed", NULL);

  g_list_store_append (store, place);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GtkStringObject) heading = gtk_string_object_new ("Countries");

  fixture->store = g_list_store_new (G_TYPE_OBJECT);
  append_place (fixture->store, ATLAS_PLACE_ALL, NULL);
  append_place (fixture->store, ATLAS_PLACE_STARRED, NULL);
  g_list_store_append (fixture->store, heading);
  append_place (fixture->store, ATLAS_PLACE_COUNTRY, "SE");
  append_place (fixture->store, ATLAS_PLACE_COUNTRY, "FI");
  append_place (fixture->store, ATLAS_PLACE_CITY, "helsinki-id");

  fixture->places = atlas_place_set_new ();
  fixture->selection = atlas_place_selection_new (G_LIST_MODEL (fixture->store), fixture->places);
  g_signal_connect_swapped (fixture->selection, "selection-changed", G_CALLBACK (count_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->selection);
  g_assert_finalize_object (fixture->places);
  g_assert_finalize_object (fixture->store);
}

static void
assert_selected (Fixture    *fixture,
                 const char *expected)
{
  g_autoptr (GString) selected = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->selection)); i++)
    g_string_append_c (selected, gtk_selection_model_is_selected (GTK_SELECTION_MODEL (fixture->selection), i) ? 'x' : '.');

  g_assert_cmpstr (selected->str, ==, expected);
}

static void
choose (Fixture *fixture,
        guint    position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->selection), position, TRUE);
}

static void
add (Fixture *fixture,
     guint    position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->selection), position, FALSE);
}

static void
test_choose (Fixture       *fixture,
             gconstpointer  data)
{
  assert_selected (fixture, "x.....");
  choose (fixture, SWEDEN);
  assert_selected (fixture, "...x..");
  choose (fixture, HELSINKI);
  assert_selected (fixture, ".....x");
  choose (fixture, STARRED);
  assert_selected (fixture, ".x....");
  choose (fixture, ALL);
  assert_selected (fixture, "x.....");
  g_assert_cmpuint (fixture->n_changes, ==, 4);
}

static void
test_union (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (AtlasQuery) query = atlas_query_new ();

  add (fixture, SWEDEN);
  add (fixture, HELSINKI);
  add (fixture, SWEDEN);
  assert_selected (fixture, "...x.x");

  atlas_place_set_fill_query (fixture->places, query);
  g_assert_cmpuint (g_strv_length (query->country_codes), ==, 1);
  g_assert_cmpstr (query->country_codes[0], ==, "SE");
  g_assert_cmpuint (g_strv_length (query->city_ids), ==, 1);
  g_assert_cmpstr (query->city_ids[0], ==, "helsinki-id");
  g_assert_false (query->starred_only);

  gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (fixture->selection), SWEDEN);
  gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (fixture->selection), HELSINKI);
  assert_selected (fixture, "x.....");
}

static void
test_starred_stands_alone (Fixture       *fixture,
                           gconstpointer  data)
{
  add (fixture, SWEDEN);
  add (fixture, STARRED);
  assert_selected (fixture, ".x....");
  add (fixture, FINLAND);
  assert_selected (fixture, "....x.");
  add (fixture, ALL);
  assert_selected (fixture, "x.....");
}

static void
test_heading (Fixture       *fixture,
              gconstpointer  data)
{
  choose (fixture, SWEDEN);
  choose (fixture, HEADING);
  add (fixture, HEADING);
  assert_selected (fixture, "...x..");
}

static void
test_range (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GtkBitset) range = gtk_bitset_new_range (HEADING, 3);
  g_autoptr (GtkBitset) all = gtk_bitset_new_range (0, 6);

  choose (fixture, HELSINKI);
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (fixture->selection), range, all);
  assert_selected (fixture, "...xx.");
}

static void
test_hidden_place_stays_chosen (Fixture       *fixture,
                                gconstpointer  data)
{
  choose (fixture, HELSINKI);
  g_list_store_remove (fixture->store, HELSINKI);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->places)), ==, 1);
  assert_selected (fixture, ".....");

  /* Another object for the same place. */
  append_place (fixture->store, ATLAS_PLACE_CITY, "helsinki-id");
  assert_selected (fixture, ".....x");
}

static void
test_state_names (Fixture       *fixture,
                  gconstpointer  data)
{
  const char *names[] = { "", "starred", NULL, "country:SE", "country:FI", "city:helsinki-id" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (AtlasPlace) place = atlas_place_selection_dup_place (fixture->selection, i);
      g_autofree char *name = place ? atlas_view_state_dup_place (place) : NULL;
      AtlasPlaceKind kind;
      const char *id;

      g_assert_cmpstr (name, ==, names[i]);
      if (place == NULL || i == ALL)
        continue;
      g_assert_true (atlas_view_state_parse_place (name, &kind, &id));
      g_assert_cmpint (kind, ==, atlas_place_get_kind (place));
      g_assert_cmpstr (id, ==, atlas_place_get_id (place));
    }
}

static void
add_test (const char *path,
          void (*function) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, function, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/app/places/choose", test_choose);
  add_test ("/app/places/union", test_union);
  add_test ("/app/places/starred-stands-alone", test_starred_stands_alone);
  add_test ("/app/places/heading", test_heading);
  add_test ("/app/places/range", test_range);
  add_test ("/app/places/hidden-place-stays-chosen", test_hidden_place_stays_chosen);
  add_test ("/app/places/state-names", test_state_names);

  return g_test_run ();
}
