/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The first start: what this is, and two ways in. Signals "explore-demo" and "connect". */

#define ATLAS_TYPE_WELCOME_PAGE (atlas_welcome_page_get_type ())

G_DECLARE_FINAL_TYPE (AtlasWelcomePage, atlas_welcome_page, ATLAS, WELCOME_PAGE, AdwNavigationPage)

G_END_DECLS
