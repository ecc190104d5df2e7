/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "atlas-catalogue.h"
#include "atlas-query-terms.h"

G_BEGIN_DECLS

/* What is asked for in the search: the words and half-typed qualifiers in its entry, and the qualifiers that are
 * finished, which have left it and are shown as chips.
 * Signals: "changed", when it may ask for something else; "terms-changed", when its chips are others. */

#define ATLAS_TYPE_SEARCH_BOX (atlas_search_box_get_type ())

G_DECLARE_FINAL_TYPE (AtlasSearchBox, atlas_search_box, ATLAS, SEARCH_BOX, GObject)

AtlasSearchBox *atlas_search_box_new           (GtkSearchEntry   *entry);
void            atlas_search_box_set_catalogue (AtlasSearchBox   *self,
                                                AtlasCatalogue   *catalogue);
void            atlas_search_box_update_names  (AtlasSearchBox   *self);
GPtrArray      *atlas_search_box_get_readings  (AtlasSearchBox   *self);
void            atlas_search_box_fill_query    (AtlasSearchBox   *self,
                                                AtlasQuery       *query);
char           *atlas_search_box_dup_text      (AtlasSearchBox   *self,
                                                const AtlasQuery *query);
void            atlas_search_box_set_text      (AtlasSearchBox   *self,
                                                const char       *text);
void            atlas_search_box_set_values    (AtlasSearchBox   *self,
                                                AtlasQueryField   field,
                                                const char *const *values);
void            atlas_search_box_remove_term   (AtlasSearchBox   *self,
                                                guint             position);
char           *atlas_search_box_dup_all       (AtlasSearchBox   *self);
gboolean        atlas_search_box_clear         (AtlasSearchBox   *self);

G_END_DECLS
