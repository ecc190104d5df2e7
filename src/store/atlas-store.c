/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "atlas-database.h"
#include "atlas-directory.h"
#include "atlas-history.h"
#include "atlas-logos.h"
#include "atlas-schema.h"
#include "atlas-store-private.h"

struct _AtlasStore
{
  GObject        parent_instance;
  AtlasDatabase *database;
};

G_DEFINE_FINAL_TYPE (AtlasStore, atlas_store, G_TYPE_OBJECT)
G_DEFINE_QUARK (atlas-store-error-quark, atlas_store_error)

/* What a call hands to the database's thread. */
typedef struct
{
  AtlasRefresh *refresh;
  GPtrArray    *details;
  char         *text;
  GStrv         ids;
  GArray       *rows;
  gboolean      as_listed;
  gint64        time;
  guint         limit;
  GBytes       *bytes;
  char         *validator;
} Request;

static void
request_free (Request *request)
{
  g_clear_object (&request->refresh);
  g_clear_pointer (&request->details, g_ptr_array_unref);
  g_free (request->text);
  g_strfreev (request->ids);
  g_clear_pointer (&request->rows, g_array_unref);
  g_clear_pointer (&request->bytes, g_bytes_unref);
  g_free (request->validator);
  g_free (request);
}

static void
atlas_store_finalize (GObject *object)
{
  AtlasStore *self = ATLAS_STORE (object);

  g_clear_pointer (&self->database, atlas_database_unref);

  G_OBJECT_CLASS (atlas_store_parent_class)->finalize (object);
}

static void
atlas_store_class_init (AtlasStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_store_finalize;
}

static void
atlas_store_init (AtlasStore *self)
{
}

static DexFuture *
settle (GType     type,
        gpointer  pointer,
        GError   *error)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (error != NULL)
    return dex_future_new_for_error (error);

  g_value_init (&value, type);
  if (g_type_is_a (type, G_TYPE_OBJECT))
    g_value_take_object (&value, pointer);
  else
    g_value_take_boxed (&value, pointer);

  return dex_future_new_for_value (&value);
}

/* Takes what the request holds. */
static DexFuture *
run (AtlasStore        *self,
     AtlasDatabaseFunc  func,
     const Request     *request)
{
  return atlas_database_run (self->database, func, g_memdup2 (request, sizeof *request), (GDestroyNotify) request_free);
}

/* ---------------------------------------------------------------- on the database's thread */

static DexFuture *
open_work (AtlasSqlite *sqlite,
           gpointer     data)
{
  return dex_future_new_for_object (data);
}

static DexFuture *
load_snapshot_work (AtlasSqlite *sqlite,
                    gpointer     data)
{
  GError *error = NULL;
  AtlasSnapshot *snapshot = atlas_directory_read (sqlite, &error);

  return settle (ATLAS_TYPE_SNAPSHOT, snapshot, error);
}

static DexFuture *
apply_refresh_work (AtlasSqlite *sqlite,
                    gpointer     data)
{
  Request *request = data;
  GError *error = NULL;
  AtlasChanges *changes = atlas_directory_update (sqlite, request->refresh, &error);

  return settle (ATLAS_TYPE_CHANGES, changes, error);
}

static DexFuture *
save_details_work (AtlasSqlite *sqlite,
                   gpointer     data)
{
  Request *request = data;
  GError *error = NULL;
  AtlasChanges *changes = atlas_details_save (sqlite, request->details, &error);

  return settle (ATLAS_TYPE_CHANGES, changes, error);
}

static DexFuture *
note_details_asked_work (AtlasSqlite *sqlite,
                         gpointer     data)
{
  Request *request = data;
  GError *error = NULL;

  if (!atlas_directory_write_time (sqlite, ATLAS_META_DETAILS_ASKED_AT, request->time, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
load_details_work (AtlasSqlite *sqlite,
                   gpointer     data)
{
  Request *request = data;
  GError *error = NULL;
  AtlasAspspDetails *details = atlas_details_read (sqlite, request->text, &error);

  return settle (ATLAS_TYPE_ASPSP_DETAILS, details, error);
}

static DexFuture *
list_stale_details_work (AtlasSqlite *sqlite,
                         gpointer     data)
{
  Request *request = data;
  GError *error = NULL;
  GStrv bic_fis = atlas_details_list_stale (sqlite, request->time, &error);

  return settle (G_TYPE_STRV, bic_fis, error);
}

static DexFuture *
list_changes_work (AtlasSqlite *sqlite,
                   gpointer     data)
{
  Request *request = data;
  GError *error = NULL;
  GPtrArray *changes = atlas_history_list (sqlite, request->time, request->limit, &error);

  return settle (G_TYPE_PTR_ARRAY, changes, error);
}

static DexFuture *
list_removed_work (AtlasSqlite *sqlite,
                   gpointer     data)
{
  Request *request = data;
  GError *error = NULL;
  GPtrArray *changes = atlas_history_list_removed (sqlite, request->limit, &error);

  return settle (G_TYPE_PTR_ARRAY, changes, error);
}

static DexFuture *
load_raw_work (AtlasSqlite *sqlite,
               gpointer     data)
{
  Request *request = data;
  GError *error = NULL;
  GStrv texts = atlas_directory_read_raw (sqlite, request->text, (const char *const *) request->ids, &error);

  return settle (G_TYPE_STRV, texts, error);
}

static DexFuture *
load_raw_rows_work (AtlasSqlite *sqlite,
                    gpointer     data)
{
  Request *request = data;
  GError *error = NULL;
  GStrv texts = atlas_directory_read_raw_rows (sqlite, request->rows, request->as_listed, &error);

  return settle (G_TYPE_STRV, texts, error);
}

static DexFuture *
list_names_work (AtlasSqlite *sqlite,
                 gpointer     data)
{
  Request *request = data;
  GError *error = NULL;
  GStrv names = atlas_directory_read_names (sqlite, request->text, &error);

  return settle (G_TYPE_STRV, names, error);
}

static DexFuture *
load_logo_work (AtlasSqlite *sqlite,
                gpointer     data)
{
  Request *request = data;
  GError *error = NULL;
  AtlasStoredLogo *logo = atlas_logos_read (sqlite, request->text, &error);

  return settle (ATLAS_TYPE_STORED_LOGO, logo, error);
}

static DexFuture *
save_logo_work (AtlasSqlite *sqlite,
                gpointer     data)
{
  Request *request = data;
  GError *error = NULL;

  if (!atlas_logos_save (sqlite, request->text, request->bytes, request->validator, request->time, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
clear_work (AtlasSqlite *sqlite,
            gpointer     data)
{
  GError *error = NULL;
  g_autoptr (AtlasTransaction) transaction = atlas_transaction_begin_write (sqlite, &error);

  if (transaction == NULL ||
      !atlas_sqlite_exec (sqlite, atlas_schema_clear, &error) ||
      !atlas_transaction_commit (g_steal_pointer (&transaction), &error))
    return dex_future_new_for_error (error);

  /* The room on the disk is given back where nobody else is reading; it is no failure where somebody is. */
  atlas_sqlite_exec (sqlite, "VACUUM", NULL);

  return dex_future_new_for_boolean (TRUE);
}

/* ---------------------------------------------------------------- for everybody */

static AtlasStore *
store_new (const char *path,
           guint       busy_timeout_ms)
{
  AtlasStore *self = g_object_new (ATLAS_TYPE_STORE, NULL);

  self->database = atlas_database_new (path, atlas_schema_migrations, atlas_schema_setup);
  atlas_database_set_busy_timeout (self->database, busy_timeout_ms);

  return self;
}

/**
 * atlas_store_new:
 * @path: (nullable): a file, as for atlas_store_open()
 *
 * The file is opened, on its own thread, by the first call that needs it, which is rejected where it
 * cannot be opened: so whoever wants something of it at once need not wait twice.
 *
 * Returns: (transfer full): the cache of a profile
 */
AtlasStore *
atlas_store_new (const char *path)
{
  return store_new (path, ATLAS_SQLITE_BUSY_TIMEOUT_MS);
}

/*< private >
 * atlas_store_open_with_timeout:
 * @path: (nullable): a file
 * @busy_timeout_ms: how long to wait for another program that is writing
 *
 * Returns: (transfer full): as atlas_store_open()
 */
DexFuture *
atlas_store_open_with_timeout (const char *path,
                               guint       busy_timeout_ms)
{
  g_autoptr (AtlasStore) self = store_new (path, busy_timeout_ms);

  return atlas_database_run (self->database, open_work, g_object_ref (self), g_object_unref);
}

/**
 * atlas_store_open:
 * @path: (nullable): a file, which is made where it is not there, for its owner only; %NULL for one in memory
 *
 * Opens the cache of a profile. A damaged file is set aside, with ".damaged" added to its name, and a new
 * one is begun: see atlas_store_was_rebuilt().
 *
 * Returns: (transfer full): a future for an #AtlasStore
 */
DexFuture *
atlas_store_open (const char *path)
{
  return atlas_store_open_with_timeout (path, ATLAS_SQLITE_BUSY_TIMEOUT_MS);
}

/**
 * atlas_store_close:
 * @self: a store
 *
 * Closes the file once everything is done that was asked before. What is asked later is rejected.
 * Without this, the same happens unseen after the last reference is dropped.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
atlas_store_close (AtlasStore *self)
{
  g_return_val_if_fail (ATLAS_IS_STORE (self), NULL);

  return atlas_database_close (self->database);
}

/**
 * atlas_store_was_rebuilt:
 * @self: a store
 *
 * Damage in the midst of a file may come to light only when that part of it is read: so ask again after
 * each call.
 *
 * Returns: whether the file was damaged, so that a new one was begun
 */
gboolean
atlas_store_was_rebuilt (AtlasStore *self)
{
  g_return_val_if_fail (ATLAS_IS_STORE (self), FALSE);

  return atlas_database_was_rebuilt (self->database);
}

/**
 * atlas_store_load_snapshot:
 * @self: a store
 *
 * Returns: (transfer full): a future for an #AtlasSnapshot of everything that is kept; an empty one
 *   before the first refresh
 */
DexFuture *
atlas_store_load_snapshot (AtlasStore *self)
{
  g_return_val_if_fail (ATLAS_IS_STORE (self), NULL);

  return run (self, load_snapshot_work, &(Request) { 0 });
}

/**
 * atlas_store_apply_refresh:
 * @self: a store
 * @refresh: everything that a refresh brought; not to be changed any more
 *
 * Keeps all of it, or nothing, in one transaction; what did not come back is removed. What is different
 * is kept as history too, field by field. Banks of the very first refresh have 0 for when they were first seen.
 *
 * Returns: (transfer full): a future for #AtlasChanges; an empty one where nothing is different
 */
DexFuture *
atlas_store_apply_refresh (AtlasStore   *self,
                           AtlasRefresh *refresh)
{
  g_return_val_if_fail (ATLAS_IS_STORE (self), NULL);
  g_return_val_if_fail (ATLAS_IS_REFRESH (refresh), NULL);

  return run (self, apply_refresh_work, &(Request) { .refresh = g_object_ref (refresh) });
}

/**
 * atlas_store_save_details:
 * @self: a store
 * @details: (transfer none) (element-type AtlasAspspDetails): details, each with its BIC; one without is left out
 *
 * Keeps all of them, or none, in one transaction. What is different from what was kept before is kept as
 * history too; details that were fetched for the first time are no change. Either way the next
 * snapshot has their city, affiliates, products and methods.
 *
 * Returns: (transfer full): a future for #AtlasChanges
 */
DexFuture *
atlas_store_save_details (AtlasStore *self,
                          GPtrArray  *details)
{
  GPtrArray *copy;

  g_return_val_if_fail (ATLAS_IS_STORE (self), NULL);
  g_return_val_if_fail (details != NULL, NULL);

  /* The caller may go on collecting into its array. */
  copy = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < details->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (details, i)));

  return run (self, save_details_work, &(Request) { .details = copy });
}

/**
 * atlas_store_note_details_asked:
 * @self: a store
 * @time: when, in Unix seconds
 *
 * Notes that the details of every bank were asked for, of which some may have failed; the next refresh of the lists forgets it.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
atlas_store_note_details_asked (AtlasStore *self,
                                gint64      time)
{
  g_return_val_if_fail (ATLAS_IS_STORE (self), NULL);

  return run (self, note_details_asked_work, &(Request) { .time = time });
}

/**
 * atlas_store_clear:
 * @self: a store
 *
 * Forgets all that the platform said, its logos, and the history: the next refresh is as the first one.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
atlas_store_clear (AtlasStore *self)
{
  g_return_val_if_fail (ATLAS_IS_STORE (self), NULL);

  return run (self, clear_work, &(Request) { 0 });
}

/**
 * atlas_store_load_details:
 * @self: a store
 * @bic_fi: a BIC, in upper or lower case
 *
 * Returns: (transfer full): a future for an #AtlasAspspDetails, or for %NULL where none are kept
 */
DexFuture *
atlas_store_load_details (AtlasStore *self,
                          const char *bic_fi)
{
  g_return_val_if_fail (ATLAS_IS_STORE (self), NULL);

  return run (self, load_details_work, &(Request) { .text = g_strdup (bic_fi) });
}

/**
 * atlas_store_list_stale_details:
 * @self: a store
 * @older_than: a time, in Unix seconds
 *
 * Returns: (transfer full): a future for a #GStrv of the BICs whose details are missing, or older than
 *   that: the missing ones first, then the oldest
 */
DexFuture *
atlas_store_list_stale_details (AtlasStore *self,
                                gint64      older_than)
{
  g_return_val_if_fail (ATLAS_IS_STORE (self), NULL);

  return run (self, list_stale_details_work, &(Request) { .time = older_than });
}

/**
 * atlas_store_list_changes:
 * @self: a store
 * @since: from when, in Unix seconds
 * @limit: how many at most; 0 for all
 *
 * What the very first refresh found is not among the changes.
 *
 * Returns: (transfer full): a future for a #GPtrArray of #AtlasChange, the newest first
 */
DexFuture *
atlas_store_list_changes (AtlasStore *self,
                          gint64      since,
                          guint       limit)
{
  g_return_val_if_fail (ATLAS_IS_STORE (self), NULL);

  return run (self, list_changes_work, &(Request) { .time = since, .limit = limit });
}

/**
 * atlas_store_list_removed:
 * @self: a store
 * @limit: how many at most
 *
 * Returns: (transfer full): a future for a #GPtrArray of #AtlasChange: the removal of each bank that did not come back
 *   since, the newest first
 */
DexFuture *
atlas_store_list_removed (AtlasStore *self,
                          guint       limit)
{
  g_return_val_if_fail (ATLAS_IS_STORE (self), NULL);

  return run (self, list_removed_work, &(Request) { .limit = limit });
}

/**
 * atlas_store_load_raw:
 * @self: a store
 * @list: "countries", "cities" or "aspsps"
 * @ids: (nullable) (array zero-terminated=1): codes, ids or BICs, in upper or lower case; %NULL for all
 *
 * Returns: (transfer full): a future for a #GStrv of the objects to the letter, in the platform's order;
 *   what is not there is left out
 */
DexFuture *
atlas_store_load_raw (AtlasStore        *self,
                      const char        *list,
                      const char *const *ids)
{
  g_return_val_if_fail (ATLAS_IS_STORE (self), NULL);
  g_return_val_if_fail (list != NULL, NULL);

  return run (self, load_raw_work, &(Request) { .text = g_strdup (list), .ids = g_strdupv ((GStrv) ids) });
}

/**
 * atlas_store_load_raw_rows:
 * @self: a store
 * @ids: (element-type guint32): the numbers of banks, as #AtlasAspspRow has them
 * @as_listed: whether to put the banks into the platform's order
 *
 * Returns: (transfer full): a future for a #GStrv of the list items to the letter; what is not there is left out
 */
DexFuture *
atlas_store_load_raw_rows (AtlasStore *self,
                           GArray     *ids,
                           gboolean    as_listed)
{
  g_return_val_if_fail (ATLAS_IS_STORE (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  return run (self, load_raw_rows_work, &(Request) { .rows = g_array_copy (ids), .as_listed = as_listed });
}

/**
 * atlas_store_list_names:
 * @self: a store
 * @bic_fi: a BIC, in upper or lower case
 *
 * Returns: (transfer full): a future for a #GStrv of the names of the banks that the list has under that BIC
 */
DexFuture *
atlas_store_list_names (AtlasStore *self,
                        const char *bic_fi)
{
  g_return_val_if_fail (ATLAS_IS_STORE (self), NULL);
  g_return_val_if_fail (bic_fi != NULL, NULL);

  return run (self, list_names_work, &(Request) { .text = g_strdup (bic_fi) });
}

/**
 * atlas_store_load_logo:
 * @self: a store
 * @logo_url: where the logo comes from
 *
 * Returns: (transfer full): a future for an #AtlasStoredLogo, or for %NULL where none is kept
 */
DexFuture *
atlas_store_load_logo (AtlasStore *self,
                       const char *logo_url)
{
  g_return_val_if_fail (ATLAS_IS_STORE (self), NULL);
  g_return_val_if_fail (logo_url != NULL, NULL);

  return run (self, load_logo_work, &(Request) { .text = g_strdup (logo_url) });
}

/**
 * atlas_store_save_logo:
 * @self: a store
 * @logo_url: where the logo came from
 * @bytes: (nullable): the logo as it came; %NULL where its host said that there is none
 * @validator: (nullable): what to ask the host with whether it changed
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
atlas_store_save_logo (AtlasStore *self,
                       const char *logo_url,
                       GBytes     *bytes,
                       const char *validator)
{
  g_return_val_if_fail (ATLAS_IS_STORE (self), NULL);
  g_return_val_if_fail (logo_url != NULL, NULL);

  return run (self, save_logo_work, &(Request) {
    .text = g_strdup (logo_url),
    .bytes = bytes ? g_bytes_ref (bytes) : NULL,
    .validator = g_strdup (validator),
    .time = g_get_real_time () / G_USEC_PER_SEC,
  });
}
