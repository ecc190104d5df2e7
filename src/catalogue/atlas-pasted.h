/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

#include "atlas-request-journal.h"

G_BEGIN_DECLS

/* What was pasted where banks are searched for, and is no bank: an error of somebody's, or the X-Request-ID of a request. */

/**
 * AtlasPasted:
 * @error: (nullable): the error, as if it had happened here
 * @is_page: whether all that tells of @error is a page for browsers, which may hold anything
 * @request: (nullable): the request with the id that is in the text
 * @missing_id: (nullable): the id of a request that is not kept, where the text asks for nothing else
 */
typedef struct
{
  GError            *error;
  gboolean           is_page;
  AtlasRequestEntry *request;
  char              *missing_id;
} AtlasPasted;

#define ATLAS_TYPE_PASTED (atlas_pasted_get_type ())

GType        atlas_pasted_get_type (void) G_GNUC_CONST;
AtlasPasted *atlas_pasted_copy     (const AtlasPasted   *self);
void         atlas_pasted_free     (AtlasPasted         *self);
DexFuture   *atlas_pasted_read     (const char          *text,
                                    GListModel          *requests,
                                    AtlasRequestJournal *journal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasPasted, atlas_pasted_free)

G_END_DECLS
