/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-logo.h"

struct _AtlasLogo
{
  GtkWidget       parent_instance;

  AtlasCatalogue *catalogue;
  char           *logo_url;
  char           *name;
  int             pixel_size;
};

enum
{
  PROP_PIXEL_SIZE = 1,
  N_PROPS
};

#define DEFAULT_PIXEL_SIZE 40

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AtlasLogo, atlas_logo, GTK_TYPE_WIDGET)

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
atlas_logo_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  AtlasLogo *self = ATLAS_LOGO (object);

  switch (prop_id)
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
  switch (prop_id)
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

  properties[PROP_PIXEL_SIZE] =
    g_param_spec_int ("pixel-size", NULL, NULL,
                      1, 1024, DEFAULT_PIXEL_SIZE,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "logo");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
atlas_logo_init (AtlasLogo *self)
{
  self->pixel_size = DEFAULT_PIXEL_SIZE;
}

GtkWidget *
atlas_logo_new (void)
{
  return g_object_new (ATLAS_TYPE_LOGO, NULL);
}

int
atlas_logo_get_pixel_size (AtlasLogo *self)
{
  g_return_val_if_fail (ATLAS_IS_LOGO (self), 0);

  return self->pixel_size;
}

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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PIXEL_SIZE]);
}

void
atlas_logo_set_source (AtlasLogo      *self,
                       AtlasCatalogue *catalogue,
                       const char     *logo_url,
                       const char     *name)
{
  g_return_if_fail (ATLAS_IS_LOGO (self));

  g_set_object (&self->catalogue, catalogue);
  g_set_str (&self->logo_url, logo_url);
  g_set_str (&self->name, name);
}
