/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-banks-text.h"
#include "atlas-error-details-dialog.h"
#include "atlas-failure-page.h"
#include "atlas-sign-in-button.h"

struct _AtlasFailurePage
{
  AdwBin         parent_instance;

  GError        *error;
  AtlasProfile  *profile;

  GtkButton     *remedy;
  AtlasSignInButton *sign_in;
  AdwStatusPage *status;
};

G_DEFINE_FINAL_TYPE (AtlasFailurePage, atlas_failure_page, ADW_TYPE_BIN)

static void
details_cb (AtlasFailurePage *self)
{
  if (self->error != NULL)
    atlas_error_details_present (GTK_WIDGET (self), self->error, self->profile);
}

static void
atlas_failure_page_dispose (GObject *object)
{
  AtlasFailurePage *self = ATLAS_FAILURE_PAGE (object);

  /* Or the template would free it below the parent class. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_FAILURE_PAGE);
  g_clear_object (&self->profile);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (atlas_failure_page_parent_class)->dispose (object);
}

static void
atlas_failure_page_class_init (AtlasFailurePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_failure_page_dispose;

  g_type_ensure (ATLAS_TYPE_SIGN_IN_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-failure-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasFailurePage, remedy);
  gtk_widget_class_bind_template_child (widget_class, AtlasFailurePage, sign_in);
  gtk_widget_class_bind_template_child (widget_class, AtlasFailurePage, status);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
}

static void
atlas_failure_page_init (AtlasFailurePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_failure_page_explain:
 * @self: the page
 * @error: what went wrong
 * @profile: (nullable): the profile with which it went wrong
 */
void
atlas_failure_page_explain (AtlasFailurePage *self,
                            const GError     *error,
                            AtlasProfile     *profile)
{
  const AtlasRemedy remedy = atlas_explain_get_remedy (error);
  g_autofree char *sentence = NULL;
  g_autofree char *escaped = NULL;

  g_return_if_fail (ATLAS_IS_FAILURE_PAGE (self));
  g_return_if_fail (error != NULL);

  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  g_set_object (&self->profile, profile);

  sentence = atlas_explain_error (error, profile);
  /* A status page reads its description as markup. */
  escaped = g_markup_escape_text (sentence, -1);
  adw_status_page_set_description (self->status, escaped);
  atlas_sign_in_button_set_error (self->sign_in, error);
  gtk_widget_set_visible (GTK_WIDGET (self->remedy), remedy != ATLAS_REMEDY_NONE);
  if (remedy != ATLAS_REMEDY_NONE)
    gtk_button_set_label (self->remedy, atlas_remedy_get_label (remedy));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remedy), atlas_remedy_get_action (remedy));
}
