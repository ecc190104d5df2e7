/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-json-fields.h"

#define MAX_NOTES 50

/**
 * atlas_json_notes_new:
 *
 * Returns: (transfer full): no notes yet
 */
AtlasJsonNotes *
atlas_json_notes_new (void)
{
  AtlasJsonNotes *self = g_new0 (AtlasJsonNotes, 1);

  self->sentences = g_ptr_array_new_null_terminated (0, g_free, TRUE);

  return self;
}

/**
 * atlas_json_notes_free:
 * @self: (transfer full): notes
 */
void
atlas_json_notes_free (AtlasJsonNotes *self)
{
  g_ptr_array_unref (self->sentences);
  g_free (self);
}

/**
 * atlas_json_notes_add:
 * @self: notes
 * @format: a sentence in the user's language
 * @...: what goes into @format
 */
void
atlas_json_notes_add (AtlasJsonNotes *self,
                      const char     *format,
                      ...)
{
  va_list args;

  if (self->sentences->len >= MAX_NOTES)
    {
      self->n_more++;
      return;
    }

  va_start (args, format);
  g_ptr_array_add (self->sentences, g_strdup_vprintf (format, args));
  va_end (args);
}

/**
 * atlas_json_notes_finish:
 * @self: (transfer full): notes
 *
 * Returns: (transfer full): the sentences, and how many more there would be
 */
GStrv
atlas_json_notes_finish (AtlasJsonNotes *self)
{
  GStrv sentences;

  if (self->n_more > 0)
    g_ptr_array_add (self->sentences,
                     g_strdup_printf (ngettext ("There is %u more like these.", "There are %u more like these.", self->n_more),
                                      self->n_more));
  sentences = (GStrv) g_ptr_array_steal (self->sentences, NULL);
  atlas_json_notes_free (self);

  return sentences ? sentences : g_new0 (char *, 1);
}

/* Finds a member that is there and not null, and notes what is to be noted of one that is not. */
static JsonNode *
find_member (const AtlasJsonObject *self,
             const char            *key,
             AtlasJsonPresence      presence)
{
  JsonNode *node = json_object_get_member (self->object, key);

  if (node == NULL && presence == ATLAS_JSON_EXPECTED)
    atlas_json_notes_add (self->notes, _("“%s%s” is missing."), self->prefix, key);
  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_NULL (node))
    return node;

  atlas_json_notes_add (self->notes, _("“%s%s” is null."), self->prefix, key);

  return NULL;
}

static JsonArray *
find_array (const AtlasJsonObject *self,
            const char            *key,
            AtlasJsonPresence      presence)
{
  JsonNode *node = find_member (self, key, presence);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);

  atlas_json_notes_add (self->notes, _("“%s%s” is not a list."), self->prefix, key);

  return NULL;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/**
 * atlas_json_object_dup_string:
 * @self: an object
 * @key: the member's name
 * @presence: whether it is news when it is missing
 *
 * Returns: (transfer full) (nullable): the member's text as it is; %NULL when it is missing, null or no text
 */
char *
atlas_json_object_dup_string (const AtlasJsonObject *self,
                              const char            *key,
                              AtlasJsonPresence      presence)
{
  JsonNode *node = find_member (self, key, presence);

  if (node == NULL)
    return NULL;
  if (holds (node, G_TYPE_STRING))
    return json_node_dup_string (node);

  atlas_json_notes_add (self->notes, _("“%s%s” is not text."), self->prefix, key);

  return NULL;
}

/**
 * atlas_json_object_dup_strings:
 * @self: an object
 * @key: the member's name
 * @presence: whether it is news when it is missing
 *
 * Returns: (transfer full) (nullable): the texts in the member's list; %NULL when it is missing, null or no list
 */
GStrv
atlas_json_object_dup_strings (const AtlasJsonObject *self,
                               const char            *key,
                               AtlasJsonPresence      presence)
{
  JsonArray *array = find_array (self, key, presence);
  g_autoptr (GStrvBuilder) builder = NULL;

  if (array == NULL)
    return NULL;

  builder = g_strv_builder_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (holds (element, G_TYPE_STRING))
        g_strv_builder_add (builder, json_node_get_string (element));
      else
        atlas_json_notes_add (self->notes, _("“%s%s[%u]” is not text."), self->prefix, key, i);
    }

  return g_strv_builder_end (builder);
}

/**
 * atlas_json_object_map:
 * @self: an object
 * @key: the member's name
 * @presence: whether it is news when it is missing
 * @func: makes something of each object in the member's list
 * @destroy: frees what @func makes
 *
 * Returns: (transfer full) (nullable): what @func made; %NULL when the member is missing, null or no list
 */
GPtrArray *
atlas_json_object_map (const AtlasJsonObject *self,
                       const char            *key,
                       AtlasJsonPresence      presence,
                       AtlasJsonMapFunc       func,
                       GDestroyNotify         destroy)
{
  JsonArray *array = find_array (self, key, presence);
  GPtrArray *made;

  if (array == NULL)
    return NULL;

  made = g_ptr_array_new_with_free_func (destroy);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_autofree char *prefix = g_strdup_printf ("%s%s[%u].", self->prefix, key, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        g_ptr_array_add (made, func (&(AtlasJsonObject) { json_node_get_object (element), prefix, self->notes }));
      else
        atlas_json_notes_add (self->notes, _("“%s%s[%u]” is not an object."), self->prefix, key, i);
    }

  return made;
}

/* Under which parent some members are is not certain, so they are looked for in all of them. */
static JsonNode *
find_anywhere (JsonObject *object,
               const char *key)
{
  JsonNode *found = json_object_get_member (object, key);
  JsonObjectIter iter;
  JsonNode *node;

  if (found != NULL)
    return found;

  json_object_iter_init_ordered (&iter, object);
  while (found == NULL && json_object_iter_next_ordered (&iter, NULL, &node))
    if (JSON_NODE_HOLDS_OBJECT (node))
      found = find_anywhere (json_node_get_object (node), key);

  return found;
}

/**
 * atlas_json_object_find_stated:
 * @self: an object
 * @key: the member's name, in the object itself or in one inside it
 *
 * Returns: what is stated: yes, no, or nothing
 */
AtlasStated
atlas_json_object_find_stated (const AtlasJsonObject *self,
                               const char            *key)
{
  JsonNode *node = find_anywhere (self->object, key);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return ATLAS_STATED_NOT;
  if (holds (node, G_TYPE_BOOLEAN))
    return json_node_get_boolean (node) ? ATLAS_STATED_YES : ATLAS_STATED_NO;

  atlas_json_notes_add (self->notes, _("“%s%s” is neither true nor false."), self->prefix, key);

  return ATLAS_STATED_NOT;
}

/**
 * atlas_json_object_find_count:
 * @self: an object
 * @key: the member's name, in the object itself or in one inside it
 *
 * Returns: what is stated, or -1 when nothing is
 */
gint64
atlas_json_object_find_count (const AtlasJsonObject *self,
                              const char            *key)
{
  JsonNode *node = find_anywhere (self->object, key);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return -1;
  if (holds (node, G_TYPE_INT64) && json_node_get_int (node) >= 0)
    return json_node_get_int (node);

  atlas_json_notes_add (self->notes, _("“%s%s” is not a whole number."), self->prefix, key);

  return -1;
}
