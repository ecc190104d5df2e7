/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "atlas-request-text.h"
#include "atlas-text.h"

static const char *
find_path (const char *url)
{
  const char *authority = strstr (url, "://");

  if (authority == NULL)
    return NULL;
  authority += strlen ("://");

  return authority + strcspn (authority, "/?#");
}

/**
 * atlas_request_text_call:
 * @call: what was asked for
 *
 * Returns: (transfer none): it in words
 */
const char *
atlas_request_text_call (AtlasRequestCall call)
{
  switch (call)
    {
    case ATLAS_REQUEST_CALL_HOST:
      return _("Host");
    case ATLAS_REQUEST_CALL_TOKEN:
      return _("Token");
    case ATLAS_REQUEST_CALL_COUNTRIES:
      return _("Countries");
    case ATLAS_REQUEST_CALL_COUNTRY:
      return _("Country");
    case ATLAS_REQUEST_CALL_CITIES:
      return _("Cities");
    case ATLAS_REQUEST_CALL_CITY:
      return _("City");
    case ATLAS_REQUEST_CALL_ASPSPS:
      return _("Banks");
    case ATLAS_REQUEST_CALL_DETAILS:
      return _("Bank");
    case ATLAS_REQUEST_CALL_LOGO:
      return _("Logo");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * atlas_request_text_path:
 * @url: an address
 *
 * Returns: (transfer full): what follows its host, with the query; all of it where there is no host
 */
char *
atlas_request_text_path (const char *url)
{
  const char *path = find_path (url);

  return g_strdup (path == NULL ? url : *path == '\0' ? "/" : path);
}

/**
 * atlas_request_text_host:
 * @url: an address
 *
 * Returns: (transfer full): its host, with the port where it states one; empty where there is none
 */
char *
atlas_request_text_host (const char *url)
{
  const char *path = find_path (url);
  const char *authority = path ? strstr (url, "://") + strlen ("://") : NULL;

  return path ? g_strndup (authority, (gsize) (path - authority)) : g_strdup ("");
}

/**
 * atlas_request_text_phrase:
 * @status: an HTTP status
 *
 * Returns: (transfer none): its reason phrase, as "Not Found"; empty where it has none
 */
const char *
atlas_request_text_phrase (guint status)
{
  const char *phrase = soup_status_get_phrase (status);

  if (status == 429)
    return "Too Many Requests";

  return g_str_equal (phrase, "Unknown Error") ? "" : phrase;
}

/**
 * atlas_request_text_outcome:
 * @entry: a request
 *
 * Returns: (transfer full): what it came to, as "200 OK" or "No answer"
 */
char *
atlas_request_text_outcome (AtlasRequestEntry *entry)
{
  guint status = atlas_request_entry_get_status (entry);
  char *text;

  if (status == 0)
    return g_strdup (_("No answer"));

  text = g_strdup_printf ("%u %s", status, atlas_request_text_phrase (status));

  return g_strchomp (text);
}

/**
 * atlas_request_text_duration:
 * @microseconds: how long something took
 *
 * Returns: (transfer full): it in milliseconds, or in seconds from one on
 */
char *
atlas_request_text_duration (gint64 microseconds)
{
  if (microseconds < G_TIME_SPAN_SECOND)
    /* Translators: a duration in milliseconds */
    return g_strdup_printf (_("%d ms"), (int) ((microseconds + 500) / 1000));

  /* Translators: a duration in seconds */
  return g_strdup_printf (_("%.1f s"), (double) microseconds / G_TIME_SPAN_SECOND);
}

/**
 * atlas_request_text_size:
 * @bytes: a size
 *
 * Returns: (transfer full): it in a unit that suits it
 */
char *
atlas_request_text_size (guint64 bytes)
{
  return g_format_size (bytes);
}

/**
 * atlas_request_text_time:
 * @microseconds: Unix microseconds
 * @zone: where the person is
 *
 * Returns: (transfer full): the time of day there, to the millisecond
 */
char *
atlas_request_text_time (gint64     microseconds,
                         GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (microseconds);
  g_autoptr (GDateTime) time = utc ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *seconds = time ? g_date_time_format (time, "%T") : NULL;

  return time ? g_strdup_printf ("%s.%03d", seconds, g_date_time_get_microsecond (time) / 1000) : g_strdup ("");
}

static gboolean
has_word (AtlasRequestEntry *entry,
          const char        *word)
{
  g_autofree char *outcome = atlas_request_text_outcome (entry);
  const char *texts[] = {
    atlas_request_entry_get_url (entry),
    atlas_request_entry_get_request_id (entry),
    atlas_request_entry_get_echoed_id (entry),
    atlas_request_entry_get_method (entry),
    atlas_request_entry_get_error (entry),
    atlas_request_entry_get_retry_cause (entry),
    atlas_request_text_call (atlas_request_entry_get_call (entry)),
    outcome,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *folded = texts[i] ? atlas_text_fold (texts[i]) : NULL;

      if (folded != NULL && strstr (folded, word) != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * atlas_request_text_matches:
 * @entry: a request
 * @typed: (nullable): words, of which each must be somewhere in it
 *
 * Returns: whether they are
 */
gboolean
atlas_request_text_matches (AtlasRequestEntry *entry,
                            const char        *typed)
{
  g_autofree char *folded = typed ? atlas_text_fold (typed) : NULL;
  g_auto (GStrv) words = folded ? g_strsplit_set (folded, " \t", -1) : NULL;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (*words[i] != '\0' && !has_word (entry, words[i]))
      return FALSE;

  return TRUE;
}

/**
 * atlas_request_text_utc:
 * @microseconds: Unix microseconds
 *
 * Returns: (transfer full): ISO 8601 to the millisecond, in UTC
 */
char *
atlas_request_text_utc (gint64 microseconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc_usec (microseconds);
  g_autofree char *seconds = time ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S") : NULL;

  return time ? g_strdup_printf ("%s.%03dZ", seconds, g_date_time_get_microsecond (time) / 1000) : g_strdup ("");
}

/* Seconds with a point, whatever the language. */
static char *
format_seconds (gint64 microseconds)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%03d s", microseconds / G_TIME_SPAN_SECOND,
                          (int) (microseconds % G_TIME_SPAN_SECOND / 1000));
}

static char *
format_status (AtlasRequestEntry *entry)
{
  guint status = atlas_request_entry_get_status (entry);

  return status == 0 ? g_strdup ("no answer") : g_strdup_printf ("%u", status);
}

/**
 * atlas_request_text_line:
 * @entry: a request
 *
 * Returns: (transfer full): one line with everything that a trace needs, the same in every language
 */
char *
atlas_request_text_line (AtlasRequestEntry *entry)
{
  g_autofree char *time = atlas_request_text_utc (atlas_request_entry_get_started_at (entry));
  g_autofree char *duration = format_seconds (atlas_request_entry_get_duration (entry));
  g_autofree char *status = format_status (entry);
  const char *retry_cause = atlas_request_entry_get_retry_cause (entry);
  const char *error = atlas_request_entry_get_error (entry);
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "%s %s %s: %s, %s, %" G_GUINT64_FORMAT " bytes, X-Request-ID %s, attempt %u",
                          time,
                          atlas_request_entry_get_method (entry),
                          atlas_request_entry_get_url (entry),
                          status,
                          duration,
                          atlas_request_entry_get_bytes (entry),
                          atlas_request_entry_get_request_id (entry),
                          atlas_request_entry_get_attempt (entry));
  if (retry_cause != NULL)
    g_string_append_printf (line, " after “%s”", retry_cause);
  if (error != NULL)
    g_string_append_printf (line, ", “%s”", error);

  return g_string_free (line, FALSE);
}

static void
append_field (GString    *text,
              const char *name,
              const char *value)
{
  g_string_append_printf (text, "  %-13s %s\n", name, value);
}

static const char *
get_echo (AtlasRequestEntry *entry)
{
  const char *echoed_id = atlas_request_entry_get_echoed_id (entry);

  if (echoed_id == NULL)
    return "not echoed";

  return g_strcmp0 (echoed_id, atlas_request_entry_get_request_id (entry)) == 0 ? "echoed" : echoed_id;
}

static void
append_request (GString           *text,
                AtlasRequestEntry *entry)
{
  g_autofree char *time = atlas_request_text_utc (atlas_request_entry_get_started_at (entry));
  g_autofree char *duration = format_seconds (atlas_request_entry_get_duration (entry));
  g_autofree char *status = format_status (entry);
  g_autofree char *bytes = g_strdup_printf ("%" G_GUINT64_FORMAT, atlas_request_entry_get_bytes (entry));
  g_autofree char *attempt = g_strdup_printf ("%u", atlas_request_entry_get_attempt (entry));

  g_string_append_printf (text, "\n%s %s\n", atlas_request_entry_get_method (entry), atlas_request_entry_get_url (entry));
  append_field (text, "Time (UTC):", time);
  append_field (text, "X-Request-ID:", atlas_request_entry_get_request_id (entry));
  append_field (text, "In answer:", get_echo (entry));
  append_field (text, "Status:", status);
  append_field (text, "Duration:", duration);
  append_field (text, "Bytes:", bytes);
  append_field (text, "Attempt:", attempt);
  if (atlas_request_entry_get_retry_cause (entry) != NULL)
    append_field (text, "Retried for:", atlas_request_entry_get_retry_cause (entry));
  if (atlas_request_entry_get_error (entry) != NULL)
    append_field (text, "Error:", atlas_request_entry_get_error (entry));
}

/**
 * atlas_request_text_support:
 * @entries: a model of #AtlasRequestEntry
 *
 * What a person sends to the platform's support, who trace by X-Request-ID. It holds no secret, because an entry does
 * not, and is in English, which support reads.
 *
 * Returns: (transfer full): the text
 */
char *
atlas_request_text_support (GListModel *entries)
{
  GString *text = g_string_new (NULL);
  guint n_entries = g_list_model_get_n_items (entries);

  g_string_append_printf (text, "Requests to the Open Payments ASPSP information API (%u), by Bank Atlas %s\n", n_entries, ATLAS_VERSION);
  for (guint i = 0; i < n_entries; i++)
    {
      g_autoptr (AtlasRequestEntry) entry = g_list_model_get_item (entries, i);

      append_request (text, entry);
    }

  return g_string_free (text, FALSE);
}
