/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "atlas-connection.h"
#include "atlas-logo-client.h"
#include "atlas-store.h"

G_BEGIN_DECLS

/* Logos: from memory, from the store, or from their hosts, in this order. */

#define ATLAS_TYPE_LOGO_LOADER (atlas_logo_loader_get_type ())

G_DECLARE_FINAL_TYPE (AtlasLogoLoader, atlas_logo_loader, ATLAS, LOGO_LOADER, GObject)

AtlasLogoLoader *atlas_logo_loader_new        (AtlasConnection *connection,
                                               AtlasStore      *store);
AtlasLogoClient *atlas_logo_loader_get_client (AtlasLogoLoader *self);
DexFuture       *atlas_logo_loader_load       (AtlasLogoLoader *self,
                                               const char      *logo_url,
                                               guint            max_size);

G_END_DECLS
