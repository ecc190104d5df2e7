/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>
#include <libsecret/secret.h>

#include "atlas-profiles.h"

G_BEGIN_DECLS

/* Where a person says how to connect. Property "complete" (read-only): there is enough to try. Signal "submit". */

#define ATLAS_TYPE_CONNECTION_FORM (atlas_connection_form_get_type ())

G_DECLARE_FINAL_TYPE (AtlasConnectionForm, atlas_connection_form, ATLAS, CONNECTION_FORM, AdwPreferencesPage)

GtkWidget   *atlas_connection_form_get_first_field          (AtlasConnectionForm  *self);
void         atlas_connection_form_load                     (AtlasConnectionForm  *self,
                                                             AtlasProfiles        *profiles,
                                                             AtlasProfile         *profile,
                                                             gboolean              is_new);
gboolean     atlas_connection_form_apply                    (AtlasConnectionForm  *self,
                                                             AtlasProfile         *profile,
                                                             GError              **error);
gboolean     atlas_connection_form_get_complete             (AtlasConnectionForm  *self);
SecretValue *atlas_connection_form_dup_client_secret        (AtlasConnectionForm  *self);
SecretValue *atlas_connection_form_dup_certificate_password (AtlasConnectionForm  *self);
void         atlas_connection_form_wipe                     (AtlasConnectionForm  *self);

G_END_DECLS
