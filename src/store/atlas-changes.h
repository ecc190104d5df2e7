/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a refresh found new, gone, or different: one AtlasChange for each field. */

typedef enum
{
  ATLAS_CHANGE_ADDED,
  ATLAS_CHANGE_REMOVED,
  ATLAS_CHANGE_CHANGED,
} AtlasChangeKind;

#define ATLAS_N_CHANGE_KINDS (ATLAS_CHANGE_CHANGED + 1)

typedef struct
{
  AtlasChangeKind kind;
  char           *what;        /* "country", "city" or "aspsp" */
  char           *id;          /* code, id or BIC */
  char           *name;        /* (nullable): as it was known then */
  char           *field;       /* (nullable): the platform's key, for CHANGED */
  char           *old_value;   /* (nullable) */
  char           *new_value;   /* (nullable) */
  gint64          at;          /* Unix seconds */
} AtlasChange;

#define ATLAS_TYPE_CHANGES (atlas_changes_get_type ())

G_DECLARE_FINAL_TYPE (AtlasChanges, atlas_changes, ATLAS, CHANGES, GObject)

void           atlas_change_free        (AtlasChange     *change);
AtlasChanges  *atlas_changes_new        (GPtrArray       *list);
gboolean       atlas_changes_is_empty   (AtlasChanges    *self);
guint          atlas_changes_get_n      (AtlasChanges    *self,
                                         AtlasChangeKind  kind);
GPtrArray     *atlas_changes_get_list   (AtlasChanges    *self);

G_END_DECLS
