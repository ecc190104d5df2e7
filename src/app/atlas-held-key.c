/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-held-key.h"

#define SHORTCUT_MASK (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)

/* There is one keyboard: the key may be pressed in one window, and repeat in the one that it has opened. */
static guint held_keycode;
static gconstpointer held_since_in; /* compared only: the window may be gone */

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state)
{
  if (state & SHORTCUT_MASK)
    {
      held_keycode = keycode;
      held_since_in = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
      return GDK_EVENT_PROPAGATE;
    }

  return keycode == held_keycode ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
key_released_cb (GtkEventControllerKey *controller,
                 guint                  keyval,
                 guint                  keycode,
                 GdkModifierType        state)
{
  if (keycode == held_keycode)
    held_keycode = 0;
}

/* A window that comes back was not told what was let go meanwhile. */
static void
is_active_changed_cb (GtkWindow *window)
{
  if (gtk_window_is_active (window) && held_since_in == window)
    held_keycode = 0;
}

/**
 * atlas_held_key_watch:
 * @window: a window in which typing goes to a search
 *
 * Whoever holds the key of a shortcut a little longer than the Control key goes on sending it, and it would be taken
 * for text.
 */
void
atlas_held_key_watch (GtkWindow *window)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_WINDOW (window));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), NULL);
  g_signal_connect (keys, "key-released", G_CALLBACK (key_released_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  g_signal_connect (window, "notify::is-active", G_CALLBACK (is_active_changed_cb), NULL);
}
