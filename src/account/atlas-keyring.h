/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

/* libsecret, on a thread of its own. Its asynchronous calls would not do on the main loop: inside a sandbox it asks
 * the portal for its version synchronously, and its file backend reads the file again whenever that has changed.
 * The calls are made one after the other. Errors are of the ATLAS_SECRETS_ERROR domain.
 * @attributes: (transfer full) (element-type utf8 utf8) */

#define ATLAS_KEYRING_APP "app"
#define ATLAS_KEYRING_PROFILE "profile"
#define ATLAS_KEYRING_KIND "kind"
#define ATLAS_KEYRING_SCOPE "scope"

DexFuture *atlas_keyring_store  (GHashTable  *attributes,
                                 const char  *label,
                                 SecretValue *value);
DexFuture *atlas_keyring_lookup (GHashTable  *attributes);
DexFuture *atlas_keyring_clear  (GHashTable  *attributes);

G_END_DECLS
