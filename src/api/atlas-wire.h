/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

#include "atlas-credentials.h"
#include "atlas-error-body.h"
#include "atlas-request-log.h"

G_BEGIN_DECLS

/* One request with everything around it that is the same for both hosts: its turn, its id, its time-outs,
 * the client certificate, the log, and trying again. */

#define ATLAS_TYPE_WIRE (atlas_wire_get_type ())

G_DECLARE_FINAL_TYPE (AtlasWire, atlas_wire, ATLAS, WIRE, GObject)

/**
 * AtlasWireLimits:
 * @connect_ms: until a request can be sent
 * @headers_ms: from then until the answer begins
 * @idle_ms: between two pieces of the body
 * @total_ms: for one attempt
 * @max_attempts: how often to try
 * @retry_base_ms: the first delay between attempts, which then doubles
 * @max_retry_after: how long a host may ask to be left alone before the call gives up instead, seconds
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
  AtlasCallKind  kind;
  const char    *method;
  const char    *url;
  const char    *request_id;      /* (nullable): for the first attempt; every other gets a new one */
  SecretValue   *token;           /* (nullable) */
  SecretValue   *secret;          /* (nullable): what no error may repeat */
  GBytes        *form;            /* (nullable) */
  guint          first_attempt;   /* how many attempts at the same call went before */
  DexFuture     *cancelled;       /* (nullable): from atlas_fiber_cancelled_new() */
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

AtlasWire       *atlas_wire_new         (SoupSession            *session,
                                         AtlasCredentials       *credentials,
                                         AtlasRequestLog        *log);
AtlasWireLimits *atlas_wire_get_limits  (AtlasWire              *self);
AtlasWireReply  *atlas_wire_await_reply (AtlasWire              *self,
                                         const AtlasWireRequest *request,
                                         GError                **error);
gboolean         atlas_wire_await_any   (AtlasWire              *self,
                                         const char             *url,
                                         DexFuture              *cancelled,
                                         GError                **error);
void             atlas_wire_reply_free  (AtlasWireReply         *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasWireReply, atlas_wire_reply_free)

G_END_DECLS
