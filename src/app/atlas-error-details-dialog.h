/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-profile.h"

G_BEGIN_DECLS

#define ATLAS_TYPE_ERROR_DETAILS_DIALOG (atlas_error_details_dialog_get_type ())

G_DECLARE_FINAL_TYPE (AtlasErrorDetailsDialog, atlas_error_details_dialog, ATLAS, ERROR_DETAILS_DIALOG, AdwDialog)

void atlas_error_details_present (GtkWidget    *parent,
                                  const GError *error,
                                  AtlasProfile *profile);

G_END_DECLS
