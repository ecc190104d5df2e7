/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "atlas-request-journal.h"
#include "atlas-request-json.h"
#include "atlas-test-await.h"

typedef struct
{
  char                *directory;
  char                *path;
  AtlasRequestLog     *log;
  AtlasRequestJournal *journal;
} Fixture;

static Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->directory = g_dir_make_tmp ("bank-atlas-requests-XXXXXX", NULL);
  self->path = g_build_filename (self->directory, "below", "requests.jsonl", NULL);
  self->log = atlas_request_log_new (10);
  self->journal = atlas_request_journal_new (self->path);
  atlas_request_journal_follow (self->journal, self->log);

  return self;
}

static void
fixture_free (Fixture *self)
{
  g_autofree char *below = g_path_get_dirname (self->path);

  g_clear_object (&self->journal);
  g_clear_object (&self->log);
  g_unlink (self->path);
  g_rmdir (below);
  g_rmdir (self->directory);
  g_free (self->path);
  g_free (self->directory);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static void
add (Fixture *self,
     guint    status)
{
  atlas_request_log_add (self->log, &(AtlasRequestRecord) {
                                      .call = ATLAS_REQUEST_CALL_DETAILS,
                                      .method = "GET",
                                      .url = "https://h.example/aspsps/ESSESESS",
                                      .request_id = "6ff9e7ee-2ac2-42d3-a188-c7314d434b9c",
                                      .echoed_id = "an \"echo\"",
                                      .http_version = "HTTP/2",
                                      .status = status,
                                      .started_at = 1795390758123456,
                                      .duration = 1234567,
                                      .bytes = 532,
                                      .attempt = 2,
                                      .retry_cause = "HTTP 503",
                                    });
}

static AtlasRequestLog *
read_back (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  AtlasRequestLog *log = atlas_test_await_object (atlas_request_journal_read (self->journal), &error);

  g_assert_no_error (error);

  return log;
}

static guint
count (Fixture *self)
{
  g_autoptr (AtlasRequestLog) log = read_back (self);

  return g_list_model_get_n_items (G_LIST_MODEL (log));
}

static void
flush (Fixture *self)
{
  atlas_test_await (atlas_request_journal_flush (self->journal), NULL);
}

/* Nothing is on disk unless someone asked for it. */
static void
test_only_when_asked (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (atlas_request_journal_is_kept (self->journal));
  add (self, 200);
  flush (self);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));

  g_assert_null (atlas_test_await_object (atlas_request_journal_read (self->journal), &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
test_kept (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (AtlasRequestLog) log = NULL;
  g_autoptr (AtlasRequestEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (atlas_request_journal_begin (self->journal, &error));
  g_assert_no_error (error);
  g_assert_true (atlas_request_journal_begin (self->journal, &error));
  g_assert_true (atlas_request_journal_is_kept (self->journal));
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

  add (self, 200);
  add (self, 503);
  flush (self);
  log = read_back (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 2);
  entry = g_list_model_get_item (G_LIST_MODEL (log), 0);
  g_assert_cmpint (atlas_request_entry_get_call (entry), ==, ATLAS_REQUEST_CALL_DETAILS);
  g_assert_cmpstr (atlas_request_entry_get_method (entry), ==, "GET");
  g_assert_cmpstr (atlas_request_entry_get_url (entry), ==, "https://h.example/aspsps/ESSESESS");
  g_assert_cmpstr (atlas_request_entry_get_request_id (entry), ==, "6ff9e7ee-2ac2-42d3-a188-c7314d434b9c");
  g_assert_cmpstr (atlas_request_entry_get_echoed_id (entry), ==, "an \"echo\"");
  g_assert_cmpstr (atlas_request_entry_get_http_version (entry), ==, "HTTP/2");
  g_assert_cmpuint (atlas_request_entry_get_status (entry), ==, 200);
  g_assert_cmpint (atlas_request_entry_get_started_at (entry), ==, 1795390758123456);
  g_assert_cmpint (atlas_request_entry_get_duration (entry), ==, 1234567);
  g_assert_cmpuint (atlas_request_entry_get_bytes (entry), ==, 532);
  g_assert_cmpuint (atlas_request_entry_get_attempt (entry), ==, 2);
  g_assert_cmpstr (atlas_request_entry_get_retry_cause (entry), ==, "HTTP 503");
  g_assert_null (atlas_request_entry_get_error (entry));

  g_assert_true (atlas_request_journal_end (self->journal, &error));
  g_assert_true (atlas_request_journal_end (self->journal, &error));
  add (self, 200);
  flush (self);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

/* Another program that ends at once loses nothing. */
static void
test_end_of_program (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (AtlasRequestJournal) other = atlas_request_journal_new (self->path);

  g_assert_true (atlas_request_journal_begin (other, NULL));
  add (self, 200);
  g_clear_object (&self->journal);
  self->journal = g_steal_pointer (&other);
  g_assert_cmpuint (count (self), ==, 1);
}

static void
test_bounded (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *line = NULL;
  g_autoptr (AtlasRequestLog) log = NULL;
  g_autoptr (AtlasRequestEntry) last = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_entries;
  GStatBuf status;

  g_assert_true (atlas_request_journal_begin (self->journal, NULL));
  add (self, 200);
  flush (self);
  g_assert_true (g_file_get_contents (self->path, &line, NULL, NULL));
  while (text->len + strlen (line) <= ATLAS_REQUEST_JOURNAL_MAX_BYTES)
    g_string_append (text, line);
  g_assert_true (g_file_set_contents_full (self->path, text->str, (gssize) text->len, G_FILE_SET_CONTENTS_NONE, 0600, NULL));

  add (self, 418);
  flush (self);
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpuint ((guint64) status.st_size, <=, ATLAS_REQUEST_JOURNAL_MAX_BYTES / 2 + strlen (line));
  g_assert_cmpuint ((guint64) status.st_size, >, ATLAS_REQUEST_JOURNAL_MAX_BYTES / 2 - 2 * strlen (line));
  g_assert_cmpuint ((guint64) status.st_size % strlen (line), ==, 0);
  log = read_back (self);
  n_entries = g_list_model_get_n_items (G_LIST_MODEL (log));
  g_assert_cmpuint (n_entries, ==, (guint64) status.st_size / strlen (line));
  last = g_list_model_get_item (G_LIST_MODEL (log), n_entries - 1);
  g_assert_cmpuint (atlas_request_entry_get_status (last), ==, 418);
}

/* Whatever has become of the file, what can be read of it is read, and it is written on. */
static void
test_damaged (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *line = NULL;
  g_autofree char *torn = NULL;

  g_assert_true (atlas_request_journal_begin (self->journal, NULL));
  add (self, 200);
  flush (self);
  g_assert_true (g_file_get_contents (self->path, &line, NULL, NULL));
  torn = g_strconcat ("\n[]\n{}\n\xff\xfe\n", line, "{\"call\":\"token\",\"status\":\"x\",\"url\":[],\"attempt\":-3,\"time\":1}\n",
                      "{\"call\":\"details\",\"url\":\"https:", NULL);
  g_assert_true (g_file_set_contents (self->path, torn, -1, NULL));
  g_assert_cmpuint (count (self), ==, 2);
  add (self, 200);
  flush (self);
  g_assert_cmpuint (count (self), ==, 3);
}

/* A link that lies in the file's place does not lead what is kept somewhere else. */
static void
test_link (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *elsewhere = g_build_filename (self->directory, "elsewhere", NULL);
  g_autofree char *text = NULL;

  g_assert_true (atlas_request_journal_begin (self->journal, NULL));
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  g_assert_true (g_file_set_contents (elsewhere, "mine", -1, NULL));
  g_assert_cmpint (symlink (elsewhere, self->path), ==, 0);
  add (self, 200);
  flush (self);
  g_assert_true (g_file_get_contents (elsewhere, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_unlink (elsewhere);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/api/request-journal/only-when-asked", test_only_when_asked);
  g_test_add_func ("/api/request-journal/kept", test_kept);
  g_test_add_func ("/api/request-journal/end-of-program", test_end_of_program);
  g_test_add_func ("/api/request-journal/bounded", test_bounded);
  g_test_add_func ("/api/request-journal/damaged", test_damaged);
  g_test_add_func ("/api/request-journal/link", test_link);

  return g_test_run ();
}
