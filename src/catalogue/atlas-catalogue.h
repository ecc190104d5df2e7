/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "atlas-api-client.h"
#include "atlas-aspsp-details.h"
#include "atlas-aspsp-list.h"
#include "atlas-further.h"
#include "atlas-image.h"
#include "atlas-place.h"
#include "atlas-profile.h"
#include "atlas-secrets.h"
#include "atlas-store.h"
#include "atlas-user-data.h"

G_BEGIN_DECLS

/**
 * AtlasCatalogue:
 *
 * One profile's directory of banks: the one object that the app, the command line and the search
 * provider hold. It answers from the store and keeps the store in step with the platform.
 *
 * Properties (read-only, notify): profile; loaded (the store has been read); n-aspsps; updated-at (Unix seconds,
 * 0 never); refreshing; progress-text (a translated sentence, NULL when idle); progress-fraction (0 to 1,
 * negative when unknown); offline (the last refresh found no way to the platform); error (boxed GError of the last
 * refresh, NULL after a good one); is-demo; rebuilt (the cache was damaged and begun anew);
 * rescued (stars and notes were damaged; what could be read of them is kept);
 * note (a translated sentence about what the last refresh had to do without, else NULL).
 * Signal "refreshed" (AtlasChanges).
 */
#define ATLAS_TYPE_CATALOGUE (atlas_catalogue_get_type ())

G_DECLARE_FINAL_TYPE (AtlasCatalogue, atlas_catalogue, ATLAS, CATALOGUE, GObject)

/**
 * AtlasRefreshScope:
 * @ATLAS_REFRESH_LISTS: countries, cities and banks
 * @ATLAS_REFRESH_DETAILS: the details that are missing or older than the profile's maximum age, of the banks that are known
 * @ATLAS_REFRESH_ALL: the lists, then those details
 */
typedef enum
{
  ATLAS_REFRESH_LISTS,
  ATLAS_REFRESH_DETAILS,
  ATLAS_REFRESH_ALL,
} AtlasRefreshScope;

/* @data_dir NULL: the user's own directories; else everything is kept below it (tests). */
AtlasCatalogue   *atlas_catalogue_new                (AtlasProfile      *profile,
                                                      AtlasSecrets      *secrets,
                                                      const char        *data_dir);

/* A future that is settled once what the store holds is shown. Never asks the network. */
DexFuture        *atlas_catalogue_load               (AtlasCatalogue    *self);

/* A future for AtlasChanges. While one refresh runs, a second call gets the same one. */
DexFuture        *atlas_catalogue_refresh            (AtlasCatalogue    *self,
                                                      AtlasRefreshScope  scope,
                                                      const char        *request_id);
void              atlas_catalogue_cancel_refresh     (AtlasCatalogue    *self);
gboolean          atlas_catalogue_is_stale           (AtlasCatalogue    *self);

AtlasProfile     *atlas_catalogue_get_profile        (AtlasCatalogue    *self);
gint64            atlas_catalogue_get_updated_at     (AtlasCatalogue    *self);
gboolean          atlas_catalogue_get_refreshing     (AtlasCatalogue    *self);
gboolean          atlas_catalogue_get_offline        (AtlasCatalogue    *self);
const GError     *atlas_catalogue_get_error          (AtlasCatalogue    *self);
const char       *atlas_catalogue_get_note           (AtlasCatalogue    *self);
guint             atlas_catalogue_get_n_aspsps       (AtlasCatalogue    *self);

/* (transfer none): AtlasPlace: all banks and the starred ones; and the countries, sorted by name. */
GListModel       *atlas_catalogue_get_fixed_places   (AtlasCatalogue    *self);
GListModel       *atlas_catalogue_get_countries      (AtlasCatalogue    *self);
AtlasPlace       *atlas_catalogue_find_place         (AtlasCatalogue    *self,
                                                      AtlasPlaceKind     kind,
                                                      const char        *id);

/* (transfer full): a list that follows the catalogue. */
GPtrArray        *atlas_catalogue_ask_alternatives   (AtlasCatalogue    *self,
                                                      const AtlasQuery  *query);
/* A future for AtlasFurther: where else a text that nothing matches is, or was. */
DexFuture        *atlas_catalogue_look_further       (AtlasCatalogue    *self,
                                                      const AtlasQuery  *query,
                                                      GListModel        *profiles);
AtlasAspspList   *atlas_catalogue_list_aspsps        (AtlasCatalogue    *self,
                                                      const AtlasQuery  *query);
AtlasAspspItem   *atlas_catalogue_dup_item           (AtlasCatalogue    *self,
                                                      const char        *bic_fi,
                                                      guint32            id);
AtlasAspspTable  *atlas_catalogue_get_table          (AtlasCatalogue    *self);

/* Words that occur in the directory, for the filter buttons. (transfer full) */
GStrv             atlas_catalogue_dup_products       (AtlasCatalogue    *self);
GStrv             atlas_catalogue_dup_methods        (AtlasCatalogue    *self);

/* A future for AtlasAspspDetails from the store, or NULL where they were never fetched. */
DexFuture        *atlas_catalogue_load_details       (AtlasCatalogue    *self,
                                                      const char        *bic_fi);
/* A future for AtlasAspspDetails, asked of the platform and stored. */
DexFuture        *atlas_catalogue_fetch_details      (AtlasCatalogue    *self,
                                                      const char        *bic_fi,
                                                      const char        *request_id);
gboolean          atlas_catalogue_details_are_stale  (AtlasCatalogue    *self,
                                                      AtlasAspspDetails *details);

/* A future for an AtlasImage no larger than @max_size pixels a side, from the store or its host; rejects where there is none. */
DexFuture        *atlas_catalogue_load_logo          (AtlasCatalogue    *self,
                                                      const char        *logo_url,
                                                      guint              max_size);

gboolean          atlas_catalogue_get_starred        (AtlasCatalogue    *self,
                                                      const char        *bic_fi);
void              atlas_catalogue_set_starred        (AtlasCatalogue    *self,
                                                      const char        *bic_fi,
                                                      gboolean           starred);

/* A bank's page is being looked at. */
void              atlas_catalogue_note_opened        (AtlasCatalogue    *self,
                                                      const char        *bic_fi);

/* For the command line: the client and the store themselves, once loaded. (transfer none) */
AtlasApiClient   *atlas_catalogue_get_client         (AtlasCatalogue    *self);
AtlasStore       *atlas_catalogue_get_store          (AtlasCatalogue    *self);
AtlasRequestLog  *atlas_catalogue_get_request_log    (AtlasCatalogue    *self);

/* The end of a visit: what is there now is no longer new at the next start. */
DexFuture        *atlas_catalogue_close_visit        (AtlasCatalogue    *self);

G_END_DECLS
