/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-simulator-spoiler.h"

#define CHUNK_SIZE (64 * 1024)

typedef struct
{
  AtlasFault   *fault;
  GPatternSpec *pattern;   /* (nullable) */
  guint         n_met;
} Trap;

struct _AtlasSimulatorFaults
{
  GPtrArray *traps;
};

/* A message whose answer is spoiled, and the connection that was taken from under it. */
typedef struct
{
  SoupServerMessage    *message;
  AtlasSimulatorAnswer *answer;
  AtlasFault           *fault;
  GCancellable         *cancellable;
  GIOStream            *stream;   /* (nullable) */
  GBytes               *chunk;    /* (nullable): what is being written */
  guint64               n_left;   /* bytes of an oversized body that are still to come */
  gboolean              is_gone;
} Spoiling;

static void
trap_free (Trap *trap)
{
  atlas_fault_free (trap->fault);
  g_clear_pointer (&trap->pattern, g_pattern_spec_free);
  g_free (trap);
}

static gboolean
trap_matches (const Trap *trap,
              const char *path,
              const char *path_and_query)
{
  return trap->pattern == NULL ||
         g_pattern_spec_match_string (trap->pattern, path) ||
         g_pattern_spec_match_string (trap->pattern, path_and_query);
}

static void
spoiling_clear (gpointer data)
{
  Spoiling *self = data;

  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_pointer (&self->answer, atlas_simulator_answer_free);
  g_clear_pointer (&self->fault, atlas_fault_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->chunk, g_bytes_unref);
}

static void
spoiling_release (gpointer data)
{
  g_rc_box_release_full (data, spoiling_clear);
}

static const char *
get_request_id (SoupServerMessage *message)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (message), "X-Request-ID");
}

static void
replace_body (AtlasSimulatorAnswer *answer,
              const AtlasFault     *fault)
{
  g_clear_pointer (&answer->body, g_bytes_unref);
  answer->body = g_bytes_new (fault->body, fault->body ? strlen (fault->body) : 0);
  g_clear_pointer (&answer->etag, g_free);
}

static void
nest (AtlasSimulatorAnswer *answer,
      guint64               depth)
{
  gsize size = (gsize) depth;
  char *text = g_malloc (2 * size);

  memset (text, '[', size);
  memset (text + size, ']', size);
  g_bytes_unref (answer->body);
  answer->body = g_bytes_new_take (text, 2 * size);
}

/* Makes the fault of the answer, for the kinds that end as an HTTP answer like any other. */
static void
change_answer (Spoiling *self)
{
  switch (self->fault->kind)
    {
    case ATLAS_FAULT_STATUS:
      g_clear_pointer (&self->answer, atlas_simulator_answer_free);
      self->answer = atlas_simulator_answer_new_error (self->fault->status);
      if (self->fault->body != NULL)
        replace_body (self->answer, self->fault);
      break;

    case ATLAS_FAULT_REDIRECT:
      self->answer->status = self->fault->status ? self->fault->status : SOUP_STATUS_FOUND;
      replace_body (self->answer, self->fault);
      break;

    case ATLAS_FAULT_BODY:
      self->answer->status = SOUP_STATUS_OK;
      replace_body (self->answer, self->fault);
      break;

    case ATLAS_FAULT_NESTED:
      self->answer->status = SOUP_STATUS_OK;
      replace_body (self->answer, self->fault);
      nest (self->answer, self->fault->size);
      break;

    case ATLAS_FAULT_DRIP:
    case ATLAS_FAULT_DELAY:
    case ATLAS_FAULT_CUT_OFF:
    case ATLAS_FAULT_DROP:
    case ATLAS_FAULT_OVERSIZED:
    case ATLAS_FAULT_STALL:
    default:
      break;
    }
  if (self->fault->content_type != NULL)
    self->answer->content_type = self->fault->content_type;
}

static void
send_changed_answer (Spoiling *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  change_answer (self);
  atlas_simulator_reply (self->message, self->answer);
  if (self->fault->retry_after != NULL)
    soup_message_headers_replace (headers, "Retry-After", self->fault->retry_after);
  if (self->fault->kind == ATLAS_FAULT_REDIRECT)
    soup_message_headers_replace (headers, "Location", self->fault->location ? self->fault->location : "/");
  soup_server_message_unpause (self->message);
}

/* The head of an answer with status 200, written by hand because what follows breaks its promise. A body whose length
 * is stated goes without "Connection: close", as on a real line that breaks: many clients forgive it a wrong length otherwise. */
static GString *
write_head (Spoiling *self,
            gboolean  with_length)
{
  const char *request_id = get_request_id (self->message);
  GString *head = g_string_new ("HTTP/1.1 200 OK\r\n");

  g_string_append_printf (head, "Content-Type: %s\r\n", self->answer->content_type);
  if (request_id != NULL)
    g_string_append_printf (head, "X-Request-ID: %s\r\n", request_id);
  if (with_length)
    g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\r\n", MAX (g_bytes_get_size (self->answer->body), 2));
  else
    g_string_append (head, "Connection: close\r\n");

  return g_string_append (head, "\r\n");
}

static GBytes *
choose_first_bytes (Spoiling *self)
{
  gsize size;
  const char *body = g_bytes_get_data (self->answer->body, &size);
  GString *text;

  switch (self->fault->kind)
    {
    case ATLAS_FAULT_CUT_OFF:
      text = write_head (self, TRUE);
      g_string_append_len (text, size > 1 ? body : "{", size > 1 ? size / 2 : 1);
      return g_string_free_to_bytes (text);

    case ATLAS_FAULT_OVERSIZED:
      self->n_left = self->fault->size;
      return g_string_free_to_bytes (write_head (self, FALSE));

    case ATLAS_FAULT_STALL:
      return g_string_free_to_bytes (write_head (self, TRUE));

    case ATLAS_FAULT_DRIP:
      self->n_left = size;
      return g_string_free_to_bytes (write_head (self, TRUE));

    case ATLAS_FAULT_STATUS:
    case ATLAS_FAULT_DELAY:
    case ATLAS_FAULT_DROP:
    case ATLAS_FAULT_BODY:
    case ATLAS_FAULT_REDIRECT:
    case ATLAS_FAULT_NESTED:
    default:
      return g_bytes_new (NULL, 0);
    }
}

/* White space is as good as any: no reader can refuse it before it has counted it. */
static GBytes *
next_chunk (Spoiling *self)
{
  static char blank[CHUNK_SIZE];
  gsize size = (gsize) MIN (self->n_left, CHUNK_SIZE);

  if (blank[0] == '\0')
    memset (blank, ' ', sizeof blank);
  if (self->fault->kind == ATLAS_FAULT_DRIP)
    return g_bytes_new_from_bytes (self->answer->body, g_bytes_get_size (self->answer->body) - (gsize) self->n_left--, 1);
  self->n_left -= size;

  return g_bytes_new_static (blank, size);
}

static void write_chunk (Spoiling *self);

static gboolean
stall_over_cb (GCancellable *cancellable,
               gpointer      user_data)
{
  return G_SOURCE_REMOVE;
}

/* Holds the connection open until the server ends. @self: (transfer full) */
static void
hold (Spoiling *self)
{
  g_autoptr (GSource) source = g_cancellable_source_new (self->cancellable);

  g_source_set_callback (source, G_SOURCE_FUNC (stall_over_cb), self, spoiling_release);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static gboolean
paused_cb (gpointer user_data)
{
  write_chunk (g_rc_box_acquire (user_data));

  return G_SOURCE_REMOVE;
}

/* @self: (transfer full) */
static void
write_later (Spoiling *self)
{
  g_autoptr (GSource) source = g_timeout_source_new (self->fault->pause_ms);

  g_source_set_callback (source, paused_cb, self, spoiling_release);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
chunk_written_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Spoiling *self = user_data;
  gboolean written = g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);

  if (written && self->fault->kind == ATLAS_FAULT_STALL)
    {
      hold (self);
      return;
    }
  if (written && self->n_left > 0)
    {
      g_clear_pointer (&self->chunk, g_bytes_unref);
      self->chunk = next_chunk (self);
      if (self->fault->kind == ATLAS_FAULT_DRIP)
        write_later (self);
      else
        write_chunk (self);
      return;
    }

  g_io_stream_close (self->stream, NULL, NULL);
  spoiling_release (self);
}

/* @self: (transfer full) */
static void
write_chunk (Spoiling *self)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (self->chunk, &size);

  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream),
                                   data ? data : "",
                                   size,
                                   G_PRIORITY_DEFAULT,
                                   self->cancellable,
                                   chunk_written_cb,
                                   self);
}

/* Takes the connection away from the server, which would otherwise keep the rules of HTTP. */
static void
take_connection (Spoiling *self)
{
  self->chunk = choose_first_bytes (self);
  self->stream = soup_server_message_steal_connection (self->message);
  if (self->stream != NULL)
    write_chunk (g_rc_box_acquire (self));
}

static gboolean
spoil_cb (gpointer user_data)
{
  Spoiling *self = user_data;
  AtlasFaultKind kind = self->fault->kind;

  if (self->is_gone || g_cancellable_is_cancelled (self->cancellable))
    return G_SOURCE_REMOVE;

  if (kind == ATLAS_FAULT_CUT_OFF || kind == ATLAS_FAULT_DROP || kind == ATLAS_FAULT_OVERSIZED || kind == ATLAS_FAULT_STALL ||
      kind == ATLAS_FAULT_DRIP)
    take_connection (self);
  else
    send_changed_answer (self);

  return G_SOURCE_REMOVE;
}

static void
gone_cb (SoupServerMessage *message,
         gpointer           user_data)
{
  Spoiling *self = user_data;

  self->is_gone = TRUE;
}

/**
 * atlas_simulator_faults_new:
 *
 * Returns: (transfer full): an empty list of faults
 */
AtlasSimulatorFaults *
atlas_simulator_faults_new (void)
{
  AtlasSimulatorFaults *self = g_new0 (AtlasSimulatorFaults, 1);

  self->traps = g_ptr_array_new_with_free_func ((GDestroyNotify) trap_free);

  return self;
}

/**
 * atlas_simulator_faults_free:
 * @self: (transfer full): a list of faults
 */
void
atlas_simulator_faults_free (AtlasSimulatorFaults *self)
{
  g_ptr_array_unref (self->traps);
  g_free (self);
}

/**
 * atlas_simulator_faults_add:
 * @self: a list of faults
 * @fault: one more
 */
void
atlas_simulator_faults_add (AtlasSimulatorFaults *self,
                            const AtlasFault     *fault)
{
  Trap *trap = g_new0 (Trap, 1);

  trap->fault = atlas_fault_copy (fault);
  trap->pattern = fault->path ? g_pattern_spec_new (fault->path) : NULL;
  g_ptr_array_add (self->traps, trap);
}

/**
 * atlas_simulator_faults_clear:
 * @self: a list of faults
 */
void
atlas_simulator_faults_clear (AtlasSimulatorFaults *self)
{
  g_ptr_array_set_size (self->traps, 0);
}

/**
 * atlas_simulator_faults_choose:
 * @self: a list of faults
 * @path: a request's path
 * @path_and_query: the same with its query
 *
 * A request meets the faults in the order in which they were added; the first one that is due spoils it, and the
 * ones behind do not see it.
 *
 * Returns: (transfer full) (nullable): the fault that the request meets
 */
AtlasFault *
atlas_simulator_faults_choose (AtlasSimulatorFaults *self,
                               const char           *path,
                               const char           *path_and_query)
{
  for (guint i = 0; i < self->traps->len; i++)
    {
      Trap *trap = g_ptr_array_index (self->traps, i);
      const AtlasFault *fault = trap->fault;

      if (!trap_matches (trap, path, path_and_query))
        continue;
      if (trap->n_met < fault->skip)
        {
          trap->n_met++;
          continue;
        }
      if (fault->count > 0 && trap->n_met - fault->skip >= fault->count)
        continue;
      if (fault->count > 0)
        trap->n_met++;
      return atlas_fault_copy (fault);
    }

  return NULL;
}

/**
 * atlas_fault_get_status:
 * @self: a fault
 * @status: the status without it
 *
 * Returns: the status that a client sees; 0 where it sees none
 */
guint
atlas_fault_get_status (const AtlasFault *self,
                        guint             status)
{
  switch (self->kind)
    {
    case ATLAS_FAULT_STATUS:
      return self->status;
    case ATLAS_FAULT_DROP:
      return 0;
    case ATLAS_FAULT_REDIRECT:
      return self->status ? self->status : SOUP_STATUS_FOUND;
    case ATLAS_FAULT_NESTED:
    case ATLAS_FAULT_DRIP:
    case ATLAS_FAULT_CUT_OFF:
    case ATLAS_FAULT_BODY:
    case ATLAS_FAULT_OVERSIZED:
    case ATLAS_FAULT_STALL:
      return SOUP_STATUS_OK;
    case ATLAS_FAULT_DELAY:
    default:
      return status;
    }
}

/**
 * atlas_simulator_reply:
 * @message: a request
 * @answer: what it gets
 */
void
atlas_simulator_reply (SoupServerMessage          *message,
                       const AtlasSimulatorAnswer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *request_id = get_request_id (message);

  soup_server_message_set_status (message, answer->status, NULL);
  if (request_id != NULL)
    soup_message_headers_replace (headers, "X-Request-ID", request_id);
  if (answer->etag != NULL)
    soup_message_headers_replace (headers, "ETag", answer->etag);
  else
    soup_message_headers_replace (headers, "Cache-Control", "no-store");
  if (answer->allow != NULL)
    soup_message_headers_replace (headers, "Allow", answer->allow);
  if (g_bytes_get_size (answer->body) > 0)
    {
      soup_message_headers_replace (headers, "Content-Type", answer->content_type);
      soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->body);
    }
}

/**
 * atlas_simulator_spoil:
 * @message: a request
 * @answer: (transfer full): what it would get
 * @fault: (transfer full): what happens to it instead
 * @cancellable: is cancelled when the server ends
 *
 * Runs on the server's thread, where the rest happens as well.
 */
void
atlas_simulator_spoil (SoupServerMessage    *message,
                       AtlasSimulatorAnswer *answer,
                       AtlasFault           *fault,
                       GCancellable         *cancellable)
{
  g_autoptr (GSource) source = g_timeout_source_new (fault->delay_ms);
  Spoiling *self = g_rc_box_new0 (Spoiling);

  self->message = g_object_ref (message);
  self->answer = answer;
  self->fault = fault;
  self->cancellable = g_object_ref (cancellable);
  g_signal_connect (message, "finished", G_CALLBACK (gone_cb), self);
  g_signal_connect (message, "disconnected", G_CALLBACK (gone_cb), self);

  soup_server_message_pause (message);
  g_source_set_callback (source, spoil_cb, self, spoiling_release);
  g_source_attach (source, g_main_context_get_thread_default ());
}
