/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-pasted-scan.h"

#define MAX_BYTES (64 * 1024)
#define MAX_DEPTH 32
#define UUID_LENGTH 36
#define FIRST_REFUSAL 300

/* (nullable): the end of the object that begins at @begin. */
static const char *
find_object_end (const char *begin,
                 const char *end)
{
  gboolean is_string = FALSE;
  guint depth = 0;

  for (const char *p = begin; p < end; p++)
    {
      if (is_string && *p == '\\')
        p++;
      else if (*p == '"')
        is_string = !is_string;
      else if (!is_string && *p == '{' && ++depth > MAX_DEPTH)
        return NULL;
      else if (!is_string && *p == '}' && --depth == 0)
        return p + 1;
    }

  return NULL;
}

/* Members without which no form of error is one. */
static gboolean
may_be_error (const char *begin,
              const char *end)
{
  static const char *const members[] = { "\"tppMessages\"", "\"error\"", "\"code\"", "\"title\"", "\"detail\"" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (memmem (begin, (gsize) (end - begin), members[i], strlen (members[i])) != NULL)
      return TRUE;

  return FALSE;
}

static void
find_object (const char      *text,
             const char      *end,
             AtlasPastedScan *scan)
{
  const char *begin = text;

  for (guint i = 0; i < ATLAS_PASTED_MAX_OBJECTS && (begin = memchr (begin, '{', (gsize) (end - begin))) != NULL; i++)
    {
      const char *object_end = find_object_end (begin, end);

      if (object_end != NULL && may_be_error (begin, object_end))
        {
          scan->body = begin;
          scan->length = (gsize) (object_end - begin);
          return;
        }
      begin = object_end ? object_end : begin + 1;
    }
}

static void
find_page (const char      *text,
           const char      *end,
           AtlasPastedScan *scan)
{
  static const char *const marks[] = { "<!doctype html", "<html" };

  for (const char *p = text; (p = memchr (p, '<', (gsize) (end - p))) != NULL; p++)
    for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
      if (g_ascii_strncasecmp (p, marks[i], strlen (marks[i])) == 0)
        {
          scan->body = p;
          scan->length = (gsize) (end - p);
          scan->is_page = TRUE;
          return;
        }
}

/* "HTTP/1.1 401 Unauthorized", as curl writes it and others do; "HTTP 401", as this program does. */
static void
find_status (const char      *text,
             const char      *end,
             AtlasPastedScan *scan)
{
  for (const char *p = text; p < end && (p = memmem (p, (gsize) (end - p), "HTTP", strlen ("HTTP"))) != NULL;)
    {
      p += strlen ("HTTP");
      if (*p == '/')
        p += 1 + strspn (p + 1, "0123456789.");
      if (*p != ' ')
        continue;
      p += strspn (p, " ");
      if (strspn (p, "0123456789") == 3 && *p >= '1' && *p <= '5')
        scan->status = (guint) g_ascii_strtoull (p, NULL, 10);
    }
}

static gboolean
is_uuid (const char *text)
{
  for (guint i = 0; i < UUID_LENGTH; i++)
    if (i == 8 || i == 13 || i == 18 || i == 23 ? text[i] != '-' : !g_ascii_isxdigit (text[i]))
      return FALSE;

  return !g_ascii_isalnum (text[UUID_LENGTH]) && text[UUID_LENGTH] != '-';
}

/* (nullable): the header's name that stands before @value, with what may stand between them. */
static const char *
find_label (const char *text,
            const char *value)
{
  const char *label = "x-request-id";
  const char *p = value;

  while (p > text && strchr (" \t:=\"'", p[-1]) != NULL)
    p--;

  if ((gsize) (p - text) < strlen (label) || g_ascii_strncasecmp (p - strlen (label), label, strlen (label)) != 0)
    return NULL;

  return p - strlen (label);
}

/* Whether nothing stands before @begin, and nothing from @end on. */
static gboolean
is_alone (const char *text,
          const char *begin,
          const char *end)
{
  const char *blanks = " \t\r\n\"'";

  return text + strspn (text, blanks) >= begin && end[strspn (end, blanks)] == '\0';
}

/* A value of something else, as of "city:", is no id of a request. */
static gboolean
is_value (const char *text,
          const char *value)
{
  return value > text && (g_ascii_isalnum (value[-1]) || strchr (":=,-/", value[-1]) != NULL);
}

static void
find_request_id (const char      *text,
                 const char      *end,
                 AtlasPastedScan *scan)
{
  for (const char *p = text; p + UUID_LENGTH <= end; p++)
    {
      const char *label;

      if (!g_ascii_isxdigit (*p) || !is_uuid (p))
        continue;
      label = find_label (text, p);
      if (label == NULL && (is_value (text, p) || *scan->request_id != '\0'))
        continue;

      for (guint i = 0; i < UUID_LENGTH; i++)
        scan->request_id[i] = g_ascii_tolower (p[i]);
      scan->is_whole = is_alone (text, label ? label : p, p + UUID_LENGTH);
      scan->is_request_id = label != NULL || scan->is_whole;
      if (label != NULL)
        return;
    }
}

/* An answer with its head, or an error without one. */
static gboolean
is_whole_answer (const char            *text,
                 const AtlasPastedScan *scan)
{
  const char *begin = text + strspn (text, " \t\r\n");

  if (g_str_has_prefix (begin, "HTTP/") && strchr (begin, '\n') != NULL)
    return scan->status >= FIRST_REFUSAL || (scan->body != NULL && !scan->is_page);

  return scan->body != NULL && !scan->is_page && is_alone (text, scan->body, scan->body + scan->length);
}

/**
 * atlas_pasted_scan:
 * @text: what was typed or pasted
 * @scan: (out caller-allocates): what may be in it
 *
 * Looks at the first 64 KiB.
 *
 * Returns: whether there is anything
 */
gboolean
atlas_pasted_scan (const char      *text,
                   AtlasPastedScan *scan)
{
  const char *end = text + strnlen (text, MAX_BYTES);

  *scan = (AtlasPastedScan) { 0 };
  find_object (text, end, scan);
  if (scan->body == NULL)
    find_page (text, end, scan);
  find_status (text, scan->body ? scan->body : end, scan);
  find_request_id (text, end, scan);
  scan->is_whole = scan->is_whole || is_whole_answer (text, scan);

  return scan->body != NULL || scan->status >= FIRST_REFUSAL || *scan->request_id != '\0';
}
