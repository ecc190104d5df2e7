/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-bic.h"
#include "atlas-database.h"
#include "atlas-text.h"
#include "atlas-user-data.h"
#include "atlas-user-rescue.h"
#include "atlas-user-rows.h"

struct _AtlasUserData
{
  GObject        parent_instance;
  AtlasDatabase *database;
  char          *path;        /* (nullable): in memory */
  char          *profile_id;
  AtlasUserRows *rows;        /* what is shown: the file's, and what is on the way to it */
  guint          n_writes;    /* under way */
  gboolean       has_written;
};

G_DEFINE_FINAL_TYPE (AtlasUserData, atlas_user_data, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef enum
{
  WRITE_NOTHING,
  WRITE_STAR,
  WRITE_NOTE,
  WRITE_VISIT,
  WRITE_RECENT,
} WriteKind;

/* What a call hands to the database's thread. */
typedef struct
{
  WriteKind  kind;
  char      *backup_of;   /* (nullable): the file's path, where it is to be copied first */
  char      *profile_id;
  char      *bic_fi;
  char      *note;
  gboolean   starred;
  gint64     at;
} Write;

static void
write_free (Write *write)
{
  g_free (write->backup_of);
  g_free (write->profile_id);
  g_free (write->bic_fi);
  g_free (write->note);
  g_free (write);
}

static gboolean
perform (AtlasSqlite  *sqlite,
         const Write  *write,
         GError      **error)
{
  switch (write->kind)
    {
    case WRITE_STAR: return atlas_user_rows_write_star (sqlite, write->profile_id, write->bic_fi, write->starred, error);
    case WRITE_NOTE: return atlas_user_rows_write_note (sqlite, write->profile_id, write->bic_fi, write->note, error);
    case WRITE_VISIT: return atlas_user_rows_write_visit (sqlite, write->profile_id, write->at, error);
    case WRITE_RECENT: return atlas_user_rows_write_recent (sqlite, write->profile_id, write->bic_fi, error);
    case WRITE_NOTHING:
    default: return TRUE;
    }
}

/* Room for a copy may be missing where there is room for a star. */
static void
back_up (AtlasSqlite *sqlite,
         const Write *write)
{
  g_autoptr (GError) error = NULL;

  if (write->backup_of != NULL && !atlas_user_rescue_back_up (sqlite, write->backup_of, &error))
    g_debug ("No copy of the stars and notes: %s", error ? error->message : "not renamed");
}

/* On the database's thread: writes one row, then reads what all programs wrote. */
static DexFuture *
write_work (AtlasSqlite *sqlite,
            gpointer     data)
{
  const Write *write = data;
  GError *error = NULL;
  AtlasUserRows *rows = NULL;

  back_up (sqlite, write);
  if (perform (sqlite, write, &error))
    rows = atlas_user_rows_read (sqlite, write->profile_id, &error);
  if (rows == NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (ATLAS_TYPE_USER_ROWS, rows);
}

static DexFuture *
run (AtlasUserData *self,
     Write         *write)
{
  write->profile_id = g_strdup (self->profile_id);

  return atlas_database_run (self->database, write_work, write, (GDestroyNotify) write_free);
}

/* Shows what the file has, unless something is still on the way to it. */
static void
adopt (AtlasUserData *self,
       DexFuture     *read)
{
  const GValue *value = dex_future_get_value (read, NULL);
  AtlasUserRows *rows = value ? g_value_get_boxed (value) : NULL;

  if (rows == NULL || self->n_writes > 0)
    return;
  if (atlas_user_rows_equal (self->rows, rows))
    return;

  atlas_user_rows_unref (self->rows);
  self->rows = atlas_user_rows_ref (rows);
  g_signal_emit (self, signals[CHANGED], 0, NULL);
}

static DexFuture *
read_cb (DexFuture *read,
         gpointer   data)
{
  adopt (data, read);

  return dex_future_new_for_boolean (TRUE);
}

/* What could not be written is not shown as if it were: then the file says what is. */
static DexFuture *
written_cb (DexFuture *written,
            gpointer   data)
{
  AtlasUserData *self = data;

  self->n_writes--;
  if (dex_future_is_rejected (written))
    {
      dex_future_disown (dex_future_then (run (self, g_new0 (Write, 1)), read_cb, g_object_ref (self), g_object_unref));
      return dex_ref (written);
    }
  adopt (self, written);

  return dex_future_new_for_boolean (TRUE);
}

/* The write goes on even when nobody waits for it. */
static DexFuture *
push_write (AtlasUserData *self,
            Write         *write)
{
  DexFuture *future;

  self->n_writes++;
  if (!self->has_written)
    write->backup_of = g_strdup (self->path);
  self->has_written = TRUE;
  future = dex_future_finally (run (self, write), written_cb, g_object_ref (self), g_object_unref);
  dex_future_disown (dex_ref (future));

  return future;
}

static Write *
new_backup (AtlasUserData *self)
{
  Write *write = g_new0 (Write, 1);

  write->backup_of = g_strdup (self->path);

  return write;
}

static void
atlas_user_data_finalize (GObject *object)
{
  AtlasUserData *self = ATLAS_USER_DATA (object);

  g_clear_pointer (&self->database, atlas_database_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->profile_id, g_free);
  g_clear_pointer (&self->rows, atlas_user_rows_unref);

  G_OBJECT_CLASS (atlas_user_data_parent_class)->finalize (object);
}

static void
atlas_user_data_class_init (AtlasUserDataClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_user_data_finalize;

  /**
   * AtlasUserData::changed:
   * @bic_fi: (nullable): the bank, or %NULL for several
   *
   * Emitted when a star, a note, the last visit or the banks opened last changed, be it by another program.
   */
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_STRING);
}

static void
atlas_user_data_init (AtlasUserData *self)
{
  self->rows = atlas_user_rows_new ();
}

static DexFuture *
opened_cb (DexFuture *read,
           gpointer   data)
{
  adopt (data, read);

  return dex_future_new_for_object (data);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The code under which something is kept about a bank, or would be: a head office may have been listed with "XXX" then,
 * and without it now. */
static char *
dup_key (GHashTable *kept,
         const char *bic_fi)
{
  g_autofree char *key = g_ascii_strup (bic_fi, -1);
  g_autofree char *other = NULL;

  if (g_hash_table_contains (kept, key))
    return g_steal_pointer (&key);

  other = atlas_bic_dup_other (key);

  return other != NULL && g_hash_table_contains (kept, other) ? g_steal_pointer (&other) : g_steal_pointer (&key);
}

/* Under the code that it was opened with; a head office that was opened with its other code is the same bank. */
static void
put_first (GPtrArray  *recents,
           const char *key)
{
  g_autofree char *other = atlas_bic_dup_other (key);
  guint position;

  if (g_ptr_array_find_with_equal_func (recents, key, g_str_equal, &position))
    g_ptr_array_remove_index (recents, position);
  if (other != NULL && g_ptr_array_find_with_equal_func (recents, other, g_str_equal, &position))
    g_ptr_array_remove_index (recents, position);
  g_ptr_array_insert (recents, 0, g_strdup (key));
  if (recents->len > ATLAS_USER_MOST_RECENTS)
    g_ptr_array_set_size (recents, ATLAS_USER_MOST_RECENTS);
}

/**
 * atlas_user_data_open:
 * @path: (nullable): a file, which is made where it is not there, for its owner only; %NULL for one in memory
 * @profile_id: a profile
 *
 * Opens what a person keeps about the banks of a profile. To be called on the thread whose main context
 * the object is used on. A damaged file is set aside, with ".damaged" added to its name, and
 * what can be read of it, or of the copy that is made before the first write, is in the new one.
 * Errors are of the #AtlasStoreError domain.
 *
 * Returns: (transfer full): a future for an #AtlasUserData
 */
DexFuture *
atlas_user_data_open (const char *path,
                      const char *profile_id)
{
  g_autoptr (AtlasUserData) self = NULL;

  g_return_val_if_fail (profile_id != NULL, NULL);

  self = g_object_new (ATLAS_TYPE_USER_DATA, NULL);
  self->path = g_strdup (path);
  self->database = atlas_user_rows_open_database (path);
  self->profile_id = g_strdup (profile_id);

  return dex_future_then (run (self, g_new0 (Write, 1)), opened_cb, g_object_ref (self), g_object_unref);
}

/**
 * atlas_user_data_reload:
 * @self: a person's data
 *
 * Reads what other programs wrote; "changed" is emitted where that is something. Every write does so too.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
atlas_user_data_reload (AtlasUserData *self)
{
  g_return_val_if_fail (ATLAS_IS_USER_DATA (self), NULL);

  return dex_future_then (run (self, g_new0 (Write, 1)), read_cb, g_object_ref (self), g_object_unref);
}

/**
 * atlas_user_data_close:
 * @self: a person's data
 *
 * Closes the file once everything is written. What is written later is rejected.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
atlas_user_data_close (AtlasUserData *self)
{
  g_return_val_if_fail (ATLAS_IS_USER_DATA (self), NULL);

  if (self->has_written)
    dex_future_disown (run (self, new_backup (self)));

  return atlas_database_close (self->database);
}

/**
 * atlas_user_data_was_rebuilt:
 * @self: a person's data
 *
 * Returns: whether the file was damaged, so that a new one was begun
 */
gboolean
atlas_user_data_was_rebuilt (AtlasUserData *self)
{
  g_return_val_if_fail (ATLAS_IS_USER_DATA (self), FALSE);

  return atlas_database_was_rebuilt (self->database);
}

/**
 * atlas_user_data_get_starred:
 * @self: a person's data
 * @bic_fi: a BIC, in upper or lower case
 *
 * Returns: whether that bank is starred
 */
gboolean
atlas_user_data_get_starred (AtlasUserData *self,
                             const char    *bic_fi)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (ATLAS_IS_USER_DATA (self), FALSE);
  g_return_val_if_fail (bic_fi != NULL, FALSE);

  key = dup_key (self->rows->stars, bic_fi);

  return g_hash_table_contains (self->rows->stars, key);
}

/**
 * atlas_user_data_get_n_starred:
 * @self: a person's data
 *
 * Returns: how many banks are starred
 */
guint
atlas_user_data_get_n_starred (AtlasUserData *self)
{
  g_return_val_if_fail (ATLAS_IS_USER_DATA (self), 0);

  return g_hash_table_size (self->rows->stars);
}

/**
 * atlas_user_data_dup_starred:
 * @self: a person's data
 *
 * Returns: (transfer full): the BICs of the starred banks, in upper case, sorted
 */
GStrv
atlas_user_data_dup_starred (AtlasUserData *self)
{
  g_autoptr (GPtrArray) bic_fis = NULL;
  GHashTableIter iter;
  gpointer bic_fi;

  g_return_val_if_fail (ATLAS_IS_USER_DATA (self), NULL);

  bic_fis = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  g_hash_table_iter_init (&iter, self->rows->stars);
  while (g_hash_table_iter_next (&iter, &bic_fi, NULL))
    g_ptr_array_add (bic_fis, g_strdup (bic_fi));
  g_ptr_array_sort (bic_fis, compare_strings);

  return (GStrv) g_ptr_array_steal (bic_fis, NULL);
}

/**
 * atlas_user_data_set_starred:
 * @self: a person's data
 * @bic_fi: a BIC, in upper or lower case
 * @starred: whether the bank shall be starred
 *
 * Stars a bank, or takes the star away: at once for whoever asks, and behind in the file. Where that
 * cannot be written, it is taken back.
 *
 * Returns: (transfer full): a future for %TRUE once it is written; it need not be kept
 */
DexFuture *
atlas_user_data_set_starred (AtlasUserData *self,
                             const char    *bic_fi,
                             gboolean       starred)
{
  g_autofree char *key = NULL;
  DexFuture *written;
  Write *write;

  g_return_val_if_fail (ATLAS_IS_USER_DATA (self), NULL);
  g_return_val_if_fail (bic_fi != NULL, NULL);

  key = dup_key (self->rows->stars, bic_fi);
  if (g_hash_table_contains (self->rows->stars, key) == !!starred)
    return dex_future_new_for_boolean (TRUE);

  write = g_new0 (Write, 1);
  write->kind = WRITE_STAR;
  write->bic_fi = g_strdup (key);
  write->starred = starred;
  if (starred)
    g_hash_table_add (self->rows->stars, g_strdup (key));
  else
    g_hash_table_remove (self->rows->stars, key);
  g_signal_emit (self, signals[CHANGED], 0, bic_fi);
  written = push_write (self, write);

  /* Both ways to write the code may have a star from the time when they were two banks. */
  if (!starred && atlas_user_data_get_starred (self, bic_fi))
    {
      dex_future_disown (written);
      return atlas_user_data_set_starred (self, bic_fi, FALSE);
    }

  return written;
}

/**
 * atlas_user_data_get_note:
 * @self: a person's data
 * @bic_fi: a BIC, in upper or lower case
 *
 * Returns: (transfer none) (nullable): the note about that bank, up to the next change
 */
const char *
atlas_user_data_get_note (AtlasUserData *self,
                          const char    *bic_fi)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (ATLAS_IS_USER_DATA (self), NULL);
  g_return_val_if_fail (bic_fi != NULL, NULL);

  key = dup_key (self->rows->notes, bic_fi);

  return g_hash_table_lookup (self->rows->notes, key);
}

/**
 * atlas_user_data_set_note:
 * @self: a person's data
 * @bic_fi: a BIC, in upper or lower case
 * @note: (nullable): a note, valid UTF-8; %NULL or a blank one for none
 *
 * Notes something about a bank, as atlas_user_data_set_starred() stars one. A head office has one note, whichever way its BIC
 * is written.
 *
 * Returns: (transfer full): a future for %TRUE once it is written; it need not be kept
 */
DexFuture *
atlas_user_data_set_note (AtlasUserData *self,
                          const char    *bic_fi,
                          const char    *note)
{
  g_autofree char *key = NULL;
  DexFuture *written;
  Write *write;

  g_return_val_if_fail (ATLAS_IS_USER_DATA (self), NULL);
  g_return_val_if_fail (bic_fi != NULL, NULL);

  key = dup_key (self->rows->notes, bic_fi);
  if (atlas_text_is_blank (note))
    note = NULL;
  if (g_strcmp0 (g_hash_table_lookup (self->rows->notes, key), note) == 0)
    return dex_future_new_for_boolean (TRUE);

  write = g_new0 (Write, 1);
  write->kind = WRITE_NOTE;
  write->bic_fi = g_strdup (key);
  write->note = g_strdup (note);
  if (note != NULL)
    g_hash_table_replace (self->rows->notes, g_strdup (key), g_strdup (note));
  else
    g_hash_table_remove (self->rows->notes, key);
  g_signal_emit (self, signals[CHANGED], 0, bic_fi);
  written = push_write (self, write);

  /* As for stars: what is cleared is not to come back from under the other code. */
  if (note == NULL && atlas_user_data_get_note (self, bic_fi) != NULL)
    {
      dex_future_disown (written);
      return atlas_user_data_set_note (self, bic_fi, NULL);
    }

  return written;
}

/**
 * atlas_user_data_get_last_visit:
 * @self: a person's data
 *
 * Returns: when the last visit ended, in Unix seconds; 0 before the first one did. Banks first seen
 *   later than this are new.
 */
gint64
atlas_user_data_get_last_visit (AtlasUserData *self)
{
  g_return_val_if_fail (ATLAS_IS_USER_DATA (self), 0);

  return self->rows->last_visit;
}

/**
 * atlas_user_data_set_last_visit:
 * @self: a person's data
 * @at: when the visit ended, in Unix seconds
 *
 * Returns: (transfer full): a future for %TRUE once it is written; it need not be kept
 */
DexFuture *
atlas_user_data_set_last_visit (AtlasUserData *self,
                                gint64         at)
{
  Write *write;

  g_return_val_if_fail (ATLAS_IS_USER_DATA (self), NULL);

  if (self->rows->last_visit == at)
    return dex_future_new_for_boolean (TRUE);

  write = g_new0 (Write, 1);
  write->kind = WRITE_VISIT;
  write->at = at;
  self->rows->last_visit = at;
  g_signal_emit (self, signals[CHANGED], 0, NULL);

  return push_write (self, write);
}

/**
 * atlas_user_data_get_recents:
 * @self: a person's data
 *
 * Returns: (transfer none): the BICs of the banks that were opened last, the latest first, in upper case; up to the next change
 */
const char * const *
atlas_user_data_get_recents (AtlasUserData *self)
{
  g_return_val_if_fail (ATLAS_IS_USER_DATA (self), NULL);

  return (const char * const *) self->rows->recents->pdata;
}

/**
 * atlas_user_data_add_recent:
 * @self: a person's data
 * @bic_fi: the BIC of a bank that was opened, in upper or lower case
 *
 * Keeps in mind that the bank was the latest to be opened, and of the others the last %ATLAS_USER_MOST_RECENTS. How it was
 * found is not kept.
 *
 * Returns: (transfer full): a future for %TRUE once it is written; it need not be kept
 */
DexFuture *
atlas_user_data_add_recent (AtlasUserData *self,
                            const char    *bic_fi)
{
  g_autofree char *key = NULL;
  Write *write;

  g_return_val_if_fail (ATLAS_IS_USER_DATA (self), NULL);
  g_return_val_if_fail (bic_fi != NULL, NULL);

  key = g_ascii_strup (bic_fi, -1);
  if (self->rows->recents->len > 0 && g_str_equal (g_ptr_array_index (self->rows->recents, 0), key))
    return dex_future_new_for_boolean (TRUE);

  write = g_new0 (Write, 1);
  write->kind = WRITE_RECENT;
  write->bic_fi = g_strdup (key);
  put_first (self->rows->recents, key);
  g_signal_emit (self, signals[CHANGED], 0, bic_fi);

  return push_write (self, write);
}
