/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "simulator-client.h"

Client *
client_new (AtlasSimulatorDirectory *directory)
{
  g_autoptr (GError) error = NULL;
  Client *self = g_new0 (Client, 1);

  self->simulator = atlas_simulator_new (directory);
  atlas_simulator_start (self->simulator, 0, &error);
  g_assert_no_error (error);
  /* Nothing of the machine's own comes between the two. */
  self->session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);

  return self;
}

Client *
client_new_samples (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "simulator", "samples.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasSimulatorDirectory) directory = atlas_simulator_directory_load (file, &error);

  g_assert_no_error (error);

  return client_new (directory);
}

void
client_free (Client *self)
{
  soup_session_abort (self->session);
  g_object_unref (self->session);
  g_assert_finalize_object (self->simulator);
  g_free (self->token);
  g_free (self);
}

static void
read_body (Answer       *answer,
           GInputStream *stream)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  gssize copied;

  /* What came before a connection ended is kept, to be looked at. */
  copied = g_output_stream_splice (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE, NULL, &answer->error);
  g_assert_true (copied >= 0 || answer->error != NULL);
  answer->size = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory));
  answer->body = g_malloc0 (answer->size + 1);
  if (answer->size > 0)
    memcpy (answer->body, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)), answer->size);
}

Answer *
client_send (Client     *self,
             const char *method,
             const char *path,
             const char *form,
             const char *request_id)
{
  g_autofree char *url = g_strconcat (atlas_simulator_get_url (self->simulator), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autofree char *authorization = self->token ? g_strconcat ("Bearer ", self->token, NULL) : NULL;
  g_autoptr (GInputStream) stream = NULL;
  Answer *answer = g_new0 (Answer, 1);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (authorization != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
  if (request_id != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "X-Request-ID", request_id);
  if (form != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (form, strlen (form));

      soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", bytes);
    }

  stream = soup_session_send (self->session, message, NULL, &answer->error);
  answer->status = soup_message_get_status (message);
  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  if (stream != NULL)
    read_body (answer, stream);

  return answer;
}

Answer *
client_ask_token (Client     *self,
                  const char *client_id,
                  const char *client_secret,
                  const char *scope)
{
  g_autofree char *form = soup_form_encode ("client_id", client_id, "client_secret", client_secret, "scope", scope, "grant_type", "client_credentials", NULL);

  return client_send (self, "POST", "/connect/token", form, NULL);
}

static void
fetch_token (Client *self)
{
  g_autoptr (Answer) answer = client_ask_token (self, ATLAS_SIMULATOR_DEFAULT_CLIENT_ID, ATLAS_SIMULATOR_DEFAULT_CLIENT_SECRET, "aspspinformation");
  g_autoptr (JsonNode) root = answer_parse (answer);

  self->token = g_strdup (json_object_get_string_member (json_node_get_object (root), "access_token"));
}

Answer *
client_get (Client     *self,
            const char *path)
{
  if (self->token == NULL)
    fetch_token (self);

  return client_send (self, "GET", path, NULL, NULL);
}

void
answer_free (Answer *self)
{
  g_free (self->body);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_error (&self->error);
  g_free (self);
}

JsonNode *
answer_parse (Answer *self)
{
  g_autoptr (GError) error = NULL;
  JsonNode *root;

  g_assert_no_error (self->error);
  root = json_from_string (self->body, &error);
  g_assert_no_error (error);

  return root;
}

const char *
answer_get_header (Answer     *self,
                   const char *name)
{
  return soup_message_headers_get_one (self->headers, name);
}

char *
dup_members (Answer     *answer,
             const char *list,
             const char *member)
{
  g_autoptr (JsonNode) root = answer_parse (answer);
  JsonArray *array = json_object_get_array_member (json_node_get_object (root), list);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      g_string_append_printf (joined, "%s%s", i > 0 ? " " : "", json_object_get_string_member_with_default (object, member, "-"));
    }

  return g_string_free (joined, FALSE);
}

void
assert_json (Answer     *answer,
             const char *expected)
{
  g_autoptr (JsonNode) actual = answer_parse (answer);
  g_autoptr (JsonNode) wanted = json_from_string (expected, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (wanted);
  if (!json_node_equal (actual, wanted))
    g_error ("expected %s, got %s", expected, answer->body);
}

void
assert_tpp_error (Answer     *answer,
                  guint       status,
                  const char *code)
{
  g_autoptr (JsonNode) root = answer_parse (answer);
  JsonArray *messages = json_object_get_array_member (json_node_get_object (root), "tppMessages");
  JsonObject *message = json_array_get_object_element (messages, 0);

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpuint (json_array_get_length (messages), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (message, "category"), ==, "ERROR");
  g_assert_cmpstr (json_object_get_string_member (message, "code"), ==, code);
  g_assert_true (strlen (json_object_get_string_member (message, "text")) > 0);
}
