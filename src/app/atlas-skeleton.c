/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-skeleton.h"

/* The placeholders have a bank row's measures. */
#define ROW_PIXELS 58
#define LOGO_PIXELS 40
#define START_PIXELS 12
#define BAR_PIXELS 10

struct _AtlasSkeleton
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (AtlasSkeleton, atlas_skeleton, GTK_TYPE_WIDGET)

static void
append_bar (GtkSnapshot     *snapshot,
            graphene_rect_t *bounds,
            gboolean         mirrored,
            float            total_width,
            float            radius,
            const GdkRGBA   *colour)
{
  GskRoundedRect bar;

  if (mirrored)
    bounds->origin.x = total_width - bounds->origin.x - bounds->size.width;

  gsk_rounded_rect_init_from_rect (&bar, bounds, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &bar);
  gtk_snapshot_append_color (snapshot, colour, bounds);
  gtk_snapshot_pop (snapshot);
}

static void
atlas_skeleton_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const float width = gtk_widget_get_width (widget);
  const float text_start = START_PIXELS + LOGO_PIXELS + 12;
  const float text_width = MAX (width - text_start - START_PIXELS, 0);
  GdkRGBA colour;

  gtk_widget_get_color (widget, &colour);
  colour.alpha *= 0.12f;
  for (float y = 0, i = 0; y + ROW_PIXELS <= gtk_widget_get_height (widget); y += ROW_PIXELS, i++)
    {
      const float share = 0.45f + 0.1f * ((int) (i * 7) % 4);
      const float top = y + (ROW_PIXELS - LOGO_PIXELS) / 2.0f;

      append_bar (snapshot, &GRAPHENE_RECT_INIT (START_PIXELS, top, LOGO_PIXELS, LOGO_PIXELS), mirrored, width, 7, &colour);
      append_bar (snapshot, &GRAPHENE_RECT_INIT (text_start, top + 6, text_width * share, BAR_PIXELS), mirrored, width, 5, &colour);
      append_bar (snapshot, &GRAPHENE_RECT_INIT (text_start, top + 24, text_width * share * 0.6f, BAR_PIXELS), mirrored, width, 5, &colour);
    }
}

static void
atlas_skeleton_class_init (AtlasSkeletonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = atlas_skeleton_snapshot;

  gtk_widget_class_set_css_name (widget_class, "skeleton");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
atlas_skeleton_init (AtlasSkeleton *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Loading banks"), -1);
}
