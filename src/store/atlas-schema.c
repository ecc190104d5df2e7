/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-schema.h"

/* What the platform said. An object's key is its id in lower case, see atlas_refresh_dup_key(); "raw" is
 * the object to the letter. Where the platform lists several banks under one BIC, they share a key: see same_bic_sql.
 *
 * Table aspsps is what the list of banks is read from at every start, so it holds all that this takes, and
 * nothing else: "places" and "offers" are packed ids of words (countries and cities from the lists; products
 * and methods from the details), "folded" is what searching looks at. Orders are permutations of the banks
 * by id: "platform" as the platform lists them, "display:LOCALE" as a language sorts them. */
static const char directory_sql[] =
  "CREATE TABLE meta ("
  "  key TEXT PRIMARY KEY,"
  "  value INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE countries ("
  "  key TEXT PRIMARY KEY,"
  "  iso_country_code TEXT,"
  "  name TEXT,"
  "  raw TEXT,"
  "  position INTEGER NOT NULL"
  ") STRICT;"
  "CREATE TABLE cities ("
  "  key TEXT PRIMARY KEY,"
  "  city_id TEXT,"
  "  name TEXT,"
  "  iso_country_code TEXT,"
  "  raw TEXT,"
  "  position INTEGER NOT NULL"
  ") STRICT;"
  "CREATE TABLE words ("
  "  id INTEGER PRIMARY KEY,"
  "  kind INTEGER NOT NULL,"
  "  word TEXT NOT NULL,"
  "  UNIQUE (kind, word)"
  ") STRICT;"
  "CREATE TABLE aspsps ("
  "  id INTEGER PRIMARY KEY,"
  "  key TEXT NOT NULL UNIQUE,"
  "  bic_fi TEXT,"
  "  name TEXT,"
  "  logo_url TEXT,"
  "  country_code TEXT,"
  "  first_seen INTEGER NOT NULL,"
  "  places BLOB NOT NULL,"
  "  folded TEXT NOT NULL,"
  "  offers BLOB NOT NULL DEFAULT x'',"
  "  city TEXT,"
  "  affiliates TEXT,"
  "  details_at INTEGER"
  ") STRICT;"
  "CREATE TABLE aspsp_answers ("
  "  aspsp INTEGER PRIMARY KEY REFERENCES aspsps ON DELETE CASCADE,"
  "  raw TEXT"
  ") STRICT;"
  "CREATE TABLE orders ("
  "  name TEXT PRIMARY KEY,"
  "  permutation BLOB NOT NULL"
  ") STRICT;"
  "CREATE TABLE details ("
  "  key TEXT PRIMARY KEY,"
  "  fields TEXT NOT NULL,"
  "  raw TEXT,"
  "  request_id TEXT,"
  "  received_at INTEGER NOT NULL"
  ") STRICT;";

/* What was found new, gone or different, and when. Changes of the first refresh, which found everything
 * new, are marked as the baseline. */
static const char history_sql[] =
  "CREATE TABLE changes ("
  "  number INTEGER PRIMARY KEY,"
  "  at INTEGER NOT NULL,"
  "  kind INTEGER NOT NULL,"
  "  what TEXT NOT NULL,"
  "  id TEXT,"
  "  name TEXT,"
  "  field TEXT,"
  "  old_value TEXT,"
  "  new_value TEXT,"
  "  is_baseline INTEGER NOT NULL"
  ") STRICT;"
  "CREATE INDEX changes_by_time ON changes (at) WHERE NOT is_baseline;";

static const char logos_sql[] =
  "CREATE TABLE logos ("
  "  url TEXT PRIMARY KEY,"
  "  fetched_at INTEGER NOT NULL,"
  "  validator TEXT,"
  "  bytes BLOB"
  ") STRICT;";

/* Street, numbers and host are found by searching, and come with the details: these are fetched again. */
static const char folded_details_sql[] = "UPDATE aspsps SET details_at = NULL";

/* "GB" is the one code of that country: that it was kept as "UK" is no change for the history. */
static const char country_codes_sql[] =
  "UPDATE OR IGNORE words SET word = 'GB' WHERE kind = 0 AND word = 'UK' COLLATE NOCASE;"
  "UPDATE cities SET iso_country_code = 'GB' WHERE iso_country_code = 'UK' COLLATE NOCASE;";

/* One BIC may stand in the list more than once, with different ids and names: each is a bank of its own. A row keeps its id
 * from one refresh to the next; its details go by the key. SQLite cannot drop a UNIQUE in place. */
static const char same_bic_sql[] =
  "CREATE TABLE new_aspsps ("
  "  id INTEGER PRIMARY KEY,"
  "  key TEXT NOT NULL,"
  "  bic_fi TEXT,"
  "  name TEXT,"
  "  logo_url TEXT,"
  "  country_code TEXT,"
  "  first_seen INTEGER NOT NULL,"
  "  places BLOB NOT NULL,"
  "  folded TEXT NOT NULL,"
  "  offers BLOB NOT NULL DEFAULT x'',"
  "  city TEXT,"
  "  affiliates TEXT,"
  "  details_at INTEGER"
  ") STRICT;"
  "CREATE TABLE new_aspsp_answers ("
  "  aspsp INTEGER PRIMARY KEY REFERENCES new_aspsps ON DELETE CASCADE,"
  "  raw TEXT"
  ") STRICT;"
  "INSERT INTO new_aspsps SELECT * FROM aspsps ORDER BY id;"
  "INSERT INTO new_aspsp_answers SELECT * FROM aspsp_answers ORDER BY aspsp;"
  "DROP TABLE aspsp_answers;"
  "DROP TABLE aspsps;"
  "ALTER TABLE new_aspsps RENAME TO aspsps;"
  "ALTER TABLE new_aspsp_answers RENAME TO aspsp_answers;"
  "CREATE INDEX aspsps_by_key ON aspsps (key);";

/* Never change a step that was released: add one. */
const char *const atlas_schema_migrations[] = {
  directory_sql, history_sql, logos_sql, folded_details_sql, country_codes_sql, same_bic_sql, NULL
};

/* Every table, so that the next refresh is the first one again. */
const char *const atlas_schema_clear =
  "DELETE FROM aspsp_answers;"
  "DELETE FROM aspsps;"
  "DELETE FROM countries;"
  "DELETE FROM cities;"
  "DELETE FROM words;"
  "DELETE FROM orders;"
  "DELETE FROM details;"
  "DELETE FROM changes;"
  "DELETE FROM logos;"
  "DELETE FROM meta";

/* All of it can be fetched again: a power failure may cost the last refresh, but not the file. */
const char *const atlas_schema_setup = "PRAGMA synchronous = NORMAL";
