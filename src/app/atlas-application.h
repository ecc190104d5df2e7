/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-catalogue.h"
#include "atlas-profiles.h"
#include "atlas-request-journal.h"
#include "atlas-request-log.h"
#include "atlas-secrets.h"

G_BEGIN_DECLS

#define ATLAS_TYPE_APPLICATION (atlas_application_get_type ())

G_DECLARE_FINAL_TYPE (AtlasApplication, atlas_application, ATLAS, APPLICATION, AdwApplication)

AtlasApplication    *atlas_application_new                (void);
AtlasProfiles       *atlas_application_get_profiles       (AtlasApplication *self);
const GError        *atlas_application_get_profiles_error (AtlasApplication *self);
AtlasSecrets        *atlas_application_get_secrets        (AtlasApplication *self);
GSettings           *atlas_application_get_settings       (AtlasApplication *self);
AtlasRequestJournal *atlas_application_get_journal        (AtlasApplication *self);
AtlasRequestLog     *atlas_application_get_requests       (AtlasApplication *self);
void                 atlas_application_show_request       (AtlasApplication  *self,
                                                           AtlasRequestEntry *entry);
AtlasCatalogue      *atlas_application_get_catalogue      (AtlasApplication *self,
                                                           AtlasProfile     *profile);
void                 atlas_application_renew_catalogue    (AtlasApplication *self,
                                                           AtlasProfile     *profile);
void                 atlas_application_take_requests_of   (AtlasRequestLog  *log);
void                 atlas_application_show_icon          (void);

G_END_DECLS
