/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A country or a city. */
typedef struct
{
  char *id;
  char *name;       /* in the user's language */
  char *folded;
  char *country;    /* (nullable): the code of a city's country */
  char *sort_key;   /* (nullable): made when it is needed */
} AtlasQueryPlace;

/* All places of a kind: directories with thousands of cities are looked through while someone types. */
typedef struct
{
  GPtrArray  *list;      /* of AtlasQueryPlace */
  GHashTable *by_id;     /* in lower case → AtlasQueryPlace */
  GHashTable *n_named;   /* folded name → how many have it */
} AtlasQueryPlaces;

void             atlas_query_places_init           (AtlasQueryPlaces       *self);
void             atlas_query_places_clear          (AtlasQueryPlaces       *self);
void             atlas_query_places_add            (AtlasQueryPlaces       *self,
                                                    const char             *id,
                                                    const char             *name,
                                                    const char             *country);
AtlasQueryPlace *atlas_query_places_find           (const AtlasQueryPlaces *self,
                                                    const char             *id);
gboolean         atlas_query_places_is_name_of_one (const AtlasQueryPlaces *self,
                                                    const AtlasQueryPlace  *place);
void             atlas_query_places_sort           (AtlasQueryPlaces       *self);

G_END_DECLS
