/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Which way a request goes: as the system says, but to this computer itself never through a proxy. */

#define ATLAS_TYPE_PROXY_RESOLVER (atlas_proxy_resolver_get_type ())

G_DECLARE_FINAL_TYPE (AtlasProxyResolver, atlas_proxy_resolver, ATLAS, PROXY_RESOLVER, GObject)

GProxyResolver *atlas_proxy_resolver_new          (void);
gboolean        atlas_proxy_resolver_find         (AtlasProxyResolver  *self,
                                                   GUri                *uri,
                                                   const char         **name);
gboolean        atlas_proxy_resolver_authenticate (AtlasProxyResolver  *self,
                                                   SoupAuth            *auth);

G_END_DECLS
