/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>
#include <libsoup/soup.h>
#include <libsecret/secret.h>

#include "atlas-error-body.h"
#include "atlas-gate.h"
#include "atlas-request-log.h"

G_BEGIN_DECLS

/* One attempt at a request: its id, its turn, its log entry, and what it came to. */

/**
 * AtlasWireLimits:
 * @connect_ms: until a request can be sent
 * @headers_ms: from then until the answer begins
 * @idle_ms: between two pieces of the body
 * @total_ms: for one attempt
 * @max_attempts: how often to try
 * @retry_base_ms: the first delay between attempts, which then doubles
 * @max_retry_after: how long a host may ask to be left alone before the call gives up instead, seconds
 * @replacement_pause_ms: how long no other token is fetched after one that was fetched for a refusal and did not help
 * @max_list_bytes: the largest list
 * @max_item_bytes: the largest other answer
 */
typedef struct
{
  guint connect_ms;
  guint headers_ms;
  guint idle_ms;
  guint total_ms;
  guint max_attempts;
  guint retry_base_ms;
  guint max_retry_after;
  guint replacement_pause_ms;
  gsize max_list_bytes;
  gsize max_item_bytes;
} AtlasWireLimits;

/**
 * AtlasWireRequest:
 *
 * What to ask for. Borrowed, for as long as the call takes.
 */
typedef struct
{
  AtlasCallKind     kind;
  AtlasRequestCall  call;
  const char       *method;
  const char       *url;
  const char       *request_id;      /* (nullable): for the first attempt; every other gets a new one */
  SecretValue      *token;           /* (nullable) */
  SecretValue      *secret;          /* (nullable): what no error may repeat */
  GBytes           *form;            /* (nullable) */
  guint             first_attempt;   /* how many attempts at the same call went before */
  const char       *retry_cause;     /* (nullable): what the last of those came to */
  DexFuture        *cancelled;       /* (nullable): from atlas_fiber_cancelled_new() */
} AtlasWireRequest;

/**
 * AtlasWireReply:
 *
 * A 200.
 */
typedef struct
{
  GBytes *body;
  char   *request_id;
  gint64  received_at;   /* Unix seconds */
  guint   attempts;
} AtlasWireReply;

/**
 * AtlasWireContext:
 *
 * What all attempts of one client share.
 */
typedef struct
{
  SoupSession     *session;
  AtlasRequestLog *log;           /* (nullable) */
  AtlasGate       *gate;
  GTlsCertificate *certificate;   /* (nullable) */
  AtlasWireLimits  limits;
} AtlasWireContext;

typedef struct
{
  const AtlasWireContext *context;
  const AtlasWireRequest *request;
  SoupMessage            *message;
  char                   *request_id;
  guint                   number;
  char                   *retry_cause;         /* (nullable) */
  gint64                  started_at;
  gint64                  started_monotonic;
} AtlasAttempt;

AtlasAttempt   *atlas_attempt_new         (const AtlasWireContext *context,
                                           const AtlasWireRequest *request,
                                           guint                   number,
                                           const char             *retry_cause);
void            atlas_attempt_free        (AtlasAttempt           *self);
GBytes         *atlas_attempt_await_body  (AtlasAttempt           *self,
                                           GError                **error);
gboolean        atlas_attempt_came_through (AtlasAttempt         *self,
                                           GBytes                 *body,
                                           GError                **error);
AtlasWireReply *atlas_attempt_await_reply (AtlasAttempt           *self,
                                           GError                **error);
void            atlas_attempt_log         (AtlasAttempt           *self,
                                           guint64                 n_bytes,
                                           const char             *error);
GError         *atlas_wire_reply_refuse   (const AtlasWireReply   *reply,
                                           const char             *url,
                                           const GError           *error);
void            atlas_wire_reply_free     (AtlasWireReply         *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasAttempt, atlas_attempt_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasWireReply, atlas_wire_reply_free)

G_END_DECLS
