/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Addresses from the network: what is shown of them, and what may be handed to another program. Pure functions. */

char     *atlas_web_address_dup_short  (const char *stated);
char     *atlas_web_address_dup_full   (const char *stated);
char     *atlas_web_address_dup_uri    (const char *stated);
gboolean  atlas_web_address_may_open   (const char *uri);
char     *atlas_web_address_dup_target (const char *uri);

G_END_DECLS
