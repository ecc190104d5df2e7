/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATLAS_TYPE_SHORTCUTS_DIALOG (atlas_shortcuts_dialog_get_type ())

G_DECLARE_FINAL_TYPE (AtlasShortcutsDialog, atlas_shortcuts_dialog, ATLAS, SHORTCUTS_DIALOG, AdwDialog)

AdwDialog *atlas_shortcuts_dialog_new (void);

G_END_DECLS
