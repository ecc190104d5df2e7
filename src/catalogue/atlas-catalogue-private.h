/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-aspsp-source.h"
#include "atlas-catalogue.h"
#include "atlas-connection.h"
#include "atlas-logo-loader.h"
#include "atlas-places.h"
#include "atlas-refresher.h"

G_BEGIN_DECLS

#define ATLAS_CATALOGUE_LOG_CAPACITY 500

struct _AtlasCatalogue
{
  GObject           parent_instance;

  AtlasProfile     *profile;
  char             *data_dir;
  AtlasConnection  *connection;
  AtlasRequestLog  *log;
  AtlasStore       *store;             /* once it is loaded */
  AtlasUserData    *user_data;         /* likewise */
  AtlasLogoLoader  *logos;             /* likewise */
  AtlasAspspSource *source;
  AtlasPlaces      *places;

  DexFuture        *loading;           /* (nullable): once it was begun; stays when it is done */
  DexFuture        *reloading;         /* (nullable): while it is under way */
  DexFuture        *refresh;           /* (nullable): while it is under way */
  AtlasRefresher   *refresher;         /* (nullable): likewise */
  gint64            next_reload_at;    /* monotonic microseconds */

  GError           *error;
  char             *progress_text;
  char             *note;
  double            progress_fraction;
  char             *opened;            /* (nullable): the bank that is being looked at, and not kept in mind yet */
  guint             opened_source;
  gint64            updated_at;
  gboolean          loaded;
  gboolean          refreshing;
  gboolean          offline;
  gboolean          reload_wanted;
  gboolean          cancel_wanted;
};

void       atlas_catalogue_show           (AtlasCatalogue *self,
                                           AtlasSnapshot  *snapshot,
                                           gboolean        same_banks);
DexFuture *atlas_catalogue_reload         (AtlasCatalogue *self);
void       atlas_catalogue_set_progress   (AtlasCatalogue *self,
                                           char           *text,
                                           double          fraction);
void       atlas_catalogue_set_result     (AtlasCatalogue *self,
                                           const GError   *error);
void       atlas_catalogue_set_refreshing (AtlasCatalogue *self,
                                           gboolean        refreshing);
void       atlas_catalogue_set_note       (AtlasCatalogue *self,
                                           const char     *note);
void       atlas_catalogue_update_preferred (AtlasCatalogue *self);
void       atlas_catalogue_forget_opened  (AtlasCatalogue *self);
void       atlas_catalogue_emit_refreshed (AtlasCatalogue *self,
                                           AtlasChanges   *changes);

G_END_DECLS
