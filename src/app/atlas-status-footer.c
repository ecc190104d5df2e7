/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-ellipsis.h"
#include "atlas-explain.h"
#include "atlas-status-footer.h"

#define AGE_UPDATE_SECONDS 30
#define PULSE_MS 150

struct _AtlasStatusFooter
{
  AtlasCatalogueBin  parent_instance;

  guint              age_source;
  guint              pulse_source;

  GtkProgressBar    *progress;
  GtkLabel          *text;
};

G_DEFINE_FINAL_TYPE (AtlasStatusFooter, atlas_status_footer, ATLAS_TYPE_CATALOGUE_BIN)

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (ATLAS_STATUS_FOOTER (user_data)->progress);
  return G_SOURCE_CONTINUE;
}

static void
set_pulsing (AtlasStatusFooter *self,
             gboolean           pulsing)
{
  if (pulsing && self->pulse_source == 0)
    self->pulse_source = g_timeout_add (PULSE_MS, pulse_cb, self);
  else if (!pulsing)
    g_clear_handle_id (&self->pulse_source, g_source_remove);
}

static void
update_progress (AtlasStatusFooter *self)
{
  AtlasCatalogue *catalogue = atlas_catalogue_bin_get_catalogue (ATLAS_CATALOGUE_BIN (self));
  gboolean refreshing = FALSE;
  double fraction = 0;

  if (catalogue != NULL)
    g_object_get (catalogue, "refreshing", &refreshing, "progress-fraction", &fraction, NULL);

  set_pulsing (self, refreshing && fraction < 0 && gtk_widget_get_mapped (GTK_WIDGET (self)));
  if (refreshing && fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress, MIN (fraction, 1));
}

static void
update_text (AtlasStatusFooter *self)
{
  AtlasCatalogue *catalogue = atlas_catalogue_bin_get_catalogue (ATLAS_CATALOGUE_BIN (self));
  g_autofree char *text = NULL;

  if (catalogue == NULL)
    return;

  if (atlas_catalogue_get_refreshing (catalogue))
    g_object_get (catalogue, "progress-text", &text, NULL);
  if (text == NULL)
    text = atlas_status_footer_dup_age (atlas_catalogue_get_updated_at (catalogue), g_get_real_time () / G_USEC_PER_SEC);

  gtk_label_set_label (self->text, text);
}

static void
update (AtlasStatusFooter *self)
{
  update_text (self);
  update_progress (self);
}

static gboolean
age_cb (gpointer user_data)
{
  update_text (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
is_idle (AtlasStatusFooter *self,
         gboolean           refreshing)
{
  return !refreshing;
}

static void
cancel_cb (AtlasStatusFooter *self)
{
  AtlasCatalogue *catalogue = atlas_catalogue_bin_get_catalogue (ATLAS_CATALOGUE_BIN (self));

  if (catalogue != NULL)
    atlas_catalogue_cancel_refresh (catalogue);
}

static void
stop_timers (AtlasStatusFooter *self)
{
  g_clear_handle_id (&self->age_source, g_source_remove);
  set_pulsing (self, FALSE);
}

static void
atlas_status_footer_map (GtkWidget *widget)
{
  AtlasStatusFooter *self = ATLAS_STATUS_FOOTER (widget);

  GTK_WIDGET_CLASS (atlas_status_footer_parent_class)->map (widget);

  self->age_source = g_timeout_add_seconds (AGE_UPDATE_SECONDS, age_cb, self);
  update (self);
}

static void
atlas_status_footer_unmap (GtkWidget *widget)
{
  stop_timers (ATLAS_STATUS_FOOTER (widget));

  GTK_WIDGET_CLASS (atlas_status_footer_parent_class)->unmap (widget);
}

static void
atlas_status_footer_catalogue_changed (AtlasCatalogueBin *bin)
{
  update (ATLAS_STATUS_FOOTER (bin));
}

static void
atlas_status_footer_dispose (GObject *object)
{
  stop_timers (ATLAS_STATUS_FOOTER (object));

  G_OBJECT_CLASS (atlas_status_footer_parent_class)->dispose (object);
}

static void
atlas_status_footer_class_init (AtlasStatusFooterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atlas_status_footer_dispose;

  widget_class->map = atlas_status_footer_map;
  widget_class->unmap = atlas_status_footer_unmap;

  ATLAS_CATALOGUE_BIN_CLASS (klass)->catalogue_changed = atlas_status_footer_catalogue_changed;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-status-footer.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusFooter, progress);
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusFooter, text);
  gtk_widget_class_bind_template_callback (widget_class, atlas_ellipsis_query_tooltip);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, is_idle);
}

static void
atlas_status_footer_init (AtlasStatusFooter *self)
{
  AtlasCatalogueBin *bin = ATLAS_CATALOGUE_BIN (self);

  gtk_widget_init_template (GTK_WIDGET (self));

  atlas_catalogue_bin_watch (bin, "notify::updated-at", G_CALLBACK (update));
  atlas_catalogue_bin_watch (bin, "notify::refreshing", G_CALLBACK (update));
  atlas_catalogue_bin_watch (bin, "notify::progress-text", G_CALLBACK (update_text));
  atlas_catalogue_bin_watch (bin, "notify::progress-fraction", G_CALLBACK (update_progress));
}

/**
 * atlas_status_footer_dup_age:
 * @updated_at: when the directory was fetched, in Unix seconds; 0 never
 * @now: the time, in Unix seconds
 *
 * Returns: (transfer full): how old what is shown is, in words
 */
char *
atlas_status_footer_dup_age (gint64 updated_at,
                             gint64 now)
{
  g_autofree char *age = NULL;

  if (updated_at <= 0)
    return g_strdup (_("Not updated yet"));

  age = atlas_explain_age (updated_at, now);
  /* Translators: how old the data is, as "Updated 3 minutes ago" */
  return g_strdup_printf (_("Updated %s"), age);
}
