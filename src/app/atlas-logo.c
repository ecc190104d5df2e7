/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-logo.h"
#include "atlas-logo-cache.h"
#include "atlas-monogram.h"

#define DEFAULT_PIXEL_SIZE 40

/* Rows that only fly past while scrolling do not ask for their logos. */
#define LOAD_DELAY_MS 40

/* A logo that was seen before is there sooner than this: no letters flash up before it, nor do they hold up what flies
 * past or a window's first frame. */
#define LETTERS_DELAY_MS 200

/* Whether a texture is of a logo that would be lost on white. */
#define IS_LIGHT "atlas-is-light"

struct _AtlasLogo
{
  GtkWidget       parent_instance;

  AtlasCatalogue *catalogue;
  char           *logo_url;
  char           *name;
  int             pixel_size;

  GdkTexture     *texture;
  DexFuture      *loading;
  guint           serial; /* of the load under way */
  guint           delay_source;
  guint           letters_source; /* until then, there are no letters */
};

G_DEFINE_FINAL_TYPE (AtlasLogo, atlas_logo, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_PIXEL_SIZE = 1,
} AtlasLogoProperty;

static GParamSpec *properties[PROP_PIXEL_SIZE + 1];

typedef struct
{
  AtlasLogo *logo;
  guint      serial;
  guint      max_size;
} LoadClosure;

static void
load_closure_free (gpointer data)
{
  LoadClosure *closure = data;

  g_object_unref (closure->logo);
  g_free (closure);
}

static void
cancel_load (AtlasLogo *self)
{
  self->serial++;
  g_clear_handle_id (&self->delay_source, g_source_remove);
  g_clear_handle_id (&self->letters_source, g_source_remove);
  dex_clear (&self->loading);
}

static void
letters_cb (gpointer user_data)
{
  AtlasLogo *self = user_data;

  self->letters_source = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
take_texture (AtlasLogo  *self,
              GdkTexture *texture)
{
  if (g_set_object (&self->texture, texture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GdkTexture *
texture_from_image (const AtlasImage *image)
{
  GdkTexture *texture = gdk_memory_texture_new (image->width, image->height, GDK_MEMORY_R8G8B8A8, image->pixels, image->stride);

  g_object_set_data (G_OBJECT (texture), IS_LIGHT, GINT_TO_POINTER (image->is_light));

  return texture;
}

static DexFuture *
loaded_cb (DexFuture *future,
           gpointer   user_data)
{
  LoadClosure *closure = user_data;
  AtlasLogo *self = closure->logo;
  const GValue *value = dex_future_get_value (future, NULL);
  g_autoptr (GdkTexture) texture = NULL;

  if (closure->serial != self->serial)
    return dex_future_new_true ();

  /* A bank without a usable logo has its letters at once. */
  g_clear_handle_id (&self->letters_source, g_source_remove);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (value == NULL || !G_VALUE_HOLDS (value, ATLAS_TYPE_IMAGE))
    return dex_future_new_true ();

  texture = texture_from_image (g_value_get_boxed (value));
  atlas_logo_cache_insert (self->catalogue, self->logo_url, closure->max_size, texture);
  take_texture (self, texture);

  return dex_future_new_true ();
}

static guint
get_device_size (AtlasLogo *self)
{
  return self->pixel_size * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static void
load_cb (gpointer user_data)
{
  AtlasLogo *self = user_data;
  LoadClosure *closure = g_new0 (LoadClosure, 1);

  self->delay_source = 0;
  closure->logo = g_object_ref (self);
  closure->serial = self->serial;
  closure->max_size = get_device_size (self);
  self->loading = dex_future_finally (atlas_catalogue_load_logo (self->catalogue, self->logo_url, closure->max_size),
                                      loaded_cb,
                                      closure,
                                      load_closure_free);
}

static void
begin_load (AtlasLogo *self)
{
  GdkTexture *texture;

  cancel_load (self);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->letters_source = g_timeout_add_once (LETTERS_DELAY_MS, letters_cb, self);
  if (self->catalogue == NULL || self->logo_url == NULL)
    return;

  texture = atlas_logo_cache_lookup (self->catalogue, self->logo_url, get_device_size (self));
  if (texture != NULL)
    take_texture (self, texture);
  else
    self->delay_source = g_timeout_add_once (LOAD_DELAY_MS, load_cb, self);
}

static void
snapshot_plate (AtlasLogo   *self,
                GtkSnapshot *snapshot,
                float        size)
{
  const gboolean is_light = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (self->texture), IS_LIGHT));
  const GdkRGBA ground = is_light ? (GdkRGBA) { 0.2f, 0.2f, 0.22f, 1 } : (GdkRGBA) { 1, 1, 1, 1 };
  const GdkRGBA edge = is_light ? (GdkRGBA) { 1, 1, 1, 0.12f } : (GdkRGBA) { 0, 0, 0, 0.12f };
  const float padding = size * 0.08f;
  const float scale = MIN ((size - 2 * padding) / gdk_texture_get_width (self->texture),
                           (size - 2 * padding) / gdk_texture_get_height (self->texture));
  const float width = gdk_texture_get_width (self->texture) * scale;
  const float height = gdk_texture_get_height (self->texture) * scale;
  GskRoundedRect plate;

  gsk_rounded_rect_init_from_rect (&plate, &GRAPHENE_RECT_INIT (0, 0, size, size), size * 0.18f);
  gtk_snapshot_push_rounded_clip (snapshot, &plate);
  gtk_snapshot_append_color (snapshot, &ground, &plate.bounds);
  gtk_snapshot_append_scaled_texture (snapshot,
                                      self->texture,
                                      GSK_SCALING_FILTER_TRILINEAR,
                                      &GRAPHENE_RECT_INIT ((size - width) / 2, (size - height) / 2, width, height));
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot,
                              &plate,
                              (float[4]) { 1, 1, 1, 1 },
                              (GdkRGBA[4]) { edge, edge, edge, edge });
}

static void
snapshot_letters (AtlasLogo   *self,
                  GtkSnapshot *snapshot,
                  float        size)
{
  const GdkRGBA white = { 1, 1, 1, 1 };
  g_autofree char *initials = atlas_monogram_dup_initials (self->name);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), initials);
  PangoFontDescription *font = pango_font_description_new ();
  int width, height;

  /* The letters belong to the tile, so they keep its size whatever the text size is. */
  pango_font_description_set_absolute_size (font, size * 0.38 * PANGO_SCALE);
  pango_font_description_set_weight (font, PANGO_WEIGHT_SEMIBOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((size - width) / 2, (size - height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &white);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_monogram (AtlasLogo   *self,
                   GtkSnapshot *snapshot,
                   float        size)
{
  GskRoundedRect tile;
  GdkRGBA colour;

  atlas_monogram_get_colour (self->name, &colour);
  gsk_rounded_rect_init_from_rect (&tile, &GRAPHENE_RECT_INIT (0, 0, size, size), size * 0.18f);
  gtk_snapshot_push_rounded_clip (snapshot, &tile);
  gtk_snapshot_append_color (snapshot, &colour, &tile.bounds);
  gtk_snapshot_pop (snapshot);

  if (self->letters_source == 0)
    snapshot_letters (self, snapshot, size);
}

static void
scale_factor_cb (AtlasLogo *self)
{
  begin_load (self);
}

static void
atlas_logo_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  AtlasLogo *self = ATLAS_LOGO (widget);
  const float size = self->pixel_size;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((gtk_widget_get_width (widget) - size) / 2,
                                                (gtk_widget_get_height (widget) - size) / 2));
  if (self->texture != NULL)
    snapshot_plate (self, snapshot, size);
  else
    snapshot_monogram (self, snapshot, size);
  gtk_snapshot_restore (snapshot);
}

static void
atlas_logo_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  *minimum = *natural = ATLAS_LOGO (widget)->pixel_size;
}

static void
atlas_logo_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (atlas_logo_parent_class)->map (widget);

  if (ATLAS_LOGO (widget)->texture == NULL)
    begin_load (ATLAS_LOGO (widget));
}

static void
atlas_logo_unmap (GtkWidget *widget)
{
  cancel_load (ATLAS_LOGO (widget));

  GTK_WIDGET_CLASS (atlas_logo_parent_class)->unmap (widget);
}

static void
atlas_logo_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  AtlasLogo *self = ATLAS_LOGO (object);

  switch ((AtlasLogoProperty) prop_id)
    {
    case PROP_PIXEL_SIZE:
      g_value_set_int (value, self->pixel_size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_logo_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  switch ((AtlasLogoProperty) prop_id)
    {
    case PROP_PIXEL_SIZE:
      atlas_logo_set_pixel_size (ATLAS_LOGO (object), g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_logo_dispose (GObject *object)
{
  AtlasLogo *self = ATLAS_LOGO (object);

  cancel_load (self);
  g_clear_object (&self->texture);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->logo_url, g_free);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (atlas_logo_parent_class)->dispose (object);
}

static void
atlas_logo_class_init (AtlasLogoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = atlas_logo_get_property;
  object_class->set_property = atlas_logo_set_property;
  object_class->dispose = atlas_logo_dispose;

  widget_class->measure = atlas_logo_measure;
  widget_class->snapshot = atlas_logo_snapshot;
  widget_class->map = atlas_logo_map;
  widget_class->unmap = atlas_logo_unmap;

  properties[PROP_PIXEL_SIZE] =
    g_param_spec_int ("pixel-size", NULL, NULL,
                      1, 1024, DEFAULT_PIXEL_SIZE,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "logo");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
atlas_logo_init (AtlasLogo *self)
{
  self->pixel_size = DEFAULT_PIXEL_SIZE;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_factor_cb), NULL);
}

/**
 * atlas_logo_new:
 *
 * Returns: (transfer floating): a bank's logo; a monogram until it has one
 */
GtkWidget *
atlas_logo_new (void)
{
  return g_object_new (ATLAS_TYPE_LOGO, NULL);
}

/**
 * atlas_logo_get_pixel_size:
 * @self: a logo
 *
 * Returns: the length of its sides, in application pixels
 */
int
atlas_logo_get_pixel_size (AtlasLogo *self)
{
  g_return_val_if_fail (ATLAS_IS_LOGO (self), 0);

  return self->pixel_size;
}

/**
 * atlas_logo_set_pixel_size:
 * @self: a logo
 * @pixel_size: the length of its sides, in application pixels
 */
void
atlas_logo_set_pixel_size (AtlasLogo *self,
                           int        pixel_size)
{
  g_return_if_fail (ATLAS_IS_LOGO (self));
  g_return_if_fail (pixel_size > 0);

  if (self->pixel_size == pixel_size)
    return;

  self->pixel_size = pixel_size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  begin_load (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PIXEL_SIZE]);
}

/**
 * atlas_logo_set_source:
 * @self: a logo
 * @catalogue: (nullable): the catalogue that knows the bank
 * @logo_url: (nullable): where the platform says that the logo is
 * @name: (nullable): the bank's name, for the monogram
 *
 * Shows a bank's logo, keeping its shape, on a white plate, or on a dark one where it would be lost on white. While it is loading, and where there is
 * none, a monogram stands there. A load that is under way is given up.
 */
void
atlas_logo_set_source (AtlasLogo      *self,
                       AtlasCatalogue *catalogue,
                       const char     *logo_url,
                       const char     *name)
{
  gboolean changed;

  g_return_if_fail (ATLAS_IS_LOGO (self));
  g_return_if_fail (catalogue == NULL || ATLAS_IS_CATALOGUE (catalogue));

  if (g_set_str (&self->name, name))
    gtk_widget_queue_draw (GTK_WIDGET (self));

  changed = g_set_object (&self->catalogue, catalogue);
  changed |= g_set_str (&self->logo_url, logo_url);
  if (!changed)
    return;

  cancel_load (self);
  take_texture (self, NULL);
  begin_load (self);
}
