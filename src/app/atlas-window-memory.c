/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-view-state.h"
#include "atlas-window-private.h"

/* What a window keeps for its next time: its size, what it showed, and when the person last looked. */

static GSettings *
get_settings (AtlasWindow *self)
{
  AtlasApplication *application = atlas_window_get_app (self);

  return application ? atlas_application_get_settings (application) : NULL;
}

void
atlas_window_save_view (AtlasWindow *self)
{
  GSettings *settings = get_settings (self);

  if (settings == NULL || self->catalogue == NULL || !self->restored)
    return;

  atlas_view_state_save (settings,
                         atlas_profile_get_id (atlas_catalogue_get_profile (self->catalogue)),
                         self->places,
                         atlas_banks_pane_get_bic_fi (self->banks_pane));
}

static void
reveal_places (AtlasWindow *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->places)); i++)
    {
      g_autoptr (AtlasPlace) place = g_list_model_get_item (G_LIST_MODEL (self->places), i);

      if (atlas_place_get_kind (place) == ATLAS_PLACE_CITY)
        atlas_places_pane_reveal (self->places_pane, place);
    }
}

void
atlas_window_restore_view (AtlasWindow *self)
{
  g_autofree char *bic_fi = NULL;
  gboolean loaded = FALSE;

  g_object_get (self->catalogue, "loaded", &loaded, NULL);
  if (self->restored || !loaded)
    return;

  self->restored = TRUE;
  bic_fi = atlas_view_state_restore (get_settings (self), self->catalogue, self->places);
  reveal_places (self);
  adw_navigation_split_view_set_show_content (self->inner, bic_fi != NULL || g_list_model_get_n_items (G_LIST_MODEL (self->places)) > 0);
  atlas_banks_pane_set_bic_fi (self->banks_pane, bic_fi);
}

void
atlas_window_save_size (AtlasWindow *self)
{
  GSettings *settings = get_settings (self);
  int width, height;

  if (settings == NULL)
    return;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set (settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

void
atlas_window_restore_size (AtlasWindow *self)
{
  GSettings *settings = get_settings (self);
  int width, height;

  if (settings == NULL)
    return;

  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static DexFuture *
visit_closed_cb (DexFuture *future,
                 gpointer   user_data)
{
  g_application_release (user_data);
  return dex_future_new_true ();
}

static gboolean
is_shown_elsewhere (AtlasWindow *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (atlas_window_get_app (self))); l != NULL; l = l->next)
    if (l->data != self && ATLAS_IS_WINDOW (l->data) && ATLAS_WINDOW (l->data)->catalogue == self->catalogue)
      return TRUE;

  return FALSE;
}

/* The program stays until the visit's end has been written down. */
void
atlas_window_end_visit (AtlasWindow *self)
{
  AtlasApplication *application = atlas_window_get_app (self);

  if (application == NULL || self->catalogue == NULL || is_shown_elsewhere (self))
    return;

  g_application_hold (G_APPLICATION (application));
  dex_future_disown (dex_future_finally (atlas_catalogue_close_visit (self->catalogue),
                                         visit_closed_cb,
                                         g_object_ref (application),
                                         g_object_unref));
}
