/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-request-entry.h"
#include "atlas-text.h"

#define MAX_URL_CHARS 2000
#define MAX_ID_CHARS 100
#define MAX_SENTENCE_CHARS 300

struct _AtlasRequestEntry
{
  GObject           parent_instance;
  AtlasRequestCall  call;
  char             *method;
  char             *url;
  char             *request_id;
  char             *echoed_id;
  char             *http_version;
  guint             status;
  gint64            started_at;
  gint64            duration;
  guint64           bytes;
  guint             attempt;
  char             *retry_cause;
  char             *error;
};

G_DEFINE_FINAL_TYPE (AtlasRequestEntry, atlas_request_entry, G_TYPE_OBJECT)

typedef enum
{
  PROP_URL = 1,
  PROP_STATUS,
  PROP_STARTED_AT,
  PROP_DURATION,
} AtlasRequestEntryProperty;

static GParamSpec *properties[PROP_DURATION + 1];

static const char *const call_names[] = {
  [ATLAS_REQUEST_CALL_HOST] = "host",
  [ATLAS_REQUEST_CALL_TOKEN] = "token",
  [ATLAS_REQUEST_CALL_COUNTRIES] = "countries",
  [ATLAS_REQUEST_CALL_COUNTRY] = "country",
  [ATLAS_REQUEST_CALL_CITIES] = "cities",
  [ATLAS_REQUEST_CALL_CITY] = "city",
  [ATLAS_REQUEST_CALL_ASPSPS] = "aspsps",
  [ATLAS_REQUEST_CALL_DETAILS] = "details",
  [ATLAS_REQUEST_CALL_LOGO] = "logo",
};

static char *
dup_line (const char *text,
          gsize       max_chars)
{
  return text ? atlas_text_dup_single_line (text, max_chars) : NULL;
}

/* The end of "scheme://name:password@", or @url itself where there is no such thing. */
static const char *
skip_user_info (const char *url)
{
  const char *authority = strstr (url, "://");
  const char *end;
  const char *at = NULL;

  if (authority == NULL)
    return url;
  authority += strlen ("://");
  end = authority + strcspn (authority, "/?#");
  for (const char *p = authority; p < end; p++)
    if (*p == '@')
      at = p;

  return at ? at + 1 : authority;
}

/* A logo lies in a storage where the query of its address may be what grants access to it. */
static char *
dup_harmless_url (const char       *url,
                  AtlasRequestCall  call)
{
  const char *authority = skip_user_info (url);
  const char *scheme_end = strstr (url, "://");
  g_autoptr (GString) harmless = g_string_new (NULL);
  char *query;

  if (scheme_end != NULL)
    g_string_append_len (harmless, url, scheme_end - url + (gssize) strlen ("://"));
  g_string_append_len (harmless, authority, (gssize) strcspn (authority, "#"));
  query = call == ATLAS_REQUEST_CALL_LOGO ? strchr (harmless->str, '?') : NULL;
  if (query != NULL)
    g_string_truncate (harmless, (gsize) (query - harmless->str));

  return atlas_text_dup_single_line (harmless->str, MAX_URL_CHARS);
}

static void
atlas_request_entry_finalize (GObject *object)
{
  AtlasRequestEntry *self = ATLAS_REQUEST_ENTRY (object);

  g_free (self->method);
  g_free (self->url);
  g_free (self->request_id);
  g_free (self->echoed_id);
  g_free (self->http_version);
  g_free (self->retry_cause);
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
    case PROP_URL:
      g_value_set_string (value, self->url);
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

  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, NULL, flags);
  properties[PROP_STATUS] = g_param_spec_uint ("status", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_STARTED_AT] = g_param_spec_int64 ("started-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
atlas_request_entry_init (AtlasRequestEntry *self)
{
}

/**
 * atlas_request_call_to_string:
 * @call: what was asked for
 *
 * Returns: (transfer none): its name in files, as "details"
 */
const char *
atlas_request_call_to_string (AtlasRequestCall call)
{
  g_return_val_if_fail (call < G_N_ELEMENTS (call_names), call_names[0]);

  return call_names[call];
}

/**
 * atlas_request_call_from_string:
 * @text: (nullable): a name from a file
 * @call: (out): what it stands for
 *
 * Returns: whether there is one of that name
 */
gboolean
atlas_request_call_from_string (const char       *text,
                                AtlasRequestCall *call)
{
  for (guint i = 0; i < G_N_ELEMENTS (call_names); i++)
    if (g_strcmp0 (call_names[i], text) == 0)
      {
        *call = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * atlas_request_entry_new:
 * @record: what there is to say of a request; an address without text stands for one that is not known
 *
 * Returns: (transfer full): a new #AtlasRequestEntry
 */
AtlasRequestEntry *
atlas_request_entry_new (const AtlasRequestRecord *record)
{
  AtlasRequestEntry *self;

  g_return_val_if_fail (record != NULL, NULL);

  self = g_object_new (ATLAS_TYPE_REQUEST_ENTRY, NULL);
  self->call = record->call;
  self->method = atlas_text_dup_single_line (record->method ? record->method : "", MAX_ID_CHARS);
  self->url = dup_harmless_url (record->url ? record->url : "", record->call);
  self->request_id = atlas_text_dup_single_line (record->request_id ? record->request_id : "", MAX_ID_CHARS);
  self->echoed_id = dup_line (record->echoed_id, MAX_ID_CHARS);
  self->http_version = dup_line (record->http_version, MAX_ID_CHARS);
  self->status = record->status;
  self->started_at = MAX (record->started_at, 0);
  self->duration = MAX (record->duration, 0);
  self->bytes = record->bytes;
  self->attempt = record->attempt;
  self->retry_cause = dup_line (record->retry_cause, MAX_SENTENCE_CHARS);
  self->error = dup_line (record->error, MAX_SENTENCE_CHARS);

  return self;
}

/**
 * atlas_request_entry_get_call:
 * @self: a request
 *
 * Returns: what was asked for
 */
AtlasRequestCall
atlas_request_entry_get_call (AtlasRequestEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_ENTRY (self), ATLAS_REQUEST_CALL_HOST);

  return self->call;
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
 * atlas_request_entry_get_http_version:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the version that was spoken, as "HTTP/2"
 */
const char *
atlas_request_entry_get_http_version (AtlasRequestEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_ENTRY (self), NULL);

  return self->http_version;
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
 * atlas_request_entry_get_retry_cause:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): what the attempt before this one came to, one line; %NULL for a first one
 */
const char *
atlas_request_entry_get_retry_cause (AtlasRequestEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_ENTRY (self), NULL);

  return self->retry_cause;
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
 * atlas_request_entry_has_failed:
 * @self: a request
 *
 * Returns: whether it came to anything but what was asked for
 */
gboolean
atlas_request_entry_has_failed (AtlasRequestEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_ENTRY (self), FALSE);

  return self->error != NULL;
}
