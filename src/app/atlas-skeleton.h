/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Placeholder rows while the first banks are on their way. */

#define ATLAS_TYPE_SKELETON (atlas_skeleton_get_type ())

G_DECLARE_FINAL_TYPE (AtlasSkeleton, atlas_skeleton, ATLAS, SKELETON, GtkWidget)

G_END_DECLS
