/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-logos.h"

/* How much room all logos of a directory may take. */
#define MAX_BYTES G_GINT64_CONSTANT (64 * 1024 * 1024)

/* Weighing all of them takes a look at each: only every so many saves. */
#define SAVES_BETWEEN_WEIGHINGS 32

#define WEIGHT "length(url) + ifnull(length(bytes), 0)"

G_DEFINE_BOXED_TYPE (AtlasStoredLogo, atlas_stored_logo, atlas_stored_logo_copy, atlas_stored_logo_free)

/**
 * atlas_stored_logo_copy:
 * @self: a logo
 *
 * Returns: (transfer full): a copy, which shares the bytes
 */
AtlasStoredLogo *
atlas_stored_logo_copy (const AtlasStoredLogo *self)
{
  AtlasStoredLogo *copy = g_new0 (AtlasStoredLogo, 1);

  copy->bytes = self->bytes ? g_bytes_ref (self->bytes) : NULL;
  copy->validator = g_strdup (self->validator);
  copy->fetched_at = self->fetched_at;

  return copy;
}

/**
 * atlas_stored_logo_free:
 * @self: (transfer full): a logo
 *
 * Frees it.
 */
void
atlas_stored_logo_free (AtlasStoredLogo *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->validator);
  g_free (self);
}

/*< private >
 * atlas_logos_read:
 * @sqlite: a connection
 * @url: where the logo comes from
 * @error: where an error goes
 *
 * Returns: (transfer full) (nullable): what is kept; %NULL without an error where nothing is
 */
AtlasStoredLogo *
atlas_logos_read (AtlasSqlite  *sqlite,
                  const char   *url,
                  GError      **error)
{
  g_autoptr (AtlasStatement) statement = NULL;
  AtlasStoredLogo *logo;
  gconstpointer data;
  gsize length;

  statement = atlas_sqlite_prepare (sqlite, "SELECT fetched_at, validator, bytes FROM logos WHERE url = ?", error);
  if (statement == NULL)
    return NULL;
  atlas_statement_bind_text (statement, 1, url);
  if (!atlas_statement_step (statement, error))
    return NULL;

  logo = g_new0 (AtlasStoredLogo, 1);
  logo->fetched_at = atlas_statement_get_int64 (statement, 0);
  logo->validator = g_strdup (atlas_statement_get_text (statement, 1));
  if (!atlas_statement_is_null (statement, 2))
    {
      data = atlas_statement_get_blob (statement, 2, &length);
      logo->bytes = g_bytes_new (data, length);
    }

  return logo;
}

/* Those that were fetched longest ago go first. */
static gboolean
drop_oldest (AtlasSqlite  *sqlite,
             GError      **error)
{
  g_autoptr (AtlasStatement) statement = NULL;
  gint64 weight;

  if (!atlas_sqlite_query_int64 (sqlite, "SELECT ifnull(sum(" WEIGHT "), 0) FROM logos", &weight, error))
    return FALSE;
  if (weight <= MAX_BYTES)
    return TRUE;

  statement = atlas_sqlite_prepare (sqlite,
                                    "DELETE FROM logos WHERE rowid IN ("
                                    "SELECT number FROM (SELECT rowid AS number,"
                                    " sum(" WEIGHT ") OVER (ORDER BY fetched_at DESC, rowid DESC) AS weight FROM logos)"
                                    " WHERE weight > ?)",
                                    error);
  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_int64 (statement, 1, MAX_BYTES);

  return atlas_statement_run (statement, error);
}

/*< private >
 * atlas_logos_save:
 * @sqlite: a connection
 * @url: where the logo came from
 * @bytes: (nullable): the logo; %NULL where there is none
 * @validator: (nullable): what to ask with whether it changed
 * @fetched_at: when, in Unix seconds
 * @error: where an error goes
 *
 * All logos together stay below a bound, or a little above it for a while.
 *
 * Returns: whether it is kept
 */
gboolean
atlas_logos_save (AtlasSqlite  *sqlite,
                  const char   *url,
                  GBytes       *bytes,
                  const char   *validator,
                  gint64        fetched_at,
                  GError      **error)
{
  g_autoptr (AtlasStatement) statement = NULL;
  gconstpointer data;
  gsize length;

  statement = atlas_sqlite_prepare (sqlite,
                                    "INSERT OR REPLACE INTO logos (url, fetched_at, validator, bytes) VALUES (?, ?, ?, ?)",
                                    error);
  if (statement == NULL)
    return FALSE;
  atlas_statement_bind_text (statement, 1, url);
  atlas_statement_bind_int64 (statement, 2, fetched_at);
  atlas_statement_bind_text (statement, 3, validator);
  if (bytes != NULL)
    {
      data = g_bytes_get_data (bytes, &length);
      atlas_statement_bind_blob (statement, 4, data, length);
    }
  if (!atlas_statement_run (statement, error))
    return FALSE;

  return atlas_sqlite_get_last_rowid (sqlite) % SAVES_BETWEEN_WEIGHINGS != 0 || drop_oldest (sqlite, error);
}
