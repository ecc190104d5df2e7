/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <adwaita.h>
#include <glib/gi18n.h>

#include "atlas-clipboard.h"

#include "atlas-text.h"

/* No address that works is longer. */
#define MAX_VALUE_CHARS 4096

#define MAX_SAID 60
#define TOAST_SECONDS 2

/**
 * atlas_clipboard_toast_new:
 * @text: what was copied
 *
 * Returns: (transfer full): what says so, with the text where it is short enough to be read
 */
AdwToast *
atlas_clipboard_toast_new (const char *text)
{
  g_autofree char *shown = strchr (text, '\n') == NULL && strlen (text) <= MAX_SAID ? atlas_text_dup_shown (text) : NULL;
  /* Translators: what was copied to the clipboard, as “ESSESESS” */
  g_autofree char *said = shown ? g_strdup_printf (_("Copied “%s”"), shown) : g_strdup (_("Copied"));
  AdwToast *toast = adw_toast_new (said);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, TOAST_SECONDS);

  return toast;
}

static void
announce (GtkWidget  *widget,
          const char *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast;

  if (overlay == NULL)
    return;

  toast = atlas_clipboard_toast_new (text);
  adw_toast_overlay_dismiss_all (ADW_TOAST_OVERLAY (overlay));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

/**
 * atlas_clipboard_copy:
 * @widget: where the person asked for it
 * @text: (nullable): what to copy; nothing happens without it
 *
 * Puts @text in the clipboard, to the letter, and says so: in the window, or in the dialog that would
 * cover the window's own message.
 */
void
atlas_clipboard_copy (GtkWidget  *widget,
                      const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (text == NULL)
    return;
  if (gtk_widget_get_ancestor (widget, ADW_TYPE_DIALOG) == NULL &&
      gtk_widget_activate_action (widget, "win.copy-text", "s", text))
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  announce (widget, text);
}

/**
 * atlas_clipboard_copy_value:
 * @widget: where the person asked for it
 * @value: (nullable): a single value that the platform stated
 *
 * Copies it as one line without controls, so that nothing happens by itself where it is pasted: a terminal runs
 * what ends in a line break.
 */
void
atlas_clipboard_copy_value (GtkWidget  *widget,
                            const char *value)
{
  g_autofree char *line = value ? atlas_text_dup_single_line (value, MAX_VALUE_CHARS) : NULL;

  atlas_clipboard_copy (widget, line);
}
