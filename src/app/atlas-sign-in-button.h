/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens the page on which a person signs in to the network; hidden where an error tells of none. */

#define ATLAS_TYPE_SIGN_IN_BUTTON (atlas_sign_in_button_get_type ())

G_DECLARE_FINAL_TYPE (AtlasSignInButton, atlas_sign_in_button, ATLAS, SIGN_IN_BUTTON, GtkButton)

void atlas_sign_in_button_set_error (AtlasSignInButton *self,
                                     const GError      *error);

G_END_DECLS
