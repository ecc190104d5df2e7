/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-api-answer-private.h"

struct _AtlasApiAnswer
{
  GObject    parent_instance;
  GPtrArray *items;
  char      *body;
  char      *request_id;
  gint64     received_at;
  GStrv      notes;
};

G_DEFINE_FINAL_TYPE (AtlasApiAnswer, atlas_api_answer, G_TYPE_OBJECT)

static void
atlas_api_answer_finalize (GObject *object)
{
  AtlasApiAnswer *self = ATLAS_API_ANSWER (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self->body);
  g_free (self->request_id);
  g_strfreev (self->notes);

  G_OBJECT_CLASS (atlas_api_answer_parent_class)->finalize (object);
}

static void
atlas_api_answer_class_init (AtlasApiAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_api_answer_finalize;
}

static void
atlas_api_answer_init (AtlasApiAnswer *self)
{
}

/**
 * atlas_api_answer_new:
 * @items: (transfer full): what was read
 * @body: (transfer full): the text as it was received
 * @request_id: the X-Request-ID of the attempt that was answered
 * @received_at: Unix seconds
 * @notes: (transfer full) (nullable): what was odd
 *
 * Returns: (transfer full): a new #AtlasApiAnswer, which never changes
 */
AtlasApiAnswer *
atlas_api_answer_new (GPtrArray  *items,
                      char       *body,
                      const char *request_id,
                      gint64      received_at,
                      GStrv       notes)
{
  AtlasApiAnswer *self = g_object_new (ATLAS_TYPE_API_ANSWER, NULL);

  self->items = items;
  self->body = body;
  self->request_id = g_strdup (request_id);
  self->received_at = received_at;
  self->notes = notes ? notes : g_new0 (char *, 1);

  return self;
}

/**
 * atlas_api_answer_get_items:
 * @self: an answer
 *
 * Returns: (transfer none) (element-type GObject): the objects, in the order in which they came
 */
GPtrArray *
atlas_api_answer_get_items (AtlasApiAnswer *self)
{
  g_return_val_if_fail (ATLAS_IS_API_ANSWER (self), NULL);

  return self->items;
}

/**
 * atlas_api_answer_get_item:
 * @self: the answer to a call for a single object
 *
 * Returns: (transfer none) (nullable): the first object, %NULL when there is none
 */
gpointer
atlas_api_answer_get_item (AtlasApiAnswer *self)
{
  g_return_val_if_fail (ATLAS_IS_API_ANSWER (self), NULL);

  return self->items->len > 0 ? g_ptr_array_index (self->items, 0) : NULL;
}

/**
 * atlas_api_answer_get_body:
 * @self: an answer
 *
 * Returns: (transfer none): the text as it was received
 */
const char *
atlas_api_answer_get_body (AtlasApiAnswer *self)
{
  g_return_val_if_fail (ATLAS_IS_API_ANSWER (self), NULL);

  return self->body;
}

/**
 * atlas_api_answer_get_request_id:
 * @self: an answer
 *
 * Returns: (transfer none): the X-Request-ID of the attempt that was answered
 */
const char *
atlas_api_answer_get_request_id (AtlasApiAnswer *self)
{
  g_return_val_if_fail (ATLAS_IS_API_ANSWER (self), NULL);

  return self->request_id;
}

/**
 * atlas_api_answer_get_received_at:
 * @self: an answer
 *
 * Returns: when it came, Unix seconds
 */
gint64
atlas_api_answer_get_received_at (AtlasApiAnswer *self)
{
  g_return_val_if_fail (ATLAS_IS_API_ANSWER (self), 0);

  return self->received_at;
}

/**
 * atlas_api_answer_get_notes:
 * @self: an answer
 *
 * Returns: (transfer none) (array zero-terminated=1): what was missing or of another type, one sentence each
 */
const char *const *
atlas_api_answer_get_notes (AtlasApiAnswer *self)
{
  g_return_val_if_fail (ATLAS_IS_API_ANSWER (self), NULL);

  return (const char *const *) self->notes;
}
