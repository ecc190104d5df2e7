/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-simulator-directory-private.h"

typedef struct
{
  char *key;            /* upper case: the code or the id */
  char *country_code;   /* upper case */
  char *json;
} Place;

struct _AtlasSimulatorDirectory
{
  GObject                     parent_instance;

  GPtrArray                  *countries;
  GPtrArray                  *cities;
  GHashTable                 *country_by_code;
  GHashTable                 *city_by_id;
  GArray                     *banks;
  GHashTable                 *bank_by_bic;   /* upper case → index + 1 */
  GHashTable                 *logos;         /* name → GFile */
  GPtrArray                  *strvs;
  AtlasSimulatorDescribeFunc  describe;
  AtlasSimulatorDrawFunc      draw;
  gpointer                    data;
  GDestroyNotify              data_destroy;
};

G_DEFINE_FINAL_TYPE (AtlasSimulatorDirectory, atlas_simulator_directory, G_TYPE_OBJECT)

static void
place_free (Place *place)
{
  g_free (place->key);
  g_free (place->country_code);
  g_free (place->json);
  g_free (place);
}

static void
bank_clear (AtlasSimulatorBank *bank)
{
  g_free (bank->bic_fi);
  g_free (bank->item);
  g_free (bank->literal_item);
  g_free (bank->details);
  g_free (bank->literal_details);
}

static Place *
place_new (const char *key,
           const char *country_code,
           char       *json)
{
  Place *place = g_new0 (Place, 1);

  place->key = g_ascii_strup (key ? key : "", -1);
  place->country_code = g_ascii_strup (country_code ? country_code : "", -1);
  place->json = json;

  return place;
}

static gboolean
filter_selects_all (const AtlasSimulatorFilter *filter)
{
  return filter->country_codes == NULL && filter->city_ids == NULL;
}

static gboolean
set_holds (GHashTable *set,
           const char *text)
{
  return set != NULL && g_hash_table_contains (set, text);
}

static gboolean
set_holds_any (GHashTable         *set,
               const char * const *texts)
{
  if (set == NULL || texts == NULL)
    return FALSE;

  for (gsize i = 0; texts[i] != NULL; i++)
    if (g_hash_table_contains (set, texts[i]))
      return TRUE;

  return FALSE;
}

static gboolean
filter_selects_place (const AtlasSimulatorFilter *filter,
                      const Place                *place)
{
  return filter_selects_all (filter) ||
         set_holds (filter->country_codes, place->country_code) ||
         set_holds (filter->city_ids, place->key);
}

static gboolean
filter_selects_bank (const AtlasSimulatorFilter *filter,
                     const AtlasSimulatorBank   *bank)
{
  return filter_selects_all (filter) ||
         set_holds_any (filter->country_codes, bank->country_codes) ||
         set_holds_any (filter->city_ids, bank->city_ids);
}

static GBytes *
list_places (GPtrArray                  *places,
             const char                 *key,
             const AtlasSimulatorFilter *filter)
{
  GString *json = g_string_new (NULL);
  gboolean first = TRUE;

  g_string_append_printf (json, "{\"%s\":[", key);
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = g_ptr_array_index (places, i);

      if (!filter_selects_place (filter, place))
        continue;
      if (!first)
        g_string_append_c (json, ',');
      g_string_append (json, place->json);
      first = FALSE;
    }
  g_string_append (json, "]}");

  return g_string_free_to_bytes (json);
}

static GBytes *
find_place (GHashTable *by_key,
            const char *key)
{
  g_autofree char *upper = g_ascii_strup (key, -1);
  const Place *place = g_hash_table_lookup (by_key, upper);

  return place ? g_bytes_new (place->json, strlen (place->json)) : NULL;
}

static void
append_rendered (GString                       *json,
                 const char                    *text,
                 const AtlasSimulatorRendering *rendering)
{
  const char *mark;

  while ((mark = strstr (text, ATLAS_SIMULATOR_BASE_MARK)) != NULL)
    {
      g_string_append_len (json, text, mark - text);
      g_string_append (json, rendering->base_url);
      text = mark + strlen (ATLAS_SIMULATOR_BASE_MARK);
    }
  g_string_append (json, text);
}

static void
atlas_simulator_directory_finalize (GObject *object)
{
  AtlasSimulatorDirectory *self = ATLAS_SIMULATOR_DIRECTORY (object);

  g_hash_table_unref (self->country_by_code);
  g_hash_table_unref (self->city_by_id);
  g_hash_table_unref (self->bank_by_bic);
  g_hash_table_unref (self->logos);
  g_ptr_array_unref (self->countries);
  g_ptr_array_unref (self->cities);
  g_array_unref (self->banks);
  g_ptr_array_unref (self->strvs);
  if (self->data_destroy != NULL)
    self->data_destroy (self->data);

  G_OBJECT_CLASS (atlas_simulator_directory_parent_class)->finalize (object);
}

static void
atlas_simulator_directory_class_init (AtlasSimulatorDirectoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_simulator_directory_finalize;
}

static void
atlas_simulator_directory_init (AtlasSimulatorDirectory *self)
{
  self->countries = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  self->cities = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  self->country_by_code = g_hash_table_new (g_str_hash, g_str_equal);
  self->city_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->banks = g_array_new (FALSE, FALSE, sizeof (AtlasSimulatorBank));
  g_array_set_clear_func (self->banks, (GDestroyNotify) bank_clear);
  self->bank_by_bic = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->logos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->strvs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

/**
 * atlas_simulator_directory_new_empty:
 *
 * Returns: (transfer full): a directory to be filled
 */
AtlasSimulatorDirectory *
atlas_simulator_directory_new_empty (void)
{
  return g_object_new (ATLAS_TYPE_SIMULATOR_DIRECTORY, NULL);
}

/**
 * atlas_simulator_directory_set_makers:
 * @self: a directory
 * @describe: (nullable): makes the details of a bank that has none
 * @draw: (nullable): makes a logo that no file holds; gives %NULL for a name that it does not know
 * @data: what atlas_simulator_directory_get_data() hands them
 * @data_destroy: (nullable): frees @data
 *
 * Lets a directory make things when they are asked for. Both functions may run on any thread.
 */
void
atlas_simulator_directory_set_makers (AtlasSimulatorDirectory    *self,
                                      AtlasSimulatorDescribeFunc  describe,
                                      AtlasSimulatorDrawFunc      draw,
                                      gpointer                    data,
                                      GDestroyNotify              data_destroy)
{
  self->describe = describe;
  self->draw = draw;
  self->data = data;
  self->data_destroy = data_destroy;
}

/**
 * atlas_simulator_directory_get_data:
 * @self: a directory
 *
 * Returns: (transfer none) (nullable): what its makers work from
 */
gpointer
atlas_simulator_directory_get_data (AtlasSimulatorDirectory *self)
{
  return self->data;
}

/**
 * atlas_simulator_directory_add_country:
 * @self: a directory
 * @code: (nullable): the ISO 3166-1 alpha-2 code
 * @json: (transfer full): the Country object
 */
void
atlas_simulator_directory_add_country (AtlasSimulatorDirectory *self,
                                       const char              *code,
                                       char                    *json)
{
  Place *place = place_new (code, code, json);

  g_ptr_array_add (self->countries, place);
  g_hash_table_insert (self->country_by_code, place->key, place);
}

/**
 * atlas_simulator_directory_add_city:
 * @self: a directory
 * @id: (nullable): the city's id
 * @country_code: (nullable): its country's code
 * @json: (transfer full): the City object
 */
void
atlas_simulator_directory_add_city (AtlasSimulatorDirectory *self,
                                    const char              *id,
                                    const char              *country_code,
                                    char                    *json)
{
  Place *place = place_new (id, country_code, json);

  g_ptr_array_add (self->cities, place);
  g_hash_table_insert (self->city_by_id, place->key, place);
}

/**
 * atlas_simulator_directory_own_strv:
 * @self: a directory
 * @strv: (transfer full): texts
 *
 * Returns: (transfer none): the same texts, which live as long as @self
 */
const char * const *
atlas_simulator_directory_own_strv (AtlasSimulatorDirectory *self,
                                    GStrv                    strv)
{
  g_ptr_array_add (self->strvs, strv);

  return (const char * const *) strv;
}

/**
 * atlas_simulator_directory_add_bank:
 * @self: a directory
 * @bank: the bank, whose texts @self takes over
 */
void
atlas_simulator_directory_add_bank (AtlasSimulatorDirectory  *self,
                                    const AtlasSimulatorBank *bank)
{
  g_array_append_val (self->banks, *bank);
  if (bank->bic_fi != NULL)
    g_hash_table_insert (self->bank_by_bic, g_ascii_strup (bank->bic_fi, -1), GUINT_TO_POINTER (self->banks->len));
}

/**
 * atlas_simulator_directory_add_logo:
 * @self: a directory
 * @name: the last part of the logo's address
 * @file: where its bytes are
 */
void
atlas_simulator_directory_add_logo (AtlasSimulatorDirectory *self,
                                    const char              *name,
                                    GFile                   *file)
{
  g_hash_table_insert (self->logos, g_strdup (name), g_object_ref (file));
}

/**
 * atlas_simulator_directory_has_logo:
 * @self: a directory
 * @name: the last part of a logo's address
 *
 * Returns: whether a file is named for it
 */
gboolean
atlas_simulator_directory_has_logo (AtlasSimulatorDirectory *self,
                                    const char              *name)
{
  return g_hash_table_contains (self->logos, name);
}

/**
 * atlas_simulator_directory_has_bank:
 * @self: a directory
 * @bic_fi: an upper-case BIC
 *
 * Returns: whether this bank is in it
 */
gboolean
atlas_simulator_directory_has_bank (AtlasSimulatorDirectory *self,
                                    const char              *bic_fi)
{
  return g_hash_table_contains (self->bank_by_bic, bic_fi);
}

/**
 * atlas_simulator_directory_get_bank:
 * @self: a directory
 * @index: which bank
 *
 * Returns: (transfer none): the bank
 */
const AtlasSimulatorBank *
atlas_simulator_directory_get_bank (AtlasSimulatorDirectory *self,
                                    guint                    index)
{
  return &g_array_index (self->banks, AtlasSimulatorBank, index);
}

/**
 * atlas_simulator_directory_get_n_countries:
 * @self: a directory
 *
 * Returns: how many countries there are
 */
guint
atlas_simulator_directory_get_n_countries (AtlasSimulatorDirectory *self)
{
  g_return_val_if_fail (ATLAS_IS_SIMULATOR_DIRECTORY (self), 0);

  return self->countries->len;
}

/**
 * atlas_simulator_directory_get_n_cities:
 * @self: a directory
 *
 * Returns: how many cities there are
 */
guint
atlas_simulator_directory_get_n_cities (AtlasSimulatorDirectory *self)
{
  g_return_val_if_fail (ATLAS_IS_SIMULATOR_DIRECTORY (self), 0);

  return self->cities->len;
}

/**
 * atlas_simulator_directory_get_n_banks:
 * @self: a directory
 *
 * Returns: how many banks there are
 */
guint
atlas_simulator_directory_get_n_banks (AtlasSimulatorDirectory *self)
{
  g_return_val_if_fail (ATLAS_IS_SIMULATOR_DIRECTORY (self), 0);

  return self->banks->len;
}

/**
 * atlas_simulator_directory_list_countries:
 * @self: a directory
 * @filter: which ones
 *
 * Returns: (transfer full): the answer to GET /countries
 */
GBytes *
atlas_simulator_directory_list_countries (AtlasSimulatorDirectory    *self,
                                          const AtlasSimulatorFilter *filter)
{
  return list_places (self->countries, "countries", filter);
}

/**
 * atlas_simulator_directory_list_cities:
 * @self: a directory
 * @filter: which ones
 *
 * Returns: (transfer full): the answer to GET /cities
 */
GBytes *
atlas_simulator_directory_list_cities (AtlasSimulatorDirectory    *self,
                                       const AtlasSimulatorFilter *filter)
{
  return list_places (self->cities, "cities", filter);
}

/**
 * atlas_simulator_directory_list_aspsps:
 * @self: a directory
 * @filter: which ones
 * @rendering: how to write logo addresses
 *
 * Returns: (transfer full): the answer to GET /aspsps
 */
GBytes *
atlas_simulator_directory_list_aspsps (AtlasSimulatorDirectory       *self,
                                       const AtlasSimulatorFilter    *filter,
                                       const AtlasSimulatorRendering *rendering)
{
  GString *json = g_string_new ("{\"aspsps\":[");
  gboolean first = TRUE;

  for (guint i = 0; i < self->banks->len; i++)
    {
      const AtlasSimulatorBank *bank = atlas_simulator_directory_get_bank (self, i);
      gboolean literal = rendering->literal_logo_urls && bank->literal_item != NULL;

      if (!filter_selects_bank (filter, bank))
        continue;
      if (!first)
        g_string_append_c (json, ',');
      append_rendered (json, literal ? bank->literal_item : bank->item, rendering);
      first = FALSE;
    }
  g_string_append (json, "]}");

  return g_string_free_to_bytes (json);
}

/**
 * atlas_simulator_directory_find_country:
 * @self: a directory
 * @code: a code, in any case
 *
 * Returns: (transfer full) (nullable): the Country object
 */
GBytes *
atlas_simulator_directory_find_country (AtlasSimulatorDirectory *self,
                                        const char              *code)
{
  return find_place (self->country_by_code, code);
}

/**
 * atlas_simulator_directory_find_city:
 * @self: a directory
 * @id: an id, in any case
 *
 * Returns: (transfer full) (nullable): the City object
 */
GBytes *
atlas_simulator_directory_find_city (AtlasSimulatorDirectory *self,
                                     const char              *id)
{
  return find_place (self->city_by_id, id);
}

/**
 * atlas_simulator_directory_find_aspsp:
 * @self: a directory
 * @bic_fi: a BIC, in any case
 * @rendering: how to write logo addresses
 *
 * Returns: (transfer full) (nullable): the AspspDetails object
 */
GBytes *
atlas_simulator_directory_find_aspsp (AtlasSimulatorDirectory       *self,
                                      const char                    *bic_fi,
                                      const AtlasSimulatorRendering *rendering)
{
  g_autofree char *upper = g_ascii_strup (bic_fi, -1);
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (self->bank_by_bic, upper));
  const AtlasSimulatorBank *bank;
  g_autofree char *described = NULL;
  const char *text;
  GString *json;

  if (position == 0)
    return NULL;

  bank = atlas_simulator_directory_get_bank (self, position - 1);
  if (rendering->literal_logo_urls && bank->literal_details != NULL)
    text = bank->literal_details;
  else if (bank->details != NULL)
    text = bank->details;
  else
    text = described = self->describe (self, position - 1);

  json = g_string_sized_new (strlen (text) + 64);
  append_rendered (json, text, rendering);

  return g_string_free_to_bytes (json);
}

/**
 * atlas_simulator_directory_load_logo:
 * @self: a directory
 * @name: the last part of the logo's address
 *
 * Returns: (transfer full) (nullable): its bytes, or %NULL where there are none
 */
GBytes *
atlas_simulator_directory_load_logo (AtlasSimulatorDirectory *self,
                                     const char              *name)
{
  GFile *file = g_hash_table_lookup (self->logos, name);

  if (file != NULL)
    return g_file_load_bytes (file, NULL, NULL, NULL);

  return self->draw ? self->draw (self, name) : NULL;
}
