/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-request-log-private.h"

struct _AtlasRequestEntry
{
  GObject  parent_instance;
  char     *method;
  char     *url;
  char     *request_id;
  char     *echoed_id;
  guint     status;
  gint64    started_at;
  gint64    duration;
  guint64   bytes;
  guint     attempt;
  char     *error;
};

struct _AtlasRequestLog
{
  GObject    parent_instance;
  GPtrArray *entries;
  guint      capacity;
};

static void atlas_request_log_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (AtlasRequestEntry, atlas_request_entry, G_TYPE_OBJECT)

G_DEFINE_FINAL_TYPE_WITH_CODE (AtlasRequestLog, atlas_request_log, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, atlas_request_log_list_model_init))

typedef enum
{
  PROP_METHOD = 1,
  PROP_URL,
  PROP_REQUEST_ID,
  PROP_ECHOED_ID,
  PROP_STATUS,
  PROP_STARTED_AT,
  PROP_DURATION,
  PROP_BYTES,
  PROP_ATTEMPT,
  PROP_ERROR,
} AtlasRequestEntryProperty;

static GParamSpec *properties[PROP_ERROR + 1];

static void
atlas_request_entry_finalize (GObject *object)
{
  AtlasRequestEntry *self = ATLAS_REQUEST_ENTRY (object);

  g_free (self->method);
  g_free (self->url);
  g_free (self->request_id);
  g_free (self->echoed_id);
  g_free (self->error);

  G_OBJECT_CLASS (atlas_request_entry_parent_class)->finalize (object);
}

static void
atlas_request_entry_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  AtlasRequestEntry *self = ATLAS_REQUEST_ENTRY (object);

  switch ((AtlasRequestEntryProperty) property_id)
    {
    case PROP_METHOD:
      g_value_set_string (value, self->method);
      break;
    case PROP_URL:
      g_value_set_string (value, self->url);
      break;
    case PROP_REQUEST_ID:
      g_value_set_string (value, self->request_id);
      break;
    case PROP_ECHOED_ID:
      g_value_set_string (value, self->echoed_id);
      break;
    case PROP_STATUS:
      g_value_set_uint (value, self->status);
      break;
    case PROP_STARTED_AT:
      g_value_set_int64 (value, self->started_at);
      break;
    case PROP_DURATION:
      g_value_set_int64 (value, self->duration);
      break;
    case PROP_BYTES:
      g_value_set_uint64 (value, self->bytes);
      break;
    case PROP_ATTEMPT:
      g_value_set_uint (value, self->attempt);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_request_entry_class_init (AtlasRequestEntryClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = atlas_request_entry_finalize;
  object_class->get_property = atlas_request_entry_get_property;

  properties[PROP_METHOD] = g_param_spec_string ("method", NULL, NULL, NULL, flags);
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, NULL, flags);
  properties[PROP_REQUEST_ID] = g_param_spec_string ("request-id", NULL, NULL, NULL, flags);
  properties[PROP_ECHOED_ID] = g_param_spec_string ("echoed-id", NULL, NULL, NULL, flags);
  properties[PROP_STATUS] = g_param_spec_uint ("status", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_STARTED_AT] = g_param_spec_int64 ("started-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_BYTES] = g_param_spec_uint64 ("bytes", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_ATTEMPT] = g_param_spec_uint ("attempt", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
atlas_request_entry_init (AtlasRequestEntry *self)
{
}

static AtlasRequestEntry *
atlas_request_entry_new (const AtlasRequestRecord *record)
{
  AtlasRequestEntry *self = g_object_new (ATLAS_TYPE_REQUEST_ENTRY, NULL);

  self->method = g_strdup (record->method);
  self->url = g_strdup (record->url);
  self->request_id = g_strdup (record->request_id);
  self->echoed_id = g_strdup (record->echoed_id);
  self->status = record->status;
  self->started_at = record->started_at;
  self->duration = record->duration;
  self->bytes = record->bytes;
  self->attempt = record->attempt;
  self->error = g_strdup (record->error);

  return self;
}

static GType
atlas_request_log_get_item_type (GListModel *model)
{
  return ATLAS_TYPE_REQUEST_ENTRY;
}

static guint
atlas_request_log_get_n_items (GListModel *model)
{
  return ATLAS_REQUEST_LOG (model)->entries->len;
}

static gpointer
atlas_request_log_get_item (GListModel *model,
                            guint       position)
{
  AtlasRequestLog *self = ATLAS_REQUEST_LOG (model);

  if (position >= self->entries->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->entries, position));
}

static void
atlas_request_log_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = atlas_request_log_get_item_type;
  iface->get_n_items = atlas_request_log_get_n_items;
  iface->get_item = atlas_request_log_get_item;
}

static void
atlas_request_log_finalize (GObject *object)
{
  AtlasRequestLog *self = ATLAS_REQUEST_LOG (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (atlas_request_log_parent_class)->finalize (object);
}

static void
atlas_request_log_class_init (AtlasRequestLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_request_log_finalize;
}

static void
atlas_request_log_init (AtlasRequestLog *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * atlas_request_entry_get_method:
 * @self: a request
 *
 * Returns: (transfer none): how it was asked, as "GET"
 */
const char *
atlas_request_entry_get_method (AtlasRequestEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_ENTRY (self), NULL);

  return self->method;
}

/**
 * atlas_request_entry_get_url:
 * @self: a request
 *
 * Returns: (transfer none): what was asked for, with its query
 */
const char *
atlas_request_entry_get_url (AtlasRequestEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_ENTRY (self), NULL);

  return self->url;
}

/**
 * atlas_request_entry_get_request_id:
 * @self: a request
 *
 * Returns: (transfer none): the X-Request-ID that was sent
 */
const char *
atlas_request_entry_get_request_id (AtlasRequestEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_ENTRY (self), NULL);

  return self->request_id;
}

/**
 * atlas_request_entry_get_echoed_id:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the X-Request-ID that came back
 */
const char *
atlas_request_entry_get_echoed_id (AtlasRequestEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_ENTRY (self), NULL);

  return self->echoed_id;
}

/**
 * atlas_request_entry_get_status:
 * @self: a request
 *
 * Returns: the HTTP status, 0 when there was no answer
 */
guint
atlas_request_entry_get_status (AtlasRequestEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_ENTRY (self), 0);

  return self->status;
}

/**
 * atlas_request_entry_get_started_at:
 * @self: a request
 *
 * Returns: when it began, Unix microseconds
 */
gint64
atlas_request_entry_get_started_at (AtlasRequestEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_ENTRY (self), 0);

  return self->started_at;
}

/**
 * atlas_request_entry_get_duration:
 * @self: a request
 *
 * Returns: how long it took, microseconds
 */
gint64
atlas_request_entry_get_duration (AtlasRequestEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_ENTRY (self), 0);

  return self->duration;
}

/**
 * atlas_request_entry_get_bytes:
 * @self: a request
 *
 * Returns: the size of the answer, decompressed
 */
guint64
atlas_request_entry_get_bytes (AtlasRequestEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_ENTRY (self), 0);

  return self->bytes;
}

/**
 * atlas_request_entry_get_attempt:
 * @self: a request
 *
 * Returns: which attempt at its call it was, from 1
 */
guint
atlas_request_entry_get_attempt (AtlasRequestEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_ENTRY (self), 0);

  return self->attempt;
}

/**
 * atlas_request_entry_get_error:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): what went wrong, one line; %NULL when nothing did
 */
const char *
atlas_request_entry_get_error (AtlasRequestEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_ENTRY (self), NULL);

  return self->error;
}

/**
 * atlas_request_log_new:
 * @capacity: how many requests to keep at most; the oldest go first
 *
 * Returns: (transfer full): a new, empty #AtlasRequestLog
 */
AtlasRequestLog *
atlas_request_log_new (guint capacity)
{
  AtlasRequestLog *self;

  g_return_val_if_fail (capacity > 0, NULL);

  self = g_object_new (ATLAS_TYPE_REQUEST_LOG, NULL);
  self->capacity = capacity;

  return self;
}

/**
 * atlas_request_log_add:
 * @self: (nullable): a log; without one nothing is kept
 * @record: what there is to say of a request that has ended
 *
 * Adds a request at the end, on the main thread.
 */
void
atlas_request_log_add (AtlasRequestLog          *self,
                       const AtlasRequestRecord *record)
{
  if (self == NULL)
    return;

  if (self->entries->len == self->capacity)
    {
      g_ptr_array_remove_index (self->entries, 0);
      g_list_model_items_changed (G_LIST_MODEL (self), 0, 1, 0);
    }
  g_ptr_array_add (self->entries, atlas_request_entry_new (record));
  g_list_model_items_changed (G_LIST_MODEL (self), self->entries->len - 1, 0, 1);
}
