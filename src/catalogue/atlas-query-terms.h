/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-query-names.h"
#include "atlas-query-text.h"
#include "atlas-query.h"

G_BEGIN_DECLS

/**
 * AtlasQueryReading:
 *
 * What a qualifier's value means in one directory. A value that nothing has is still asked for: it finds nothing, and
 * @problem says why. The code of a branch that is not listed finds its head office, and @note says so.
 */
typedef struct
{
  AtlasQueryField  field;
  gboolean         negated;
  char            *value;     /* as typed */
  char            *name;      /* for people, as "Sweden" */
  char            *label;     /* for people, as "Country: Sweden" or "Not: Sweden" */
  char            *problem;   /* (nullable): a sentence about why nothing has it */
  char            *note;      /* (nullable): a sentence about how it was understood */
  GStrv            words;     /* of the directory, that a query needs; the value itself where nothing has it */
  AtlasQueryFlag   flag;      /* of is: and has: */
} AtlasQueryReading;

AtlasQueryReading *atlas_query_reading_new         (AtlasQueryNames         *names,
                                                    const AtlasQueryTerm    *term);
void               atlas_query_reading_free        (AtlasQueryReading       *self);
void               atlas_query_reading_apply       (const AtlasQueryReading *self,
                                                    AtlasQuery              *query);

/* (element-type AtlasQueryReading) (transfer full): one for each term. */
GPtrArray         *atlas_query_terms_read          (AtlasQueryNames         *names,
                                                    const AtlasQueryText    *text);
guint              atlas_query_terms_find_repeated (GPtrArray               *readings);
char              *atlas_query_terms_dup_text      (AtlasQueryNames         *names,
                                                    const AtlasQuery        *query,
                                                    const AtlasQueryText    *old);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasQueryReading, atlas_query_reading_free)

G_END_DECLS
