/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ATLAS_TYPE_API_ANSWER (atlas_api_answer_get_type ())

G_DECLARE_FINAL_TYPE (AtlasApiAnswer, atlas_api_answer, ATLAS, API_ANSWER, GObject)

/* One answer of the platform, read: the objects in the order in which they came, and what a person
 * may want to know of the call. Items are AtlasCountry, AtlasCity, AtlasAspsp or AtlasAspspDetails. */

GPtrArray          *atlas_api_answer_get_items        (AtlasApiAnswer *self);
gpointer            atlas_api_answer_get_item         (AtlasApiAnswer *self);
const char         *atlas_api_answer_get_body         (AtlasApiAnswer *self);
const char         *atlas_api_answer_get_request_id   (AtlasApiAnswer *self);
gint64              atlas_api_answer_get_received_at  (AtlasApiAnswer *self);
const char * const *atlas_api_answer_get_notes        (AtlasApiAnswer *self);

G_END_DECLS
