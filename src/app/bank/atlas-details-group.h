/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-aspsp-details.h"

G_BEGIN_DECLS

/* A group of the bank page: rows about one part of what the platform states. Property "details" (AtlasAspspDetails,
 * nullable) is what the rows show; the rows that a subclass adds are gone before it shows other details. */

#define ATLAS_TYPE_DETAILS_GROUP (atlas_details_group_get_type ())

G_DECLARE_DERIVABLE_TYPE (AtlasDetailsGroup, atlas_details_group, ATLAS, DETAILS_GROUP, AdwPreferencesGroup)

/**
 * AtlasDetailsGroupClass:
 * @show: fills the group; never called without details
 */
struct _AtlasDetailsGroupClass
{
  AdwPreferencesGroupClass parent_class;

  void (*show) (AtlasDetailsGroup *self,
                AtlasAspspDetails *details);
};

/* More rows than anybody reads are left to the raw answer. */
#define ATLAS_DETAILS_GROUP_MAX_ROWS 200

AtlasAspspDetails *atlas_details_group_get_details (AtlasDetailsGroup *self);
void               atlas_details_group_set_details (AtlasDetailsGroup *self,
                                                    AtlasAspspDetails *details);
void               atlas_details_group_clear       (AtlasDetailsGroup *self);
void               atlas_details_group_add_row     (AtlasDetailsGroup *self,
                                                    GtkWidget         *row);
void               atlas_details_group_add_remark  (AtlasDetailsGroup *self,
                                                    const char        *remark);
void               atlas_details_group_add_rest    (AtlasDetailsGroup *self,
                                                    guint              n_stated);

G_END_DECLS
