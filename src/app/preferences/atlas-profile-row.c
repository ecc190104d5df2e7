/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-profile-row.h"

#define HOUR (60 * 60)
#define DAY (24 * HOUR)

struct _AtlasProfileRow
{
  AdwExpanderRow parent_instance;

  AtlasProfile *profile;
  GArray *ages;          /* (element-type guint): seconds, as the row lists them */
  gboolean showing;

  AdwComboRow *max_age_row;
};

G_DEFINE_FINAL_TYPE (AtlasProfileRow, atlas_profile_row, ADW_TYPE_EXPANDER_ROW)

typedef enum
{
  SIGNAL_EDIT,
  SIGNAL_REMOVE,
  SIGNAL_CLEAR_CACHE,
  SIGNAL_MAX_AGE_CHOSEN,
  N_SIGNALS,
} AtlasProfileRowSignal;

static guint signals[N_SIGNALS];

static const guint usual_ages[] = { HOUR, 6 * HOUR, ATLAS_PROFILE_DEFAULT_MAX_AGE, 7 * DAY, 30 * DAY };

static char *
format_age (guint seconds)
{
  if (seconds >= 2 * DAY && seconds % DAY == 0)
    return g_strdup_printf (ngettext ("%u day", "%u days", seconds / DAY), seconds / DAY);
  if (seconds >= HOUR && seconds % HOUR == 0)
    return g_strdup_printf (ngettext ("%u hour", "%u hours", seconds / HOUR), seconds / HOUR);

  return g_strdup_printf (ngettext ("%u second", "%u seconds", seconds), seconds);
}

static const char *
name_environment (AtlasEnvironment environment)
{
  switch (environment)
    {
    case ATLAS_ENVIRONMENT_SANDBOX: return C_("environment", "Sandbox");
    case ATLAS_ENVIRONMENT_PRODUCTION: return C_("environment", "Production");
    case ATLAS_ENVIRONMENT_DEMO: return C_("environment", "Demo");
    case ATLAS_ENVIRONMENT_CUSTOM:
    default: return C_("environment", "Custom");
    }
}

static guint
find_age (AtlasProfileRow *self,
          guint            seconds)
{
  for (guint i = 0; i < self->ages->len; i++)
    if (g_array_index (self->ages, guint, i) == seconds)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static void
list_ages (AtlasProfileRow *self,
           guint            current)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  g_array_set_size (self->ages, 0);
  g_array_append_vals (self->ages, usual_ages, G_N_ELEMENTS (usual_ages));
  if (find_age (self, current) == GTK_INVALID_LIST_POSITION)
    g_array_append_val (self->ages, current);
  for (guint i = 0; i < self->ages->len; i++)
    gtk_string_list_take (labels, format_age (g_array_index (self->ages, guint, i)));
  adw_combo_row_set_model (self->max_age_row, G_LIST_MODEL (labels));
}

/* An age that was set elsewhere is listed as it is. One that was just chosen is selected already: the row is not to be
 * filled anew while it says so. */
static void
show_age (AtlasProfileRow *self)
{
  guint current = atlas_profile_get_max_age (self->profile);

  if (find_age (self, current) == GTK_INVALID_LIST_POSITION)
    list_ages (self, current);
  if (adw_combo_row_get_selected (self->max_age_row) != find_age (self, current))
    adw_combo_row_set_selected (self->max_age_row, find_age (self, current));
}

static void
update (AtlasProfileRow *self)
{
  const char *client_id = atlas_profile_get_client_id (self->profile);
  g_autofree char *subtitle = g_strjoin (client_id && *client_id ? " · " : "",
                                         name_environment (atlas_profile_get_environment (self->profile)),
                                         client_id ? client_id : "", NULL);

  self->showing = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), atlas_profile_get_name (self->profile));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  show_age (self);
  self->showing = FALSE;
}

static void
edit_activated_cb (AtlasProfileRow *self)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0);
}

static void
remove_activated_cb (AtlasProfileRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}

static void
clear_cache_activated_cb (AtlasProfileRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CLEAR_CACHE], 0);
}

static void
max_age_selected_cb (AtlasProfileRow *self)
{
  guint selected = adw_combo_row_get_selected (self->max_age_row);
  guint seconds;

  if (self->profile == NULL || self->showing || selected >= self->ages->len)
    return;

  seconds = g_array_index (self->ages, guint, selected);
  if (seconds != atlas_profile_get_max_age (self->profile))
    g_signal_emit (self, signals[SIGNAL_MAX_AGE_CHOSEN], 0, seconds);
}

static void
atlas_profile_row_dispose (GObject *object)
{
  AtlasProfileRow *self = ATLAS_PROFILE_ROW (object);

  g_clear_object (&self->profile);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_PROFILE_ROW);

  G_OBJECT_CLASS (atlas_profile_row_parent_class)->dispose (object);
}

static void
atlas_profile_row_finalize (GObject *object)
{
  g_clear_pointer (&ATLAS_PROFILE_ROW (object)->ages, g_array_unref);

  G_OBJECT_CLASS (atlas_profile_row_parent_class)->finalize (object);
}

static guint
new_signal (const char *name,
            guint       n_parameters,
            GType       parameter)
{
  return g_signal_new (name, ATLAS_TYPE_PROFILE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_parameters, parameter);
}

static void
atlas_profile_row_class_init (AtlasProfileRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atlas_profile_row_dispose;
  object_class->finalize = atlas_profile_row_finalize;

  signals[SIGNAL_EDIT] = new_signal ("edit", 0, G_TYPE_NONE);
  signals[SIGNAL_REMOVE] = new_signal ("remove", 0, G_TYPE_NONE);
  signals[SIGNAL_CLEAR_CACHE] = new_signal ("clear-cache", 0, G_TYPE_NONE);
  signals[SIGNAL_MAX_AGE_CHOSEN] = new_signal ("max-age-chosen", 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-profile-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasProfileRow, max_age_row);
  gtk_widget_class_bind_template_callback (widget_class, max_age_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cache_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_activated_cb);
}

static void
atlas_profile_row_init (AtlasProfileRow *self)
{
  self->ages = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_profile_row_new:
 * @profile: a profile
 *
 * Returns: (transfer floating): a row that follows @profile
 */
GtkWidget *
atlas_profile_row_new (AtlasProfile *profile)
{
  AtlasProfileRow *self;

  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), NULL);

  self = g_object_new (ATLAS_TYPE_PROFILE_ROW, NULL);
  self->profile = g_object_ref (profile);
  g_signal_connect_object (profile, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * atlas_profile_row_get_profile:
 * @self: a row
 *
 * Returns: (transfer none): the profile that it follows
 */
AtlasProfile *
atlas_profile_row_get_profile (AtlasProfileRow *self)
{
  g_return_val_if_fail (ATLAS_IS_PROFILE_ROW (self), NULL);

  return self->profile;
}
