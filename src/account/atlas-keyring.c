/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "atlas-environ.h"
#include "atlas-file-lock.h"
#include "atlas-keyring.h"
#include "atlas-secrets.h"

/* How long a person may take to unlock the keyring. */
#define PATIENCE_SECONDS 120
#define LOCK_PATIENCE_MS 10000

typedef struct _Job Job;

typedef DexFuture *(*JobFunc) (Job *job, GCancellable *cancellable, GError **error);

struct _Job
{
  JobFunc      func;
  gboolean     writes;
  GHashTable  *attributes;
  char        *label;
  SecretValue *value;
  DexPromise  *promise;
};

static const SecretSchema schema = {
  .name = ATLAS_APPLICATION_ID,
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { ATLAS_KEYRING_APP, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { ATLAS_KEYRING_PROFILE, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { ATLAS_KEYRING_KIND, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { ATLAS_KEYRING_SCOPE, SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

static void
job_free (Job *job)
{
  g_hash_table_unref (job->attributes);
  g_free (job->label);
  g_clear_pointer (&job->value, secret_value_unref);
  dex_clear (&job->promise);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static gboolean
backend_is_file (void)
{
  return g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0 ||
         g_getenv ("SNAP_NAME") != NULL ||
         g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

static char *
dup_backend_file (void)
{
  const char *path = g_getenv ("SECRET_FILE_TEST_PATH");

  if (path != NULL && *path != '\0')
    return g_strdup (path);

  return g_build_filename (g_get_user_data_dir (), "keyrings", "default.keyring", NULL);
}

static gint64
get_modified (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (gint64) status.st_mtim.tv_sec : -1;
}

/* The file backend sees that another program wrote its file only when the time has moved by a second. */
static void
let_others_see (const char *path,
                gint64      modified_before)
{
  struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, { .tv_sec = modified_before + 1 } };

  if (get_modified (path) <= modified_before)
    utimensat (AT_FDCWD, path, times, 0);
}

/* Without a session bus libsecret would say so late, and in many words. */
static gboolean
check_session_bus (GCancellable *cancellable,
                   GError      **error)
{
  g_autoptr (GDBusConnection) bus = NULL;

  if (backend_is_file ())
    return TRUE;

  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, error);
  if (bus == NULL && !g_cancellable_is_cancelled (cancellable))
    {
      g_clear_error (error);
      g_set_error_literal (error,
                           ATLAS_SECRETS_ERROR,
                           ATLAS_SECRETS_ERROR_NO_KEYRING,
                           _("There is no keyring to keep secrets in"));
    }

  return bus != NULL;
}

static gboolean
means_no_keyring (const GError *error)
{
  static const GDBusError codes[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN,
    G_DBUS_ERROR_NAME_HAS_NO_OWNER,
    G_DBUS_ERROR_NO_SERVER,
    G_DBUS_ERROR_UNKNOWN_METHOD,
    G_DBUS_ERROR_UNKNOWN_OBJECT,
    G_DBUS_ERROR_UNKNOWN_INTERFACE,
    G_DBUS_ERROR_ACCESS_DENIED,
    G_DBUS_ERROR_SPAWN_EXEC_FAILED,
    G_DBUS_ERROR_SPAWN_FAILED,
    G_DBUS_ERROR_SPAWN_CHILD_EXITED,
    G_DBUS_ERROR_SPAWN_CHILD_SIGNALED,
    G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_DBUS_ERROR, codes[i]))
      return TRUE;

  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

/* Of a keyring that goes away in the midst of a call, nobody knows what it has done. */
static gboolean
means_gone (const GError *error)
{
  static const GDBusError codes[] = {
    G_DBUS_ERROR_NO_REPLY,
    G_DBUS_ERROR_TIMED_OUT,
    G_DBUS_ERROR_TIMEOUT,
    G_DBUS_ERROR_DISCONNECTED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_DBUS_ERROR, codes[i]))
      return TRUE;

  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

static gboolean
means_locked (const GError *error)
{
  g_autofree char *remote = g_dbus_error_get_remote_error (error);

  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_strcmp0 (remote, "org.freedesktop.Secret.Error.IsLocked") == 0;
}

static GError *
map_error (GError *error)
{
  g_autoptr (GError) reason = error;

  if (reason->domain == ATLAS_SECRETS_ERROR)
    return g_steal_pointer (&reason);
  if (means_no_keyring (reason))
    return g_error_new_literal (ATLAS_SECRETS_ERROR,
                                ATLAS_SECRETS_ERROR_NO_KEYRING,
                                _("There is no keyring to keep secrets in"));
  if (means_gone (reason))
    return g_error_new_literal (ATLAS_SECRETS_ERROR, ATLAS_SECRETS_ERROR_FAILED, _("The keyring stopped answering"));
  if (means_locked (reason))
    return g_error_new_literal (ATLAS_SECRETS_ERROR, ATLAS_SECRETS_ERROR_LOCKED, _("The keyring is locked"));

  g_dbus_error_strip_remote_error (reason);

  return g_error_new (ATLAS_SECRETS_ERROR, ATLAS_SECRETS_ERROR_FAILED, _("The keyring failed: %s"), reason->message);
}

static DexFuture *
store (Job          *job,
       GCancellable *cancellable,
       GError      **error)
{
  if (!secret_password_storev_binary_sync (&schema,
                                           job->attributes,
                                           SECRET_COLLECTION_DEFAULT,
                                           job->label,
                                           job->value,
                                           cancellable,
                                           error))
    return NULL;

  return dex_future_new_for_boolean (TRUE);
}

/* libsecret says of a secret that stays locked that there is none; this tells the two apart. */
static gboolean
is_there_but_locked (Job          *job,
                     GCancellable *cancellable)
{
  GList *items = secret_password_searchv_sync (&schema, job->attributes, SECRET_SEARCH_ALL, cancellable, NULL);
  gboolean locked = FALSE;

  for (GList *l = items; l != NULL; l = l->next)
    locked |= SECRET_IS_ITEM (l->data) && secret_item_get_locked (l->data);
  g_list_free_full (items, g_object_unref);

  return locked;
}

static DexFuture *
lookup (Job          *job,
        GCancellable *cancellable,
        GError      **error)
{
  GError *reason = NULL;
  SecretValue *value = secret_password_lookupv_binary_sync (&schema, job->attributes, cancellable, &reason);

  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }
  if (value == NULL && !backend_is_file () && is_there_but_locked (job, cancellable))
    {
      g_set_error_literal (error, ATLAS_SECRETS_ERROR, ATLAS_SECRETS_ERROR_LOCKED, _("The keyring is locked"));
      return NULL;
    }

  return dex_future_new_take_boxed (SECRET_TYPE_VALUE, value);
}

static DexFuture *
clear (Job          *job,
       GCancellable *cancellable,
       GError      **error)
{
  GError *reason = NULL;

  secret_password_clearv_sync (&schema, job->attributes, cancellable, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }
  /* Nor does libsecret tell that what is locked was left where it is. */
  if (!backend_is_file () && is_there_but_locked (job, cancellable))
    {
      g_set_error_literal (error, ATLAS_SECRETS_ERROR, ATLAS_SECRETS_ERROR_LOCKED, _("The keyring is locked"));
      return NULL;
    }

  return dex_future_new_for_boolean (TRUE);
}

/* The file backend reads, changes and writes the whole file, so two programs must not do that at once. */
static DexFuture *
run_on_file (Job          *job,
             GCancellable *cancellable,
             GError      **error)
{
  g_autofree char *lock_path = atlas_environ_dup_cache_path ("keyring.lock");
  g_autofree char *path = dup_backend_file ();
  g_autoptr (AtlasFileLock) lock = atlas_file_lock_acquire (lock_path, LOCK_PATIENCE_MS, error);
  gint64 modified_before;
  DexFuture *result;

  if (lock == NULL)
    return NULL;

  modified_before = get_modified (path);
  result = job->func (job, cancellable, error);
  let_others_see (path, modified_before);

  return result;
}

static void
job_run_cb (gpointer data,
            gpointer user_data)
{
  g_autoptr (Job) job = data;
  GCancellable *cancellable = dex_promise_get_cancellable (job->promise);
  GError *error = NULL;
  DexFuture *result = NULL;

  if (check_session_bus (cancellable, &error))
    result = job->writes && backend_is_file () ? run_on_file (job, cancellable, &error)
                                               : job->func (job, cancellable, &error);

  if (result == NULL)
    {
      dex_promise_reject (job->promise, map_error (error));
      return;
    }

  dex_promise_resolve (job->promise, dex_future_get_value (result, NULL));
  dex_unref (result);
}

static GThreadPool *
get_thread (void)
{
  static gsize initialized = 0;
  static GThreadPool *pool;

  if (g_once_init_enter (&initialized))
    {
      pool = g_thread_pool_new (job_run_cb, NULL, 1, FALSE, NULL);
      g_once_init_leave (&initialized, 1);
    }

  return pool;
}

static DexFuture *
timed_out_cb (DexFuture *future,
              gpointer   data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (!g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return dex_ref (future);

  return dex_future_new_reject (ATLAS_SECRETS_ERROR, ATLAS_SECRETS_ERROR_LOCKED, _("The keyring was not unlocked in time"));
}

static DexFuture *
run (JobFunc      func,
     gboolean     writes,
     GHashTable  *attributes,
     const char  *label,
     SecretValue *value)
{
  Job *job = g_new0 (Job, 1);
  DexFuture *future;

  job->func = func;
  job->writes = writes;
  job->attributes = attributes;
  job->label = g_strdup (label);
  job->value = value ? secret_value_ref (value) : NULL;
  job->promise = dex_promise_new_cancellable ();
  future = dex_future_first (dex_ref (job->promise), dex_timeout_new_seconds (PATIENCE_SECONDS), NULL);

  g_thread_pool_push (get_thread (), job, NULL);

  return dex_future_catch (future, timed_out_cb, NULL, NULL);
}

/**
 * atlas_keyring_store:
 * @attributes: (transfer full): what it is found by again
 * @label: what the keyring's own programs show
 * @value: the secret
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
atlas_keyring_store (GHashTable  *attributes,
                     const char  *label,
                     SecretValue *value)
{
  return run (store, TRUE, attributes, label, value);
}

/**
 * atlas_keyring_lookup:
 * @attributes: (transfer full): what it was stored under
 *
 * Returns: (transfer full): a future for the #SecretValue, or for %NULL where there is none
 */
DexFuture *
atlas_keyring_lookup (GHashTable *attributes)
{
  return run (lookup, FALSE, attributes, NULL, NULL);
}

/**
 * atlas_keyring_clear:
 * @attributes: (transfer full): everything that has all of these is removed
 *
 * Returns: (transfer full): a future for %TRUE, also where there was none
 */
DexFuture *
atlas_keyring_clear (GHashTable *attributes)
{
  return run (clear, TRUE, attributes, NULL, NULL);
}
