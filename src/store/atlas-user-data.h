/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* What is a person's own and cannot be fetched again: stars, notes, which banks were opened last, the time of the last visit.
 * One SQLite file for all profiles, apart from the caches. All of it is held in memory after
 * atlas_user_data_open(), so the getters answer at once; the setters write behind and return a future.
 * Signal "changed" (bic_fi: string, nullable for many). */

#define ATLAS_TYPE_USER_DATA (atlas_user_data_get_type ())

G_DECLARE_FINAL_TYPE (AtlasUserData, atlas_user_data, ATLAS, USER_DATA, GObject)

DexFuture  *atlas_user_data_open            (const char    *path,
                                             const char    *profile_id);
DexFuture  *atlas_user_data_reload          (AtlasUserData *self);
DexFuture  *atlas_user_data_close           (AtlasUserData *self);
gboolean    atlas_user_data_was_rebuilt     (AtlasUserData *self);
gboolean    atlas_user_data_get_starred     (AtlasUserData *self,
                                             const char    *bic_fi);
guint       atlas_user_data_get_n_starred   (AtlasUserData *self);
GStrv       atlas_user_data_dup_starred     (AtlasUserData *self);
DexFuture  *atlas_user_data_set_starred     (AtlasUserData *self,
                                             const char    *bic_fi,
                                             gboolean       starred);
const char *atlas_user_data_get_note        (AtlasUserData *self,
                                             const char    *bic_fi);
DexFuture  *atlas_user_data_set_note        (AtlasUserData *self,
                                             const char    *bic_fi,
                                             const char    *note);
/* (transfer none): the BICs of the banks that were opened last, the latest first, up to the next change. */
const char * const *atlas_user_data_get_recents (AtlasUserData *self);
DexFuture  *atlas_user_data_add_recent      (AtlasUserData *self,
                                             const char    *bic_fi);
/* Unix seconds; 0 before the first visit ended. Banks first seen later than this are new. */
gint64      atlas_user_data_get_last_visit  (AtlasUserData *self);
DexFuture  *atlas_user_data_set_last_visit  (AtlasUserData *self,
                                             gint64         at);

G_END_DECLS
