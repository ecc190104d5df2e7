/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What is said of a request that nobody waited for any longer. */
#define ATLAS_REQUEST_GIVEN_UP "Given up before it ended"

/* One request that has ended. There is no place in it for a header or a body, and so none for a token or a secret;
 * what comes from outside is cut to a length and to one line, and an address loses what may open a door: a name and
 * password in it, and all that follows the "?" of a logo's. Immutable, and so to be read on any thread. */

typedef enum
{
  ATLAS_REQUEST_CALL_HOST,        /* whether a host answers at all */
  ATLAS_REQUEST_CALL_TOKEN,
  ATLAS_REQUEST_CALL_COUNTRIES,
  ATLAS_REQUEST_CALL_COUNTRY,
  ATLAS_REQUEST_CALL_CITIES,
  ATLAS_REQUEST_CALL_CITY,
  ATLAS_REQUEST_CALL_ASPSPS,
  ATLAS_REQUEST_CALL_DETAILS,
  ATLAS_REQUEST_CALL_LOGO,
} AtlasRequestCall;

/**
 * AtlasRequestRecord:
 *
 * What there is to say of one request that has ended. Borrowed.
 */
typedef struct
{
  AtlasRequestCall  call;
  const char       *method;
  const char       *url;
  const char       *request_id;
  const char       *echoed_id;      /* (nullable): X-Request-ID of the answer */
  const char       *http_version;   /* (nullable): as "HTTP/2" */
  guint             status;         /* 0 when there was no answer */
  gint64            started_at;     /* Unix microseconds */
  gint64            duration;       /* microseconds */
  guint64           bytes;          /* of the answer's body, decompressed */
  guint             attempt;        /* from 1 */
  const char       *retry_cause;    /* (nullable): what the attempt before this one came to, one line */
  const char       *error;          /* (nullable): what this one came to, one line */
} AtlasRequestRecord;

#define ATLAS_TYPE_REQUEST_ENTRY (atlas_request_entry_get_type ())

G_DECLARE_FINAL_TYPE (AtlasRequestEntry, atlas_request_entry, ATLAS, REQUEST_ENTRY, GObject)

const char        *atlas_request_call_to_string         (AtlasRequestCall          call);
gboolean           atlas_request_call_from_string       (const char               *text,
                                                         AtlasRequestCall         *call);

AtlasRequestEntry *atlas_request_entry_new              (const AtlasRequestRecord *record);
AtlasRequestCall   atlas_request_entry_get_call         (AtlasRequestEntry        *self);
const char        *atlas_request_entry_get_method       (AtlasRequestEntry        *self);
const char        *atlas_request_entry_get_url          (AtlasRequestEntry        *self);
const char        *atlas_request_entry_get_request_id   (AtlasRequestEntry        *self);
const char        *atlas_request_entry_get_echoed_id    (AtlasRequestEntry        *self);
const char        *atlas_request_entry_get_http_version (AtlasRequestEntry        *self);
guint              atlas_request_entry_get_status       (AtlasRequestEntry        *self);
gint64             atlas_request_entry_get_started_at   (AtlasRequestEntry        *self);
gint64             atlas_request_entry_get_duration     (AtlasRequestEntry        *self);
guint64            atlas_request_entry_get_bytes        (AtlasRequestEntry        *self);
guint              atlas_request_entry_get_attempt      (AtlasRequestEntry        *self);
const char        *atlas_request_entry_get_retry_cause  (AtlasRequestEntry        *self);
const char        *atlas_request_entry_get_error        (AtlasRequestEntry        *self);
gboolean           atlas_request_entry_has_failed       (AtlasRequestEntry        *self);

G_END_DECLS
