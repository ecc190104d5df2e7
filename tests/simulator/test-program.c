/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>

#define LISTENING "Listening on "

/* The program while it runs. */
typedef struct
{
  GSubprocess      *process;
  GDataInputStream *output;
  SoupSession      *session;
  char             *url;
} Program;

static GSubprocess *
spawn (const char * const *arguments,
       GSubprocessFlags    flags)
{
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) list = NULL;
  GSubprocess *process;

  g_strv_builder_add (argv, g_getenv ("BANK_ATLAS_SIMULATOR"));
  g_strv_builder_addv (argv, (const char **) arguments);
  list = g_strv_builder_end (argv);
  process = g_subprocess_newv ((const char * const *) list, flags, &error);
  g_assert_no_error (error);

  return process;
}

static char *
read_line (Program *program)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (program->output, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);

  return line;
}

/* Starts it on a free port, and waits for the address that it prints first. */
static Program *
program_new (const char * const *arguments,
             const char         *input)
{
  Program *self = g_new0 (Program, 1);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autofree char *line = NULL;

  g_strv_builder_add_many (all, "--port", "0", NULL);
  g_strv_builder_addv (all, (const char **) arguments);
  list = g_strv_builder_end (all);
  self->process = spawn ((const char * const *) list, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  if (input != NULL)
    g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->process), input, strlen (input), NULL, NULL, NULL);

  line = read_line (self);
  g_assert_true (g_str_has_prefix (line, LISTENING "http://127.0.0.1:"));
  self->url = g_strdup (line + strlen (LISTENING));

  return self;
}

static void
program_end (Program *self,
             int      signal_number)
{
  g_subprocess_send_signal (self->process, signal_number);
  g_subprocess_wait (self->process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
  g_object_unref (self->output);
  g_object_unref (self->process);
  g_object_unref (self->session);
  g_free (self->url);
  g_free (self);
}

static guint
request (Program    *self,
         const char *method,
         const char *path,
         const char *form,
         const char *token)
{
  g_autofree char *url = g_strconcat (self->url, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (GBytes) body = form ? g_bytes_new (form, strlen (form)) : NULL;
  g_autoptr (GBytes) answer = NULL;

  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", body);
  if (token != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
  soup_message_headers_replace (soup_message_get_request_headers (message), "X-Request-ID", "8f64d9db-7f38-4e13-8bf8-809e6bc6175c");
  answer = soup_session_send_and_read (self->session, message, NULL, NULL);

  return answer ? soup_message_get_status (message) : 0;
}

static guint
ask_token (Program    *self,
           const char *client_id,
           const char *client_secret)
{
  g_autofree char *form = soup_form_encode ("client_id", client_id, "client_secret", client_secret, "scope", "aspspinformation", "grant_type", "client_credentials", NULL);

  return request (self, "POST", "/connect/token", form, NULL);
}

static void
test_serves (void)
{
  Program *program = program_new ((const char *[]) { NULL }, NULL);

  g_assert_cmpuint (ask_token (program, "demo", "demo-secret"), ==, 200);
  g_assert_cmpuint (ask_token (program, "demo", "wrong"), ==, 400);
  g_assert_cmpuint (request (program, "GET", "/psd2/aspspinformation/v1/countries", NULL, NULL), ==, 401);
  g_assert_cmpuint (request (program, "GET", "/image/ESSESESS.png", NULL, NULL), ==, 200);
  program_end (program, SIGTERM);
}

static void
test_interrupted (void)
{
  Program *program = program_new ((const char *[]) { "--banks", "1000", "--seed", "4", "--quiet", NULL }, NULL);

  g_assert_cmpuint (ask_token (program, "demo", "demo-secret"), ==, 200);
  program_end (program, SIGINT);
}

static void
test_options (void)
{
  Program *program = program_new ((const char *[]) { "--client-id", "someone", "--client-secret-file", "-", "--fault", "status=503 path=/image/*", "--token-lifetime", "60", NULL },
                                  "from standard input\n");

  g_assert_cmpuint (ask_token (program, "someone", "from standard input"), ==, 200);
  g_assert_cmpuint (ask_token (program, "someone", "demo-secret"), ==, 400);
  g_assert_cmpuint (request (program, "GET", "/image/ESSESESS.png", NULL, NULL), ==, 503);
  program_end (program, SIGTERM);
}

/* The log names each request, and neither the token nor the secret. */
static void
test_log (void)
{
  Program *program = program_new ((const char *[]) { NULL }, NULL);
  g_autoptr (GString) log = g_string_new (NULL);

  ask_token (program, "demo", "not-the-secret");
  request (program, "GET", "/psd2/aspspinformation/v1/countries?isoCountryCodes=SE", NULL, "a-token");
  while (strstr (log->str, " GET ") == NULL)
    {
      g_autofree char *line = read_line (program);

      g_string_append_printf (log, "%s\n", line);
    }

  g_assert_nonnull (strstr (log->str, " POST /connect/token 400 8f64d9db-7f38-4e13-8bf8-809e6bc6175c\n"));
  g_assert_nonnull (strstr (log->str, " GET /psd2/aspspinformation/v1/countries?isoCountryCodes=SE 401 8f64d9db-7f38-4e13-8bf8-809e6bc6175c\n"));
  g_assert_null (strstr (log->str, "not-the-secret"));
  g_assert_null (strstr (log->str, "a-token"));
  program_end (program, SIGTERM);
}

static void
assert_ends (const char * const *arguments,
             int                 status)
{
  g_autoptr (GSubprocess) process = spawn (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;

  g_test_message ("%s", arguments[0]);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &errors, NULL);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, status);
  if (status == 0)
    {
      g_assert_cmpuint (strlen (output), >, 0);
      return;
    }

  /* One line that says what is wrong. */
  g_assert_cmpstr (output, ==, "");
  g_assert_true (g_str_has_prefix (errors, "bank-atlas-simulator: "));
  g_assert_true (strchr (errors, '\n') == errors + strlen (errors) - 1);
}

static void
test_wrong_usage (void)
{
  static const char * const cases[][5] = {
    { "--nonsense" },
    { "argument" },
    { "--port", "many" },
    { "--port", "70000" },
    { "--port", "-1" },
    { "--banks", "-3" },
    { "--banks", "500000" },
    { "--banks" },
    { "--seed", "3" },
    { "--banks", "3", "--directory", "x.json" },
    { "--token-lifetime", "-2" },
    { "--client-id", "" },
    { "--scope", " " },
    { "--fault", "wobble" },
    { "--fault", "status=abc" },
    { "--fault", "'" },
    { "--fault", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_ends (cases[i], 2);
}

static void
test_failures (void)
{
  g_autofree char *folder = g_dir_make_tmp ("simulator-XXXXXX", NULL);
  g_autofree char *ill_formed = g_build_filename (folder, "ill-formed.json", NULL);
  g_autofree char *no_object = g_build_filename (folder, "list.json", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty", NULL);

  g_assert_true (g_file_set_contents (ill_formed, "{\"aspsps\": [", -1, NULL));
  g_assert_true (g_file_set_contents (no_object, "[]", -1, NULL));
  g_assert_true (g_file_set_contents (empty, "", -1, NULL));
  assert_ends ((const char *[]) { "--port", "0", "--directory", "/nonexistent/directory.json", NULL }, 1);
  assert_ends ((const char *[]) { "--port", "0", "--directory", ill_formed, NULL }, 1);
  assert_ends ((const char *[]) { "--port", "0", "--directory", no_object, NULL }, 1);
  assert_ends ((const char *[]) { "--port", "0", "--directory", empty, NULL }, 1);
  assert_ends ((const char *[]) { "--port", "0", "--directory", folder, NULL }, 1);
  assert_ends ((const char *[]) { "--port", "0", "--client-secret-file", empty, NULL }, 1);
  assert_ends ((const char *[]) { "--port", "0", "--client-secret-file", "/nonexistent/secret", NULL }, 1);
  g_remove (ill_formed);
  g_remove (no_object);
  g_remove (empty);
  g_rmdir (folder);
}

static void
test_port_in_use (void)
{
  Program *program = program_new ((const char *[]) { NULL }, NULL);

  assert_ends ((const char *[]) { "--port", strrchr (program->url, ':') + 1, NULL }, 1);
  program_end (program, SIGTERM);
}

static void
test_information (void)
{
  assert_ends ((const char *[]) { "--help", NULL }, 0);
  assert_ends ((const char *[]) { "--version", NULL }, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/simulator/program/serves", test_serves);
  g_test_add_func ("/simulator/program/interrupted", test_interrupted);
  g_test_add_func ("/simulator/program/options", test_options);
  g_test_add_func ("/simulator/program/log", test_log);
  g_test_add_func ("/simulator/program/wrong-usage", test_wrong_usage);
  g_test_add_func ("/simulator/program/failures", test_failures);
  g_test_add_func ("/simulator/program/port-in-use", test_port_in_use);
  g_test_add_func ("/simulator/program/information", test_information);

  return g_test_run ();
}
