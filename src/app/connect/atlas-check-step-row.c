/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-check-step-row.h"
#include "atlas-sign-in-button.h"
#include "atlas-text.h"

struct _AtlasCheckStepRow
{
  AdwPreferencesRow parent_instance;

  AtlasCheckStep *step;

  GtkStack *state_stack;
  GtkImage *state_icon;
  GtkLabel *title_label;
  GtkLabel *explanation_label;
  GtkWidget *buttons;
  GtkWidget *remedy_button;
  AtlasSignInButton *sign_in_button;
  GtkLabel *remedy_label;
  GtkWidget *details_button;
};

G_DEFINE_FINAL_TYPE (AtlasCheckStepRow, atlas_check_step_row, ADW_TYPE_PREFERENCES_ROW)

typedef enum
{
  SIGNAL_REMEDY,
  SIGNAL_DETAILS,
  N_SIGNALS,
} AtlasCheckStepRowSignal;

static guint signals[N_SIGNALS];

typedef struct
{
  const char *icon_name;
  const char *style;
  const char *words;
} StateLook;

static const StateLook looks[] = {
  [ATLAS_CHECK_PENDING] = { "content-loading-symbolic", "dim-label", N_("waiting") },
  [ATLAS_CHECK_RUNNING] = { NULL, NULL, N_("under way") },
  [ATLAS_CHECK_PASSED] = { "object-select-symbolic", "success", N_("passed") },
  [ATLAS_CHECK_FAILED] = { "dialog-error-symbolic", "error", N_("failed") },
  [ATLAS_CHECK_SKIPPED] = { "content-loading-symbolic", "dim-label", N_("not tried") },
  [ATLAS_CHECK_WARNING] = { "dialog-warning-symbolic", "warning", N_("passed, with a warning") },
};

static const StateLook *
get_look (AtlasCheckState state)
{
  return &looks[(guint) state < G_N_ELEMENTS (looks) ? state : ATLAS_CHECK_PENDING];
}

static void
show_state (AtlasCheckStepRow *self,
            const StateLook   *look)
{
  static const char * const styles[] = { "dim-label", "success", "error" };
  g_autofree char *spoken = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->state_icon), styles[i]);
  if (look->style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->state_icon), look->style);
  gtk_image_set_from_icon_name (self->state_icon, look->icon_name);
  gtk_stack_set_visible_child_name (self->state_stack, look->icon_name ? "icon" : "spinner");

  spoken = g_strdup_printf ("%s: %s", atlas_check_step_get_title (self->step), _(look->words));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (atlas_check_step_get_state (self->step) == ATLAS_CHECK_FAILED)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), spoken, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
update (AtlasCheckStepRow *self)
{
  const char *explanation = atlas_check_step_get_explanation (self->step);
  const char *remedy = atlas_check_step_get_remedy_label (self->step);
  gboolean failed = atlas_check_step_get_state (self->step) == ATLAS_CHECK_FAILED;
  gboolean has_error = atlas_check_step_get_error (self->step) != NULL;

  gtk_label_set_text (self->title_label, atlas_check_step_get_title (self->step));
  gtk_label_set_text (self->explanation_label, explanation ? explanation : "");
  gtk_widget_set_visible (GTK_WIDGET (self->explanation_label), !atlas_text_is_blank (explanation));
  gtk_label_set_text (self->remedy_label, remedy ? remedy : "");
  gtk_widget_set_visible (self->remedy_button, remedy != NULL);
  atlas_sign_in_button_set_error (self->sign_in_button, atlas_check_step_get_error (self->step));
  gtk_widget_set_visible (self->details_button, has_error);
  gtk_widget_set_visible (self->buttons, failed && (remedy != NULL || has_error));
  show_state (self, get_look (atlas_check_step_get_state (self->step)));
}

static void
remedy_clicked_cb (AtlasCheckStepRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMEDY], 0);
}

static void
details_clicked_cb (AtlasCheckStepRow *self)
{
  g_signal_emit (self, signals[SIGNAL_DETAILS], 0);
}

static void
atlas_check_step_row_dispose (GObject *object)
{
  AtlasCheckStepRow *self = ATLAS_CHECK_STEP_ROW (object);

  g_clear_object (&self->step);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_CHECK_STEP_ROW);

  G_OBJECT_CLASS (atlas_check_step_row_parent_class)->dispose (object);
}

static void
atlas_check_step_row_class_init (AtlasCheckStepRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_check_step_row_dispose;

  signals[SIGNAL_REMEDY] =
    g_signal_new ("remedy", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DETAILS] =
    g_signal_new ("details", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ATLAS_TYPE_SIGN_IN_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-check-step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasCheckStepRow, state_stack);
  gtk_widget_class_bind_template_child (widget_class, AtlasCheckStepRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, AtlasCheckStepRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasCheckStepRow, explanation_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasCheckStepRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, AtlasCheckStepRow, remedy_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasCheckStepRow, remedy_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasCheckStepRow, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasCheckStepRow, details_button);
  gtk_widget_class_bind_template_callback (widget_class, remedy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_clicked_cb);
}

static void
atlas_check_step_row_init (AtlasCheckStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_check_step_row_new:
 * @step: a step of a connection check
 *
 * Returns: (transfer floating): a row that follows @step
 */
GtkWidget *
atlas_check_step_row_new (AtlasCheckStep *step)
{
  AtlasCheckStepRow *self;

  g_return_val_if_fail (ATLAS_IS_CHECK_STEP (step), NULL);

  self = g_object_new (ATLAS_TYPE_CHECK_STEP_ROW, NULL);
  self->step = g_object_ref (step);
  g_signal_connect_object (step, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * atlas_check_step_row_get_step:
 * @self: a row
 *
 * Returns: (transfer none): the step that it follows
 */
AtlasCheckStep *
atlas_check_step_row_get_step (AtlasCheckStepRow *self)
{
  g_return_val_if_fail (ATLAS_IS_CHECK_STEP_ROW (self), NULL);

  return self->step;
}
