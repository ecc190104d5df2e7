/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "atlas-catalogue.h"
#include "atlas-query-names.h"

G_BEGIN_DECLS

/* The candidates for what is being typed, below the entry that keeps the focus. Signal "chosen" (AtlasQueryField, value). */

#define ATLAS_TYPE_COMPLETION_POPOVER (atlas_completion_popover_get_type ())

G_DECLARE_FINAL_TYPE (AtlasCompletionPopover, atlas_completion_popover, ATLAS, COMPLETION_POPOVER, GtkPopover)

GtkWidget *atlas_completion_popover_new          (GtkWidget              *entry);
void       atlas_completion_popover_set_source   (AtlasCompletionPopover *self,
                                                  AtlasCatalogue         *catalogue,
                                                  AtlasQueryNames        *names);
gboolean   atlas_completion_popover_offer        (AtlasCompletionPopover *self,
                                                  AtlasQueryField         field,
                                                  const char             *typed);
gboolean   atlas_completion_popover_is_open      (AtlasCompletionPopover *self);
gboolean   atlas_completion_popover_has_chosen   (AtlasCompletionPopover *self);
void       atlas_completion_popover_move         (AtlasCompletionPopover *self,
                                                  int                     by);
void       atlas_completion_popover_take         (AtlasCompletionPopover *self);

G_END_DECLS
