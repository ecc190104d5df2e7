/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-place-private.h"

struct _AtlasPlace
{
  GObject parent_instance;

  AtlasPlaceKind  kind;
  char           *id;
  char           *name;
  char           *flag;
  guint           n_banks;
  GListModel     *children;
};

G_DEFINE_FINAL_TYPE (AtlasPlace, atlas_place, G_TYPE_OBJECT)

typedef enum
{
  PROP_KIND = 1,
  PROP_ID,
  PROP_NAME,
  PROP_FLAG,
  PROP_N_BANKS,
  PROP_CHILDREN,
} AtlasPlaceProperty;

static GParamSpec *properties[PROP_CHILDREN + 1];

static void
atlas_place_finalize (GObject *object)
{
  AtlasPlace *self = ATLAS_PLACE (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->flag, g_free);
  g_clear_object (&self->children);

  G_OBJECT_CLASS (atlas_place_parent_class)->finalize (object);
}

static void
atlas_place_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  AtlasPlace *self = ATLAS_PLACE (object);

  switch ((AtlasPlaceProperty) prop_id)
    {
    case PROP_KIND:
      g_value_set_uint (value, self->kind);
      break;
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_FLAG:
      g_value_set_string (value, self->flag);
      break;
    case PROP_N_BANKS:
      g_value_set_uint (value, self->n_banks);
      break;
    case PROP_CHILDREN:
      g_value_set_object (value, self->children);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_place_class_init (AtlasPlaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = atlas_place_finalize;
  object_class->get_property = atlas_place_get_property;

  properties[PROP_KIND] = g_param_spec_uint ("kind", NULL, NULL, 0, ATLAS_PLACE_CITY, ATLAS_PLACE_ALL, flags);
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_FLAG] = g_param_spec_string ("flag", NULL, NULL, NULL, flags);
  properties[PROP_N_BANKS] = g_param_spec_uint ("n-banks", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CHILDREN] = g_param_spec_object ("children", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
atlas_place_init (AtlasPlace *self)
{
}

/**
 * atlas_place_new:
 * @kind: what it is
 * @id: (nullable): a country code or a city id
 * @name: (nullable): as it is shown, in the user's language where that is known
 * @flag: (nullable): a country's emoji
 *
 * Returns: (transfer full): a place without banks and children
 */
AtlasPlace *
atlas_place_new (AtlasPlaceKind  kind,
                 const char     *id,
                 const char     *name,
                 const char     *flag)
{
  AtlasPlace *self = g_object_new (ATLAS_TYPE_PLACE, NULL);

  self->kind = kind;
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->flag = g_strdup (flag);

  return self;
}

/**
 * atlas_place_get_kind:
 * @self: a place
 *
 * Returns: what it is
 */
AtlasPlaceKind
atlas_place_get_kind (AtlasPlace *self)
{
  g_return_val_if_fail (ATLAS_IS_PLACE (self), ATLAS_PLACE_ALL);

  return self->kind;
}

/**
 * atlas_place_get_id:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): the country code or city id, as the platform writes it
 */
const char *
atlas_place_get_id (AtlasPlace *self)
{
  g_return_val_if_fail (ATLAS_IS_PLACE (self), NULL);

  return self->id;
}

/**
 * atlas_place_get_name:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): the name to show
 */
const char *
atlas_place_get_name (AtlasPlace *self)
{
  g_return_val_if_fail (ATLAS_IS_PLACE (self), NULL);

  return self->name;
}

/**
 * atlas_place_get_flag:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): a country's flag as an emoji; %NULL for any other place
 */
const char *
atlas_place_get_flag (AtlasPlace *self)
{
  g_return_val_if_fail (ATLAS_IS_PLACE (self), NULL);

  return self->flag;
}

/**
 * atlas_place_get_n_banks:
 * @self: a place
 *
 * Returns: how many banks are there
 */
guint
atlas_place_get_n_banks (AtlasPlace *self)
{
  g_return_val_if_fail (ATLAS_IS_PLACE (self), 0);

  return self->n_banks;
}

/**
 * atlas_place_set_n_banks:
 * @self: a place
 * @n_banks: how many banks are there
 *
 * Notifies where the number differs.
 */
void
atlas_place_set_n_banks (AtlasPlace *self,
                         guint       n_banks)
{
  g_return_if_fail (ATLAS_IS_PLACE (self));

  if (self->n_banks == n_banks)
    return;

  self->n_banks = n_banks;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_BANKS]);
}

/**
 * atlas_place_get_children:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): the cities of a country, sorted by name; %NULL where there are none
 */
GListModel *
atlas_place_get_children (AtlasPlace *self)
{
  g_return_val_if_fail (ATLAS_IS_PLACE (self), NULL);

  return self->children;
}

/**
 * atlas_place_set_children:
 * @self: a place
 * @children: (nullable): a model of #AtlasPlace
 *
 * Notifies where the model is another one.
 */
void
atlas_place_set_children (AtlasPlace *self,
                          GListModel *children)
{
  g_return_if_fail (ATLAS_IS_PLACE (self));

  if (g_set_object (&self->children, children))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILDREN]);
}
