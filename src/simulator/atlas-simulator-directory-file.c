/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "atlas-environ.h"
#include "atlas-simulator-directory-private.h"

/* What a bank in the file says to the server alone. */
static const char * const private_members[] = { "isoCountryCodes", "cityIds", "listLogoUrl", NULL };
/* What a list shows of a bank, in the documentation's order. */
static const char * const item_members[] = { "bicFi", "name", "logoUrl", "id", NULL };

/* The cities by name, for banks that say only in which one they are. */
typedef struct
{
  AtlasSimulatorDirectory *directory;
  GHashTable              *city_ids;   /* "SE Stockholm" → id */
} Reading;

static const char *
get_string (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static char *
object_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_node_init_object (node, object);

  return json_to_string (node, FALSE);
}

/* The array @member of @object, empty where there is none; NULL with an error where it is something else. */
static JsonArray *
get_objects (JsonObject  *object,
             const char  *member,
             GError     **error)
{
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array;

  if (node == NULL)
    return json_array_new ();
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("“%s” is not an array"), member);
      return NULL;
    }

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("“%s” holds something that is not an object at position %u"), member, i + 1);
        return NULL;
      }

  return json_array_ref (array);
}

/* The upper-case texts of an array of strings; NULL where there is no such array. */
static GStrv
dup_upper_strings (JsonObject *object,
                   const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_take (strings, g_ascii_strup (json_node_get_string (element), -1));
    }

  return g_strv_builder_end (strings);
}

static char *
city_key (const char *country_code,
          const char *name)
{
  g_autofree char *key = g_strdup_printf ("%s %s", country_code, name);

  return g_utf8_casefold (key, -1);
}

static GStrv
choose_country_codes (JsonObject *bank)
{
  GStrv codes = dup_upper_strings (bank, "isoCountryCodes");
  const char *bic_fi = get_string (bank, "bicFi");
  g_autofree char *code = NULL;

  if (codes != NULL)
    return codes;
  if (bic_fi != NULL && strlen (bic_fi) >= 6)
    code = g_ascii_strup (bic_fi + 4, 2);

  return g_strdupv ((char *[]) { code, NULL });
}

static GStrv
choose_city_ids (Reading            *reading,
                 JsonObject         *bank,
                 const char * const *country_codes)
{
  GStrv ids = dup_upper_strings (bank, "cityIds");
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  const char *name = get_string (bank, "city");

  if (ids != NULL)
    return ids;
  for (gsize i = 0; name != NULL && country_codes[i] != NULL; i++)
    {
      g_autofree char *key = city_key (country_codes[i], name);
      const char *id = g_hash_table_lookup (reading->city_ids, key);

      if (id != NULL)
        g_strv_builder_add (found, id);
    }

  return g_strv_builder_end (found);
}

/* The logo's address with the mark in place of a host that the server stands for. */
static char *
choose_logo_url (AtlasSimulatorDirectory *directory,
                 const char              *url,
                 gboolean                 literal)
{
  const char *name = strrchr (url, '/');

  if (g_str_has_prefix (url, "/"))
    return g_strconcat (ATLAS_SIMULATOR_BASE_MARK, url, NULL);
  if (literal || name == NULL || !atlas_simulator_directory_has_logo (directory, name + 1))
    return g_strdup (url);
  if (strstr (url, "/images/") != NULL)
    return g_strconcat (ATLAS_SIMULATOR_BASE_MARK, "/images", name, NULL);

  return g_strconcat (ATLAS_SIMULATOR_BASE_MARK, "/image", name, NULL);
}

static void
copy_member (JsonObject *to,
             JsonObject *from,
             const char *member)
{
  if (json_object_has_member (from, member))
    json_object_set_member (to, member, json_node_ref (json_object_get_member (from, member)));
}

static char *
write_bank (AtlasSimulatorDirectory *directory,
            JsonObject              *object,
            const char              *logo_url,
            gboolean                 literal)
{
  if (logo_url != NULL)
    {
      g_autofree char *chosen = choose_logo_url (directory, logo_url, literal);

      json_object_set_string_member (object, "logoUrl", chosen);
    }

  return object_to_text (object);
}

/* Writes the bank as it is sent, and once more with the logo's address to the letter where that differs. */
static char *
write_both (AtlasSimulatorDirectory  *directory,
            JsonObject               *object,
            const char               *logo_url,
            char                    **literal)
{
  char *text = write_bank (directory, object, logo_url, FALSE);
  g_autofree char *other = write_bank (directory, object, logo_url, TRUE);

  *literal = g_str_equal (text, other) ? NULL : g_steal_pointer (&other);

  return text;
}

static void
add_bank (Reading    *reading,
          JsonObject *object)
{
  g_autoptr (JsonObject) item = json_object_new ();
  g_autoptr (JsonObject) details = json_object_new ();
  g_autoptr (GList) members = json_object_get_members (object);
  const char *logo_url = get_string (object, "logoUrl");
  const char *list_logo_url = get_string (object, "listLogoUrl");
  AtlasSimulatorBank bank = { 0 };

  for (gsize i = 0; item_members[i] != NULL; i++)
    copy_member (item, object, item_members[i]);
  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (private_members, l->data))
      copy_member (details, object, l->data);

  bank.bic_fi = g_strdup (get_string (object, "bicFi"));
  bank.item = write_both (reading->directory, item, list_logo_url ? list_logo_url : logo_url, &bank.literal_item);
  bank.details = write_both (reading->directory, details, logo_url, &bank.literal_details);
  bank.country_codes = atlas_simulator_directory_own_strv (reading->directory, choose_country_codes (object));
  bank.city_ids = atlas_simulator_directory_own_strv (reading->directory, choose_city_ids (reading, object, bank.country_codes));
  atlas_simulator_directory_add_bank (reading->directory, &bank);
}

static gboolean
add_places (Reading     *reading,
            JsonObject  *root,
            GError     **error)
{
  g_autoptr (JsonArray) countries = get_objects (root, "countries", error);
  g_autoptr (JsonArray) cities = countries ? get_objects (root, "cities", error) : NULL;

  if (cities == NULL)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (countries); i++)
    {
      JsonObject *country = json_array_get_object_element (countries, i);

      atlas_simulator_directory_add_country (reading->directory, get_string (country, "isoCountryCode"), object_to_text (country));
    }
  for (guint i = 0; i < json_array_get_length (cities); i++)
    {
      JsonObject *city = json_array_get_object_element (cities, i);
      const char *id = get_string (city, "cityId");
      const char *code = get_string (city, "isoCountryCode");
      const char *name = get_string (city, "name");

      atlas_simulator_directory_add_city (reading->directory, id, code, object_to_text (city));
      if (id != NULL && code != NULL && name != NULL)
        g_hash_table_insert (reading->city_ids, city_key (code, name), g_ascii_strup (id, -1));
    }

  return TRUE;
}

static gboolean
add_banks (Reading     *reading,
           JsonObject  *root,
           GError     **error)
{
  g_autoptr (JsonArray) banks = get_objects (root, "aspsps", error);

  if (banks == NULL)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (banks); i++)
    add_bank (reading, json_array_get_object_element (banks, i));

  return TRUE;
}

static gboolean
add_logos (Reading     *reading,
           JsonObject  *root,
           GFile       *folder,
           GError     **error)
{
  JsonNode *node = json_object_get_member (root, "logos");
  JsonObjectIter iter;
  const char *name;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("“logos” is not an object"));
      return FALSE;
    }

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &node))
    {
      const char *path = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
      g_autoptr (GFile) file = path ? g_file_resolve_relative_path (folder, path) : NULL;

      /* A directory that came from elsewhere is not to publish this machine's other files. */
      if (file == NULL || !g_file_has_prefix (file, folder))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("the logo “%s” does not name a file beside the directory"), name);
          return FALSE;
        }
      atlas_simulator_directory_add_logo (reading->directory, name, file);
    }

  return TRUE;
}

static AtlasSimulatorDirectory *
read_root (JsonNode  *root,
           GFile     *folder,
           GError   **error)
{
  g_autoptr (AtlasSimulatorDirectory) directory = atlas_simulator_directory_new_empty ();
  g_autoptr (GHashTable) city_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Reading reading = { directory, city_ids };
  JsonObject *object;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("it does not hold a JSON object"));
      return NULL;
    }

  object = json_node_get_object (root);
  if (!add_places (&reading, object, error) ||
      !add_logos (&reading, object, folder, error) ||
      !add_banks (&reading, object, error))
    return NULL;

  return g_steal_pointer (&directory);
}

/**
 * atlas_simulator_directory_load:
 * @file: a directory file, in the form that the header describes
 * @error: (nullable): where the error goes: a #GFile or JSON parser error, or %G_IO_ERROR_INVALID_DATA
 *
 * Returns: (transfer full) (nullable): the directory
 */
AtlasSimulatorDirectory *
atlas_simulator_directory_load (GFile   *file,
                                GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autofree char *name = NULL;
  AtlasSimulatorDirectory *directory;
  gconstpointer data;
  gsize size;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  bytes = g_file_load_bytes (file, NULL, NULL, error);
  if (bytes == NULL)
    return NULL;

  folder = g_file_get_parent (file);
  name = g_file_get_parse_name (file);
  data = g_bytes_get_data (bytes, &size);
  /* One value and nothing after it: json-glib gives up on an immutable parser that has read two. */
  json_parser_set_strict (parser, TRUE);
  if (size == 0 || !json_parser_load_from_data (parser, data, size, error))
    {
      if (size == 0)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("it is empty"));
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }

  root = json_parser_steal_root (parser);
  directory = read_root (root, folder, error);
  if (directory == NULL)
    g_prefix_error (error, "%s: ", name);

  return directory;
}

/**
 * atlas_simulator_directory_load_demo:
 * @error: (nullable): where the error goes, as atlas_simulator_directory_load() has it
 *
 * Returns: (transfer full) (nullable): the sample directory that the project ships
 */
AtlasSimulatorDirectory *
atlas_simulator_directory_load_demo (GError **error)
{
  g_autofree char *path = atlas_environ_dup_pkgdata_path ("demo/directory.json");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return atlas_simulator_directory_load (file, error);
}
