/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "atlas-nothing-found.h"
#include "atlas-profile.h"
#include "atlas-store.h"

G_BEGIN_DECLS

/* Another profile's cached directory that has what this one has not. */
typedef struct
{
  AtlasProfile *profile;
  guint         n_banks;
  char         *name;      /* of the best one */
} AtlasElsewhere;

/**
 * AtlasFurther:
 *
 * Where else a text is, or was, that nothing in a directory matches.
 */
typedef struct
{
  char      *removed_name;    /* (nullable): the bank that was removed from the directory, */
  gint64     removed_at;      /* and when, in Unix seconds */
  GPtrArray *elsewhere;       /* (element-type AtlasElsewhere) */
  GPtrArray *similar;         /* (element-type AtlasAlternative): what may have been meant */
} AtlasFurther;

#define ATLAS_TYPE_FURTHER (atlas_further_get_type ())

GType         atlas_further_get_type (void) G_GNUC_CONST;
AtlasFurther *atlas_further_ref      (AtlasFurther     *self);
void          atlas_further_unref    (AtlasFurther     *self);
DexFuture    *atlas_further_look     (AtlasStore       *store,
                                      AtlasIndex       *index,
                                      const AtlasQuery *query,
                                      AtlasProfile     *profile,
                                      GPtrArray        *others,
                                      const char       *data_dir);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasFurther, atlas_further_unref)

G_END_DECLS
