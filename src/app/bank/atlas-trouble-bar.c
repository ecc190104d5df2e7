/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-error-details-dialog.h"
#include "atlas-explain.h"
#include "atlas-sign-in-button.h"
#include "atlas-trouble-bar.h"

struct _AtlasTroubleBar
{
  AdwBin parent_instance;

  GError *error;
  AtlasProfile *profile;

  GtkLabel *sentence;
  GtkWidget *edit_button;
  AtlasSignInButton *sign_in_button;
};

G_DEFINE_FINAL_TYPE (AtlasTroubleBar, atlas_trouble_bar, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_RETRY,
  N_SIGNALS,
} AtlasTroubleBarSignal;

static guint signals[N_SIGNALS];

static void
retry_clicked_cb (AtlasTroubleBar *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
details_clicked_cb (AtlasTroubleBar *self)
{
  if (self->error != NULL)
    atlas_error_details_present (GTK_WIDGET (self), self->error, self->profile);
}

static void
atlas_trouble_bar_dispose (GObject *object)
{
  AtlasTroubleBar *self = ATLAS_TROUBLE_BAR (object);

  g_clear_error (&self->error);
  g_clear_object (&self->profile);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_TROUBLE_BAR);

  G_OBJECT_CLASS (atlas_trouble_bar_parent_class)->dispose (object);
}

static void
atlas_trouble_bar_class_init (AtlasTroubleBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_trouble_bar_dispose;

  signals[SIGNAL_RETRY] =
    g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ATLAS_TYPE_SIGN_IN_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-trouble-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasTroubleBar, sentence);
  gtk_widget_class_bind_template_child (widget_class, AtlasTroubleBar, edit_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasTroubleBar, sign_in_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_clicked_cb);
}

static void
atlas_trouble_bar_init (AtlasTroubleBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_trouble_bar_show:
 * @self: a bar
 * @error: what went wrong
 * @profile: (nullable): with which profile
 */
void
atlas_trouble_bar_show (AtlasTroubleBar *self,
                        const GError    *error,
                        AtlasProfile    *profile)
{
  g_autofree char *sentence = NULL;
  g_autoptr (GError) kept = NULL;
  AtlasRemedy remedy;

  g_return_if_fail (ATLAS_IS_TROUBLE_BAR (self));
  g_return_if_fail (error != NULL);

  kept = g_error_copy (error);
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&kept);
  g_set_object (&self->profile, profile);

  sentence = atlas_explain_error (self->error, profile);
  remedy = atlas_explain_get_remedy (self->error);
  gtk_label_set_text (self->sentence, sentence);
  atlas_sign_in_button_set_error (self->sign_in_button, self->error);
  gtk_widget_set_visible (self->edit_button, remedy == ATLAS_REMEDY_EDIT_PROFILE || remedy == ATLAS_REMEDY_ENTER_SECRET);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * atlas_trouble_bar_clear:
 * @self: a bar
 *
 * There is nothing to say any more.
 */
void
atlas_trouble_bar_clear (AtlasTroubleBar *self)
{
  g_return_if_fail (ATLAS_IS_TROUBLE_BAR (self));

  g_clear_error (&self->error);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
