/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-details-group.h"

G_BEGIN_DECLS

/* What was missing or ill-typed in the platform's answer. */

#define ATLAS_TYPE_NOTES_GROUP (atlas_notes_group_get_type ())

G_DECLARE_FINAL_TYPE (AtlasNotesGroup, atlas_notes_group, ATLAS, NOTES_GROUP, AtlasDetailsGroup)

G_END_DECLS
