/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A menu button with a check row for each word of a vocabulary; none checked means no filter.
 * Properties: title (writable), chosen (GStrv, writable, notifies). Signal "opening": the choices are about to be shown. */

typedef char *(*AtlasFilterLabelFunc) (const char *word);

#define ATLAS_TYPE_FILTER_BUTTON (atlas_filter_button_get_type ())

G_DECLARE_FINAL_TYPE (AtlasFilterButton, atlas_filter_button, ATLAS, FILTER_BUTTON, AdwBin)

void                atlas_filter_button_set_choices (AtlasFilterButton    *self,
                                                     const char * const   *words,
                                                     AtlasFilterLabelFunc  make_label);
const char * const *atlas_filter_button_get_chosen  (AtlasFilterButton    *self);
void                atlas_filter_button_set_chosen  (AtlasFilterButton    *self,
                                                     const char * const   *chosen);

G_END_DECLS
