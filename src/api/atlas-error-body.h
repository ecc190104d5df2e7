/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-api-error.h"

G_BEGIN_DECLS

/* What the hosts say when they refuse. */

/**
 * AtlasCallKind:
 *
 * What was asked for, as far as it changes what a refusal means.
 */
typedef enum
{
  ATLAS_CALL_TOKEN,
  ATLAS_CALL_ITEM,
  ATLAS_CALL_LIST,            /* everything */
  ATLAS_CALL_FILTERED_LIST,
  ATLAS_CALL_LIST_OF_CITIES,  /* filtered by cities too, which not every version of the API knows */
} AtlasCallKind;

void          atlas_error_body_read (const char                 *text,
                                     gsize                       length,
                                     AtlasApiErrorDetails       *details);
char         *atlas_error_body_dup_page (const char              *text,
                                         gsize                       length);
GError       *atlas_error_body_make_error (const char            *text,
                                          gsize                  length,
                                          guint                  status,
                                          const char            *request_id);
AtlasApiError atlas_error_classify  (AtlasCallKind               kind,
                                     const AtlasApiErrorDetails *details);

G_END_DECLS
