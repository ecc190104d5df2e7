/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-burial.h"
#include "atlas-fiber.h"
#include "atlas-lanes.h"
#include "atlas-refresher.h"
#include "atlas-text.h"
#include "atlas-worker.h"

#define MAX_UNDER_WAY 6
#define DETAILS_BATCH 50
/* So many banks in a row that fail mean that the next would fail too. */
#define MAX_FAILURES_IN_A_ROW 20
#define MAX_TRANSIENT_FAILURES_IN_A_ROW 3

struct _AtlasRefresher
{
  GObject         parent_instance;

  AtlasApiClient *client;
  AtlasStore     *store;
  DexPromise     *cancel;           /* rejects when the refresh is cancelled */
  gint64          older_than;

  AtlasRefresh   *refresh;
  GPtrArray      *answers;          /* (element-type AtlasApiAnswer): kept to be freed elsewhere than on the main loop */
  GPtrArray      *places;           /* (element-type Place): what banks are listed by */
  const char *const *bic_fis;       /* whose details are asked for; borrowed while they are */
  GPtrArray      *batch;            /* (element-type AtlasAspspDetails): fetched, to be saved */
  char           *request_id;
  guint           n_done;
  guint           n_total;
  guint           n_failures;       /* in a row */
  guint           n_transient_failures;
  gboolean        cities_unknown;
};

G_DEFINE_FINAL_TYPE (AtlasRefresher, atlas_refresher, G_TYPE_OBJECT)

enum
{
  SIGNAL_PROGRESS,
  SIGNAL_DETAILS_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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

static void
count_done (AtlasRefresher *self)
{
  self->n_done++;
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, self->n_done, self->n_total);
}

/* Waits for an answer, or until the refresh is cancelled, which drops the request. */
static AtlasApiAnswer *
await_answer (AtlasRefresher *self,
              DexFuture      *call,
              GError        **error)
{
  return dex_await_object (atlas_fiber_unless (DEX_FUTURE (self->cancel), call), error);
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
  AtlasApiAnswer *answer =
    await_answer (self, atlas_api_client_list_countries (self->client, NULL, self->request_id), &error);

  if (answer == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  atlas_refresh_take_countries (self->refresh, g_ptr_array_ref (take_answer (self, answer)));

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
list_cities_fiber (gpointer data)
{
  AtlasRefresher *self = data;
  g_autoptr (GError) error = NULL;
  AtlasApiAnswer *answer = await_answer (self, atlas_api_client_list_cities (self->client, NULL, NULL, NULL), &error);

  if (answer == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  atlas_refresh_take_cities (self->refresh, g_ptr_array_ref (take_answer (self, answer)));

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
  g_autoptr (GError) error = NULL;
  AtlasApiAnswer *answer;
  Place *answered;

  answer = await_answer (self,
                         atlas_api_client_list_aspsps (self->client,
                                                       place->iso_country_code ? iso_country_codes : NULL,
                                                       place->city_id ? city_ids : NULL,
                                                       NULL),
                         &error);
  if (answer == NULL)
    return settle_failed_place (place, g_steal_pointer (&error));

  answered = g_ptr_array_index (self->places, place->index);
  answered->banks = g_ptr_array_ref (take_answer (self, answer));

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
list_place_lane (gpointer data,
                 guint    index)
{
  AtlasRefresher *self = data;
  const Place *place = g_ptr_array_index (self->places, index);
  Place *asked;

  count_done (self);
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
      const char *code = atlas_country_get_iso_country_code (g_ptr_array_index (countries, i));

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
  count_done (self);
  if (!dex_await (atlas_fiber_spawn (list_cities_fiber, g_object_ref (self), g_object_unref), error))
    return FALSE;
  count_done (self);

  /* The first place is everywhere: banks of no listed country are banks, too. */
  g_ptr_array_add (self->places, place_new (NULL, NULL, NULL));
  note_places (self);
  self->n_total = self->n_done + self->places->len;

  if (!dex_await (atlas_lanes_run (self->places->len, MAX_UNDER_WAY, list_place_lane, self), error))
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

static DexFuture *
save_batch_fiber (gpointer data)
{
  AtlasRefresher *self = data;
  g_autoptr (GPtrArray) batch = g_steal_pointer (&self->batch);
  g_autoptr (AtlasChanges) changes = NULL;
  g_autoptr (GError) error = NULL;

  self->batch = g_ptr_array_new_with_free_func (g_object_unref);
  if (batch->len == 0)
    return dex_future_new_for_boolean (TRUE);

  changes = dex_await_object (atlas_store_save_details (self->store, batch), &error);
  if (changes == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  g_signal_emit (self, signals[SIGNAL_DETAILS_SAVED], 0, changes);

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
save_batch (AtlasRefresher *self)
{
  return atlas_fiber_spawn (save_batch_fiber, g_object_ref (self), g_object_unref);
}

/* Whether the next bank would fail for the same reason. */
static gboolean
is_hopeless (AtlasRefresher *self,
             const GError   *error)
{
  static const AtlasApiError codes[] = {
    ATLAS_API_ERROR_INVALID_CLIENT,
    ATLAS_API_ERROR_INVALID_SCOPE,
    ATLAS_API_ERROR_NO_CREDENTIALS,
    ATLAS_API_ERROR_UNAUTHORIZED,
    ATLAS_API_ERROR_CERTIFICATE,
    ATLAS_API_ERROR_TLS,
    ATLAS_API_ERROR_REDIRECTED,
  };

  if (error->domain != ATLAS_API_ERROR)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (error->code == (int) codes[i])
      return TRUE;

  return self->n_failures >= MAX_FAILURES_IN_A_ROW || self->n_transient_failures >= MAX_TRANSIENT_FAILURES_IN_A_ROW;
}

static void
count_failure (AtlasRefresher *self,
               const GError   *error)
{
  if (g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_NOT_FOUND))
    return;

  self->n_failures++;
  if (atlas_api_error_is_transient (error) ||
      g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_NAME_NOT_FOUND) ||
      g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_FORBIDDEN))
    self->n_transient_failures++;
}

typedef struct
{
  AtlasRefresher *self;
  char           *bic_fi;
} DetailsJob;

static void
details_job_free (DetailsJob *job)
{
  g_object_unref (job->self);
  g_free (job->bic_fi);
  g_free (job);
}

static DexFuture *
fetch_one_fiber (gpointer data)
{
  DetailsJob *job = data;
  AtlasRefresher *self = job->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasApiAnswer) answer =
    await_answer (self, atlas_api_client_get_aspsp (self->client, job->bic_fi, NULL), &error);

  if (answer == NULL)
    {
      count_failure (self, error);
      if (is_hopeless (self, error))
        return dex_future_new_for_error (g_steal_pointer (&error));
      g_debug ("No details of %s: %s", job->bic_fi, error->message);
    }
  else
    {
      self->n_failures = 0;
      self->n_transient_failures = 0;
      g_ptr_array_add (self->batch, g_object_ref (atlas_api_answer_get_item (answer)));
    }

  count_done (self);

  return self->batch->len >= DETAILS_BATCH ? save_batch (self) : dex_future_new_for_boolean (TRUE);
}

static DexFuture *
fetch_one_lane (gpointer data,
                guint    index)
{
  AtlasRefresher *self = data;
  DetailsJob *job = g_new0 (DetailsJob, 1);

  job->self = g_object_ref (self);
  job->bic_fi = g_strdup (self->bic_fis[index]);

  return atlas_fiber_spawn (fetch_one_fiber, job, (GDestroyNotify) details_job_free);
}

static DexFuture *
fetch_listed (AtlasRefresher *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) save_error = NULL;
  gboolean fetched;

  self->batch = g_ptr_array_new_with_free_func (g_object_unref);
  self->n_done = 0;
  self->n_total = self->bic_fis ? g_strv_length ((GStrv) self->bic_fis) : 0;
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, self->n_done, self->n_total);
  fetched = dex_await (atlas_lanes_run (self->n_total, MAX_UNDER_WAY, fetch_one_lane, self), &error);

  /* Whatever ended it, what was fetched is kept. */
  if (!dex_await (save_batch (self), &save_error) && fetched)
    return dex_future_new_for_error (g_steal_pointer (&save_error));
  if (!fetched)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
fetch_details_fiber (gpointer data)
{
  AtlasRefresher *self = data;
  DexFuture *listing = atlas_store_list_stale_details (self->store, self->older_than);
  DexFuture *result;

  if (dex_await (dex_ref (listing), NULL))
    {
      /* Borrowed from the future: copying tens of thousands of strings takes its time, and so does freeing them. */
      self->bic_fis = g_value_get_boxed (dex_future_get_value (listing, NULL));
      result = fetch_listed (self);
      self->bic_fis = NULL;
    }
  else
    {
      result = dex_ref (listing);
    }
  atlas_bury (listing, dex_unref);

  return result;
}

static void
atlas_refresher_finalize (GObject *object)
{
  AtlasRefresher *self = ATLAS_REFRESHER (object);

  g_clear_object (&self->client);
  g_clear_object (&self->store);
  g_clear_object (&self->refresh);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  g_free (self->request_id);
  dex_clear (&self->cancel);

  G_OBJECT_CLASS (atlas_refresher_parent_class)->finalize (object);
}

static void
atlas_refresher_class_init (AtlasRefresherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_refresher_finalize;

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_DETAILS_SAVED] = g_signal_new ("details-saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, ATLAS_TYPE_CHANGES);
}

static void
atlas_refresher_init (AtlasRefresher *self)
{
  self->cancel = dex_promise_new ();
}

/**
 * atlas_refresher_new:
 * @client: the way to the platform
 * @store: where to keep what it answers
 *
 * Returns: (transfer full): a refresh that has not begun
 */
AtlasRefresher *
atlas_refresher_new (AtlasApiClient *client,
                     AtlasStore     *store)
{
  AtlasRefresher *self = g_object_new (ATLAS_TYPE_REFRESHER, NULL);

  self->client = g_object_ref (client);
  self->store = g_object_ref (store);

  return self;
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

/**
 * atlas_refresher_fetch_details:
 * @self: a refresh
 * @older_than: Unix seconds
 *
 * Asks for the details of every bank of which none are stored, or older ones, and stores them in batches.
 * A bank that fails is left out; what would fail for every bank ends it. Source: "Get ASPSP".
 *
 * Returns: (transfer full): a future for %TRUE; rejects with %ATLAS_API_ERROR, with %ATLAS_STORE_ERROR, or
 *   with %G_IO_ERROR_CANCELLED; what was fetched until then is stored
 */
DexFuture *
atlas_refresher_fetch_details (AtlasRefresher *self,
                               gint64          older_than)
{
  g_return_val_if_fail (ATLAS_IS_REFRESHER (self), NULL);

  self->older_than = older_than;

  return atlas_fiber_spawn (fetch_details_fiber, g_object_ref (self), g_object_unref);
}

/**
 * atlas_refresher_get_cities_unknown:
 * @self: a refresh
 *
 * Returns: whether the platform refused to list banks by city
 */
gboolean
atlas_refresher_get_cities_unknown (AtlasRefresher *self)
{
  g_return_val_if_fail (ATLAS_IS_REFRESHER (self), FALSE);

  return self->cities_unknown;
}

/**
 * atlas_refresher_cancel:
 * @self: a refresh
 *
 * Ends it as soon as it can end.
 */
void
atlas_refresher_cancel (AtlasRefresher *self)
{
  g_return_if_fail (ATLAS_IS_REFRESHER (self));

  if (dex_future_is_pending (DEX_FUTURE (self->cancel)))
    dex_promise_reject (self->cancel, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The refresh was cancelled")));
}
