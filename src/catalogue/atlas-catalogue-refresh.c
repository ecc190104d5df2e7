/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-catalogue-path.h"
#include "atlas-catalogue-private.h"
#include "atlas-fiber.h"
#include "atlas-file-lock.h"

/* How AtlasCatalogue keeps in step with the platform. */

/* Showing what the details brought takes time with the size of the directory; it takes a tenth of it at most. */
#define RELOAD_PAUSE_FACTOR 10
#define SHORTEST_RELOAD_PAUSE (G_TIME_SPAN_SECOND / 2)

/* As long as a refresh of many banks may take in the program whose turn it is. */
#define PATIENCE_MS (10 * 60 * 1000)

typedef struct
{
  AtlasCatalogue   *self;
  AtlasRefreshScope scope;
  char             *request_id;
} Refresh;

static void
refresh_free (Refresh *refresh)
{
  g_object_unref (refresh->self);
  g_free (refresh->request_id);
  g_free (refresh);
}

static double
get_fraction (guint n_done,
              guint n_total)
{
  return n_total > 0 ? (double) n_done / n_total : -1;
}

static void
lists_progress_cb (AtlasCatalogue *self,
                   guint           n_done,
                   guint           n_total)
{
  if (n_total == 0)
    atlas_catalogue_set_progress (self, g_strdup (_("Fetching countries and cities")), -1);
  else
    atlas_catalogue_set_progress (self,
                                  g_strdup_printf (ngettext ("Fetching banks, %u of %u list", "Fetching banks, %u of %u lists", n_total),
                                                   n_done,
                                                   n_total),
                                  get_fraction (n_done, n_total));
}

static void
details_progress_cb (AtlasCatalogue *self,
                     guint           n_done,
                     guint           n_total)
{
  atlas_catalogue_set_progress (self,
                                g_strdup_printf (ngettext ("Fetching details, %u of %u bank", "Fetching details, %u of %u banks", n_total),
                                                 n_done,
                                                 n_total),
                                get_fraction (n_done, n_total));
}

static DexFuture *
reloaded_cb (DexFuture *future,
             gpointer   data)
{
  AtlasCatalogue *self = data;
  gint64 now = g_get_monotonic_time ();
  gint64 took = now - self->next_reload_at;

  self->next_reload_at = now + MAX (took * RELOAD_PAUSE_FACTOR, SHORTEST_RELOAD_PAUSE);

  return dex_ref (future);
}

/* Shows what was saved, though not more often than is good for the rest; at the end it is shown anyway. */
static void
details_saved_cb (AtlasCatalogue *self,
                  AtlasChanges   *changes)
{
  gint64 now = g_get_monotonic_time ();

  if (self->reloading != NULL || now < self->next_reload_at)
    return;

  self->next_reload_at = now;
  dex_future_disown (dex_future_finally (atlas_catalogue_reload (self), reloaded_cb, g_object_ref (self), g_object_unref));
}

/* Waits until no other program refreshes the same, and nobody else in this one. Fails only where it was cancelled. NULL
 * without an error where there can be no such lock: to do something twice is better than not to do it at all. */
static AtlasFileLock *
await_turn (AtlasCatalogue *self,
            const char     *part,
            gboolean       *waited,
            GError        **error)
{
  g_autofree char *path = atlas_catalogue_dup_turn_path (self->profile, part, self->data_dir);
  g_autoptr (GError) held = NULL;
  g_autoptr (GError) failure = NULL;
  AtlasFileLock *turn = dex_await_object (atlas_file_lock_wait (path, 0), &held);

  *waited = g_error_matches (held, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  if (!*waited)
    return turn;

  atlas_catalogue_set_progress (self, g_strdup (_("Waiting for another program to finish its refresh")), -1);
  turn = dex_await_object (atlas_fiber_unless (atlas_refresher_get_cancelled (self->refresher), atlas_file_lock_wait (path, PATIENCE_MS)),
                           &failure);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&failure));

  return turn;
}

static AtlasChanges *
fetch_lists (Refresh  *refresh,
             GError  **error)
{
  AtlasCatalogue *self = refresh->self;
  AtlasRefresher *refresher = self->refresher;
  gulong handler = g_signal_connect_object (refresher, "progress", G_CALLBACK (lists_progress_cb), self, G_CONNECT_SWAPPED);
  AtlasChanges *changes;

  lists_progress_cb (self, 0, 0);
  changes = dex_await_object (atlas_refresher_fetch_lists (refresher, refresh->request_id), error);
  g_signal_handler_disconnect (refresher, handler);
  if (changes != NULL)
    atlas_catalogue_set_note (self,
                              atlas_refresher_get_cities_unknown (refresher)
                                ? _("The platform does not list banks by city; cities are taken from the banks’ details")
                                : NULL);

  return changes;
}

/* What another program fetched while this one waited for its turn is as good, and is not asked for again. */
static AtlasChanges *
refresh_lists (Refresh  *refresh,
               GError  **error)
{
  AtlasCatalogue *self = refresh->self;
  gint64 updated_before = self->updated_at;
  g_autoptr (AtlasFileLock) turn = NULL;
  g_autoptr (AtlasChanges) changes = NULL;
  g_autoptr (GError) cancelled = NULL;
  gboolean waited;

  turn = await_turn (self, "lists", &waited, &cancelled);
  if (cancelled != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cancelled));
      return NULL;
    }
  if (waited && !dex_await (atlas_catalogue_reload (self), error))
    return NULL;

  if (waited && self->updated_at > updated_before)
    {
      changes = atlas_changes_new (g_ptr_array_new ());
    }
  else
    {
      changes = fetch_lists (refresh, error);
      if (changes == NULL || !dex_await (atlas_catalogue_reload (self), error))
        return NULL;
    }
  atlas_catalogue_emit_refreshed (self, changes);

  return g_steal_pointer (&changes);
}

/* Both together; what they share stays with those that it belongs to. */
static AtlasChanges *
join_changes (AtlasChanges *lists,
              GPtrArray    *details)
{
  GPtrArray *list = g_ptr_array_new ();
  AtlasChanges *joined;

  g_ptr_array_extend (list, atlas_changes_get_list (lists), NULL, NULL);
  for (guint i = 0; i < details->len; i++)
    g_ptr_array_extend (list, atlas_changes_get_list (g_ptr_array_index (details, i)), NULL, NULL);

  joined = atlas_changes_new (list);
  g_object_set_data_full (G_OBJECT (joined), "lists", g_object_ref (lists), g_object_unref);
  g_object_set_data_full (G_OBJECT (joined), "details", g_ptr_array_ref (details), (GDestroyNotify) g_ptr_array_unref);

  return joined;
}

static void
note_changes_cb (GPtrArray    *details,
                 AtlasChanges *changes)
{
  if (!atlas_changes_is_empty (changes))
    g_ptr_array_add (details, g_object_ref (changes));
}

static gboolean
fetch_details (AtlasCatalogue *self,
               GPtrArray      *changes,
               GError        **error)
{
  AtlasRefresher *refresher = self->refresher;
  gint64 older_than = g_get_real_time () / G_USEC_PER_SEC - atlas_profile_get_max_age (self->profile);
  gulong progress = g_signal_connect_object (refresher, "progress", G_CALLBACK (details_progress_cb), self, G_CONNECT_SWAPPED);
  gulong saved = g_signal_connect_object (refresher, "details-saved", G_CALLBACK (details_saved_cb), self, G_CONNECT_SWAPPED);
  gulong noted = g_signal_connect_swapped (refresher, "details-saved", G_CALLBACK (note_changes_cb), changes);
  gboolean fetched = dex_await (atlas_refresher_fetch_details (refresher, older_than), error);

  g_signal_handler_disconnect (refresher, noted);
  g_signal_handler_disconnect (refresher, progress);
  g_signal_handler_disconnect (refresher, saved);
  dex_await (atlas_catalogue_reload (self), NULL);

  return fetched;
}

/* What another program fetched meanwhile is not stale any more. */
static gboolean
refresh_details (AtlasCatalogue *self,
                 GPtrArray      *changes,
                 GError        **error)
{
  g_autoptr (GError) cancelled = NULL;
  gboolean waited;
  g_autoptr (AtlasFileLock) turn = await_turn (self, "details", &waited, &cancelled);

  if (cancelled == NULL)
    return fetch_details (self, changes, error);
  g_propagate_error (error, g_steal_pointer (&cancelled));

  return FALSE;
}

static AtlasChanges *
refresh_all (Refresh *refresh,
             GError **error)
{
  AtlasCatalogue *self = refresh->self;
  g_autoptr (AtlasApiClient) client = NULL;
  g_autoptr (AtlasChanges) changes = NULL;
  g_autoptr (GPtrArray) details = NULL;

  if (!dex_await (atlas_catalogue_load (self), error))
    return NULL;
  client = dex_await_object (atlas_connection_open (self->connection), error);
  if (client == NULL)
    return NULL;

  self->refresher = atlas_refresher_new (client, self->store);
  if (self->cancel_wanted)
    atlas_refresher_cancel (self->refresher);
  if (refresh->scope == ATLAS_REFRESH_DETAILS)
    changes = atlas_changes_new (g_ptr_array_new ());
  else
    changes = refresh_lists (refresh, error);
  if (changes == NULL)
    return NULL;
  if (refresh->scope == ATLAS_REFRESH_LISTS)
    return g_steal_pointer (&changes);

  details = g_ptr_array_new_with_free_func (g_object_unref);
  if (!refresh_details (self, details, error))
    return NULL;

  return details->len > 0 ? join_changes (changes, details) : g_steal_pointer (&changes);
}

static DexFuture *
refresh_fiber (gpointer data)
{
  Refresh *refresh = data;
  AtlasCatalogue *self = refresh->self;
  g_autoptr (GError) error = NULL;
  AtlasChanges *changes = refresh_all (refresh, &error);

  g_clear_object (&self->refresher);
  dex_clear (&self->refresh);
  /* Whoever cancelled it knows. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    atlas_catalogue_set_result (self, error);
  atlas_catalogue_set_progress (self, NULL, -1);
  atlas_catalogue_set_refreshing (self, FALSE);
  if (changes == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_object (changes);
}

/**
 * atlas_catalogue_refresh:
 * @self: a catalogue
 * @scope: how much to ask for
 * @request_id: (nullable): a caller's own id for the first request of the lists, a UUID
 *
 * Asks the platform, stores what it answers, and shows it. What is shown already stays where it fails, and
 * nothing on the screen changes where nothing is new. While one runs, a second call joins it.
 *
 * Returns: (transfer full): a future for #AtlasChanges, settled when the details are there, too; rejects with
 *   %ATLAS_API_ERROR, with %ATLAS_STORE_ERROR, or with %G_IO_ERROR_CANCELLED
 */
DexFuture *
atlas_catalogue_refresh (AtlasCatalogue   *self,
                         AtlasRefreshScope scope,
                         const char       *request_id)
{
  Refresh *refresh;

  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  if (self->refresh != NULL)
    return dex_ref (self->refresh);

  refresh = g_new0 (Refresh, 1);
  refresh->self = g_object_ref (self);
  refresh->scope = scope;
  refresh->request_id = g_strdup (request_id);
  /* Whoever lets go of the future does not end the refresh; atlas_catalogue_cancel_refresh() does. */
  self->cancel_wanted = FALSE;
  self->refresh = atlas_fiber_spawn (refresh_fiber, refresh, (GDestroyNotify) refresh_free);
  atlas_catalogue_set_refreshing (self, TRUE);

  return dex_ref (self->refresh);
}

/**
 * atlas_catalogue_cancel_refresh:
 * @self: a catalogue
 *
 * Ends the refresh that is under way. What it has stored until then stays.
 */
void
atlas_catalogue_cancel_refresh (AtlasCatalogue *self)
{
  g_return_if_fail (ATLAS_IS_CATALOGUE (self));

  self->cancel_wanted = TRUE;
  if (self->refresher != NULL)
    atlas_refresher_cancel (self->refresher);
}
