/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <adwaita.h>
#include <glib/gi18n.h>

#include "atlas-link.h"
#include "atlas-text.h"

#define MAX_PHONE_DIGITS 15 /* E.164 */

static gboolean
is_web_scheme (const char *scheme)
{
  return g_ascii_strcasecmp (scheme, "https") == 0 || g_ascii_strcasecmp (scheme, "http") == 0;
}

/* "seb.se" and "www.seb.se/privat", which people and platforms write without a scheme. */
static gboolean
looks_like_host (const char *text)
{
  gsize host_length = strcspn (text, "/?#");
  const char *dot = memchr (text, '.', host_length);

  if (dot == NULL || dot == text || memchr (text, ':', host_length) != NULL)
    return FALSE;

  return host_length > (gsize) (dot - text) + 1;
}

static gboolean
has_odd_characters (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
        return TRUE;
    }

  return FALSE;
}

/**
 * atlas_link_dup_web_uri:
 * @text: (nullable): a web address as the platform states it
 *
 * An address that names a user ("https://bank.example@elsewhere.example/") is refused: its host is not
 * what it seems to be.
 *
 * Returns: (transfer full) (nullable): an https or http address that may be opened, or %NULL
 */
char *
atlas_link_dup_web_uri (const char *text)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *completed = NULL;
  g_autoptr (GUri) uri = NULL;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  trimmed = atlas_text_dup_trimmed (text);
  if (trimmed == NULL || has_odd_characters (trimmed))
    return NULL;

  if (looks_like_host (trimmed) && strstr (trimmed, "://") == NULL)
    completed = g_strconcat ("https://", trimmed, NULL);
  else
    completed = g_steal_pointer (&trimmed);

  uri = g_uri_parse (completed, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  if (uri == NULL || !is_web_scheme (g_uri_get_scheme (uri)))
    return NULL;
  if (atlas_text_is_blank (g_uri_get_host (uri)) || g_uri_get_userinfo (uri) != NULL)
    return NULL;

  return g_uri_to_string (uri);
}

/**
 * atlas_link_dup_phone_uri:
 * @text: (nullable): a phone number as the platform states it, such as "+46-771 365 365"
 *
 * Returns: (transfer full) (nullable): a tel address, or %NULL when it is no single number
 */
char *
atlas_link_dup_phone_uri (const char *text)
{
  g_autoptr (GString) number = g_string_new (NULL);
  guint n_digits = 0;

  if (text == NULL)
    return NULL;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        {
          g_string_append_c (number, *p);
          n_digits++;
        }
      else if (*p == '+' && number->len == 0)
        g_string_append_c (number, *p);
      else if (strchr (" -.()/", *p) == NULL)
        return NULL;
    }

  if (n_digits < 3 || n_digits > MAX_PHONE_DIGITS)
    return NULL;

  return g_strconcat ("tel:", number->str, NULL);
}

/**
 * atlas_link_dup_short:
 * @text: (nullable): a web address as the platform states it
 *
 * Returns: (transfer full) (nullable): "seb.se" for "https://seb.se/"; any address that says more is shown
 *   as it is
 */
char *
atlas_link_dup_short (const char *text)
{
  g_autofree char *rest = NULL;
  gsize length;

  if (text == NULL || !g_str_has_prefix (text, "https://"))
    return g_strdup (text);

  rest = atlas_text_dup_trimmed (text + strlen ("https://"));
  if (rest == NULL || !looks_like_host (rest))
    return g_strdup (text);

  length = strlen (rest);
  if (strchr (rest, '/') == rest + length - 1)
    rest[length - 1] = '\0';

  return g_steal_pointer (&rest);
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;
  GtkWidget *overlay;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (_("No app could open this link")));
}

/**
 * atlas_link_open:
 * @widget: where the person asked for it
 * @uri: an address from atlas_link_dup_web_uri() or atlas_link_dup_phone_uri(); any other scheme is ignored
 *
 * Opens @uri in the app that the person has chosen for it.
 */
void
atlas_link_open (GtkWidget  *widget,
                 const char *uri)
{
  g_autoptr (GtkUriLauncher) launcher = NULL;
  g_autofree char *scheme = NULL;
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  scheme = uri ? g_uri_parse_scheme (uri) : NULL;
  if (scheme == NULL || !(is_web_scheme (scheme) || g_str_equal (scheme, "tel")))
    return;

  root = gtk_widget_get_root (widget);
  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                           launched_cb, g_object_ref (widget));
}
