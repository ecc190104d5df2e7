/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-burial.h"
#include "atlas-emptied.h"
#include "atlas-fiber.h"
#include "atlas-lanes.h"
#include "atlas-refresher-private.h"
#include "atlas-text.h"

/* Which countries, cities and banks there are. */

/* What one list of banks is asked by. */
typedef struct
{
  AtlasRefresher *self;
  char           *iso_country_code;   /* (nullable) */
  char           *city_id;            /* (nullable) */
  guint           index;              /* among all places */
  GPtrArray      *banks;              /* (nullable) (element-type AtlasAspsp): the answer */
} Place;

static void
place_free (Place *place)
{
  g_clear_object (&place->self);
  g_free (place->iso_country_code);
  g_free (place->city_id);
  g_clear_pointer (&place->banks, g_ptr_array_unref);
  g_free (place);
}

static Place *
place_new (AtlasRefresher *self,
           const char     *iso_country_code,
           const char     *city_id)
{
  Place *place = g_new0 (Place, 1);

  place->self = self ? g_object_ref (self) : NULL;
  place->iso_country_code = g_strdup (iso_country_code);
  place->city_id = g_strdup (city_id);

  return place;
}

/* The items of an answer, which itself is kept: freeing tens of thousands of objects takes its time. */
static GPtrArray *
take_answer (AtlasRefresher *self,
             AtlasApiAnswer *answer)
{
  g_ptr_array_add (self->answers, answer);

  return atlas_api_answer_get_items (answer);
}

static DexFuture *
list_countries_fiber (gpointer data)
{
  AtlasRefresher *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasApiAnswer) answer =
    atlas_refresher_await_answer (self, atlas_api_client_list_countries (self->client, NULL, self->request_id), &error);

  if (answer == NULL || !atlas_emptied_check (self->store, answer, "countries", &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  atlas_refresh_take_countries (self->refresh, g_ptr_array_ref (take_answer (self, g_steal_pointer (&answer))));

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
list_cities_fiber (gpointer data)
{
  AtlasRefresher *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasApiAnswer) answer = atlas_refresher_await_answer (self, atlas_api_client_list_cities (self->client, NULL, NULL, NULL), &error);

  if (answer == NULL || !atlas_emptied_check (self->store, answer, "cities", &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  atlas_refresh_take_cities (self->refresh, g_ptr_array_ref (take_answer (self, g_steal_pointer (&answer))));

  return dex_future_new_for_boolean (TRUE);
}

static gboolean
means_filter_refused (const GError *error)
{
  return g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_NOT_SUPPORTED) ||
         g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_BAD_REQUEST);
}

/* A country that fails ends the refresh: were it left out, its banks would seem to have left it. The cities are
 * different, because the newest documentation no longer lets banks be listed by them. */
static DexFuture *
settle_failed_place (const Place *place,
                     GError      *error)
{
  if (g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_NOT_FOUND) &&
      (place->city_id != NULL || place->iso_country_code != NULL))
    {
      g_error_free (error);
      return dex_future_new_for_boolean (TRUE);
    }
  if (place->city_id == NULL || !means_filter_refused (error))
    return dex_future_new_for_error (error);

  place->self->cities_unknown = TRUE;
  atlas_refresh_set_cities_unknown (place->self->refresh, TRUE);
  g_error_free (error);

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
list_aspsps_fiber (gpointer data)
{
  Place *place = data;
  AtlasRefresher *self = place->self;
  const char *iso_country_codes[] = { place->iso_country_code, NULL };
  const char *city_ids[] = { place->city_id, NULL };
  g_autoptr (AtlasApiAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  Place *answered;

  answer = atlas_refresher_await_answer (self,
                         atlas_api_client_list_aspsps (self->client,
                                                       place->iso_country_code ? iso_country_codes : NULL,
                                                       place->city_id ? city_ids : NULL,
                                                       NULL),
                         &error);
  if (answer == NULL)
    return settle_failed_place (place, g_steal_pointer (&error));
  if (place->iso_country_code == NULL && place->city_id == NULL && !atlas_emptied_check (self->store, answer, "aspsps", &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  answered = g_ptr_array_index (self->places, place->index);
  answered->banks = g_ptr_array_ref (take_answer (self, g_steal_pointer (&answer)));

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
list_place_lane (gpointer data,
                 guint    index)
{
  AtlasRefresher *self = data;
  const Place *place = g_ptr_array_index (self->places, index);
  Place *asked;

  atlas_refresher_count_done (self);
  if (place->city_id != NULL && self->cities_unknown)
    return dex_future_new_for_boolean (TRUE);

  asked = place_new (self, place->iso_country_code, place->city_id);
  asked->index = index;

  return atlas_fiber_spawn (list_aspsps_fiber, asked, (GDestroyNotify) place_free);
}

/* In the order in which the places were listed: that of the answers is another one each time. */
static void
add_answers (AtlasRefresher *self)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = g_ptr_array_index (self->places, i);

      if (place->banks != NULL)
        atlas_refresh_add_aspsps (self->refresh, place->banks, place->iso_country_code, place->city_id);
    }
}

static void
note_places (AtlasRefresher *self)
{
  GPtrArray *countries = atlas_api_answer_get_items (g_ptr_array_index (self->answers, 0));
  GPtrArray *cities = atlas_api_answer_get_items (g_ptr_array_index (self->answers, 1));

  for (guint i = 0; i < countries->len; i++)
    {
      const char *code = atlas_country_get_listed_code (g_ptr_array_index (countries, i));

      if (!atlas_text_is_blank (code))
        g_ptr_array_add (self->places, place_new (NULL, code, NULL));
    }
  for (guint i = 0; i < cities->len; i++)
    {
      const char *city_id = atlas_city_get_city_id (g_ptr_array_index (cities, i));

      if (!atlas_text_is_blank (city_id))
        g_ptr_array_add (self->places, place_new (NULL, NULL, city_id));
    }
}

static gboolean
fetch_lists (AtlasRefresher *self,
             GError        **error)
{
  if (!dex_await (atlas_fiber_spawn (list_countries_fiber, g_object_ref (self), g_object_unref), error))
    return FALSE;
  atlas_refresher_count_done (self);
  if (!dex_await (atlas_fiber_spawn (list_cities_fiber, g_object_ref (self), g_object_unref), error))
    return FALSE;
  atlas_refresher_count_done (self);

  /* The first place is everywhere: banks of no listed country are banks, too. */
  g_ptr_array_add (self->places, place_new (NULL, NULL, NULL));
  note_places (self);
  self->n_total = self->n_done + self->places->len;

  if (!dex_await (atlas_lanes_run (self->places->len, ATLAS_REFRESHER_MAX_UNDER_WAY, list_place_lane, self), error))
    return FALSE;
  add_answers (self);

  return TRUE;
}

static DexFuture *
fetch_lists_fiber (gpointer data)
{
  AtlasRefresher *self = data;
  g_autoptr (GError) error = NULL;
  AtlasChanges *changes = NULL;

  self->refresh = atlas_refresh_new (g_get_real_time () / G_USEC_PER_SEC);
  self->answers = g_ptr_array_new_with_free_func (g_object_unref);
  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  self->n_done = 0;
  self->n_total = 0;

  if (fetch_lists (self, &error))
    changes = dex_await_object (atlas_store_apply_refresh (self->store, self->refresh), &error);

  atlas_bury (g_steal_pointer (&self->refresh), g_object_unref);
  atlas_bury (g_steal_pointer (&self->answers), (GDestroyNotify) g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  if (changes == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  atlas_bury (g_object_ref (changes), g_object_unref);

  return dex_future_new_take_object (changes);
}

/**
 * atlas_refresher_fetch_lists:
 * @self: a refresh
 * @request_id: (nullable): a caller's own id for the first request
 *
 * Asks for the countries, the cities, and the banks of each of them, and stores all of it in one
 * transaction. Where the platform refuses to list banks by city, their cities stay as they were.
 * Source: "Get countries", "Get cities", "Get ASPSPs".
 *
 * Returns: (transfer full): a future for #AtlasChanges; rejects with %ATLAS_API_ERROR, with
 *   %ATLAS_STORE_ERROR, or with %G_IO_ERROR_CANCELLED, and nothing is stored
 */
DexFuture *
atlas_refresher_fetch_lists (AtlasRefresher *self,
                             const char     *request_id)
{
  g_return_val_if_fail (ATLAS_IS_REFRESHER (self), NULL);

  g_set_str (&self->request_id, request_id);

  return atlas_fiber_spawn (fetch_lists_fiber, g_object_ref (self), g_object_unref);
}
