/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-credentials.h"

G_BEGIN_DECLS

/* Credentials in memory. Several clients may share one, as programs share a keyring. */

#define ATLAS_TYPE_TEST_CREDENTIALS (atlas_test_credentials_get_type ())

G_DECLARE_FINAL_TYPE (AtlasTestCredentials, atlas_test_credentials, ATLAS, TEST_CREDENTIALS, GObject)

AtlasTestCredentials *atlas_test_credentials_new             (const char           *client_secret);
void                  atlas_test_credentials_set_token       (AtlasTestCredentials *self,
                                                              const char           *token,
                                                              gint64                expires_at);
char                 *atlas_test_credentials_dup_token       (AtlasTestCredentials *self);
const char           *atlas_test_credentials_get_scope       (AtlasTestCredentials *self);
void                  atlas_test_credentials_set_certificate (AtlasTestCredentials *self,
                                                              GTlsCertificate      *certificate);
void                  atlas_test_credentials_break_store     (AtlasTestCredentials *self);
guint                 atlas_test_credentials_get_n_saved     (AtlasTestCredentials *self);

G_END_DECLS
