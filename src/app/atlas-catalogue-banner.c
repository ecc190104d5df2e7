/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-banks-text.h"
#include "atlas-catalogue-banner.h"
#include "atlas-error-details-dialog.h"
#include "atlas-sign-in-button.h"

struct _AtlasCatalogueBanner
{
  AtlasCatalogueBin  parent_instance;

  GtkWidget         *details;
  GtkButton         *remedy;
  AtlasSignInButton *sign_in;
  GtkRevealer       *revealer;
  GtkLabel          *sentence;
};

G_DEFINE_FINAL_TYPE (AtlasCatalogueBanner, atlas_catalogue_banner, ATLAS_TYPE_CATALOGUE_BIN)

static char *
dup_sentence (AtlasCatalogue *catalogue)
{
  const GError *error = atlas_catalogue_get_error (catalogue);

  if (atlas_catalogue_get_n_aspsps (catalogue) == 0)
    return NULL;
  if (atlas_catalogue_get_offline (catalogue))
    return atlas_banks_dup_offline (atlas_catalogue_get_updated_at (catalogue), g_get_real_time () / G_USEC_PER_SEC);

  return error ? atlas_explain_error (error, atlas_catalogue_get_profile (catalogue)) : NULL;
}

static AtlasRemedy
get_remedy (AtlasCatalogue *catalogue)
{
  const GError *error = atlas_catalogue_get_error (catalogue);

  if (error == NULL || atlas_catalogue_get_offline (catalogue))
    return ATLAS_REMEDY_RETRY;

  return atlas_explain_get_remedy (error);
}

static void
update (AtlasCatalogueBanner *self)
{
  AtlasCatalogue *catalogue = atlas_catalogue_bin_get_catalogue (ATLAS_CATALOGUE_BIN (self));
  g_autofree char *sentence = catalogue ? dup_sentence (catalogue) : NULL;
  AtlasRemedy remedy;

  /* While it slides away, it still says what it said. */
  if (sentence != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, sentence != NULL);
  if (sentence == NULL)
    return;

  remedy = get_remedy (catalogue);
  gtk_label_set_label (self->sentence, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->remedy), remedy != ATLAS_REMEDY_NONE);
  if (remedy != ATLAS_REMEDY_NONE)
    gtk_button_set_label (self->remedy, atlas_remedy_get_label (remedy));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remedy), atlas_remedy_get_action (remedy));
  atlas_sign_in_button_set_error (self->sign_in, atlas_catalogue_get_error (catalogue));
  gtk_widget_set_visible (self->details, atlas_catalogue_get_error (catalogue) != NULL);
}

static void
details_cb (AtlasCatalogueBanner *self)
{
  AtlasCatalogue *catalogue = atlas_catalogue_bin_get_catalogue (ATLAS_CATALOGUE_BIN (self));
  const GError *error = atlas_catalogue_get_error (catalogue);

  if (error != NULL)
    atlas_error_details_present (GTK_WIDGET (self), error, atlas_catalogue_get_profile (catalogue));
}

static void
atlas_catalogue_banner_catalogue_changed (AtlasCatalogueBin *bin)
{
  update (ATLAS_CATALOGUE_BANNER (bin));
}

static void
atlas_catalogue_banner_class_init (AtlasCatalogueBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ATLAS_CATALOGUE_BIN_CLASS (klass)->catalogue_changed = atlas_catalogue_banner_catalogue_changed;

  g_type_ensure (ATLAS_TYPE_SIGN_IN_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-catalogue-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasCatalogueBanner, details);
  gtk_widget_class_bind_template_child (widget_class, AtlasCatalogueBanner, remedy);
  gtk_widget_class_bind_template_child (widget_class, AtlasCatalogueBanner, sign_in);
  gtk_widget_class_bind_template_child (widget_class, AtlasCatalogueBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, AtlasCatalogueBanner, sentence);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
}

static void
atlas_catalogue_banner_init (AtlasCatalogueBanner *self)
{
  AtlasCatalogueBin *bin = ATLAS_CATALOGUE_BIN (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  /* What has had nothing to say yet is neither styled nor measured. */
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  atlas_catalogue_bin_watch (bin, "notify::offline", G_CALLBACK (update));
  atlas_catalogue_bin_watch (bin, "notify::error", G_CALLBACK (update));
  atlas_catalogue_bin_watch (bin, "notify::n-aspsps", G_CALLBACK (update));
  atlas_catalogue_bin_watch (bin, "notify::updated-at", G_CALLBACK (update));
}
