-- A store as the first step of the schema left it, with what a refresh and one answer for details put there.
CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE countries (key TEXT PRIMARY KEY, iso_country_code TEXT, name TEXT, raw TEXT, position INTEGER NOT NULL) STRICT;
CREATE TABLE cities (key TEXT PRIMARY KEY, city_id TEXT, name TEXT, iso_country_code TEXT, raw TEXT, position INTEGER NOT NULL) STRICT;
CREATE TABLE words (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, word TEXT NOT NULL, UNIQUE (kind, word)) STRICT;
CREATE TABLE aspsps (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, bic_fi TEXT, name TEXT, logo_url TEXT, country_code TEXT,
  first_seen INTEGER NOT NULL, places BLOB NOT NULL, folded TEXT NOT NULL, offers BLOB NOT NULL DEFAULT x'', city TEXT,
  affiliates TEXT, details_at INTEGER) STRICT;
CREATE TABLE aspsp_answers (aspsp INTEGER PRIMARY KEY REFERENCES aspsps ON DELETE CASCADE, raw TEXT) STRICT;
CREATE TABLE orders (name TEXT PRIMARY KEY, permutation BLOB NOT NULL) STRICT;
CREATE TABLE details (key TEXT PRIMARY KEY, fields TEXT NOT NULL, raw TEXT, request_id TEXT, received_at INTEGER NOT NULL) STRICT;
INSERT INTO meta VALUES ('fetched_at', 1000);
INSERT INTO countries VALUES ('se', 'SE', 'Sweden', '{"isoCountryCode":"SE"}', 0);
INSERT INTO cities VALUES ('city-1', 'city-1', 'Stockholm', 'SE', '{"cityId":"city-1"}', 0);
INSERT INTO words VALUES (1, 0, 'SE'), (2, 1, 'city-1'), (3, 2, 'domestic');
INSERT INTO aspsps VALUES (1, 'swedsess', 'SWEDSESS', 'Swedbank', NULL, NULL, 0, x'01000000', 'swedbank' || char (10) || 'swedsess' || char (10), x'', NULL, NULL, NULL);
INSERT INTO aspsps VALUES (2, 'handsess', 'HANDSESS', 'Handelsbanken ', NULL, NULL, 500, x'0100000002000000', 'handelsbanken' || char (10) || 'handsess' || char (10), x'03000000', NULL, NULL, 900);
INSERT INTO aspsp_answers VALUES (1, '{"bicFi":"SWEDSESS"}'), (2, '{"bicFi":"HANDSESS"}');
INSERT INTO details VALUES ('handsess', '{"bicFi":"HANDSESS","phone":"1","globalPaymentProducts":["domestic"]}', '{"raw":1}', 'r-1', 900);
PRAGMA user_version = 1;
