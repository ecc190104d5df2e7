/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-query-link.h"
#include "atlas-window-opening.h"

/* A store that takes longer is waited for in a window with placeholders. */
#define FIRST_FRAME_PATIENCE_MS 150

static gboolean
present_cb (gpointer user_data)
{
  /* It may have been closed meanwhile. */
  if (gtk_window_get_application (user_data) != NULL)
    gtk_window_present (user_data);

  return G_SOURCE_REMOVE;
}

/* This may run on a fiber's stack, and a window is painted on the main one. */
static DexFuture *
ready_cb (DexFuture *future,
          gpointer   user_data)
{
  g_idle_add_full (G_PRIORITY_HIGH, present_cb, g_object_ref (user_data), g_object_unref);

  return dex_future_new_true ();
}

/**
 * atlas_window_open:
 * @window: a window
 *
 * Presents it. What the store holds comes in a moment, while a new window is being built: its first frame shows that
 * rather than placeholders which are gone again at once.
 */
void
atlas_window_open (AtlasWindow *window)
{
  AtlasCatalogue *catalogue;
  DexFuture *ready;

  g_return_if_fail (ATLAS_IS_WINDOW (window));

  catalogue = atlas_window_get_catalogue (window);
  if (catalogue == NULL || gtk_widget_get_visible (GTK_WIDGET (window)))
    {
      gtk_window_present (GTK_WINDOW (window));
      return;
    }

  ready = dex_future_first (atlas_catalogue_load (catalogue), dex_timeout_new_msec (FIRST_FRAME_PATIENCE_MS), NULL);
  dex_future_disown (dex_future_finally (ready, ready_cb, g_object_ref (window), g_object_unref));
}

/**
 * atlas_window_follow_link:
 * @window: a window
 * @link: a link from outside
 *
 * Shows what it asks for; whatever that is, it is only shown.
 *
 * Returns: whether it is one of the program's links; a caller does not repeat any other to a terminal, which it might mean
 */
gboolean
atlas_window_follow_link (AtlasWindow *window,
                          const char  *link)
{
  g_autofree char *value = NULL;

  g_return_val_if_fail (ATLAS_IS_WINDOW (window), FALSE);

  switch (atlas_query_link_read (link, &value))
    {
    case ATLAS_QUERY_LINK_SEARCH:
      atlas_window_show_search (window, value);
      return TRUE;
    case ATLAS_QUERY_LINK_BANK:
      atlas_window_show_bank (window, value);
      return TRUE;
    case ATLAS_QUERY_LINK_NONE:
    default:
      return FALSE;
    }
}
