/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "atlas-aspsp-details.h"

G_BEGIN_DECLS

/* Typed, tolerant getters over a JSON object: what is missing or of another type is noted and left out. */

/**
 * AtlasJsonNotes:
 *
 * Sentences about what was odd. Their number is bounded; what is beyond is counted.
 */
typedef struct
{
  GPtrArray *sentences;
  guint      n_more;
} AtlasJsonNotes;

typedef enum
{
  ATLAS_JSON_OPTIONAL,
  ATLAS_JSON_EXPECTED,   /* when it is missing, that is noted */
} AtlasJsonPresence;

/**
 * AtlasJsonObject:
 *
 * An object with where it stands, as "aspsps[3].", for the notes. Borrowed throughout.
 */
typedef struct
{
  JsonObject     *object;
  const char     *prefix;
  AtlasJsonNotes *notes;
} AtlasJsonObject;

typedef gpointer (*AtlasJsonMapFunc) (const AtlasJsonObject *object);

AtlasJsonNotes *atlas_json_notes_new            (void);
void            atlas_json_notes_free           (AtlasJsonNotes        *self);
void            atlas_json_notes_add            (AtlasJsonNotes        *self,
                                                 const char            *format,
                                                 ...) G_GNUC_PRINTF (2, 3);
GStrv           atlas_json_notes_finish         (AtlasJsonNotes        *self);

char           *atlas_json_object_dup_string    (const AtlasJsonObject *self,
                                                 const char            *key,
                                                 AtlasJsonPresence      presence);
GStrv           atlas_json_object_dup_strings   (const AtlasJsonObject *self,
                                                 const char            *key,
                                                 AtlasJsonPresence      presence);
GPtrArray      *atlas_json_object_map           (const AtlasJsonObject *self,
                                                 const char            *key,
                                                 AtlasJsonPresence      presence,
                                                 AtlasJsonMapFunc       func,
                                                 GDestroyNotify         destroy);
AtlasStated     atlas_json_object_find_stated   (const AtlasJsonObject *self,
                                                 const char            *key);
gint64          atlas_json_object_find_count    (const AtlasJsonObject *self,
                                                 const char            *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasJsonNotes, atlas_json_notes_free)

G_END_DECLS
