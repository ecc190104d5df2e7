/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-aspsp-list-private.h"
#include "atlas-catalogue-private.h"
#include "atlas-nothing-found.h"

/* What AtlasCatalogue answers from memory. */

/**
 * atlas_catalogue_is_stale:
 * @self: a catalogue
 *
 * Returns: whether what it shows is older than the profile's maximum age, or was never fetched
 */
gboolean
atlas_catalogue_is_stale (AtlasCatalogue *self)
{
  gint64 age;

  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), FALSE);

  age = g_get_real_time () / G_USEC_PER_SEC - self->updated_at;

  /* A clock that was set back says nothing about age. */
  return self->updated_at == 0 || age < 0 || age > atlas_profile_get_max_age (self->profile);
}

/**
 * atlas_catalogue_get_profile:
 * @self: a catalogue
 *
 * Returns: (transfer none): whose directory it is
 */
AtlasProfile *
atlas_catalogue_get_profile (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  return self->profile;
}

/**
 * atlas_catalogue_get_updated_at:
 * @self: a catalogue
 *
 * Returns: when the lists were fetched, in Unix seconds; 0 when they never were
 */
gint64
atlas_catalogue_get_updated_at (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), 0);

  return self->updated_at;
}

/**
 * atlas_catalogue_get_refreshing:
 * @self: a catalogue
 *
 * Returns: whether a refresh is under way
 */
gboolean
atlas_catalogue_get_refreshing (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), FALSE);

  return self->refreshing;
}

/**
 * atlas_catalogue_get_offline:
 * @self: a catalogue
 *
 * Returns: whether the last refresh found no way to the platform
 */
gboolean
atlas_catalogue_get_offline (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), FALSE);

  return self->offline;
}

/**
 * atlas_catalogue_get_error:
 * @self: a catalogue
 *
 * Returns: (transfer none) (nullable): what went wrong in the last refresh
 */
const GError *
atlas_catalogue_get_error (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  return self->error;
}

/**
 * atlas_catalogue_get_note:
 * @self: a catalogue
 *
 * Returns: (transfer none) (nullable): a sentence about what the last refresh had to do without
 */
const char *
atlas_catalogue_get_note (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  return self->note;
}

/**
 * atlas_catalogue_get_n_aspsps:
 * @self: a catalogue
 *
 * Returns: how many banks there are
 */
guint
atlas_catalogue_get_n_aspsps (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), 0);

  return atlas_aspsp_table_get_n_rows (atlas_catalogue_get_table (self));
}

/**
 * atlas_catalogue_get_fixed_places:
 * @self: a catalogue
 *
 * Returns: (transfer none): a model of #AtlasPlace: all banks, and the starred ones
 */
GListModel *
atlas_catalogue_get_fixed_places (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  return atlas_places_get_fixed (self->places);
}

/**
 * atlas_catalogue_get_countries:
 * @self: a catalogue
 *
 * Returns: (transfer none): a model of #AtlasPlace: the countries, as the user's language sorts them
 */
GListModel *
atlas_catalogue_get_countries (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  return atlas_places_get_countries (self->places);
}

/**
 * atlas_catalogue_find_place:
 * @self: a catalogue
 * @kind: what it is
 * @id: (nullable): a country code or a city id, in any case
 *
 * Returns: (transfer none) (nullable): the place; %NULL where there is no such
 */
AtlasPlace *
atlas_catalogue_find_place (AtlasCatalogue *self,
                            AtlasPlaceKind  kind,
                            const char     *id)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  return atlas_places_find (self->places, kind, id);
}

/**
 * atlas_catalogue_list_aspsps:
 * @self: a catalogue
 * @query: (nullable): which banks
 *
 * Returns: (transfer full): a list that follows the catalogue
 */
AtlasAspspList *
atlas_catalogue_list_aspsps (AtlasCatalogue   *self,
                             const AtlasQuery *query)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  return atlas_aspsp_list_new (self->source, query);
}

/**
 * atlas_catalogue_dup_item:
 * @self: a catalogue
 * @bic_fi: (nullable): a bank's BIC
 * @id: the number of its row, where several have that BIC; 0 for any
 *
 * Returns: (transfer full) (nullable): the bank; %NULL where there is no such
 */
AtlasAspspItem *
atlas_catalogue_dup_item (AtlasCatalogue *self,
                          const char     *bic_fi,
                          guint32         id)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  return atlas_aspsp_source_dup_item (self->source, bic_fi, id);
}

/**
 * atlas_catalogue_get_table:
 * @self: a catalogue
 *
 * Returns: (transfer none): all banks, as they are shown now
 */
AtlasAspspTable *
atlas_catalogue_get_table (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  return atlas_aspsp_source_get_table (self->source);
}

/**
 * atlas_catalogue_ask_alternatives:
 * @self: a catalogue
 * @query: a query that finds nothing in it
 *
 * Returns: (transfer full) (element-type AtlasAlternative): see atlas_nothing_found_ask()
 */
GPtrArray *
atlas_catalogue_ask_alternatives (AtlasCatalogue   *self,
                                  const AtlasQuery *query)
{
  AtlasSearchContext context;

  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  atlas_aspsp_source_fill_context (self->source, &context);

  return atlas_nothing_found_ask (query, atlas_aspsp_source_get_index (self->source), &context);
}

/**
 * atlas_catalogue_look_further:
 * @self: a catalogue
 * @query: a query whose text nothing matches in it
 * @profiles: (nullable) (element-type AtlasProfile): whose caches to look into, too; never the network
 *
 * Returns: (transfer full): a future for an #AtlasFurther
 */
DexFuture *
atlas_catalogue_look_further (AtlasCatalogue   *self,
                              const AtlasQuery *query,
                              GListModel       *profiles)
{
  g_autoptr (GPtrArray) others = NULL;

  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  others = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; profiles != NULL && i < g_list_model_get_n_items (profiles); i++)
    g_ptr_array_add (others, g_list_model_get_item (profiles, i));

  return atlas_further_look (self->store, atlas_aspsp_source_get_index (self->source), query, self->profile, others, self->data_dir);
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GStrv
dup_words (AtlasCatalogue *self,
           AtlasWordKind   kind)
{
  AtlasAspspTable *table = atlas_catalogue_get_table (self);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < atlas_aspsp_table_get_n_words (table, kind); i++)
    if (atlas_aspsp_table_get_word_count (table, kind, i) > 0)
      g_ptr_array_add (words, g_strdup (atlas_aspsp_table_get_word (table, kind, i)));
  g_ptr_array_sort (words, compare_words);
  g_ptr_array_add (words, NULL);

  return (GStrv) g_ptr_array_steal (words, NULL);
}

/**
 * atlas_catalogue_dup_products:
 * @self: a catalogue
 *
 * Returns: (transfer full): the payment products of all banks, by their identifiers
 */
GStrv
atlas_catalogue_dup_products (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  return dup_words (self, ATLAS_WORD_PRODUCT);
}

/**
 * atlas_catalogue_dup_methods:
 * @self: a catalogue
 *
 * Returns: (transfer full): the authorization methods of all banks, by their names
 */
GStrv
atlas_catalogue_dup_methods (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  return dup_words (self, ATLAS_WORD_METHOD);
}

/**
 * atlas_catalogue_get_starred:
 * @self: a catalogue
 * @bic_fi: (nullable): a bank's BIC
 *
 * Returns: whether the person has starred it
 */
gboolean
atlas_catalogue_get_starred (AtlasCatalogue *self,
                             const char     *bic_fi)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), FALSE);

  return self->user_data != NULL && bic_fi != NULL && atlas_user_data_get_starred (self->user_data, bic_fi);
}

/**
 * atlas_catalogue_set_starred:
 * @self: a catalogue that is loaded
 * @bic_fi: a bank's BIC
 * @starred: whether it is to have a star
 *
 * Shown at once, written behind.
 */
void
atlas_catalogue_set_starred (AtlasCatalogue *self,
                             const char     *bic_fi,
                             gboolean        starred)
{
  g_return_if_fail (ATLAS_IS_CATALOGUE (self));
  g_return_if_fail (bic_fi != NULL);

  if (self->user_data != NULL)
    dex_future_disown (atlas_user_data_set_starred (self->user_data, bic_fi, starred));
}

/**
 * atlas_catalogue_get_client:
 * @self: a catalogue
 *
 * For the command line. For the demo this waits for the simulator, where it is not running yet.
 *
 * Returns: (transfer none) (nullable): the client itself; %NULL where the demo cannot be served
 */
AtlasApiClient *
atlas_catalogue_get_client (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  return atlas_connection_get_client (self->connection);
}

/**
 * atlas_catalogue_get_store:
 * @self: a catalogue
 *
 * Returns: (transfer none) (nullable): the store itself; %NULL before it is loaded
 */
AtlasStore *
atlas_catalogue_get_store (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  return self->store;
}

/**
 * atlas_catalogue_get_request_log:
 * @self: a catalogue
 *
 * Returns: (transfer none): the last requests
 */
AtlasRequestLog *
atlas_catalogue_get_request_log (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  return self->log;
}
