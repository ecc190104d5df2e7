/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-aspsp-list-private.h"
#include "atlas-aspsp-source.h"
#include "atlas-bic.h"
#include "atlas-burial.h"
#include "atlas-catalogue-path.h"
#include "atlas-catalogue-private.h"
#include "atlas-environ.h"
#include "atlas-indexing.h"
#include "atlas-table-compare.h"
#include "atlas-fiber.h"

#define INDEX_DELAY_MS 300

G_DEFINE_FINAL_TYPE (AtlasCatalogue, atlas_catalogue, G_TYPE_OBJECT)

typedef enum
{
  PROP_PROFILE = 1,
  PROP_LOADED,
  PROP_N_ASPSPS,
  PROP_UPDATED_AT,
  PROP_REFRESHING,
  PROP_PROGRESS_TEXT,
  PROP_PROGRESS_FRACTION,
  PROP_OFFLINE,
  PROP_ERROR,
  PROP_IS_DEMO,
  PROP_REBUILT,
  PROP_RESCUED,
  PROP_NOTE,
} AtlasCatalogueProperty;

#define N_PROPERTIES (PROP_NOTE + 1)

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SIGNAL_REFRESHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
notify (AtlasCatalogue        *self,
        AtlasCatalogueProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
is_starred (const char *bic_fi,
            gpointer    data)
{
  return atlas_catalogue_get_starred (data, bic_fi);
}

static void
set_starred (const char *bic_fi,
             gboolean    starred,
             gpointer    data)
{
  atlas_catalogue_set_starred (data, bic_fi, starred);
}

static void
add_rows (GHashTable      *rows,
          AtlasAspspTable *table,
          const char      *bic_fi)
{
  for (guint position = atlas_aspsp_table_find (table, bic_fi);
       position != ATLAS_ASPSP_TABLE_NOT_FOUND;
       position = atlas_aspsp_table_find_next (table, position))
    g_hash_table_add (rows, GUINT_TO_POINTER (position));
}

/* As many as are listed: a star is for all banks of a BIC, and for a head office whichever way its BIC is written. */
static void
count_starred (AtlasCatalogue *self)
{
  AtlasAspspTable *table = atlas_catalogue_get_table (self);
  g_auto (GStrv) bic_fis = self->user_data ? atlas_user_data_dup_starred (self->user_data) : NULL;
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);

  for (guint i = 0; bic_fis != NULL && bic_fis[i] != NULL; i++)
    {
      g_autofree char *other = atlas_bic_dup_other (bic_fis[i]);

      add_rows (rows, table, bic_fis[i]);
      if (other != NULL)
        add_rows (rows, table, other);
    }

  atlas_places_set_n_starred (self->places, g_hash_table_size (rows));
}

static void
user_data_changed_cb (AtlasCatalogue *self,
                      const char     *bic_fi)
{
  atlas_catalogue_update_preferred (self);
  atlas_aspsp_source_starred_changed (self->source, bic_fi);
  count_starred (self);
}

/**
 * atlas_catalogue_show:
 * @self: a catalogue
 * @snapshot: what the store holds
 * @same_banks: whether its banks are those that are shown already
 *
 * For the catalogue's own files.
 */
void
atlas_catalogue_show (AtlasCatalogue *self,
                      AtlasSnapshot  *snapshot,
                      gboolean        same_banks)
{
  AtlasAspspTable *table = atlas_snapshot_get_aspsps (snapshot);
  guint n_before = atlas_catalogue_get_n_aspsps (self);
  gint64 updated_before = self->updated_at;

  self->updated_at = atlas_snapshot_get_fetched_at (snapshot);
  atlas_places_update (self->places,
                       atlas_snapshot_get_countries (snapshot),
                       atlas_snapshot_get_cities (snapshot),
                       table);
  if (!same_banks)
    atlas_aspsp_source_set_table (self->source, table);
  count_starred (self);

  if (atlas_catalogue_get_n_aspsps (self) != n_before)
    notify (self, PROP_N_ASPSPS);
  if (self->updated_at != updated_before)
    notify (self, PROP_UPDATED_AT);
}

/* The first list need not wait for it: without a text, nothing is looked up in an index. */
static DexFuture *
indexed_cb (DexFuture *future,
            gpointer   user_data)
{
  AtlasCatalogue *self = user_data;
  const GValue *value = dex_future_get_value (future, NULL);
  AtlasIndex *index = value ? g_value_get_boxed (value) : NULL;

  if (index != NULL && atlas_index_get_table (index) == atlas_catalogue_get_table (self))
    atlas_aspsp_source_set_index (self->source, index);

  return dex_future_new_true ();
}

static DexFuture *
index_cb (DexFuture *future,
          gpointer   user_data)
{
  return atlas_indexing_run (atlas_catalogue_get_table (user_data));
}

/* Nobody types before the first frame, which needs the processors. */
static void
index_later (AtlasCatalogue *self)
{
  DexFuture *indexing = dex_future_finally (dex_timeout_new_msec (INDEX_DELAY_MS), index_cb, g_object_ref (self), g_object_unref);

  dex_future_disown (dex_future_finally (indexing, indexed_cb, g_object_ref (self), g_object_unref));
}

/* While the banks are shown, someone may be searching them: the index comes first. */
static void
await_index (AtlasCatalogue  *self,
             AtlasAspspTable *table)
{
  g_autoptr (AtlasIndex) index = dex_await_boxed (atlas_indexing_run (table), NULL);

  if (index != NULL)
    atlas_aspsp_source_set_index (self->source, index);
}

static DexFuture *
reload_fiber (gpointer data)
{
  AtlasCatalogue *self = data;

  /* Whoever wants it again while it runs gets one more, not a crowd of them. */
  while (self->reload_wanted)
    {
      g_autoptr (AtlasSnapshot) snapshot = NULL;
      g_autoptr (GError) error = NULL;
      gboolean same_banks;

      self->reload_wanted = FALSE;
      snapshot = dex_await_object (atlas_store_load_snapshot (self->store), &error);
      if (snapshot == NULL)
        {
          dex_clear (&self->reloading);
          return dex_future_new_for_error (g_steal_pointer (&error));
        }
      same_banks = dex_await_boolean (atlas_table_compare (atlas_catalogue_get_table (self),
                                                           atlas_snapshot_get_aspsps (snapshot)),
                                      NULL);
      if (!same_banks)
        await_index (self, atlas_snapshot_get_aspsps (snapshot));
      atlas_catalogue_show (self, snapshot, same_banks);
    }
  dex_clear (&self->reloading);

  return dex_future_new_for_boolean (TRUE);
}

/**
 * atlas_catalogue_reload:
 * @self: a catalogue that is loaded
 *
 * For the catalogue's own files: shows what the store holds now. Where that is what is shown, nothing changes.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
atlas_catalogue_reload (AtlasCatalogue *self)
{
  self->reload_wanted = TRUE;
  if (self->reloading == NULL)
    self->reloading = atlas_fiber_spawn (reload_fiber, g_object_ref (self), g_object_unref);

  return dex_ref (self->reloading);
}

/* What is being read for a catalogue. */
typedef struct
{
  AtlasCatalogue *catalogue;
  AtlasStore     *store;
  DexFuture      *snapshot;
  DexFuture      *user_data;
} Loading;

static void
loading_free (Loading *loading)
{
  g_clear_object (&loading->catalogue);
  g_clear_object (&loading->store);
  dex_clear (&loading->snapshot);
  dex_clear (&loading->user_data);
  g_free (loading);
}

static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  AtlasCatalogue *self = loading->catalogue;
  g_autoptr (AtlasSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;

  snapshot = dex_await_object (g_steal_pointer (&loading->snapshot), &error);
  if (snapshot != NULL)
    self->user_data = dex_await_object (g_steal_pointer (&loading->user_data), &error);
  if (self->user_data == NULL)
    {
      dex_clear (&self->loading);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  self->store = g_steal_pointer (&loading->store);
  g_signal_connect_object (self->user_data, "changed", G_CALLBACK (user_data_changed_cb), self, G_CONNECT_SWAPPED);
  self->logos = atlas_logo_loader_new (self->connection, self->store);
  atlas_catalogue_update_preferred (self);
  atlas_aspsp_source_set_new_since (self->source, atlas_user_data_get_last_visit (self->user_data));
  atlas_catalogue_show (self, snapshot, FALSE);
  index_later (self);
  self->loaded = TRUE;
  notify (self, PROP_LOADED);
  if (atlas_store_was_rebuilt (self->store))
    notify (self, PROP_REBUILT);
  if (atlas_user_data_was_rebuilt (self->user_data))
    notify (self, PROP_RESCUED);

  return dex_future_new_for_boolean (TRUE);
}

/* The threads begin to read at once: a program that is starting has more to do before its main loop runs. */
static DexFuture *
begin_loading (AtlasCatalogue *self)
{
  g_autofree char *store_path = atlas_catalogue_dup_store_path (self->profile, self->data_dir);
  g_autofree char *user_path = atlas_catalogue_dup_user_path (self->data_dir);
  Loading *loading = g_new0 (Loading, 1);

  loading->catalogue = g_object_ref (self);
  loading->store = atlas_store_new (store_path);
  loading->snapshot = atlas_store_load_snapshot (loading->store);
  loading->user_data = atlas_user_data_open (user_path, atlas_profile_get_id (self->profile));

  return atlas_fiber_spawn (load_fiber, loading, (GDestroyNotify) loading_free);
}

/**
 * atlas_catalogue_set_progress:
 * @self: a catalogue
 * @text: (transfer full) (nullable): a sentence
 * @fraction: 0 to 1, negative when it is not known
 *
 * For the catalogue's own files.
 */
void
atlas_catalogue_set_progress (AtlasCatalogue *self,
                              char           *text,
                              double          fraction)
{
  g_autofree char *taken = text;

  if (g_set_str (&self->progress_text, taken))
    notify (self, PROP_PROGRESS_TEXT);
  if (self->progress_fraction != fraction)
    {
      self->progress_fraction = fraction;
      notify (self, PROP_PROGRESS_FRACTION);
    }
}

static gboolean
means_offline (const GError *error)
{
  return g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_NAME_NOT_FOUND) ||
         g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_UNREACHABLE) ||
         g_error_matches (error, ATLAS_API_ERROR, ATLAS_API_ERROR_TIMED_OUT);
}

/**
 * atlas_catalogue_set_result:
 * @self: a catalogue
 * @error: (nullable): what ended the refresh before its time
 *
 * For the catalogue's own files.
 */
void
atlas_catalogue_set_result (AtlasCatalogue *self,
                            const GError   *error)
{
  gboolean offline = error != NULL && means_offline (error);

  if (self->offline != offline)
    {
      self->offline = offline;
      notify (self, PROP_OFFLINE);
    }
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error ? g_error_copy (error) : NULL;
  notify (self, PROP_ERROR);
}

/**
 * atlas_catalogue_set_refreshing:
 * @self: a catalogue
 * @refreshing: whether a refresh is under way
 *
 * For the catalogue's own files.
 */
void
atlas_catalogue_set_refreshing (AtlasCatalogue *self,
                                gboolean        refreshing)
{
  if (self->refreshing == refreshing)
    return;

  self->refreshing = refreshing;
  notify (self, PROP_REFRESHING);
}

/**
 * atlas_catalogue_set_note:
 * @self: a catalogue
 * @note: (nullable): a sentence about the last refresh
 *
 * For the catalogue's own files.
 */
void
atlas_catalogue_set_note (AtlasCatalogue *self,
                          const char     *note)
{
  if (g_set_str (&self->note, note))
    notify (self, PROP_NOTE);
}

/**
 * atlas_catalogue_emit_refreshed:
 * @self: a catalogue
 * @changes: what is new
 *
 * For the catalogue's own files.
 */
void
atlas_catalogue_emit_refreshed (AtlasCatalogue *self,
                                AtlasChanges   *changes)
{
  g_signal_emit (self, signals[SIGNAL_REFRESHED], 0, changes);
}

static void
atlas_catalogue_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  AtlasCatalogue *self = ATLAS_CATALOGUE (object);

  switch ((AtlasCatalogueProperty) property_id)
    {
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_N_ASPSPS:
      g_value_set_uint (value, atlas_catalogue_get_n_aspsps (self));
      break;
    case PROP_UPDATED_AT:
      g_value_set_int64 (value, self->updated_at);
      break;
    case PROP_REFRESHING:
      g_value_set_boolean (value, self->refreshing);
      break;
    case PROP_PROGRESS_TEXT:
      g_value_set_string (value, self->progress_text);
      break;
    case PROP_PROGRESS_FRACTION:
      g_value_set_double (value, self->progress_fraction);
      break;
    case PROP_OFFLINE:
      g_value_set_boolean (value, self->offline);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_IS_DEMO:
      g_value_set_boolean (value, atlas_profile_is_demo (self->profile));
      break;
    case PROP_REBUILT:
      g_value_set_boolean (value, self->store != NULL && atlas_store_was_rebuilt (self->store));
      break;
    case PROP_RESCUED:
      g_value_set_boolean (value, self->user_data != NULL && atlas_user_data_was_rebuilt (self->user_data));
      break;
    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_catalogue_dispose (GObject *object)
{
  AtlasCatalogue *self = ATLAS_CATALOGUE (object);

  atlas_aspsp_source_set_stars (self->source, NULL, NULL, NULL);
  atlas_catalogue_cancel_refresh (self);

  G_OBJECT_CLASS (atlas_catalogue_parent_class)->dispose (object);
}

static void
atlas_catalogue_finalize (GObject *object)
{
  AtlasCatalogue *self = ATLAS_CATALOGUE (object);

  dex_clear (&self->loading);
  dex_clear (&self->reloading);
  dex_clear (&self->refresh);
  g_clear_object (&self->refresher);
  g_clear_object (&self->logos);
  atlas_catalogue_forget_opened (self);
  g_clear_object (&self->user_data);
  g_clear_object (&self->store);
  g_clear_object (&self->connection);
  g_clear_object (&self->log);
  g_clear_object (&self->places);
  g_clear_object (&self->source);
  g_clear_object (&self->profile);
  g_clear_error (&self->error);
  g_free (self->progress_text);
  g_free (self->note);
  g_free (self->data_dir);

  G_OBJECT_CLASS (atlas_catalogue_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, ATLAS_TYPE_PROFILE, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_N_ASPSPS] = g_param_spec_uint ("n-aspsps", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_UPDATED_AT] = g_param_spec_int64 ("updated-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags);
  properties[PROP_PROGRESS_TEXT] = g_param_spec_string ("progress-text", NULL, NULL, NULL, flags);
  properties[PROP_PROGRESS_FRACTION] = g_param_spec_double ("progress-fraction", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_OFFLINE] = g_param_spec_boolean ("offline", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_IS_DEMO] = g_param_spec_boolean ("is-demo", NULL, NULL, FALSE, flags);
  properties[PROP_REBUILT] = g_param_spec_boolean ("rebuilt", NULL, NULL, FALSE, flags);
  properties[PROP_RESCUED] = g_param_spec_boolean ("rescued", NULL, NULL, FALSE, flags);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
atlas_catalogue_class_init (AtlasCatalogueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = atlas_catalogue_get_property;
  object_class->dispose = atlas_catalogue_dispose;
  object_class->finalize = atlas_catalogue_finalize;
  install_properties (object_class);

  signals[SIGNAL_REFRESHED] = g_signal_new ("refreshed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, ATLAS_TYPE_CHANGES);
}

static void
atlas_catalogue_init (AtlasCatalogue *self)
{
  self->progress_fraction = -1;
  self->source = atlas_aspsp_source_new ();
  self->places = atlas_places_new ();
  self->log = atlas_request_log_new (ATLAS_CATALOGUE_LOG_CAPACITY);
  atlas_aspsp_source_set_stars (self->source, is_starred, set_starred, self);
}

/**
 * atlas_catalogue_new:
 * @profile: which environment, which client; where it is stored depends on what these were at this moment
 * @secrets: where the profile's secrets are
 * @data_dir: (nullable) (type filename): where to keep everything, or %NULL for the user's own directories
 *
 * Returns: (transfer full): the profile's directory of banks, empty until it is loaded
 */
AtlasCatalogue *
atlas_catalogue_new (AtlasProfile *profile,
                     AtlasSecrets *secrets,
                     const char   *data_dir)
{
  AtlasCatalogue *self;
  g_autoptr (AtlasProfileCredentials) credentials = NULL;
  g_autofree char *locks = NULL;

  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (ATLAS_IS_SECRETS (secrets), NULL);

  self = g_object_new (ATLAS_TYPE_CATALOGUE, NULL);
  self->profile = g_object_ref (profile);
  self->data_dir = g_strdup (data_dir);
  locks = atlas_catalogue_dup_locks_path (data_dir);
  credentials = atlas_profile_credentials_new (profile, secrets, locks);
  self->connection = atlas_connection_new (profile, credentials, self->log);

  return self;
}

/**
 * atlas_catalogue_load:
 * @self: a catalogue
 *
 * Shows what the store holds. Never asks the network. Once it has succeeded, calling it again changes nothing.
 *
 * Returns: (transfer full): a future for %TRUE; rejects with %ATLAS_STORE_ERROR
 */
DexFuture *
atlas_catalogue_load (AtlasCatalogue *self)
{
  g_return_val_if_fail (ATLAS_IS_CATALOGUE (self), NULL);

  if (self->loading == NULL)
    self->loading = begin_loading (self);

  return dex_ref (self->loading);
}
