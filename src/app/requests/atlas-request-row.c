/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "atlas-request-row.h"
#include "atlas-request-text.h"
#include "atlas-row-choice.h"

#define USUAL_PATH "/psd2/aspspinformation/v1"

struct _AtlasRequestRow
{
  GtkWidget          parent_instance;

  AtlasRequestEntry *entry;
  char              *label_text;

  GtkImage          *icon;
  GtkWidget         *text;
  GtkLabel          *call;
  GtkLabel          *outcome;
  GtkLabel          *path;
  GtkLabel          *when;
};

G_DEFINE_FINAL_TYPE (AtlasRequestRow, atlas_request_row, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ENTRY = 1,
  PROP_LABEL,
} AtlasRequestRowProperty;

static GParamSpec *properties[PROP_LABEL + 1];

static void
show_state (AtlasRequestRow *self)
{
  gboolean has_failed = atlas_request_entry_has_failed (self->entry);
  gboolean is_retry = atlas_request_entry_get_attempt (self->entry) > 1;

  gtk_image_set_from_icon_name (self->icon, has_failed ? "dialog-error-symbolic" : is_retry ? "view-refresh-symbolic" : "object-select-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), has_failed ? "success" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), has_failed ? "error" : "success");
  if (has_failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->outcome), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->outcome), "error");
}

static char *
make_call_text (AtlasRequestEntry *entry)
{
  const char *call = atlas_request_text_call (atlas_request_entry_get_call (entry));
  guint attempt = atlas_request_entry_get_attempt (entry);

  /* Translators: which call it was, as "Banks", and which attempt at it */
  return attempt > 1 ? g_strdup_printf (_("%s, attempt %u"), call, attempt) : g_strdup (call);
}

/* All calls but the token's begin alike. */
static char *
make_path_text (AtlasRequestEntry *entry)
{
  g_autofree char *path = atlas_request_text_path (atlas_request_entry_get_url (entry));
  gboolean is_usual = g_str_has_prefix (path, USUAL_PATH "/");

  return g_strdup (path + (is_usual ? strlen (USUAL_PATH) : 0));
}

static void
show_entry (AtlasRequestRow *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *call = make_call_text (self->entry);
  g_autofree char *outcome = atlas_request_text_outcome (self->entry);
  g_autofree char *path = make_path_text (self->entry);
  g_autofree char *time = atlas_request_text_time (atlas_request_entry_get_started_at (self->entry), zone);
  g_autofree char *duration = atlas_request_text_duration (atlas_request_entry_get_duration (self->entry));
  g_autofree char *when = g_strdup_printf ("%.8s · %s", time, duration);

  gtk_label_set_text (self->call, call);
  gtk_label_set_text (self->outcome, outcome);
  gtk_label_set_text (self->path, path);
  gtk_label_set_text (self->when, when);
  show_state (self);

  g_free (self->label_text);
  self->label_text = g_strdup_printf ("%s, %s, %s, %.8s, %s",
                                      call, outcome,
                                      atlas_request_entry_has_failed (self->entry) ? _("failed") : _("succeeded"),
                                      time, path);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

static void
set_entry (AtlasRequestRow   *self,
           AtlasRequestEntry *entry)
{
  if (!g_set_object (&self->entry, entry))
    return;

  if (entry != NULL)
    show_entry (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTRY]);
}

static void
released_cb (AtlasRequestRow *self,
             int              n_press)
{
  /* The list's own gesture comes later. */
  if (n_press == 1)
    atlas_row_choice_open (GTK_WIDGET (self), NULL, NULL);
}

static void
atlas_request_row_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  AtlasRequestRow *self = ATLAS_REQUEST_ROW (object);

  switch ((AtlasRequestRowProperty) property_id)
    {
    case PROP_ENTRY:
      g_value_set_object (value, self->entry);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_request_row_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  AtlasRequestRow *self = ATLAS_REQUEST_ROW (object);

  switch ((AtlasRequestRowProperty) property_id)
    {
    case PROP_ENTRY:
      set_entry (self, g_value_get_object (value));
      break;
    case PROP_LABEL:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_request_row_dispose (GObject *object)
{
  AtlasRequestRow *self = ATLAS_REQUEST_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_REQUEST_ROW);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->label_text, g_free);

  G_OBJECT_CLASS (atlas_request_row_parent_class)->dispose (object);
}

static void
atlas_request_row_class_init (AtlasRequestRowClass *klass)
{
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atlas_request_row_dispose;
  object_class->get_property = atlas_request_row_get_property;
  object_class->set_property = atlas_request_row_set_property;

  properties[PROP_ENTRY] = g_param_spec_object ("entry", NULL, NULL, ATLAS_TYPE_REQUEST_ENTRY, flags | G_PARAM_READWRITE);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags | G_PARAM_READABLE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "request-row.open", NULL, atlas_row_choice_open);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-request-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestRow, icon);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestRow, text);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestRow, call);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestRow, outcome);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestRow, path);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestRow, when);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_set_css_name (widget_class, "request");
}

static void
atlas_request_row_init (AtlasRequestRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
