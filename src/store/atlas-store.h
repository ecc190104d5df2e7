/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "atlas-aspsp-details.h"
#include "atlas-aspsp-table.h"
#include "atlas-changes.h"
#include "atlas-refresh.h"
#include "atlas-snapshot.h"
#include "atlas-store-error.h"

G_BEGIN_DECLS

#define ATLAS_TYPE_STORE (atlas_store_get_type ())

/* The cache of one profile: what the platform said, and when. It can be fetched again; nothing of a
 * person's own is in it. SQLite does its work on one thread of the store's own, in the order of the calls.
 * Every function returns a future; errors are of the ATLAS_STORE_ERROR domain. */

G_DECLARE_FINAL_TYPE (AtlasStore, atlas_store, ATLAS, STORE, GObject)

/* A future for an AtlasStore. @path NULL means in memory. A damaged file is set aside and a new one
 * begun; atlas_store_was_rebuilt() then says so. */
DexFuture  *atlas_store_open               (const char         *path);
/* The same without waiting: the first call opens it. */
AtlasStore *atlas_store_new                (const char         *path);
gboolean    atlas_store_was_rebuilt        (AtlasStore         *self);
/* A future for TRUE, once everything asked before is done and the file is closed. */
DexFuture  *atlas_store_close              (AtlasStore         *self);

/* A future for an AtlasSnapshot: countries, cities, the table of banks, and when it was fetched. */
DexFuture  *atlas_store_load_snapshot      (AtlasStore         *self);

/* A future for AtlasChanges: one transaction with everything of one refresh. */
DexFuture  *atlas_store_apply_refresh      (AtlasStore         *self,
                                            AtlasRefresh       *refresh);

/* A future for AtlasChanges: one transaction with all the details given (element-type AtlasAspspDetails). */
DexFuture  *atlas_store_save_details       (AtlasStore         *self,
                                            GPtrArray          *details);

/* A future for TRUE: the details of every bank were asked for. */
DexFuture  *atlas_store_note_details_asked (AtlasStore         *self,
                                            gint64              time);

/* A future for an AtlasAspspDetails, or for NULL where none are kept. */
DexFuture  *atlas_store_load_details       (AtlasStore         *self,
                                            const char         *bic_fi);

/* A future for TRUE: everything is forgotten, as before the first refresh. */
DexFuture  *atlas_store_clear              (AtlasStore         *self);

/* A future for a GStrv of the BICs whose details are missing or older than @older_than (Unix seconds), oldest first. */
DexFuture  *atlas_store_list_stale_details (AtlasStore         *self,
                                            gint64              older_than);

/* A future for a GPtrArray of AtlasChange, newest first, since @since (Unix seconds). */
DexFuture  *atlas_store_list_changes       (AtlasStore         *self,
                                            gint64              since,
                                            guint               limit);

/* A future for a GPtrArray of AtlasChange: banks that were removed and did not come back, newest first. */
DexFuture  *atlas_store_list_removed       (AtlasStore         *self,
                                            guint               limit);

/* A future for the raw JSON (GStrv, in the platform's order) of one list: "countries", "cities" or "aspsps",
 * for what @bic_fis or ids name; NULL means all. */
DexFuture  *atlas_store_load_raw           (AtlasStore         *self,
                                            const char         *list,
                                            const char * const *ids);

/* The same of single banks (element-type guint32), by the number that AtlasAspspRow has of each: several may have one
 * BIC. In the order of @ids, or in the platform's. */
DexFuture  *atlas_store_load_raw_rows      (AtlasStore         *self,
                                            GArray             *ids,
                                            gboolean            as_listed);

/* A future for a GStrv of the names of the banks that the list has under @bic_fi. */
DexFuture  *atlas_store_list_names         (AtlasStore         *self,
                                            const char         *bic_fi);

/* Logos: a future for an AtlasStoredLogo or NULL; a future for TRUE. */
typedef struct
{
  GBytes *bytes;       /* (nullable): the host said that there is none */
  char   *validator;   /* (nullable) */
  gint64  fetched_at;
} AtlasStoredLogo;

#define ATLAS_TYPE_STORED_LOGO (atlas_stored_logo_get_type ())

GType            atlas_stored_logo_get_type (void) G_GNUC_CONST;
AtlasStoredLogo *atlas_stored_logo_copy     (const AtlasStoredLogo *self);
void             atlas_stored_logo_free     (AtlasStoredLogo *self);
DexFuture       *atlas_store_load_logo      (AtlasStore *self, const char *logo_url);
DexFuture       *atlas_store_save_logo      (AtlasStore *self, const char *logo_url, GBytes *bytes, const char *validator);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasStoredLogo, atlas_stored_logo_free)

G_END_DECLS
