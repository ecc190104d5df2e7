/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-aspsp-details.h"

G_BEGIN_DECLS

/* The platform's own words: the JSON as it was received, when, and under which X-Request-ID. */

#define ATLAS_TYPE_RAW_ANSWER_DIALOG (atlas_raw_answer_dialog_get_type ())

G_DECLARE_FINAL_TYPE (AtlasRawAnswerDialog, atlas_raw_answer_dialog, ATLAS, RAW_ANSWER_DIALOG, AdwDialog)

AdwDialog *atlas_raw_answer_dialog_new (AtlasAspspDetails *details);

G_END_DECLS
