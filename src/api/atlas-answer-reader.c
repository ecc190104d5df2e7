/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-answer-reader.h"
#include "atlas-api-answer-private.h"
#include "atlas-aspsp-details.h"
#include "atlas-json-reader.h"
#include "atlas-worker.h"

typedef struct
{
  AtlasAnswerKind  kind;
  GBytes          *body;
  char            *request_id;
  gint64           received_at;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_bytes_unref (self->body);
  g_free (self->request_id);
  g_free (self);
}

static GPtrArray *
read_details (Job         *self,
              const char  *text,
              gsize        length,
              GStrv       *notes,
              GError     **error)
{
  AtlasAspspFields *fields = atlas_json_read_aspsp_fields (text, (gssize) length, error);
  g_autofree char *raw_json = NULL;
  GPtrArray *items;

  if (fields == NULL)
    return NULL;

  *notes = g_strdupv (fields->notes);
  raw_json = g_utf8_make_valid (text, (gssize) length);
  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (items, atlas_aspsp_details_new (fields, raw_json, self->request_id, self->received_at));

  return items;
}

static GPtrArray *
read_items (Job         *self,
            const char  *text,
            gsize        length,
            GStrv       *notes,
            GError     **error)
{
  switch (self->kind)
    {
    case ATLAS_ANSWER_COUNTRIES:
      return atlas_json_read_countries (text, (gssize) length, notes, error);
    case ATLAS_ANSWER_COUNTRY:
      return atlas_json_read_country (text, (gssize) length, notes, error);
    case ATLAS_ANSWER_CITIES:
      return atlas_json_read_cities (text, (gssize) length, notes, error);
    case ATLAS_ANSWER_CITY:
      return atlas_json_read_city (text, (gssize) length, notes, error);
    case ATLAS_ANSWER_ASPSPS:
      return atlas_json_read_aspsps (text, (gssize) length, notes, error);
    case ATLAS_ANSWER_ASPSP:
      return read_details (self, text, length, notes, error);
    default:
      g_return_val_if_reached (NULL);
    }
}

static DexFuture *
read_answer (gpointer data)
{
  Job *self = data;
  gsize length;
  const char *text = g_bytes_get_data (self->body, &length);
  g_auto (GStrv) notes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_items (self, text ? text : "", length, &notes, &error);

  if (items == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_object (atlas_api_answer_new (g_steal_pointer (&items), g_utf8_make_valid (text ? text : "", (gssize) length),
                                                           self->request_id, self->received_at, g_steal_pointer (&notes)));
}

/**
 * atlas_answer_read:
 * @kind: what is to be read
 * @body: the body of a 200
 * @request_id: the X-Request-ID that it was asked for under
 * @received_at: when it came, Unix seconds
 *
 * Returns: (transfer full): a future for an #AtlasApiAnswer; rejects with %ATLAS_API_ERROR_MALFORMED or
 *   %ATLAS_API_ERROR_NOT_FOUND, without details
 */
DexFuture *
atlas_answer_read (AtlasAnswerKind  kind,
                   GBytes          *body,
                   const char      *request_id,
                   gint64           received_at)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->body = g_bytes_ref (body);
  job->request_id = g_strdup (request_id);
  job->received_at = received_at;

  return atlas_worker_run (read_answer, job, job_free);
}
