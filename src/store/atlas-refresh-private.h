/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-refresh.h"

G_BEGIN_DECLS

typedef struct _AtlasRefreshEntry AtlasRefreshEntry;

/* A bank as all the lists of one refresh have it together. */
struct _AtlasRefreshEntry
{
  char              *key;         /* see atlas_refresh_dup_key() */
  AtlasAspsp        *aspsp;       /* borrowed: as the first list had it */
  char              *id;          /* (nullable): what tells it from others of its key; read where there is something to compare */
  gboolean           is_known;    /* whether @id was read */
  AtlasRefreshEntry *next;        /* (nullable): another bank of the same key */
  gpointer           kept;        /* (nullable): the stored bank that this is; set by atlas-directory-update.c */
  GPtrArray         *countries;   /* (nullable) (element-type utf8): codes; borrowed */
  GPtrArray         *cities;      /* (nullable) (element-type utf8): ids; borrowed */
};

char      *atlas_refresh_dup_key             (const char   *id,
                                              const char   *name,
                                              const char   *raw_json);
char      *atlas_refresh_dup_id              (const char   *raw_json);
GPtrArray *atlas_refresh_get_countries       (AtlasRefresh *self);
GPtrArray *atlas_refresh_get_cities          (AtlasRefresh *self);
gint64     atlas_refresh_get_fetched_at      (AtlasRefresh *self);
gboolean   atlas_refresh_get_cities_unknown  (AtlasRefresh *self);
GPtrArray *atlas_refresh_merge               (AtlasRefresh *self);

G_END_DECLS
