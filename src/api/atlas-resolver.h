/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The system's resolver of names, of which a slow name does not hold up another. */

#define ATLAS_TYPE_RESOLVER (atlas_resolver_get_type ())

G_DECLARE_FINAL_TYPE (AtlasResolver, atlas_resolver, ATLAS, RESOLVER, GResolver)

void atlas_resolver_use (void);

G_END_DECLS
