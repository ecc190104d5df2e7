/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

#include "atlas-attempt.h"
#include "atlas-credentials.h"
#include "atlas-host-report.h"

G_BEGIN_DECLS

/* One request with everything around it that is the same for both hosts: its turn, its id, its time-outs,
 * the client certificate, the log, and trying again. */

#define ATLAS_TYPE_WIRE (atlas_wire_get_type ())

G_DECLARE_FINAL_TYPE (AtlasWire, atlas_wire, ATLAS, WIRE, GObject)

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
                                         AtlasHostReport        *report,
                                         GError                **error);

G_END_DECLS
