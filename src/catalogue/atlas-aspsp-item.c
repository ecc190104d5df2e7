/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-aspsp-item-private.h"

#include "atlas-country.h"

/* What is shown is read from the table, which the item keeps alive; only what has to be put together
 * is kept here, and made when it is first asked for. */
struct _AtlasAspspItem
{
  GObject parent_instance;

  AtlasAspspSource *source;
  AtlasAspspTable  *table;
  AtlasAspspRow     row;
  GStrv             country_codes;
  char             *logo_url;
  char             *flags;
  char             *subtitle;
  gboolean          starred;
  gboolean          is_new;
};

G_DEFINE_FINAL_TYPE (AtlasAspspItem, atlas_aspsp_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_BIC_FI = 1,
  PROP_NAME,
  PROP_LOGO_URL,
  PROP_CITY,
  PROP_COUNTRY_CODES,
  PROP_FLAGS,
  PROP_SUBTITLE,
  PROP_AFFILIATES,
  PROP_IS_NEW,
  PROP_STARRED,
} AtlasAspspItemProperty;

static GParamSpec *properties[PROP_STARRED + 1];

static void
notify (AtlasAspspItem         *self,
        AtlasAspspItemProperty  property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static GStrv
dup_country_codes (AtlasAspspTable     *table,
                   const AtlasAspspRow *row)
{
  GStrv codes = g_new0 (char *, row->n_countries + 1);

  for (guint i = 0; i < row->n_countries; i++)
    codes[i] = g_strdup (atlas_aspsp_table_get_word (table, ATLAS_WORD_COUNTRY, row->countries[i]));

  return codes;
}

static GStrv
ensure_country_codes (AtlasAspspItem *self)
{
  if (self->country_codes == NULL)
    self->country_codes = dup_country_codes (self->table, &self->row);

  return self->country_codes;
}

static const char *
ensure_flags (AtlasAspspItem *self)
{
  if (self->flags == NULL)
    {
      g_autoptr (GPtrArray) flags = g_ptr_array_new_null_terminated (4, g_free, TRUE);
      GStrv codes = ensure_country_codes (self);

      for (guint i = 0; codes[i] != NULL; i++)
        {
          char *flag = atlas_country_code_dup_flag (codes[i]);

          if (flag != NULL)
            g_ptr_array_add (flags, flag);
        }
      self->flags = g_strjoinv (" ", (GStrv) flags->pdata);
    }

  return self->flags;
}

static const char *
ensure_subtitle (AtlasAspspItem *self)
{
  const char *bic_fi = self->row.bic_fi ? self->row.bic_fi : "";

  if (self->subtitle == NULL)
    self->subtitle = self->row.city != NULL ? g_strconcat (bic_fi, " · ", self->row.city, NULL) : g_strdup (bic_fi);

  return self->subtitle;
}

static void
atlas_aspsp_item_finalize (GObject *object)
{
  AtlasAspspItem *self = ATLAS_ASPSP_ITEM (object);

  if (self->source != NULL)
    atlas_aspsp_source_forget (self->source, self);
  g_clear_pointer (&self->table, atlas_aspsp_table_unref);
  g_clear_pointer (&self->country_codes, g_strfreev);
  g_clear_pointer (&self->logo_url, g_free);
  g_clear_pointer (&self->flags, g_free);
  g_clear_pointer (&self->subtitle, g_free);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (atlas_aspsp_item_parent_class)->finalize (object);
}

static void
atlas_aspsp_item_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  AtlasAspspItem *self = ATLAS_ASPSP_ITEM (object);

  switch ((AtlasAspspItemProperty) prop_id)
    {
    case PROP_BIC_FI:
      g_value_set_string (value, self->row.bic_fi);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->row.name);
      break;
    case PROP_LOGO_URL:
      g_value_set_string (value, self->logo_url);
      break;
    case PROP_CITY:
      g_value_set_string (value, self->row.city);
      break;
    case PROP_COUNTRY_CODES:
      g_value_set_boxed (value, ensure_country_codes (self));
      break;
    case PROP_FLAGS:
      g_value_set_string (value, ensure_flags (self));
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, ensure_subtitle (self));
      break;
    case PROP_AFFILIATES:
      g_value_set_string (value, self->row.affiliates);
      break;
    case PROP_IS_NEW:
      g_value_set_boolean (value, self->is_new);
      break;
    case PROP_STARRED:
      g_value_set_boolean (value, self->starred);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_aspsp_item_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  AtlasAspspItem *self = ATLAS_ASPSP_ITEM (object);

  switch ((AtlasAspspItemProperty) prop_id)
    {
    case PROP_STARRED:
      if (g_value_get_boolean (value) != self->starred)
        atlas_aspsp_source_set_starred (self->source, self->row.bic_fi, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_aspsp_item_class_init (AtlasAspspItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = atlas_aspsp_item_finalize;
  object_class->get_property = atlas_aspsp_item_get_property;
  object_class->set_property = atlas_aspsp_item_set_property;

  properties[PROP_BIC_FI] = g_param_spec_string ("bic-fi", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_LOGO_URL] = g_param_spec_string ("logo-url", NULL, NULL, NULL, flags);
  properties[PROP_CITY] = g_param_spec_string ("city", NULL, NULL, NULL, flags);
  properties[PROP_COUNTRY_CODES] = g_param_spec_boxed ("country-codes", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_FLAGS] = g_param_spec_string ("flags", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_AFFILIATES] = g_param_spec_string ("affiliates", NULL, NULL, NULL, flags);
  properties[PROP_IS_NEW] = g_param_spec_boolean ("is-new", NULL, NULL, FALSE, flags);
  properties[PROP_STARRED] = g_param_spec_boolean ("starred", NULL, NULL, FALSE, flags | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
atlas_aspsp_item_init (AtlasAspspItem *self)
{
}

/**
 * atlas_aspsp_item_new:
 * @source: what keeps the stars and hands the item out
 * @table: the banks
 * @position: the bank's position in @table
 *
 * Returns: (transfer full): the bank as a row shows it
 */
AtlasAspspItem *
atlas_aspsp_item_new (AtlasAspspSource *source,
                      AtlasAspspTable  *table,
                      guint             position)
{
  AtlasAspspItem *self = g_object_new (ATLAS_TYPE_ASPSP_ITEM, NULL);

  self->source = g_object_ref (source);
  self->table = atlas_aspsp_table_ref (table);
  atlas_aspsp_table_get_row (table, position, &self->row);
  self->logo_url = atlas_aspsp_row_dup_logo_url (&self->row);
  self->starred = atlas_aspsp_source_get_starred (source, self->row.bic_fi);
  self->is_new = atlas_aspsp_source_is_new (source, self->row.first_seen);

  return self;
}

/**
 * atlas_aspsp_item_move:
 * @self: an item
 * @table: a newer table
 * @position: the same bank's position in it
 *
 * Shows what the newer table says of the bank, and notifies what is different.
 */
void
atlas_aspsp_item_move (AtlasAspspItem  *self,
                       AtlasAspspTable *table,
                       guint            position)
{
  g_autoptr (AtlasAspspTable) old_table = g_steal_pointer (&self->table);
  g_auto (GStrv) old_codes = dup_country_codes (old_table, &self->row);
  g_autofree char *logo_url = NULL;
  AtlasAspspRow old = self->row;
  gboolean city_changed, countries_changed;

  g_object_freeze_notify (G_OBJECT (self));

  self->table = atlas_aspsp_table_ref (table);
  atlas_aspsp_table_get_row (table, position, &self->row);
  g_clear_pointer (&self->country_codes, g_strfreev);
  g_clear_pointer (&self->flags, g_free);
  g_clear_pointer (&self->subtitle, g_free);

  city_changed = g_strcmp0 (old.city, self->row.city) != 0;
  countries_changed = !g_strv_equal ((const char *const *) old_codes, (const char *const *) ensure_country_codes (self));
  if (g_strcmp0 (old.name, self->row.name) != 0)
    notify (self, PROP_NAME);
  logo_url = atlas_aspsp_row_dup_logo_url (&self->row);
  if (g_set_str (&self->logo_url, logo_url))
    notify (self, PROP_LOGO_URL);
  if (city_changed)
    notify (self, PROP_CITY);
  if (city_changed)
    notify (self, PROP_SUBTITLE);
  if (countries_changed)
    notify (self, PROP_COUNTRY_CODES);
  if (countries_changed)
    notify (self, PROP_FLAGS);
  if (g_strcmp0 (old.affiliates, self->row.affiliates) != 0)
    notify (self, PROP_AFFILIATES);
  atlas_aspsp_item_refresh_new (self);

  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * atlas_aspsp_item_refresh_new:
 * @self: an item
 *
 * Asks the source anew whether the bank is new.
 */
void
atlas_aspsp_item_refresh_new (AtlasAspspItem *self)
{
  gboolean is_new = atlas_aspsp_source_is_new (self->source, self->row.first_seen);

  if (self->is_new == is_new)
    return;

  self->is_new = is_new;
  notify (self, PROP_IS_NEW);
}

/**
 * atlas_aspsp_item_refresh_starred:
 * @self: an item
 *
 * Asks the source anew whether the bank is starred.
 */
void
atlas_aspsp_item_refresh_starred (AtlasAspspItem *self)
{
  gboolean starred = atlas_aspsp_source_get_starred (self->source, self->row.bic_fi);

  if (self->starred == starred)
    return;

  self->starred = starred;
  notify (self, PROP_STARRED);
}

/**
 * atlas_aspsp_item_get_id:
 * @self: an item
 *
 * Returns: the number of the bank's row, which tells it from others of its BIC
 */
guint32
atlas_aspsp_item_get_id (AtlasAspspItem *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_ITEM (self), 0);

  return self->row.id;
}

/**
 * atlas_aspsp_item_get_bic_fi:
 * @self: an item
 *
 * Returns: (transfer none): the bank's BIC, as the platform writes it
 */
const char *
atlas_aspsp_item_get_bic_fi (AtlasAspspItem *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_ITEM (self), NULL);

  return self->row.bic_fi;
}

/**
 * atlas_aspsp_item_get_name:
 * @self: an item
 *
 * Returns: (transfer none): the bank's name, trimmed; valid until the next refresh
 */
const char *
atlas_aspsp_item_get_name (AtlasAspspItem *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_ITEM (self), NULL);

  return self->row.name;
}

/**
 * atlas_aspsp_item_get_logo_url:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): where the logo is; unchecked, valid until the next refresh
 */
const char *
atlas_aspsp_item_get_logo_url (AtlasAspspItem *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_ITEM (self), NULL);

  return self->logo_url;
}

/**
 * atlas_aspsp_item_get_city:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the city's name; valid until the next refresh
 */
const char *
atlas_aspsp_item_get_city (AtlasAspspItem *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_ITEM (self), NULL);

  return self->row.city;
}

/**
 * atlas_aspsp_item_get_country_codes:
 * @self: an item
 *
 * Returns: (transfer none): the countries that the bank is listed under; valid until the next refresh
 */
const char *const *
atlas_aspsp_item_get_country_codes (AtlasAspspItem *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_ITEM (self), NULL);

  return (const char *const *) ensure_country_codes (self);
}

/**
 * atlas_aspsp_item_get_flags:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the flags of the bank's countries, as emoji, joined by a space
 */
const char *
atlas_aspsp_item_get_flags (AtlasAspspItem *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_ITEM (self), NULL);

  return ensure_flags (self);
}

/**
 * atlas_aspsp_item_get_starred:
 * @self: an item
 *
 * Returns: whether the bank is starred
 */
gboolean
atlas_aspsp_item_get_starred (AtlasAspspItem *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_ITEM (self), FALSE);

  return self->starred;
}

/**
 * atlas_aspsp_item_get_is_new:
 * @self: an item
 *
 * Returns: whether the bank was added since the last visit
 */
gboolean
atlas_aspsp_item_get_is_new (AtlasAspspItem *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_ITEM (self), FALSE);

  return self->is_new;
}
