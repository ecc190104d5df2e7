/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-further.h"
#include "atlas-nothing-found.h"

G_BEGIN_DECLS

/* Why a query finds nothing: "hidden" and "not offered" look and read differently; pure functions. */

typedef enum
{
  ATLAS_ABSENCE_NO_STARS,    /* there is no starred bank yet */
  ATLAS_ABSENCE_HIDDEN,      /* a filter keeps it out */
  ATLAS_ABSENCE_PLACE,       /* it is in another country or city */
  ATLAS_ABSENCE_REMOVED,     /* it was in the directory once */
  ATLAS_ABSENCE_DIRECTORY,   /* another directory has it */
  ATLAS_ABSENCE_UNKNOWN,     /* it was never seen */
} AtlasAbsence;

AtlasAbsence  atlas_absence_of           (const AtlasQuery   *query,
                                          GPtrArray          *alternatives,
                                          const AtlasFurther *further);
gboolean      atlas_absence_is_hidden    (AtlasAbsence        absence);
const char   *atlas_absence_get_title    (AtlasAbsence        absence);
const char   *atlas_absence_get_icon     (AtlasAbsence        absence);
char         *atlas_absence_dup_sentence (AtlasAbsence        absence,
                                          const AtlasQuery   *query,
                                          const char * const *place_names,
                                          const AtlasFurther *further);
char         *atlas_elsewhere_dup_label  (const AtlasElsewhere *elsewhere);

G_END_DECLS
