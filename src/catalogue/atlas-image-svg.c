/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "atlas-image-private.h"
#include "atlas-text.h"

#include "atlas-image.h"

/* A drawing from anywhere is read here, and written anew with nothing in it but what is drawn. The renderer gets the
 * new one: what was checked is what is drawn, whatever the two readers of XML make of the rest. */

#define MAX_BYTES       (512 * 1024)
/* Without the pictures inside. Filling and stroking one path is a single step, which nothing can interrupt. */
#define MAX_SHAPES      (128 * 1024)
#define MAX_PATH        (24 * 1024)
#define MAX_ELEMENTS    20000
#define MAX_DEPTH       200
#define MAX_TEXT        (8 * 1024)
#define MAX_EFFECTS     50
/* Elements times bytes of style: each rule is held against each element. */
#define MAX_MATCHES     (8 * 1000 * 1000)
/* Each name is looked up in them. */
#define MAX_NAMESPACES  100
#define MAX_ENTITY      1024
#define MAX_DECLARATION 256

#define SVG_NAMESPACE   "http://www.w3.org/2000/svg"
#define XLINK_NAMESPACE "http://www.w3.org/1999/xlink"

/* What programs keep in a drawing for themselves and for readers; a <switch> then shows what comes after it. */
static const char * const never_drawn[] = { "metadata", "title", "desc", "foreignObject", "script", "font", NULL };

/* What a prefix stands for, in an element and those inside it. */
typedef struct
{
  guint depth;
  char *prefix;   /* "" for names without one */
  char *uri;
} Namespace;

/* What has been seen of a drawing so far. */
typedef struct
{
  GString *plain;               /* the drawing written anew */
  GArray  *namespaces;          /* (element-type Namespace): the innermost last */
  GString *style;               /* all of it: to the renderer, a word with a comment in it is one word */
  guint    depth;
  guint    skipped_depth;       /* of the outermost element that is left out; 0 where none is */
  guint    n_elements;
  guint64  n_embedded_pixels;
  gsize    n_embedded_bytes;
  gsize    n_text_bytes;
  guint    n_effects;
} Drawing;

static const char *
skip_space (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;

  return text;
}

static const char *
skip_past (const char *text,
           const char *mark)
{
  const char *found = g_strstr_len (text, -1, mark);

  return found != NULL ? found + strlen (mark) : NULL;
}

/* Comments, processing instructions and character data, inside which nothing has a meaning; NULL where none begins. */
static const char *
skip_literal (const char *text)
{
  const char *end;

  if (strncmp (text, "<!--", 4) == 0)
    end = skip_past (text + 4, "-->");
  else if (strncmp (text, "<![CDATA[", 9) == 0)
    end = skip_past (text + 9, "]]>");
  else if (strncmp (text, "<?", 2) == 0)
    end = skip_past (text, "?>");
  else
    return NULL;

  return end != NULL ? end : text + strlen (text);
}

/* From within a declaration to behind the first of @stops, which ends it; NULL where none does. */
static const char *
skip_declaration (const char *text,
                  const char *stops)
{
  while (*text != '\0' && strchr (stops, *text) == NULL)
    {
      if (*text == '"' || *text == '\'')
        text = strchr (text + 1, *text);
      if (text == NULL)
        return NULL;
      text++;
    }

  return *text != '\0' ? text + 1 : NULL;
}

/* ---------------------------------------------------------------- characters */

/* (nullable): what the XML declaration says, in lower case. */
static char *
dup_declared_encoding (const char *data,
                       gsize       length)
{
  g_autofree char *start = g_strndup (data, MIN (length, MAX_DECLARATION));
  const char *text = skip_space (start);
  char *end = strstr (text, "?>");
  const char *quote;

  if (end == NULL || !g_str_has_prefix (text, "<?xml") || !g_ascii_isspace (text[5]))
    return NULL;
  *end = '\0';
  text = skip_past (text, "encoding");
  if (text == NULL || *(text = skip_space (text)) != '=')
    return NULL;
  quote = skip_space (text + 1);
  end = *quote == '"' || *quote == '\'' ? strchr (quote + 1, *quote) : NULL;

  return end != NULL ? g_ascii_strdown (quote + 1, end - quote - 1) : NULL;
}

/* As programs of one country, or one system, write. */
static gboolean
is_single_byte (const char *encoding)
{
  return g_str_has_prefix (encoding, "iso-8859-") || g_str_has_prefix (encoding, "windows-12");
}

/* Read as UTF-8. What calls itself UTF-16 in single bytes was converted after it said so. */
static gboolean
is_unicode (const char *encoding)
{
  return g_str_equal (encoding, "utf-8") || g_str_equal (encoding, "utf8") || g_str_equal (encoding, "us-ascii") ||
         g_str_has_prefix (encoding, "utf-16");
}

/* (transfer full): the drawing in UTF-8, whatever it came in. A byte order mark says more than the declaration. */
static char *
dup_utf8 (const char  *data,
          gsize        length,
          GError     **error)
{
  g_autofree char *encoding = NULL;
  g_autofree char *text = NULL;
  const gsize mark_length = atlas_text_get_mark_length (data, length);
  gsize n_bytes = length;

  if (mark_length > 0)
    {
      data += mark_length;
      n_bytes = length -= mark_length;
    }
  else if (length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    {
      encoding = g_strdup ("utf-16");
    }
  else
    {
      encoding = dup_declared_encoding (data, length);
      if (encoding != NULL && is_unicode (encoding))
        g_clear_pointer (&encoding, g_free);
      else if (encoding != NULL && !is_single_byte (encoding))
        {
          atlas_image_refuse (error, "The drawing is in an unusual encoding");
          return NULL;
        }
    }

  if (encoding != NULL)
    text = g_convert (data, length, "UTF-8", encoding, NULL, &n_bytes, error);
  else
    text = g_strndup (data, length);
  if (text == NULL)
    return NULL;
  if (!g_utf8_validate_len (text, n_bytes, NULL))
    {
      atlas_image_refuse (error, "The drawing is not in the encoding that it states");
      return NULL;
    }

  return g_steal_pointer (&text);
}

/* ---------------------------------------------------------------- entities */

/* Stands for itself in a text: nothing that would be read as markup, or lead to another entity. */
static gboolean
append_reference (GString     *plain,
                  const char **text)
{
  static const char * const predefined[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&apos;" };
  gboolean is_hex = (*text)[1] == '#' && (*text)[2] == 'x';
  const char *digits = *text + (is_hex ? 3 : 2);
  g_autofree char *escaped = NULL;
  char utf8[7] = "";
  char *end;
  guint64 character;

  for (guint i = 0; i < G_N_ELEMENTS (predefined); i++)
    if (g_str_has_prefix (*text, predefined[i]))
      {
        g_string_append (plain, predefined[i]);
        *text += strlen (predefined[i]);
        return TRUE;
      }
  if ((*text)[1] != '#' || !g_ascii_isxdigit (*digits))
    return FALSE;

  character = g_ascii_strtoull (digits, &end, is_hex ? 16 : 10);
  if (*end != ';' || character < ' ' || character > 0x10ffff || !g_unichar_validate ((gunichar) character) || character == '&' || character == '<')
    return FALSE;
  g_unichar_to_utf8 ((gunichar) character, utf8);
  escaped = g_markup_escape_text (utf8, -1);
  g_string_append (plain, escaped);
  *text = end + 1;

  return TRUE;
}

/* (transfer full) (nullable): what an entity stands for, ready for its place in a text. */
static char *
dup_plain (const char *value,
           gsize       length)
{
  g_autofree char *text = g_strndup (value, MIN (length, MAX_ENTITY));
  g_autoptr (GString) plain = g_string_new (NULL);
  const char *p = text;

  if (length > MAX_ENTITY)
    return NULL;
  while (*p != '\0')
    {
      gsize n = strcspn (p, "&<%");
      g_autofree char *escaped = g_markup_escape_text (p, (gssize) n);

      g_string_append (plain, escaped);
      p += n;
      if (*p != '\0' && (*p != '&' || !append_reference (plain, &p)))
        return NULL;
    }

  return g_string_free_and_steal (g_steal_pointer (&plain));
}

/* From behind "<!ENTITY" to behind its end. Those that lie elsewhere, stand for markup or for each other, and those of
 * the document type itself are not for a logo. */
static const char *
read_entity (const char *text,
             GHashTable *entities)
{
  g_autofree char *name = NULL;
  g_autofree char *plain = NULL;
  const char *end;
  gsize n;

  text = skip_space (text);
  n = strcspn (text, " \t\r\n\"'%<>&;");
  name = g_strndup (text, n);
  text = skip_space (text + n);
  end = *text == '"' || *text == '\'' ? strchr (text + 1, *text) : NULL;
  if (n == 0 || end == NULL)
    return NULL;
  plain = dup_plain (text + 1, end - text - 1);
  end = skip_space (end + 1);
  if (plain == NULL || *end != '>')
    return NULL;

  /* Of several, the first one counts. */
  if (!g_hash_table_contains (entities, name))
    g_hash_table_insert (entities, g_steal_pointer (&name), g_steal_pointer (&plain));

  return end + 1;
}

/* From behind the "[" of a document type to behind its "]". */
static const char *
read_declarations (const char *text,
                   GHashTable *entities)
{
  while (text != NULL && *(text = skip_space (text)) != ']')
    {
      if (g_str_has_prefix (text, "<!ENTITY") && g_ascii_isspace (text[strlen ("<!ENTITY")]))
        text = read_entity (text + strlen ("<!ENTITY"), entities);
      else if (g_str_has_prefix (text, "<!ELEMENT") || g_str_has_prefix (text, "<!ATTLIST") || g_str_has_prefix (text, "<!NOTATION"))
        text = skip_declaration (text, ">");
      else
        text = skip_literal (text);
    }

  return text != NULL ? text + 1 : NULL;
}

/* (nullable): where the drawing itself begins. What a document type refers to is not asked for. */
static const char *
read_prolog (const char  *text,
             GHashTable  *entities,
             GError     **error)
{
  while (TRUE)
    {
      const char *next = skip_literal (text = skip_space (text));

      if (g_str_has_prefix (text, "<?xml-stylesheet"))
        {
          atlas_image_refuse (error, "The drawing has its style elsewhere");
          return NULL;
        }
      if (next == NULL && !g_str_has_prefix (text, "<!DOCTYPE"))
        return text;
      if (next == NULL)
        {
          next = skip_declaration (text, "[>");
          if (next != NULL && next[-1] == '[')
            next = read_declarations (next, entities);
          if (next != NULL && next[-1] == ']')
            next = skip_past (next, ">");
        }
      if (next == NULL)
        {
          atlas_image_refuse (error, "The drawing declares more than plain texts");
          return NULL;
        }
      text = next;
    }
}

/* (transfer full) (nullable): @text with what its entities stand for in their places. */
static char *
expand_entities (const char  *text,
                 GHashTable  *entities,
                 GError     **error)
{
  g_autoptr (GString) expanded = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *end = skip_literal (text);
      g_autofree char *name = NULL;
      const char *plain = NULL;

      if (end == NULL && *text == '&' && *(end = text + 1 + strcspn (text + 1, ";&<> \t\r\n")) == ';')
        {
          name = g_strndup (text + 1, end++ - text - 1);
          plain = g_hash_table_lookup (entities, name);
        }
      if (end == NULL || (*text == '&' && plain == NULL))
        end = text + 1 + strcspn (text + 1, "<&");

      if (plain != NULL)
        g_string_append (expanded, plain);
      else
        g_string_append_len (expanded, text, end - text);
      if (expanded->len > MAX_BYTES)
        {
          atlas_image_refuse (error, "The drawing is too large");
          return NULL;
        }
      text = end;
    }

  return g_string_free_and_steal (g_steal_pointer (&expanded));
}

/* ---------------------------------------------------------------- what is drawn */

static void
namespace_clear (gpointer data)
{
  Namespace *namespace = data;

  g_free (namespace->prefix);
  g_free (namespace->uri);
}

static void
add_namespace (Drawing    *drawing,
               const char *prefix,
               const char *uri)
{
  Namespace namespace = { drawing->depth, g_strdup (prefix), g_strdup (uri) };

  g_array_append_val (drawing->namespaces, namespace);
}

/* What a name is called in the namespace @uri; NULL where it belongs to another one. */
static const char *
get_local_name (Drawing    *drawing,
                const char *name,
                const char *uri)
{
  const char *colon = strchr (name, ':');
  gsize length = colon != NULL ? colon - name : 0;

  for (guint i = drawing->namespaces->len; i > 0; i--)
    {
      const Namespace *namespace = &g_array_index (drawing->namespaces, Namespace, i - 1);

      if (strncmp (namespace->prefix, name, length) == 0 && namespace->prefix[length] == '\0')
        return g_str_equal (namespace->uri, uri) ? (colon != NULL ? colon + 1 : name) : NULL;
    }

  return NULL;
}

/* A bitmap inside a drawing is held to the same limits, all of them together. */
static gboolean
check_embedded (Drawing     *drawing,
                const char  *uri,
                GError     **error)
{
  const char *comma = strchr (uri, ',');
  g_autofree guchar *data = NULL;
  guint width, height;
  gsize length;

  if (comma == NULL || comma - uri < 7 || g_ascii_strncasecmp (comma - 7, ";base64", 7) != 0 || strchr (comma, '%') != NULL)
    return atlas_image_refuse (error, "The drawing holds a picture in an unusual form");

  data = g_base64_decode (comma + 1, &length);
  if (!atlas_image_measure_bitmap (data, length, &width, &height, error))
    return FALSE;
  if (atlas_image_has_large_extras (data, length))
    return atlas_image_refuse (error, "The drawing holds a picture with large extras");
  drawing->n_embedded_bytes += strlen (uri);
  drawing->n_embedded_pixels += (guint64) width * height;
  if (drawing->n_embedded_pixels > ATLAS_IMAGE_MAX_SOURCE_PIXELS)
    return atlas_image_refuse (error, "The drawing holds too large pictures");

  return TRUE;
}

/* Dashes can be so short that one line has millions of them, and the drawing library makes them all at once. A keyword such as
 * "none" means no dashes, and so do lengths that are all 0. Anything else counts as dashes. */
static gboolean
is_dashed (const char *dashes)
{
  const char *text = skip_space (dashes);

  if (g_ascii_isalpha (*text))
    return text[strspn (text, G_CSET_a_2_z G_CSET_A_2_Z "-")] == '(';

  while (*(text += strspn (text, " \t\r\n,")) != '\0' && strchr (";}!", *text) == NULL)
    {
      char *end;

      if (g_ascii_strtod (text, &end) != 0 || end == text)
        return TRUE;
      text = end + strspn (end, G_CSET_a_2_z G_CSET_A_2_Z "%");
    }

  return FALSE;
}

/* Style sheets may spell a word with escapes, and take in others: neither is of use in a logo. */
static gboolean
check_style (const char  *style,
             gsize        length,
             GError     **error)
{
  g_autofree char *lower = g_ascii_strdown (style, (gssize) length);

  if (strchr (lower, '\\') != NULL || strstr (lower, "@import") != NULL)
    return atlas_image_refuse (error, "The drawing has an unusual style");
  for (const char *p = strstr (lower, "stroke-dasharray"); p != NULL; p = strstr (p, "stroke-dasharray"))
    {
      p = skip_space (p + strlen ("stroke-dasharray"));
      if (*p != ':' || is_dashed (p + 1))
        return atlas_image_refuse (error, "The drawing has dashed lines");
    }

  return TRUE;
}

static gboolean
check_attribute (Drawing     *drawing,
                 const char  *name,
                 const char  *value,
                 GError     **error)
{
  if (g_str_equal (name, "href") && g_ascii_strncasecmp (skip_space (value), "data:", 5) == 0)
    return check_embedded (drawing, skip_space (value), error);
  if (g_str_equal (name, "stroke-dasharray") && is_dashed (value))
    return atlas_image_refuse (error, "The drawing has dashed lines");
  if ((g_str_equal (name, "d") || g_str_equal (name, "points")) && strlen (value) > MAX_PATH)
    return atlas_image_refuse (error, "The drawing is too complex");
  if (g_str_equal (name, "style"))
    return check_style (value, strlen (value), error);

  return TRUE;
}

static gboolean
write_attribute (Drawing     *drawing,
                 const char  *prefix,
                 const char  *name,
                 const char  *value,
                 GError     **error)
{
  g_autofree char *escaped = g_markup_escape_text (value, -1);

  g_string_append_printf (drawing->plain, " %s%s=\"%s\"", prefix, name, escaped);

  return check_attribute (drawing, name, value, error);
}

/* Those of the drawing itself, the links of an older kind, and how to treat spaces. */
static gboolean
write_attributes (Drawing     *drawing,
                  const char **names,
                  const char **values,
                  GError     **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *link = get_local_name (drawing, names[i], XLINK_NAMESPACE);
      gboolean is_written = TRUE;

      if (strchr (names[i], ':') == NULL && !g_str_equal (names[i], "xmlns"))
        is_written = write_attribute (drawing, "", names[i], values[i], error);
      else if (link != NULL && g_str_equal (link, "href"))
        is_written = write_attribute (drawing, "xlink:", link, values[i], error);
      else if (g_str_equal (names[i], "xml:space") || g_str_equal (names[i], "xml:lang"))
        is_written = write_attribute (drawing, "", names[i], values[i], error);
      if (!is_written)
        return FALSE;
    }

  return TRUE;
}

static void
start_element_cb (GMarkupParseContext  *context,
                  const char           *element_name,
                  const char          **attribute_names,
                  const char          **attribute_values,
                  gpointer              user_data,
                  GError              **error)
{
  Drawing *drawing = user_data;
  const GSList *parents = g_markup_parse_context_get_element_stack (context)->next;
  const char *name, *parent;

  if (++drawing->n_elements > MAX_ELEMENTS || ++drawing->depth > MAX_DEPTH)
    {
      atlas_image_refuse (error, "The drawing is too complex");
      return;
    }
  if (drawing->skipped_depth > 0)
    return;

  parent = parents != NULL ? get_local_name (drawing, parents->data, SVG_NAMESPACE) : NULL;
  if (g_strcmp0 (parent, "style") == 0)
    {
      atlas_image_refuse (error, "The drawing has an unusual style");
      return;
    }

  for (guint i = 0; attribute_names[i] != NULL; i++)
    if (g_str_equal (attribute_names[i], "xmlns"))
      add_namespace (drawing, "", attribute_values[i]);
    else if (g_str_has_prefix (attribute_names[i], "xmlns:"))
      add_namespace (drawing, attribute_names[i] + strlen ("xmlns:"), attribute_values[i]);
  if (drawing->namespaces->len > MAX_NAMESPACES)
    {
      atlas_image_refuse (error, "The drawing is too complex");
      return;
    }

  name = get_local_name (drawing, element_name, SVG_NAMESPACE);
  if (drawing->depth == 1 && g_strcmp0 (name, "svg") != 0)
    {
      atlas_image_refuse (error, "The picture is no drawing");
      return;
    }
  if (name == NULL || g_strv_contains (never_drawn, name))
    {
      drawing->skipped_depth = drawing->depth;
      return;
    }

  if (g_str_has_prefix (name, "fe") && ++drawing->n_effects > MAX_EFFECTS)
    {
      atlas_image_refuse (error, "The drawing is too complex");
      return;
    }
  g_string_append_printf (drawing->plain, "<%s", name);
  if (drawing->depth == 1)
    g_string_append (drawing->plain, " xmlns=\"" SVG_NAMESPACE "\" xmlns:xlink=\"" XLINK_NAMESPACE "\"");
  if (write_attributes (drawing, attribute_names, attribute_values, error))
    g_string_append_c (drawing->plain, '>');
}

static void
end_element_cb (GMarkupParseContext  *context,
                const char           *element_name,
                gpointer              user_data,
                GError              **error)
{
  Drawing *drawing = user_data;
  guint n = drawing->namespaces->len;

  if (drawing->skipped_depth == 0)
    g_string_append_printf (drawing->plain, "</%s>", get_local_name (drawing, element_name, SVG_NAMESPACE));
  if (drawing->skipped_depth == drawing->depth)
    drawing->skipped_depth = 0;

  while (n > 0 && g_array_index (drawing->namespaces, Namespace, n - 1).depth == drawing->depth)
    n--;
  g_array_set_size (drawing->namespaces, n);
  drawing->depth--;
}

/* What is no style sheet is text, seen or not. */
static void
text_cb (GMarkupParseContext  *context,
         const char           *text,
         gsize                 length,
         gpointer              user_data,
         GError              **error)
{
  Drawing *drawing = user_data;
  const char *element = g_markup_parse_context_get_element (context);
  g_autofree char *escaped = NULL;

  if (element == NULL || drawing->skipped_depth > 0)
    return;

  escaped = g_markup_escape_text (text, (gssize) length);
  g_string_append (drawing->plain, escaped);
  if (g_strcmp0 (get_local_name (drawing, element, SVG_NAMESPACE), "style") == 0)
    {
      g_string_append_len (drawing->style, text, (gssize) length);
      return;
    }
  for (gsize i = 0; i < length; i++)
    drawing->n_text_bytes += g_ascii_isspace (text[i]) ? 0 : 1;
  if (drawing->n_text_bytes > MAX_TEXT)
    atlas_image_refuse (error, "The drawing holds too much text");
}

/* Comments and processing instructions are left out. A document type stands before the drawing only. */
static void
passthrough_cb (GMarkupParseContext  *context,
                const char           *text,
                gsize                 length,
                gpointer              user_data,
                GError              **error)
{
  if (length > 2 && text[1] == '!' && g_ascii_isalpha (text[2]))
    atlas_image_refuse (error, "The drawing declares something in its midst");
}

static gboolean
write_plain (Drawing     *drawing,
             const char  *text,
             GError     **error)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, passthrough_cb, NULL };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, drawing, NULL);

  if (!g_markup_parse_context_parse (context, text, -1, error) || !g_markup_parse_context_end_parse (context, error))
    return FALSE;
  if (!check_style (drawing->style->str, drawing->style->len, error))
    return FALSE;
  if (drawing->plain->len - MIN (drawing->plain->len, drawing->n_embedded_bytes) > MAX_SHAPES ||
      (guint64) drawing->n_elements * drawing->style->len > MAX_MATCHES)
    return atlas_image_refuse (error, "The drawing is too complex");

  return TRUE;
}

/**
 * atlas_image_plain_svg:
 * @bytes: an SVG file's content
 * @error: %G_IO_ERROR_INVALID_DATA, a %G_MARKUP_ERROR, or a %G_CONVERT_ERROR
 *
 * Reads a drawing as any program may have saved it.
 *
 * Returns: (transfer full) (nullable): the same drawing in UTF-8, of bounded size and depth, without a document type, and
 *   with nothing but the elements that are drawn; %NULL where it is not well-formed, declares entities that are more than
 *   short texts, holds bitmaps beyond the limits, or what takes too long to draw
 */
GBytes *
atlas_image_plain_svg (GBytes  *bytes,
                       GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GHashTable) entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) namespaces = g_array_new (FALSE, FALSE, sizeof (Namespace));
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autoptr (GString) style = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *expanded = NULL;
  Drawing drawing = { .plain = plain, .namespaces = namespaces, .style = style };
  const char *start;

  if (length > MAX_BYTES)
    {
      atlas_image_refuse (error, "The drawing is too large");
      return NULL;
    }
  text = dup_utf8 (data, length, error);
  start = text != NULL ? read_prolog (text, entities, error) : NULL;
  if (start == NULL)
    return NULL;
  if (g_hash_table_size (entities) > 0)
    {
      expanded = expand_entities (start, entities, error);
      if (expanded == NULL)
        return NULL;
    }

  g_array_set_clear_func (namespaces, namespace_clear);
  /* What a document type at another place, which is not asked for, would say. */
  add_namespace (&drawing, "", SVG_NAMESPACE);
  add_namespace (&drawing, "xlink", XLINK_NAMESPACE);
  if (!write_plain (&drawing, expanded != NULL ? expanded : start, error))
    return NULL;

  return g_string_free_to_bytes (g_steal_pointer (&plain));
}
