/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-reason.h"

G_BEGIN_DECLS

/* A shown text, folded, and for each byte of that the character that it comes from. */
typedef struct
{
  GString *folded;
  GArray  *origins;   /* (element-type AtlasReasonRange): for each byte of @folded */
} AtlasShownText;

void             atlas_shown_text_init      (AtlasShownText       *self,
                                             const char           *shown);
void             atlas_shown_text_clear     (AtlasShownText       *self);
void             atlas_shown_text_mark      (const AtlasShownText *self,
                                             gsize                 start,
                                             gsize                 length,
                                             GArray               *ranges);
void             atlas_shown_text_locate    (const AtlasShownText *self,
                                             const char           *folded_word,
                                             GArray               *ranges);

AtlasReason     *atlas_reason_alloc         (void);
AtlasReasonField atlas_reason_field_of_line (const char           *line,
                                             gboolean              is_last);
AtlasReason     *atlas_reason_new_recognized (AtlasAspspTable        *table,
                                              guint                   position,
                                              const AtlasRecognition *recognition);
char            *atlas_reason_dup_affiliate (const AtlasAspspRow  *row,
                                             const char           *folded_line);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtlasShownText, atlas_shown_text_clear)

G_END_DECLS
