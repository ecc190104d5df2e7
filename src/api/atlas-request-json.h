/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-request-entry.h"

G_BEGIN_DECLS

/* A request as one line of JSON, as it is kept on disk and written by the command line. */

char              *atlas_request_json_format (AtlasRequestEntry  *entry);
AtlasRequestEntry *atlas_request_json_parse  (const char         *line,
                                              gssize              length,
                                              GError            **error);

G_END_DECLS
