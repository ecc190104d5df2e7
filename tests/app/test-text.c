/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-absence.h"
#include "atlas-banks-text.h"
#include "atlas-monogram.h"
#include "atlas-profile-label.h"
#include "atlas-status-footer.h"

static void
test_initials (void)
{
  const struct
  {
    const char *name;
    const char *initials;
  } samples[] = {
    { "Handelsbanken", "H" },
    { "Nordea Bank AB", "NB" },
    { "  (ålandsbanken) abp", "ÅA" },
    { "& Co", "C" },
    { "三井住友 銀行", "三銀" },
    { "---", "" },
    { "", "" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *initials = atlas_monogram_dup_initials (samples[i].name);

      g_assert_cmpstr (initials, ==, samples[i].initials);
    }
}

static void
test_colour (void)
{
  GdkRGBA one, other;

  atlas_monogram_get_colour ("Handelsbanken", &one);
  atlas_monogram_get_colour ("Handelsbanken", &other);
  g_assert_true (gdk_rgba_equal (&one, &other));
  g_assert_cmpfloat (one.alpha, ==, 1);

  atlas_monogram_get_colour (NULL, &one);
  g_assert_cmpfloat (one.alpha, ==, 1);
}

static void
test_state (void)
{
  g_assert_cmpint (atlas_banks_state (FALSE, FALSE, FALSE, 0, 0), ==, ATLAS_BANKS_LOADING);
  g_assert_cmpint (atlas_banks_state (TRUE, TRUE, FALSE, 0, 0), ==, ATLAS_BANKS_LOADING);
  g_assert_cmpint (atlas_banks_state (TRUE, FALSE, TRUE, 0, 0), ==, ATLAS_BANKS_FAILED);
  g_assert_cmpint (atlas_banks_state (TRUE, TRUE, TRUE, 0, 0), ==, ATLAS_BANKS_LOADING);
  g_assert_cmpint (atlas_banks_state (TRUE, FALSE, FALSE, 0, 0), ==, ATLAS_BANKS_EMPTY);
  g_assert_cmpint (atlas_banks_state (TRUE, FALSE, FALSE, 9, 0), ==, ATLAS_BANKS_NOTHING);
  /* An error never takes away what is shown. */
  g_assert_cmpint (atlas_banks_state (TRUE, FALSE, TRUE, 9, 4), ==, ATLAS_BANKS_LISTED);
  g_assert_cmpint (atlas_banks_state (TRUE, TRUE, TRUE, 9, 4), ==, ATLAS_BANKS_LISTED);
}

static void
assert_nothing (const char         *text,
                const char * const *places,
                gboolean            starred_only,
                gboolean            with_filter,
                const char         *expected)
{
  g_autoptr (AtlasQuery) query = atlas_query_new ();
  g_autofree char *sentence = NULL;

  query->text = g_strdup (text);
  query->starred_only = starred_only;
  if (with_filter)
    query->products = g_strdupv ((char *[]) { (char *) "domestic", NULL });
  sentence = atlas_banks_dup_nothing (query, places);

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_nothing (void)
{
  const char *const nowhere[] = { NULL };
  const char *const sweden[] = { "Sweden", NULL };
  const char *const both[] = { "Sweden", "Helsinki", NULL };

  assert_nothing ("spar", NULL, FALSE, FALSE, "No bank matches “spar”.");
  assert_nothing ("spar", nowhere, FALSE, TRUE, "No bank matches “spar”.");
  assert_nothing ("spar", sweden, FALSE, FALSE, "No bank matches “spar” in Sweden.");
  assert_nothing ("spar", both, FALSE, FALSE, "No bank matches “spar” in Sweden or Helsinki.");
  assert_nothing ("spar", nowhere, TRUE, FALSE, "No starred bank matches “spar”.");
  assert_nothing ("a\nb\t%s", NULL, FALSE, FALSE, "No bank matches “a b %s”.");
  assert_nothing (NULL, sweden, FALSE, FALSE, "The platform lists no bank in Sweden.");
  assert_nothing (NULL, sweden, FALSE, TRUE, "No bank in Sweden matches the filters.");
  assert_nothing (NULL, nowhere, FALSE, TRUE, "No bank matches the filters.");
  assert_nothing (NULL, nowhere, TRUE, TRUE, "No starred bank matches the filters.");
}

static void
test_alternatives (void)
{
  const AtlasAlternative affiliate = { .kind = ATLAS_ALTERNATIVE_AFFILIATE, .n_banks = 1, .name = (char *) "Swedbank" };
  const AtlasAlternative elsewhere = { .kind = ATLAS_ALTERNATIVE_ELSEWHERE, .n_banks = 2 };
  g_autofree char *first = atlas_alternative_dup_label (&affiliate);
  g_autofree char *second = atlas_alternative_dup_label (&elsewhere);

  g_assert_cmpstr (first, ==, "1 Affiliate of Swedbank");
  g_assert_cmpstr (second, ==, "2 in Other Places");
  for (int kind = ATLAS_ALTERNATIVE_ELSEWHERE; kind <= ATLAS_ALTERNATIVE_SIMILAR; kind++)
    {
      AtlasQuery query = { .text = (char *) "other" };
      const AtlasAlternative alternative = { .kind = kind, .n_banks = 7, .query = &query };
      g_autofree char *label = atlas_alternative_dup_label (&alternative);

      g_assert_nonnull (strchr (label, '7'));
    }
}

static void
assert_seen (const char *text,
             gboolean    may_be_seen)
{
  g_autoptr (GPtrArray) nowhere = g_ptr_array_new ();
  const AtlasFurther unseen = { .elsewhere = nowhere };
  const AtlasQuery query = { .text = (char *) text };
  g_autofree char *said = atlas_absence_dup_sentence (ATLAS_ABSENCE_UNKNOWN, &query, NULL, &unseen);

  g_assert_cmpint (g_str_has_suffix (said, "It has never been seen in any directory on this computer."), ==, may_be_seen);
}

static void
test_never_seen (void)
{
  assert_seen ("N26", TRUE);
  assert_seen ("bank2030 (old)", TRUE);
  assert_seen ("4711", FALSE);
  assert_seen ("6ff9e7ee-2ac2-42d3-a188-c7314d434b9c", FALSE);
  assert_seen ("SE45 5000 0000 0583 9825 7466", FALSE);
  assert_seen ("{\"bicFi\": 1}", FALSE);
}

static void
assert_absence (AtlasAlternativeKind  kind,
                const AtlasFurther   *further,
                AtlasAbsence          expected,
                const char           *sentence)
{
  g_autoptr (GPtrArray) alternatives = g_ptr_array_new ();
  AtlasQuery query = { .text = (char *) "spar" };
  AtlasAlternative alternative = { .kind = kind, .n_banks = 2, .query = &query };
  AtlasAbsence absence;
  g_autofree char *said = NULL;

  g_ptr_array_add (alternatives, &alternative);
  absence = atlas_absence_of (&query, alternatives, further);
  said = atlas_absence_dup_sentence (absence, &query, NULL, further);
  g_assert_cmpint (absence, ==, expected);
  g_assert_cmpstr (said, ==, sentence);
}

/* What is hidden, and what is not offered, never look alike. */
static void
test_absence (void)
{
  g_autoptr (GPtrArray) nowhere = g_ptr_array_new ();
  g_autoptr (GPtrArray) elsewhere = g_ptr_array_new ();
  g_autoptr (AtlasProfile) profile = atlas_profile_new ("Work", ATLAS_ENVIRONMENT_SANDBOX);
  AtlasElsewhere one = { .profile = profile, .n_banks = 1, .name = (char *) "Sparbanken" };
  const AtlasFurther unseen = { .elsewhere = nowhere };
  const AtlasFurther removed = { .elsewhere = elsewhere, .removed_name = (char *) "Sparbanken", .removed_at = 1794484800 };
  const AtlasFurther there = { .elsewhere = elsewhere };

  g_ptr_array_add (elsewhere, &one);
  assert_absence (ATLAS_ALTERNATIVE_PRODUCTS, NULL, ATLAS_ABSENCE_HIDDEN, "No bank matches “spar”.");
  assert_absence (ATLAS_ALTERNATIVE_ELSEWHERE, &there, ATLAS_ABSENCE_PLACE, "No bank matches “spar”.");
  assert_absence (ATLAS_ALTERNATIVE_NO_TEXT, NULL, ATLAS_ABSENCE_UNKNOWN, "No bank matches “spar”.");
  assert_absence (ATLAS_ALTERNATIVE_NO_TEXT, &unseen, ATLAS_ABSENCE_UNKNOWN,
                  "No bank matches “spar”. It has never been seen in any directory on this computer.");
  assert_absence (ATLAS_ALTERNATIVE_NO_TEXT, &removed, ATLAS_ABSENCE_REMOVED,
                  "No bank matches “spar”. Sparbanken was removed from the directory on 12 November 2026.");
  assert_absence (ATLAS_ALTERNATIVE_NO_TEXT, &there, ATLAS_ABSENCE_DIRECTORY,
                  "No bank matches “spar”. Sparbanken is in the directory of “Work”.");

  /* A country without banks is not a bank that is elsewhere. */
  {
    AtlasQuery place = { .country_codes = (char *[]) { (char *) "IS", NULL } };
    const AtlasAlternative all = { .kind = ATLAS_ALTERNATIVE_ELSEWHERE, .n_banks = 9, .query = &place };
    g_autoptr (GPtrArray) alternatives = g_ptr_array_new ();

    g_ptr_array_add (alternatives, (gpointer) &all);
    g_assert_cmpint (atlas_absence_of (&place, alternatives, NULL), ==, ATLAS_ABSENCE_UNKNOWN);
  }

  for (int a = ATLAS_ABSENCE_NO_STARS; a <= ATLAS_ABSENCE_UNKNOWN; a++)
    for (int b = a + 1; b <= ATLAS_ABSENCE_UNKNOWN; b++)
      {
        g_assert_cmpstr (atlas_absence_get_title (a), !=, atlas_absence_get_title (b));
        g_assert_cmpstr (atlas_absence_get_icon (a), !=, atlas_absence_get_icon (b));
      }
}

static void
test_remedies (void)
{
  g_assert_null (atlas_remedy_get_label (ATLAS_REMEDY_NONE));
  g_assert_null (atlas_remedy_get_action (ATLAS_REMEDY_NONE));
  for (int remedy = ATLAS_REMEDY_RETRY; remedy <= ATLAS_REMEDY_ENTER_SECRET; remedy++)
    {
      g_assert_nonnull (atlas_remedy_get_label (remedy));
      g_assert_true (g_str_has_prefix (atlas_remedy_get_action (remedy), "win."));
    }
}

static void
test_age (void)
{
  g_autofree char *never = atlas_status_footer_dup_age (0, 1000);
  g_autofree char *old = atlas_status_footer_dup_age (1000, 1000 + 3 * 60);

  g_assert_cmpstr (never, ==, "Not updated yet");
  g_assert_cmpstr (old, ==, "Updated 3 minutes ago");
}

static void
test_environments (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int environment = ATLAS_ENVIRONMENT_DEMO; environment <= ATLAS_ENVIRONMENT_CUSTOM; environment++)
    g_assert_true (g_hash_table_add (seen, (char *) atlas_profile_label_get_text (environment)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/text/initials", test_initials);
  g_test_add_func ("/app/text/colour", test_colour);
  g_test_add_func ("/app/text/state", test_state);
  g_test_add_func ("/app/text/nothing", test_nothing);
  g_test_add_func ("/app/text/alternatives", test_alternatives);
  g_test_add_func ("/app/text/absence", test_absence);
  g_test_add_func ("/app/text/never-seen", test_never_seen);
  g_test_add_func ("/app/text/remedies", test_remedies);
  g_test_add_func ("/app/text/age", test_age);
  g_test_add_func ("/app/text/environments", test_environments);

  return g_test_run ();
}
