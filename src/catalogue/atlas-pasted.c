/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-error-body.h"
#include "atlas-fiber.h"
#include "atlas-pasted-scan.h"
#include "atlas-pasted.h"
#include "atlas-worker.h"

G_DEFINE_BOXED_TYPE (AtlasPasted, atlas_pasted, atlas_pasted_copy, atlas_pasted_free)

typedef struct
{
  char                *text;
  AtlasPastedScan      scan;       /* of @text */
  GListModel          *requests;   /* (nullable) */
  AtlasRequestJournal *journal;    /* (nullable) */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->text);
  g_clear_object (&self->requests);
  g_clear_object (&self->journal);
  g_free (self);
}

/* The future's error is what was found. An object may be that of somebody's log, with the error inside, or stand before it. */
static DexFuture *
read_error_worker (gpointer data)
{
  const AtlasPastedScan *scan = data;
  AtlasPastedScan next = *scan;
  GError *error = NULL;

  for (guint i = 0; i < ATLAS_PASTED_MAX_OBJECTS && error == NULL && (i == 0 || (next.body != NULL && !next.is_page)); i++)
    {
      error = atlas_error_body_make_error (next.body, next.length, scan->status, *scan->request_id ? scan->request_id : NULL);
      if (next.body == NULL)
        break;
      atlas_pasted_scan (next.body + 1, &next);
    }

  return error ? dex_future_new_for_error (error) : dex_future_new_for_boolean (TRUE);
}

static AtlasRequestEntry *
find_request (GListModel *requests,
              const char *request_id)
{
  for (guint i = g_list_model_get_n_items (requests); i > 0; i--)
    {
      g_autoptr (AtlasRequestEntry) entry = g_list_model_get_item (requests, i - 1);

      if (g_ascii_strcasecmp (atlas_request_entry_get_request_id (entry), request_id) == 0)
        return g_steal_pointer (&entry);
    }

  return NULL;
}

static AtlasRequestEntry *
await_request (Reading *self)
{
  AtlasRequestEntry *entry = self->requests ? find_request (self->requests, self->scan.request_id) : NULL;
  g_autoptr (AtlasRequestLog) kept = NULL;

  if (entry != NULL || self->journal == NULL)
    return entry;

  kept = dex_await_object (atlas_request_journal_read (self->journal), NULL);

  return kept ? find_request (G_LIST_MODEL (kept), self->scan.request_id) : NULL;
}

static DexFuture *
read_fiber (gpointer data)
{
  Reading *self = data;
  AtlasPasted *pasted = g_new0 (AtlasPasted, 1);
  const AtlasPastedScan *scan = &self->scan;

  if (scan->body != NULL || scan->status != 0)
    dex_await (atlas_worker_run (read_error_worker, &self->scan, NULL), &pasted->error);
  pasted->is_page = scan->is_page && scan->status == 0;
  if (*scan->request_id != '\0')
    pasted->request = await_request (self);
  if (scan->is_request_id && pasted->request == NULL && pasted->error == NULL)
    pasted->missing_id = g_strdup (scan->request_id);

  return dex_future_new_take_boxed (ATLAS_TYPE_PASTED, pasted);
}

/**
 * atlas_pasted_copy:
 * @self: what was pasted
 *
 * Returns: (transfer full): the same once more
 */
AtlasPasted *
atlas_pasted_copy (const AtlasPasted *self)
{
  AtlasPasted *copy = g_memdup2 (self, sizeof *self);

  copy->error = self->error ? g_error_copy (self->error) : NULL;
  copy->request = self->request ? g_object_ref (self->request) : NULL;
  copy->missing_id = g_strdup (self->missing_id);

  return copy;
}

/**
 * atlas_pasted_free:
 * @self: (transfer full): what was pasted
 */
void
atlas_pasted_free (AtlasPasted *self)
{
  g_clear_error (&self->error);
  g_clear_object (&self->request);
  g_free (self->missing_id);
  g_free (self);
}

/**
 * atlas_pasted_read:
 * @text: what was typed or pasted, with whatever stands around it
 * @requests: (nullable): requests to look for an id in, of #AtlasRequestEntry
 * @journal: (nullable): where to look then
 *
 * Recognizes what the hosts, and proxies in between, answer when they refuse, with or without the head of the answer.
 *
 * Returns: (transfer full): a future for an #AtlasPasted, in which there may be nothing
 */
DexFuture *
atlas_pasted_read (const char          *text,
                   GListModel          *requests,
                   AtlasRequestJournal *journal)
{
  Reading *reading;
  AtlasPastedScan scan;

  g_return_val_if_fail (text != NULL, NULL);

  if (!atlas_pasted_scan (text, &scan))
    return dex_future_new_take_boxed (ATLAS_TYPE_PASTED, g_new0 (AtlasPasted, 1));

  reading = g_new0 (Reading, 1);
  reading->text = g_strdup (text);
  atlas_pasted_scan (reading->text, &reading->scan);
  reading->requests = requests ? g_object_ref (requests) : NULL;
  reading->journal = journal ? g_object_ref (journal) : NULL;

  return atlas_fiber_spawn (read_fiber, reading, reading_free);
}
