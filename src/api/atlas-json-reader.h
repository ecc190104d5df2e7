/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "atlas-aspsp-details.h"

G_BEGIN_DECLS

/* Checked, tolerant readers of the platform's JSON: one field that is missing or of another type
 * is noted and left out, never the whole object. They recurse, so call them on a thread's own stack
 * (see atlas_worker_run()). Nesting is bounded before the parser sees the text.
 * Errors: ATLAS_API_ERROR_MALFORMED, and ATLAS_API_ERROR_NOT_FOUND for {} in place of a single item. */

#define ATLAS_JSON_MAX_DEPTH 64

/* (element-type AtlasCountry) and so on; *notes gets one sentence for each oddity. */
GPtrArray         *atlas_json_read_countries      (const char *text, gssize length, GStrv *notes, GError **error);
GPtrArray         *atlas_json_read_country        (const char *text, gssize length, GStrv *notes, GError **error);
GPtrArray         *atlas_json_read_cities         (const char *text, gssize length, GStrv *notes, GError **error);
GPtrArray         *atlas_json_read_city           (const char *text, gssize length, GStrv *notes, GError **error);
GPtrArray         *atlas_json_read_aspsps         (const char *text, gssize length, GStrv *notes, GError **error);
AtlasAspspFields  *atlas_json_read_aspsp_fields   (const char *text, gssize length, GError **error);

G_END_DECLS
