/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-flag.h"

#define AFTER_FIRST_FRAME_MS 80

struct _AtlasFlag
{
  GtkWidget  parent_instance;

  char      *text;
  GtkWidget *label;  /* (nullable): made when there is a flag to show */
};

G_DEFINE_FINAL_TYPE (AtlasFlag, atlas_flag, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_TEXT = 1,
} AtlasFlagProperty;

static GParamSpec *properties[PROP_TEXT + 1];

/* The flags that were there before the first frame; NULL once they are shown. */
static GPtrArray *waiting;
static gboolean opened;

static void
update_label (AtlasFlag *self)
{
  if (!opened || (self->label == NULL && self->text == NULL))
    return;

  if (self->label == NULL)
    {
      self->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "xalign", 0.0f, NULL);
      gtk_widget_set_parent (self->label, GTK_WIDGET (self));
    }
  gtk_label_set_label (GTK_LABEL (self->label), self->text ? self->text : "");
}

static gboolean
open_cb (gpointer user_data)
{
  g_autoptr (GPtrArray) flags = g_steal_pointer (&waiting);

  opened = TRUE;
  for (guint i = 0; flags != NULL && i < flags->len; i++)
    update_label (g_ptr_array_index (flags, i));

  return G_SOURCE_REMOVE;
}

static void
wait_for_first_frame (AtlasFlag *self)
{
  if (waiting == NULL)
    {
      waiting = g_ptr_array_new ();
      g_timeout_add_full (G_PRIORITY_LOW, AFTER_FIRST_FRAME_MS, open_cb, NULL, NULL);
    }

  g_ptr_array_add (waiting, self);
}

static void
atlas_flag_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  switch ((AtlasFlagProperty) prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, ATLAS_FLAG (object)->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_flag_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  switch ((AtlasFlagProperty) prop_id)
    {
    case PROP_TEXT:
      atlas_flag_set_text (ATLAS_FLAG (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_flag_dispose (GObject *object)
{
  AtlasFlag *self = ATLAS_FLAG (object);

  if (waiting != NULL)
    g_ptr_array_remove_fast (waiting, self);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (atlas_flag_parent_class)->dispose (object);
}

static void
atlas_flag_class_init (AtlasFlagClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = atlas_flag_get_property;
  object_class->set_property = atlas_flag_set_property;
  object_class->dispose = atlas_flag_dispose;

  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL,
                         NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "flag");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
atlas_flag_init (AtlasFlag *self)
{
  if (!opened)
    wait_for_first_frame (self);
}

/**
 * atlas_flag_set_text:
 * @self: a flag
 * @text: (nullable): one or more flags, as emoji
 */
void
atlas_flag_set_text (AtlasFlag  *self,
                     const char *text)
{
  g_return_if_fail (ATLAS_IS_FLAG (self));

  if (!g_set_str (&self->text, text))
    return;

  update_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}
