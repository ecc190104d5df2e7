/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "atlas-profile.h"

G_BEGIN_DECLS

/* Errors in words for people: one translated sentence that says what is wrong and what to do. */

typedef enum
{
  ATLAS_REMEDY_NONE,
  ATLAS_REMEDY_RETRY,
  ATLAS_REMEDY_EDIT_PROFILE,
  ATLAS_REMEDY_ENTER_SECRET,
} AtlasRemedy;

/* @profile may be NULL. */
char        *atlas_explain_error          (const GError *error,
                                           AtlasProfile *profile);
AtlasRemedy  atlas_explain_get_remedy     (const GError *error);
char        *atlas_explain_dup_sign_in    (const GError *error);
/* Status, code, the platform's own text, X-Request-ID: several lines, to be copied; no secrets. */
char        *atlas_explain_dup_details    (const GError *error);
/* "3 minutes ago" */
char        *atlas_explain_age            (gint64        then,
                                           gint64        now);

G_END_DECLS
