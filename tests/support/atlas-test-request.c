/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-test-request.h"

#define MAX_REQUEST (64 * 1024)

static gsize
get_content_length (const AtlasTestRequest *request)
{
  g_autofree char *text = atlas_test_request_dup_header (request, "Content-Length");

  return text ? (gsize) g_ascii_strtoull (text, NULL, 10) : 0;
}

/**
 * atlas_test_request_read:
 * @stream: a connection
 *
 * Waits for a request.
 *
 * Returns: (transfer full) (nullable): it; %NULL when none comes
 */
AtlasTestRequest *
atlas_test_request_read (GInputStream *stream)
{
  g_autoptr (GString) text = g_string_new (NULL);
  AtlasTestRequest *request;
  const char *end = NULL;
  gsize length;
  char byte;

  /* One byte at a time: what comes after this request is the next one's. */
  while ((end = strstr (text->str, "\r\n\r\n")) == NULL && text->len < MAX_REQUEST)
    {
      if (g_input_stream_read (stream, &byte, 1, NULL, NULL) != 1)
        return NULL;
      g_string_append_c (text, byte);
    }

  request = g_new0 (AtlasTestRequest, 1);
  request->head = g_strdup (text->str);
  length = get_content_length (request);
  request->body = g_malloc0 (length + 1);
  g_input_stream_read_all (stream, request->body, length, NULL, NULL, NULL);

  return request;
}

/**
 * atlas_test_request_free:
 * @self: (transfer full): a request
 */
void
atlas_test_request_free (AtlasTestRequest *self)
{
  g_free (self->head);
  g_free (self->body);
  g_free (self);
}

/**
 * atlas_test_request_dup_header:
 * @request: a request
 * @name: a header's name
 *
 * Returns: (transfer full) (nullable): its text
 */
char *
atlas_test_request_dup_header (const AtlasTestRequest *request,
                               const char             *name)
{
  g_auto (GStrv) lines = g_strsplit (request->head, "\r\n", -1);
  gsize length = strlen (name);

  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], name, length) == 0 && lines[i][length] == ':')
      return g_strdup (g_strstrip (lines[i] + length + 1));

  return NULL;
}

/**
 * atlas_test_request_dup_target:
 * @request: a request
 *
 * Returns: (transfer full): the path with its query, as it was sent
 */
char *
atlas_test_request_dup_target (const AtlasTestRequest *request)
{
  g_auto (GStrv) words = g_strsplit (request->head, " ", 3);

  return g_strdup (words[0] && words[1] ? words[1] : "");
}
