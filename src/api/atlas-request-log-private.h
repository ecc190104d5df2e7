/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-request-log.h"

G_BEGIN_DECLS

/**
 * AtlasRequestRecord:
 *
 * What there is to say of one request that has ended. Borrowed; nothing secret goes in.
 */
typedef struct
{
  const char *method;
  const char *url;
  const char *request_id;
  const char *echoed_id;    /* (nullable): X-Request-ID of the answer */
  guint       status;       /* 0 when there was no answer */
  gint64      started_at;   /* Unix microseconds */
  gint64      duration;     /* microseconds */
  guint64     bytes;        /* of the answer's body, decompressed */
  guint       attempt;      /* from 1 */
  const char *error;        /* (nullable): one line */
} AtlasRequestRecord;

void atlas_request_log_add (AtlasRequestLog          *self,
                            const AtlasRequestRecord *record);

G_END_DECLS
