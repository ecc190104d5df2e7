/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "atlas-bic.h"
#include "atlas-refresh-private.h"
#include "atlas-text.h"

/* One answer: the banks of a place. */
typedef struct
{
  GPtrArray  *aspsps;
  const char *country;   /* (nullable): in the refresh's chunk */
  const char *city;      /* (nullable) */
} Listing;

struct _AtlasRefresh
{
  GObject       parent_instance;
  gint64        fetched_at;
  GPtrArray    *countries;
  GPtrArray    *cities;
  GArray       *listings;
  GStringChunk *chunk;
  gboolean      cities_unknown;
};

G_DEFINE_FINAL_TYPE (AtlasRefresh, atlas_refresh, G_TYPE_OBJECT)

static void
listing_clear (Listing *listing)
{
  g_clear_pointer (&listing->aspsps, g_ptr_array_unref);
}

static void
entry_free (AtlasRefreshEntry *entry)
{
  g_free (entry->key);
  g_free (entry->id);
  g_clear_pointer (&entry->countries, g_ptr_array_unref);
  g_clear_pointer (&entry->cities, g_ptr_array_unref);
  g_free (entry);
}

/* Words are in the chunk once each, so that they can be told apart by their address. */
static void
add_place (GPtrArray  **places,
           const char  *place)
{
  if (place == NULL)
    return;
  if (*places == NULL)
    *places = g_ptr_array_new ();
  if (!g_ptr_array_find (*places, place, NULL))
    g_ptr_array_add (*places, (gpointer) place);
}

/* What one refresh's lists have in common. */
typedef struct
{
  GPtrArray  *entries;
  GHashTable *by_key;        /* key → the first entry of that key */
  GHashTable *by_identity;   /* key and id, or key and name → entry; of keys that have different items */
} Merge;

static char *
make_identity (const AtlasRefreshEntry *entry,
               const char              *kind,
               const char              *value)
{
  return g_strdup_printf ("%s\n%s\n%s", entry->key, kind, value);
}

static void
add_identity (Merge             *merge,
              AtlasRefreshEntry *entry,
              const char        *kind,
              const char        *value)
{
  g_autofree char *identity = make_identity (entry, kind, value);

  if (!g_hash_table_contains (merge->by_identity, identity))
    g_hash_table_insert (merge->by_identity, g_steal_pointer (&identity), entry);
}

static AtlasRefreshEntry *
get_identity (const Merge             *merge,
              const AtlasRefreshEntry *first,
              const char              *kind,
              const char              *value)
{
  g_autofree char *identity = make_identity (first, kind, value);

  return g_hash_table_lookup (merge->by_identity, identity);
}

/* A blank name is like none. */
static const char *
get_name (AtlasAspsp *aspsp)
{
  const char *name = atlas_aspsp_get_name (aspsp);

  return atlas_text_is_blank (name) ? "" : name;
}

static void
know_entry (Merge             *merge,
            AtlasRefreshEntry *entry)
{
  if (entry->is_known)
    return;

  entry->is_known = TRUE;
  entry->id = atlas_refresh_dup_id (atlas_aspsp_get_raw_json (entry->aspsp));
  if (entry->id != NULL)
    add_identity (merge, entry, "id", entry->id);
  add_identity (merge, entry, "name", get_name (entry->aspsp));
}

/* A BIC may stand for several banks. Another id makes another bank; where one of the two states none, another name does.
 * An item that states neither is no bank of its own. (nullable) */
static AtlasRefreshEntry *
find_same_bank (Merge             *merge,
                AtlasRefreshEntry *first,
                AtlasAspsp        *aspsp)
{
  const char *raw = atlas_aspsp_get_raw_json (aspsp);
  const char *name = get_name (aspsp);
  g_autofree char *id = NULL;
  AtlasRefreshEntry *entry;

  /* Mostly a key has one bank, which each list has to the letter. */
  if (raw != NULL && g_strcmp0 (atlas_aspsp_get_raw_json (first->aspsp), raw) == 0)
    return first;

  know_entry (merge, first);
  id = atlas_refresh_dup_id (raw);
  if (id != NULL && (entry = get_identity (merge, first, "id", id)) != NULL)
    return entry;

  entry = *name == '\0' ? first : get_identity (merge, first, "name", name);
  if (entry == NULL)
    entry = get_identity (merge, first, "name", "");
  if (entry == NULL || id == NULL)
    return entry;
  if (entry->id != NULL)
    return NULL;

  entry->id = g_steal_pointer (&id);
  add_identity (merge, entry, "id", entry->id);

  return entry;
}

static AtlasRefreshEntry *
add_entry (Merge             *merge,
           AtlasRefreshEntry *first,
           char              *key,
           AtlasAspsp        *aspsp)
{
  AtlasRefreshEntry *entry = g_new0 (AtlasRefreshEntry, 1);

  entry->key = key;
  entry->aspsp = aspsp;
  g_ptr_array_add (merge->entries, entry);
  if (first == NULL)
    {
      g_hash_table_insert (merge->by_key, entry->key, entry);
      return entry;
    }

  entry->next = first->next;
  first->next = entry;
  know_entry (merge, entry);

  return entry;
}

static void
merge_aspsp (Merge         *merge,
             AtlasAspsp    *aspsp,
             const Listing *listing)
{
  g_autofree char *key = atlas_refresh_dup_key (atlas_aspsp_get_bic_fi (aspsp),
                                                atlas_aspsp_get_name (aspsp),
                                                atlas_aspsp_get_raw_json (aspsp));
  AtlasRefreshEntry *first, *entry;

  if (key == NULL)
    return;

  first = g_hash_table_lookup (merge->by_key, key);
  entry = first ? find_same_bank (merge, first, aspsp) : NULL;
  if (entry == NULL)
    entry = add_entry (merge, first, g_steal_pointer (&key), aspsp);
  add_place (&entry->countries, listing->country);
  add_place (&entry->cities, listing->city);
}

/* One country has one code, whatever the platform was asked for or says. */
static const char *
insert_country (AtlasRefresh *self,
                const char   *listed_code)
{
  g_autofree char *code = atlas_country_code_dup_canonical (listed_code);

  return g_string_chunk_insert_const (self->chunk, code);
}

/* A bank that came back under no country: what it says itself, or else letters 5 and 6 of its BIC. */
static void
settle_country (AtlasRefresh      *self,
                AtlasRefreshEntry *entry)
{
  const char *stated = atlas_aspsp_get_country_code (entry->aspsp);
  g_autofree char *code = NULL;

  if (entry->countries != NULL)
    return;

  if (!atlas_text_is_blank (stated))
    code = g_strdup (stated);
  else
    code = atlas_bic_dup_country_code (atlas_aspsp_get_bic_fi (entry->aspsp));
  if (code != NULL)
    add_place (&entry->countries, insert_country (self, code));
}

static void
atlas_refresh_finalize (GObject *object)
{
  AtlasRefresh *self = ATLAS_REFRESH (object);

  g_clear_pointer (&self->countries, g_ptr_array_unref);
  g_clear_pointer (&self->cities, g_ptr_array_unref);
  g_clear_pointer (&self->listings, g_array_unref);
  g_clear_pointer (&self->chunk, g_string_chunk_free);

  G_OBJECT_CLASS (atlas_refresh_parent_class)->finalize (object);
}

static void
atlas_refresh_class_init (AtlasRefreshClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_refresh_finalize;
}

static void
atlas_refresh_init (AtlasRefresh *self)
{
  self->countries = g_ptr_array_new_with_free_func (g_object_unref);
  self->cities = g_ptr_array_new_with_free_func (g_object_unref);
  self->listings = g_array_new (FALSE, FALSE, sizeof (Listing));
  g_array_set_clear_func (self->listings, (GDestroyNotify) listing_clear);
  self->chunk = g_string_chunk_new (1024);
}

/**
 * atlas_refresh_new:
 * @fetched_at: when the platform was asked, in Unix seconds
 *
 * Returns: (transfer full): a refresh that brought nothing yet
 */
AtlasRefresh *
atlas_refresh_new (gint64 fetched_at)
{
  AtlasRefresh *self = g_object_new (ATLAS_TYPE_REFRESH, NULL);

  self->fetched_at = fetched_at;

  return self;
}

/**
 * atlas_refresh_take_countries:
 * @self: a refresh
 * @countries: (transfer full) (element-type AtlasCountry): all countries, in the platform's order
 *
 * Source: "Get countries".
 */
void
atlas_refresh_take_countries (AtlasRefresh *self,
                              GPtrArray    *countries)
{
  g_return_if_fail (ATLAS_IS_REFRESH (self));
  g_return_if_fail (countries != NULL);

  g_ptr_array_unref (self->countries);
  self->countries = countries;
}

/**
 * atlas_refresh_take_cities:
 * @self: a refresh
 * @cities: (transfer full) (element-type AtlasCity): all cities, in the platform's order
 *
 * Source: "Get cities".
 */
void
atlas_refresh_take_cities (AtlasRefresh *self,
                           GPtrArray    *cities)
{
  g_return_if_fail (ATLAS_IS_REFRESH (self));
  g_return_if_fail (cities != NULL);

  g_ptr_array_unref (self->cities);
  self->cities = cities;
}

/**
 * atlas_refresh_add_aspsps:
 * @self: a refresh
 * @aspsps: (transfer none) (element-type AtlasAspsp): what one call for banks returned; not to be changed any more
 * @iso_country_code: (nullable): the country that the call asked for
 * @city_id: (nullable): the city that the call asked for
 *
 * Adds the banks of one answer. A list item names no country or city: a bank's places are those under
 * which it came back. A bank that came back under no country gets the one that it states, or else that
 * of its BIC. Source: "Get ASPSPs".
 */
void
atlas_refresh_add_aspsps (AtlasRefresh *self,
                          GPtrArray    *aspsps,
                          const char   *iso_country_code,
                          const char   *city_id)
{
  Listing listing = { 0 };

  g_return_if_fail (ATLAS_IS_REFRESH (self));
  g_return_if_fail (aspsps != NULL);

  listing.aspsps = g_ptr_array_ref (aspsps);
  if (iso_country_code != NULL)
    listing.country = insert_country (self, iso_country_code);
  if (city_id != NULL)
    listing.city = g_string_chunk_insert_const (self->chunk, city_id);
  g_array_append_val (self->listings, listing);
}

/**
 * atlas_refresh_set_cities_unknown:
 * @self: a refresh
 * @cities_unknown: whether the platform refused to list banks by city
 *
 * Where it did, which bank is in which city stays as it was.
 */
void
atlas_refresh_set_cities_unknown (AtlasRefresh *self,
                                  gboolean      cities_unknown)
{
  g_return_if_fail (ATLAS_IS_REFRESH (self));

  self->cities_unknown = cities_unknown;
}

/*< private >
 * atlas_refresh_dup_key:
 * @id: (nullable): the code, id or BIC
 * @name: (nullable): the name
 * @raw_json: (nullable): the object as it came
 *
 * What an object of the platform is known by from one refresh to the next. That is its id, in lower
 * case since the platform does not tell the cases apart; an object that states none is not lost either.
 *
 * Returns: (transfer full) (nullable): the key, %NULL where nothing is stated at all
 */
char *
atlas_refresh_dup_key (const char *id,
                       const char *name,
                       const char *raw_json)
{
  if (!atlas_text_is_blank (id))
    return g_ascii_strdown (id, -1);
  if (!atlas_text_is_blank (name))
    return g_strconcat ("name:", name, NULL);

  return raw_json ? g_strconcat ("raw:", raw_json, NULL) : NULL;
}

/*< private >
 * atlas_refresh_dup_id:
 * @raw_json: (nullable): a bank's list item as it came
 *
 * Call it on a thread's own stack, because parsing recurses.
 *
 * Returns: (transfer full) (nullable): its id, where it states one
 */
char *
atlas_refresh_dup_id (const char *raw_json)
{
  g_autoptr (JsonNode) root = NULL;
  JsonNode *id = NULL;
  const char *text;

  /* Many state none. */
  if (raw_json == NULL || strstr (raw_json, "\"id\"") == NULL)
    return NULL;

  root = json_from_string (raw_json, NULL);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    id = json_object_get_member (json_node_get_object (root), "id");
  if (id == NULL || !JSON_NODE_HOLDS_VALUE (id))
    return NULL;
  if (json_node_get_value_type (id) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (id));

  text = json_node_get_string (id);

  return atlas_text_is_blank (text) ? NULL : g_strdup (text);
}

GPtrArray *
atlas_refresh_get_countries (AtlasRefresh *self)
{
  return self->countries;
}

GPtrArray *
atlas_refresh_get_cities (AtlasRefresh *self)
{
  return self->cities;
}

gint64
atlas_refresh_get_fetched_at (AtlasRefresh *self)
{
  return self->fetched_at;
}

gboolean
atlas_refresh_get_cities_unknown (AtlasRefresh *self)
{
  return self->cities_unknown;
}

/*< private >
 * atlas_refresh_merge:
 * @self: a refresh
 *
 * Call it on a thread's own stack.
 *
 * Returns: (transfer full) (element-type AtlasRefreshEntry): each bank once, in the order in which they
 *   first came, with all its places; valid as long as the refresh is
 */
GPtrArray *
atlas_refresh_merge (AtlasRefresh *self)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_identity = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Merge merge = { entries, by_key, by_identity };

  for (guint i = 0; i < self->listings->len; i++)
    {
      const Listing *listing = &g_array_index (self->listings, Listing, i);

      for (guint j = 0; j < listing->aspsps->len; j++)
        merge_aspsp (&merge, g_ptr_array_index (listing->aspsps, j), listing);
    }
  for (guint i = 0; i < entries->len; i++)
    settle_country (self, g_ptr_array_index (entries, i));

  return entries;
}
