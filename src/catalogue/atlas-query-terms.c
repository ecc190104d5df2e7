/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "atlas-query-terms.h"

#include "atlas-text.h"
#include "atlas-search.h"

/* What a person typed, as it stands in a chip or a sentence. */
#define VALUE_MAX_CHARS 40

typedef GStrvBuilder *Values[ATLAS_N_QUERY_FIELDS][2];

static GStrv *
list_of (AtlasQuery      *query,
         AtlasQueryField  field,
         gboolean         negated)
{
  switch (field)
    {
    case ATLAS_QUERY_FIELD_COUNTRY:
      return negated ? &query->without_country_codes : &query->country_codes;
    case ATLAS_QUERY_FIELD_CITY:
      return negated ? &query->without_city_ids : &query->city_ids;
    case ATLAS_QUERY_FIELD_PRODUCT:
      return negated ? &query->without_products : &query->products;
    case ATLAS_QUERY_FIELD_AUTH:
      return negated ? &query->without_methods : &query->methods;
    case ATLAS_QUERY_FIELD_BIC:
      return negated ? &query->without_bic_starts : &query->bic_starts;
    case ATLAS_QUERY_FIELD_NONE:
    case ATLAS_QUERY_FIELD_IS:
    case ATLAS_QUERY_FIELD_HAS:
    default:
      return NULL;
    }
}

static gboolean
contains (GStrv       words,
          const char *word)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (g_ascii_strcasecmp (words[i], word) == 0)
      return TRUE;

  return FALSE;
}

static void
append_words (GStrv *list,
              GStrv  words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (*list != NULL)
    g_strv_builder_addv (builder, (const char **) *list);
  for (guint i = 0; words[i] != NULL; i++)
    if (!contains (*list, words[i]))
      g_strv_builder_add (builder, words[i]);

  g_strfreev (*list);
  *list = g_strv_builder_end (builder);
}

static char *
dup_problem (AtlasQueryField  field,
             const char      *value)
{
  switch (field)
    {
    case ATLAS_QUERY_FIELD_COUNTRY:
      return g_strdup_printf (_("The directory has no country “%s”"), value);
    case ATLAS_QUERY_FIELD_CITY:
      return g_strdup_printf (_("The directory has no city “%s”"), value);
    case ATLAS_QUERY_FIELD_PRODUCT:
      return g_strdup_printf (_("No bank offers the payment product “%s”"), value);
    case ATLAS_QUERY_FIELD_AUTH:
      return g_strdup_printf (_("No bank has the authorization method “%s”"), value);
    case ATLAS_QUERY_FIELD_BIC:
      return g_strdup_printf (_("No BIC begins with “%s”"), value);
    case ATLAS_QUERY_FIELD_IS:
      /* Translators: “is:” and what stands behind it are typed like this in every language */
      return g_strdup (_("After “is:” comes “starred” or “new”"));
    case ATLAS_QUERY_FIELD_HAS:
      /* Translators: “has:” and what stands behind it are typed like this in every language */
      return g_strdup (_("After “has:” comes “affiliates”"));
    case ATLAS_QUERY_FIELD_NONE:
    default:
      return NULL;
    }
}

static const char *
get_flag_label (AtlasQueryFlag flag)
{
  switch (flag)
    {
    case ATLAS_QUERY_FLAG_STARRED:
      return C_("search", "Starred");
    case ATLAS_QUERY_FLAG_NEW:
      return C_("search", "New");
    case ATLAS_QUERY_FLAG_AFFILIATES:
      return C_("search", "Has affiliates");
    case ATLAS_QUERY_FLAG_UNKNOWN:
    default:
      return NULL;
    }
}

static char *
dup_name (AtlasQueryNames      *names,
          const AtlasQueryTerm *term,
          AtlasQueryFlag        flag)
{
  const gboolean is_flag = term->field == ATLAS_QUERY_FIELD_IS || term->field == ATLAS_QUERY_FIELD_HAS;
  g_autofree char *name = NULL;

  if (flag != ATLAS_QUERY_FLAG_UNKNOWN)
    return g_strdup (get_flag_label (flag));
  if (is_flag)
    name = g_strdup_printf ("%s:%s", atlas_query_field_get_name (term->field), term->value);
  else
    name = atlas_query_names_dup_label (names, term->field, term->value);

  return atlas_text_dup_single_line (name, VALUE_MAX_CHARS);
}

static char *
dup_label (const AtlasQueryReading *self)
{
  if (self->negated)
    /* Translators: what is excluded from a search, as "Not: Germany" or "Not: Starred" */
    return g_strdup_printf (C_("search", "Not: %s"), self->name);

  switch (self->field)
    {
    case ATLAS_QUERY_FIELD_COUNTRY:
      return g_strdup_printf (C_("search", "Country: %s"), self->name);
    case ATLAS_QUERY_FIELD_CITY:
      return g_strdup_printf (C_("search", "City: %s"), self->name);
    case ATLAS_QUERY_FIELD_PRODUCT:
      return g_strdup_printf (C_("search", "Product: %s"), self->name);
    case ATLAS_QUERY_FIELD_AUTH:
      return g_strdup_printf (C_("search", "Sign-in: %s"), self->name);
    case ATLAS_QUERY_FIELD_BIC:
      return g_strdup_printf (C_("search", "BIC: %s…"), self->name);
    case ATLAS_QUERY_FIELD_IS:
    case ATLAS_QUERY_FIELD_HAS:
    case ATLAS_QUERY_FIELD_NONE:
    default:
      return g_strdup (self->name);
    }
}

static void
apply_choice (AtlasChoice *choice,
              AtlasChoice  wanted,
              AtlasQuery  *query)
{
  if (*choice != ATLAS_CHOICE_ANY && *choice != wanted)
    query->finds_nothing = TRUE;
  *choice = wanted;
}

static void
apply_flag (const AtlasQueryReading *self,
            AtlasQuery              *query)
{
  const AtlasChoice wanted = self->negated ? ATLAS_CHOICE_NO : ATLAS_CHOICE_YES;

  switch (self->flag)
    {
    case ATLAS_QUERY_FLAG_STARRED:
      *(self->negated ? &query->without_starred : &query->starred_only) = TRUE;
      break;
    case ATLAS_QUERY_FLAG_NEW:
      apply_choice (&query->newness, wanted, query);
      break;
    case ATLAS_QUERY_FLAG_AFFILIATES:
      apply_choice (&query->affiliates, wanted, query);
      break;
    case ATLAS_QUERY_FLAG_UNKNOWN:
    default:
      query->finds_nothing = query->finds_nothing || !self->negated;
    }
}

static gboolean
flag_is_in (const AtlasQueryReading *self,
            const AtlasQuery        *query)
{
  const AtlasChoice wanted = self->negated ? ATLAS_CHOICE_NO : ATLAS_CHOICE_YES;

  switch (self->flag)
    {
    case ATLAS_QUERY_FLAG_STARRED:
      return self->negated ? query->without_starred : query->starred_only;
    case ATLAS_QUERY_FLAG_NEW:
      return query->newness == wanted || query->finds_nothing;
    case ATLAS_QUERY_FLAG_AFFILIATES:
      return query->affiliates == wanted || query->finds_nothing;
    case ATLAS_QUERY_FLAG_UNKNOWN:
    default:
      return self->negated || query->finds_nothing;
    }
}

static gboolean
is_in (const AtlasQueryReading *self,
       AtlasQuery              *query)
{
  GStrv *list = list_of (query, self->field, self->negated);

  if (list == NULL)
    return flag_is_in (self, query);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (!contains (*list, self->words[i]))
      return FALSE;

  return TRUE;
}

static void
add_flag (Values         values,
          AtlasQueryFlag flag,
          gboolean       negated)
{
  g_strv_builder_add (values[atlas_query_flag_get_field (flag)][negated], atlas_query_flag_get_name (flag));
}

/* Adds what the query asks for and the terms that are kept do not. */
static void
add_missing (AtlasQueryNames  *names,
             const AtlasQuery *query,
             AtlasQuery       *kept,
             Values            values)
{
  for (guint field = ATLAS_QUERY_FIELD_COUNTRY; field <= ATLAS_QUERY_FIELD_BIC; field++)
    for (guint negated = 0; negated < 2; negated++)
      {
        GStrv words = *list_of ((AtlasQuery *) query, field, negated);

        for (guint i = 0; words != NULL && words[i] != NULL; i++)
          if (!contains (*list_of (kept, field, negated), words[i]))
            g_strv_builder_take (values[field][negated], atlas_query_names_dup_value (names, field, words[i]));
      }

  if (query->starred_only && !kept->starred_only)
    add_flag (values, ATLAS_QUERY_FLAG_STARRED, FALSE);
  if (query->without_starred && !kept->without_starred)
    add_flag (values, ATLAS_QUERY_FLAG_STARRED, TRUE);
  if (query->newness != ATLAS_CHOICE_ANY && kept->newness == ATLAS_CHOICE_ANY)
    add_flag (values, ATLAS_QUERY_FLAG_NEW, query->newness == ATLAS_CHOICE_NO);
  if (query->affiliates != ATLAS_CHOICE_ANY && kept->affiliates == ATLAS_CHOICE_ANY)
    add_flag (values, ATLAS_QUERY_FLAG_AFFILIATES, query->affiliates == ATLAS_CHOICE_NO);
}

static char *
write_values (Values      values,
              const char *words)
{
  g_autoptr (AtlasQueryText) text = atlas_query_text_new (NULL);

  for (guint field = ATLAS_QUERY_FIELD_NONE + 1; field < ATLAS_N_QUERY_FIELDS; field++)
    for (guint negated = 0; negated < 2; negated++)
      {
        g_auto (GStrv) strv = g_strv_builder_end (values[field][negated]);
        g_autofree char *longer = atlas_query_text_dup_with (text, field, negated, (const char *const *) strv);

        atlas_query_text_unref (text);
        text = atlas_query_text_new (longer);
      }

  return atlas_query_text_dup_with_words (text, words);
}

/* A branch finds its head office where it is not listed itself, which a note says. To exclude a branch is not to exclude the head
 * office. */
static void
note_branch (AtlasQueryReading *self)
{
  if (self->field != ATLAS_QUERY_FIELD_BIC || self->words[0] == NULL || g_ascii_strcasecmp (self->words[0], self->value) == 0)
    return;

  if (self->negated)
    g_clear_pointer (&self->words[0], g_free);
  else
    self->note = atlas_search_dup_branch_sentence (self->value);
}

/**
 * atlas_query_reading_new:
 * @names: what there is in a directory
 * @term: a qualifier's value
 *
 * Returns: (transfer full): what it means there
 */
AtlasQueryReading *
atlas_query_reading_new (AtlasQueryNames      *names,
                         const AtlasQueryTerm *term)
{
  AtlasQueryReading *self;

  g_return_val_if_fail (names != NULL, NULL);
  g_return_val_if_fail (term != NULL, NULL);

  self = g_new0 (AtlasQueryReading, 1);
  self->field = term->field;
  self->negated = term->negated;
  self->value = g_strdup (term->value);
  self->flag = atlas_query_flag_find (term->field, term->value);
  self->words = atlas_query_names_lookup (names, term->field, term->value);
  note_branch (self);
  self->name = dup_name (names, term, self->flag);
  self->label = dup_label (self);
  if (self->words[0] == NULL && self->flag == ATLAS_QUERY_FLAG_UNKNOWN)
    {
      g_autofree char *shown = atlas_text_dup_single_line (term->value, VALUE_MAX_CHARS);

      self->problem = dup_problem (term->field, shown);
      append_words (&self->words, (char *[]) { term->value, NULL });
    }

  return self;
}

/**
 * atlas_query_reading_free:
 * @self: (transfer full): a reading
 */
void
atlas_query_reading_free (AtlasQueryReading *self)
{
  g_free (self->value);
  g_free (self->name);
  g_free (self->label);
  g_free (self->problem);
  g_free (self->note);
  g_strfreev (self->words);
  g_free (self);
}

/**
 * atlas_query_reading_apply:
 * @self: a reading
 * @query: a query
 *
 * Has the query ask for it, too. Of one field, values are alternatives; what is excluded is excluded.
 */
void
atlas_query_reading_apply (const AtlasQueryReading *self,
                           AtlasQuery              *query)
{
  GStrv *list;

  g_return_if_fail (self != NULL);
  g_return_if_fail (query != NULL);

  list = list_of (query, self->field, self->negated);
  if (list != NULL)
    append_words (list, self->words);
  else
    apply_flag (self, query);
}

/**
 * atlas_query_terms_read:
 * @names: what there is in a directory
 * @text: a query's text
 *
 * Returns: (transfer full) (element-type AtlasQueryReading): a reading of each term, in their order
 */
GPtrArray *
atlas_query_terms_read (AtlasQueryNames      *names,
                        const AtlasQueryText *text)
{
  GPtrArray *readings = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_query_reading_free);

  g_return_val_if_fail (text != NULL, readings);

  for (guint i = 0; i < atlas_query_text_get_n_terms (text); i++)
    g_ptr_array_add (readings, atlas_query_reading_new (names, atlas_query_text_get_term (text, i)));

  return readings;
}

static gboolean
means_the_same (const AtlasQueryReading *a,
                const AtlasQueryReading *b)
{
  return a->words[0] != NULL && a->field == b->field && !a->negated == !b->negated &&
         g_strv_equal ((const char *const *) a->words, (const char *const *) b->words);
}

/**
 * atlas_query_terms_find_repeated:
 * @readings: (element-type AtlasQueryReading): readings
 *
 * Returns: the first that means the same as one before it, as "SE" and "Sweden" do; %G_MAXUINT where there is none
 */
guint
atlas_query_terms_find_repeated (GPtrArray *readings)
{
  g_return_val_if_fail (readings != NULL, G_MAXUINT);

  for (guint i = 1; i < readings->len; i++)
    for (guint j = 0; j < i; j++)
      if (means_the_same (g_ptr_array_index (readings, i), g_ptr_array_index (readings, j)))
        return i;

  return G_MAXUINT;
}

/**
 * atlas_query_terms_dup_text:
 * @names: what there is in a directory
 * @query: a query
 * @old: (nullable): a text whose qualifiers are kept as they were typed, as far as @query asks for them
 *
 * Returns: (transfer full): the canonical text of the query
 */
char *
atlas_query_terms_dup_text (AtlasQueryNames      *names,
                            const AtlasQuery     *query,
                            const AtlasQueryText *old)
{
  g_autoptr (GPtrArray) readings = NULL;
  g_autoptr (AtlasQuery) kept = atlas_query_new ();
  Values values;
  g_autofree char *text = NULL;

  g_return_val_if_fail (names != NULL, NULL);
  g_return_val_if_fail (query != NULL, NULL);

  for (guint field = 0; field < ATLAS_N_QUERY_FIELDS; field++)
    for (guint negated = 0; negated < 2; negated++)
      values[field][negated] = g_strv_builder_new ();

  readings = old ? atlas_query_terms_read (names, old) : g_ptr_array_new ();
  for (guint i = 0; i < readings->len; i++)
    {
      const AtlasQueryReading *reading = g_ptr_array_index (readings, i);

      if (!is_in (reading, (AtlasQuery *) query))
        continue;
      g_strv_builder_add (values[reading->field][!!reading->negated], reading->value);
      atlas_query_reading_apply (reading, kept);
    }
  add_missing (names, query, kept, values);
  text = write_values (values, query->text);

  for (guint field = 0; field < ATLAS_N_QUERY_FIELDS; field++)
    for (guint negated = 0; negated < 2; negated++)
      g_strv_builder_unref (values[field][negated]);

  return g_steal_pointer (&text);
}
