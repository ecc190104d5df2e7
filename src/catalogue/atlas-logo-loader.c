/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "atlas-byte-cache.h"
#include "atlas-image.h"
#include "atlas-logo-client.h"
#include "atlas-logo-loader.h"
#include "atlas-fiber.h"

#define MEMORY_BYTES (24 * 1024 * 1024)
#define MAX_UNDER_WAY 6
/* Rows that were scrolled past by the hundred do not keep those that are on the screen waiting. */
#define MAX_WAITING 200
#define FRESH_SECONDS (7 * 24 * 60 * 60)
/* What a host answered holds for a while; that nobody answered is soon tried again. */
#define FAILURE_SECONDS (60 * 60)
#define NO_ANSWER_SECONDS 60

struct _AtlasLogoLoader
{
  GObject          parent_instance;

  AtlasConnection *connection;
  AtlasStore      *store;
  AtlasLogoClient *client;
  AtlasByteCache  *images;
  GHashTable      *loading;    /* key → DexFuture: those who ask for the same share it */
  GHashTable      *failures;   /* url → until when not to ask again, in monotonic microseconds */
  GQueue           waiting;    /* (element-type DexPromise): the newest first */
  guint            n_under_way;
};

G_DEFINE_FINAL_TYPE (AtlasLogoLoader, atlas_logo_loader, G_TYPE_OBJECT)

typedef struct
{
  AtlasLogoLoader *self;
  char            *key;
  char            *url;
  guint            max_size;
} Load;

static void
load_free (Load *load)
{
  g_object_unref (load->self);
  g_free (load->key);
  g_free (load->url);
  g_free (load);
}

static void
remember_failure (AtlasLogoLoader *self,
                  const char      *url,
                  gint64           seconds)
{
  gint64 *until = g_new (gint64, 1);

  *until = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;
  g_hash_table_replace (self->failures, g_strdup (url), until);
}

static gboolean
failed_lately (AtlasLogoLoader *self,
               const char      *url)
{
  gint64 *until = g_hash_table_lookup (self->failures, url);

  if (until == NULL)
    return FALSE;
  if (*until > g_get_monotonic_time ())
    return TRUE;

  g_hash_table_remove (self->failures, url);

  return FALSE;
}

/* A future for leave to ask a host; whoever asked last is served first. */
static DexFuture *
enter (AtlasLogoLoader *self)
{
  DexPromise *promise;

  if (self->n_under_way < MAX_UNDER_WAY)
    {
      self->n_under_way++;
      return dex_future_new_for_boolean (TRUE);
    }

  promise = dex_promise_new ();
  g_queue_push_head (&self->waiting, dex_ref (promise));
  if (self->waiting.length > MAX_WAITING)
    {
      DexPromise *oldest = g_queue_pop_tail (&self->waiting);

      dex_promise_reject (oldest, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Newer logos came first"));
      dex_unref (oldest);
    }

  return DEX_FUTURE (promise);
}

static void
leave (AtlasLogoLoader *self)
{
  DexPromise *next = g_queue_pop_head (&self->waiting);

  if (next == NULL)
    {
      self->n_under_way--;
      return;
    }

  dex_promise_resolve_boolean (next, TRUE);
  dex_unref (next);
}

static AtlasLogoAnswer *
fetch (AtlasLogoLoader *self,
       const char      *url,
       const char      *validator,
       GError         **error)
{
  g_autofree char *address = dex_await_string (atlas_connection_resolve_logo (self->connection, url), error);
  AtlasLogoAnswer *answer;

  if (address == NULL || !dex_await (enter (self), error))
    return NULL;

  answer = dex_await_boxed (atlas_logo_client_fetch (self->client, address, validator), error);
  leave (self);

  return answer;
}

/* Whether the host will very likely say the same tomorrow: that it has no such logo, or one that is none. That one may not have
 * it says nothing about the logo, and neither does a page, or another host to ask: these may be a network's that wants a sign-in. */
static gboolean
is_lasting_refusal (const GError *error)
{
  guint status;

  if (error->domain != ATLAS_API_ERROR)
    return FALSE;

  status = atlas_api_error_get_details (error)->status;
  switch ((AtlasApiError) error->code)
    {
    case ATLAS_API_ERROR_TOO_LARGE:
      return TRUE;
    case ATLAS_API_ERROR_LOGO_REFUSED:
      return status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE;
    case ATLAS_API_ERROR_MALFORMED:
      return SOUP_STATUS_IS_SUCCESSFUL (status);
    default:
      return FALSE;
    }
}

/* Whether what came is no picture, whenever it is looked at: not that other pictures, or a busy computer, left no time. */
static gboolean
is_lasting_flaw (const GError *error)
{
  return error->domain != DEX_ERROR && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY) &&
         !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The picture from the host, which is then kept; where it has none, that is kept. */
static AtlasImage *
fetch_picture (Load                  *load,
               const AtlasStoredLogo *stored,
               GError               **error)
{
  AtlasStore *store = load->self->store;
  GBytes *stored_bytes = stored ? stored->bytes : NULL;
  const char *stored_validator = stored_bytes ? stored->validator : NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (AtlasLogoAnswer) answer = fetch (load->self, load->url, stored_validator, &failure);
  GBytes *bytes = answer && answer->bytes ? answer->bytes : stored_bytes;
  gboolean is_lasting;
  AtlasImage *image;

  if (answer == NULL)
    {
      is_lasting = is_lasting_refusal (failure);
    }
  else if (bytes == NULL)
    {
      failure = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The host sent no logo");
      is_lasting = TRUE;
    }
  else
    {
      image = dex_await_boxed (atlas_image_decode (bytes, load->max_size), &failure);
      if (image != NULL)
        {
          const char *validator = answer->validator || answer->bytes ? answer->validator : stored_validator;

          dex_future_disown (atlas_store_save_logo (store, load->url, bytes, validator));
          return image;
        }
      is_lasting = is_lasting_flaw (failure);
    }

  /* Only what can be drawn takes the place of what is kept. */
  if (is_lasting)
    dex_await (atlas_store_save_logo (store, load->url, stored_bytes, stored_validator), NULL);
  g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}

static gboolean
is_fresh (const AtlasStoredLogo *stored)
{
  gint64 age;

  if (stored == NULL)
    return FALSE;

  age = g_get_real_time () / G_USEC_PER_SEC - stored->fetched_at;

  return age >= 0 && age < FRESH_SECONDS;
}

/* A host that did not answer, or other pictures that take too long: the logo itself may be good. */
static gboolean
is_soon_over (const GError *error)
{
  return error->domain == ATLAS_API_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY);
}

static void
note_failure (AtlasLogoLoader *self,
              const char      *url,
              const GError    *error)
{
  /* Nobody's fault, or nobody there: a cancelled wait, no network. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || error->domain == DEX_ERROR)
    return;

  remember_failure (self, url, is_soon_over (error) ? NO_ANSWER_SECONDS : FAILURE_SECONDS);
}

/* A fresh answer in the store is used as it is, also when it is that there is no logo. Otherwise the host is asked; where that
 * fails, an old picture from the store is shown. */
static AtlasImage *
find_picture (Load                  *load,
              const AtlasStoredLogo *stored,
              GError               **error)
{
  GBytes *stored_bytes = stored ? stored->bytes : NULL;
  g_autoptr (GError) reason = NULL;
  AtlasImage *image = NULL;

  if (is_fresh (stored) && stored_bytes != NULL)
    return dex_await_boxed (atlas_image_decode (stored_bytes, load->max_size), error);
  if (is_fresh (stored))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There was no logo when its host was last asked");
      return NULL;
    }

  image = fetch_picture (load, stored, &reason);
  if (image == NULL && stored_bytes != NULL)
    image = dex_await_boxed (atlas_image_decode (stored_bytes, load->max_size), NULL);
  if (image == NULL)
    g_propagate_error (error, g_steal_pointer (&reason));

  return image;
}

static DexFuture *
load_fiber (gpointer data)
{
  Load *load = data;
  AtlasLogoLoader *self = load->self;
  g_autoptr (AtlasStoredLogo) stored = dex_await_boxed (atlas_store_load_logo (self->store, load->url), NULL);
  g_autoptr (GError) error = NULL;
  AtlasImage *image = find_picture (load, stored, &error);

  g_hash_table_remove (self->loading, load->key);
  if (image == NULL)
    {
      note_failure (self, load->url, error);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }
  atlas_byte_cache_insert (self->images, load->key, atlas_image_copy (image), g_bytes_get_size (image->pixels));

  return dex_future_new_take_boxed (ATLAS_TYPE_IMAGE, image);
}

static void
atlas_logo_loader_finalize (GObject *object)
{
  AtlasLogoLoader *self = ATLAS_LOGO_LOADER (object);

  g_queue_clear_full (&self->waiting, dex_unref);
  g_clear_pointer (&self->loading, g_hash_table_unref);
  g_clear_pointer (&self->failures, g_hash_table_unref);
  g_clear_pointer (&self->images, atlas_byte_cache_free);
  g_clear_object (&self->client);
  g_clear_object (&self->store);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (atlas_logo_loader_parent_class)->finalize (object);
}

static void
atlas_logo_loader_class_init (AtlasLogoLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_logo_loader_finalize;
}

static void
atlas_logo_loader_init (AtlasLogoLoader *self)
{
  self->images = atlas_byte_cache_new (MEMORY_BYTES, (GDestroyNotify) atlas_image_free);
  self->loading = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, dex_unref);
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * atlas_logo_loader_new:
 * @connection: says where a logo really is
 * @store: where logos are kept
 *
 * Returns: (transfer full): a loader, with a session of its own that never sees a token
 */
AtlasLogoLoader *
atlas_logo_loader_new (AtlasConnection *connection,
                       AtlasStore      *store)
{
  AtlasLogoLoader *self = g_object_new (ATLAS_TYPE_LOGO_LOADER, NULL);
  g_autoptr (SoupSession) session = atlas_logo_session_new ();

  self->connection = g_object_ref (connection);
  self->store = g_object_ref (store);
  self->client = atlas_logo_client_new (session);
  atlas_logo_client_set_request_log (self->client, atlas_connection_get_request_log (connection));

  return self;
}

/**
 * atlas_logo_loader_get_client:
 * @self: a loader
 *
 * Returns: (transfer none): what it asks hosts with
 */
AtlasLogoClient *
atlas_logo_loader_get_client (AtlasLogoLoader *self)
{
  g_return_val_if_fail (ATLAS_IS_LOGO_LOADER (self), NULL);

  return self->client;
}

/**
 * atlas_logo_loader_load:
 * @self: a loader
 * @logo_url: what the platform says
 * @max_size: pixels a side
 *
 * What is in the store is asked for again after a week, with its validator, and stays in use where the host has none any
 * more, or nobody answers. That there is none, or one that cannot be shown, is in the store as well; other failures are
 * remembered for a while, in memory only.
 *
 * Returns: (transfer full): a future for the #AtlasImage; rejects where there is none
 */
DexFuture *
atlas_logo_loader_load (AtlasLogoLoader *self,
                        const char      *logo_url,
                        guint            max_size)
{
  g_autofree char *key = NULL;
  AtlasImage *image;
  DexFuture *future;
  Load *load;

  g_return_val_if_fail (ATLAS_IS_LOGO_LOADER (self), NULL);
  g_return_val_if_fail (logo_url != NULL, NULL);

  key = g_strdup_printf ("%u %s", max_size, logo_url);
  image = atlas_byte_cache_lookup (self->images, key);
  if (image != NULL)
    return dex_future_new_take_boxed (ATLAS_TYPE_IMAGE, atlas_image_copy (image));
  future = g_hash_table_lookup (self->loading, key);
  if (future != NULL)
    return dex_ref (future);
  if (failed_lately (self, logo_url))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There was no logo a moment ago");

  load = g_new0 (Load, 1);
  load->self = g_object_ref (self);
  load->key = g_strdup (key);
  load->url = g_strdup (logo_url);
  load->max_size = max_size;
  /* One of those who wait may let go without the others going empty-handed. */
  future = atlas_fiber_spawn (load_fiber, load, (GDestroyNotify) load_free);
  g_hash_table_insert (self->loading, g_steal_pointer (&key), dex_ref (future));

  return future;
}
