/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "atlas-simulator-fault.h"

#define MAX_DELAY_MS (60 * 60 * 1000)
#define MAX_NESTED (100 * 1000 * 1000)

/* A key of the command line's form, and the kind of fault that it makes; -1 where it only adds to one. */
typedef struct
{
  const char *key;
  int         kind;
} Key;

static const Key keys[] = {
  { "status", ATLAS_FAULT_STATUS },
  { "delay", -1 },
  { "cut-off", ATLAS_FAULT_CUT_OFF },
  { "drop", ATLAS_FAULT_DROP },
  { "body", -1 },
  { "oversized", ATLAS_FAULT_OVERSIZED },
  { "stall", ATLAS_FAULT_STALL },
  { "redirect", ATLAS_FAULT_REDIRECT },
  { "drip", ATLAS_FAULT_DRIP },
  { "nested", ATLAS_FAULT_NESTED },
  { "path", -1 },
  { "count", -1 },
  { "skip", -1 },
  { "content-type", -1 },
  { "retry-after", -1 },
};

static const Key *
find_key (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (keys[i].key, name))
      return &keys[i];

  return NULL;
}

static gboolean
read_number (const char  *key,
             const char  *text,
             guint64      minimum,
             guint64      maximum,
             guint64     *number,
             GError     **error)
{
  if (text != NULL && g_ascii_string_to_unsigned (text, 10, minimum, maximum, number, NULL))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("“%s” in a fault needs a whole number"), key);

  return FALSE;
}

static gboolean
read_guint (const char  *key,
            const char  *text,
            guint64      minimum,
            guint64      maximum,
            guint       *number,
            GError     **error)
{
  guint64 wide;

  if (!read_number (key, text, minimum, maximum, &wide, error))
    return FALSE;
  *number = (guint) wide;

  return TRUE;
}

static gboolean
read_text (const char  *key,
           const char  *text,
           const char **field,
           GError     **error)
{
  if (text == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("“%s” in a fault needs a value"), key);
      return FALSE;
    }
  g_free ((char *) *field);
  *field = g_strdup (text);

  return TRUE;
}

static gboolean
read_value (AtlasFault  *fault,
            const char  *key,
            const char  *text,
            GError     **error)
{
  if (g_str_equal (key, "status"))
    return read_guint (key, text, 200, 599, &fault->status, error);
  if (g_str_equal (key, "delay"))
    return read_guint (key, text, 0, MAX_DELAY_MS, &fault->delay_ms, error);
  if (g_str_equal (key, "drip"))
    return read_guint (key, text, 1, MAX_DELAY_MS, &fault->pause_ms, error);
  if (g_str_equal (key, "nested"))
    return read_number (key, text, 1, MAX_NESTED, &fault->size, error);
  if (g_str_equal (key, "count"))
    return read_guint (key, text, 0, G_MAXUINT, &fault->count, error);
  if (g_str_equal (key, "skip"))
    return read_guint (key, text, 0, G_MAXUINT, &fault->skip, error);
  if (g_str_equal (key, "oversized"))
    return read_number (key, text, 1, G_MAXUINT64, &fault->size, error);
  if (g_str_equal (key, "body"))
    return read_text (key, text, &fault->body, error);
  if (g_str_equal (key, "path"))
    return read_text (key, text, &fault->path, error);
  if (g_str_equal (key, "content-type"))
    return read_text (key, text, &fault->content_type, error);
  if (g_str_equal (key, "retry-after"))
    return read_text (key, text, &fault->retry_after, error);
  if (g_str_equal (key, "redirect"))
    return read_text (key, text, &fault->location, error);

  return TRUE;
}

/* A redirection may have a status of its own, in whatever order the two are given. */
static gboolean
is_status_of_redirect (int kind,
                       int other)
{
  return MIN (kind, other) == ATLAS_FAULT_STATUS && MAX (kind, other) == ATLAS_FAULT_REDIRECT;
}

static gboolean
read_word (AtlasFault  *fault,
           char        *word,
           int         *kind,
           GError     **error)
{
  char *equals = strchr (word, '=');
  const char *value = equals ? equals + 1 : NULL;
  const Key *key;

  if (equals != NULL)
    *equals = '\0';
  key = find_key (word);
  if (key == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("A fault knows no “%s”"), word);
      return FALSE;
    }
  if (key->kind >= 0 && *kind >= 0 && !is_status_of_redirect (key->kind, *kind))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("A fault does one thing; give a second fault for a second one"));
      return FALSE;
    }
  if (key->kind >= 0)
    *kind = MAX (*kind, key->kind);

  return read_value (fault, key->key, value, error);
}

/**
 * atlas_fault_parse:
 * @text: a fault as the command line writes it
 * @error: (nullable): where the error goes, %G_IO_ERROR_INVALID_ARGUMENT or a #GShellError
 *
 * Reads words that are separated by spaces and may be quoted as in a shell. One of `status=N`, `cut-off`, `drop`,
 * `body=TEXT`, `oversized=BYTES`, `nested=N`, `stall`, `drip=MS` and `redirect=URL` says what goes wrong; `delay=MS` does
 * so alone, or comes before another; `status=N` may also stand beside `redirect`. `path=GLOB`, `skip=N` and `count=N` say when; `body`, `content-type` and `retry-after` add to the answer.
 *
 * Returns: (transfer full) (nullable): the fault
 */
AtlasFault *
atlas_fault_parse (const char  *text,
                   GError     **error)
{
  g_autoptr (AtlasFault) fault = g_new0 (AtlasFault, 1);
  g_auto (GStrv) words = NULL;
  int kind = -1;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_shell_parse_argv (text, NULL, &words, error))
    return NULL;
  for (gsize i = 0; words[i] != NULL; i++)
    if (!read_word (fault, words[i], &kind, error))
      return NULL;

  if (kind < 0 && fault->body != NULL)
    kind = ATLAS_FAULT_BODY;
  if (kind < 0 && fault->delay_ms > 0)
    kind = ATLAS_FAULT_DELAY;
  if (kind < 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("The fault “%s” does not say what goes wrong"), text);
      return NULL;
    }
  fault->kind = (AtlasFaultKind) kind;
  if (kind == ATLAS_FAULT_REDIRECT && fault->status != 0 && (fault->status < 300 || fault->status > 399))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("The status of a redirection is between 300 and 399"));
      return NULL;
    }

  return g_steal_pointer (&fault);
}

/**
 * atlas_fault_copy:
 * @self: a fault
 *
 * Returns: (transfer full): a copy, to be freed with atlas_fault_free()
 */
AtlasFault *
atlas_fault_copy (const AtlasFault *self)
{
  AtlasFault *copy = g_memdup2 (self, sizeof (AtlasFault));

  copy->path = g_strdup (self->path);
  copy->body = g_strdup (self->body);
  copy->content_type = g_strdup (self->content_type);
  copy->retry_after = g_strdup (self->retry_after);
  copy->location = g_strdup (self->location);

  return copy;
}

/**
 * atlas_fault_free:
 * @self: (transfer full): a fault from atlas_fault_parse() or atlas_fault_copy()
 */
void
atlas_fault_free (AtlasFault *self)
{
  g_free ((char *) self->path);
  g_free ((char *) self->body);
  g_free ((char *) self->content_type);
  g_free ((char *) self->retry_after);
  g_free ((char *) self->location);
  g_free (self);
}
