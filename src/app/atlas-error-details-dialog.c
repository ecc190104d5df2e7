/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-clipboard.h"
#include "atlas-error-details-dialog.h"
#include "atlas-explain.h"

struct _AtlasErrorDetailsDialog
{
  AdwDialog  parent_instance;

  GtkLabel  *sentence;
  GtkLabel  *details;
};

G_DEFINE_FINAL_TYPE (AtlasErrorDetailsDialog, atlas_error_details_dialog, ADW_TYPE_DIALOG)

static void
copy_cb (AtlasErrorDetailsDialog *self)
{
  g_autofree char *text = g_strdup_printf ("%s\n\n%s", gtk_label_get_text (self->sentence), gtk_label_get_text (self->details));

  atlas_clipboard_copy (GTK_WIDGET (self), text);
}

static void
atlas_error_details_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_ERROR_DETAILS_DIALOG);

  G_OBJECT_CLASS (atlas_error_details_dialog_parent_class)->dispose (object);
}

static void
atlas_error_details_dialog_class_init (AtlasErrorDetailsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atlas_error_details_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-error-details-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasErrorDetailsDialog, sentence);
  gtk_widget_class_bind_template_child (widget_class, AtlasErrorDetailsDialog, details);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
atlas_error_details_dialog_init (AtlasErrorDetailsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_error_details_present:
 * @parent: a widget in the window to show it over
 * @error: what went wrong
 * @profile: (nullable): the profile with which it went wrong
 *
 * Shows what went wrong in one sentence, with everything that the platform's support may ask for, to
 * be copied.
 */
void
atlas_error_details_present (GtkWidget    *parent,
                             const GError *error,
                             AtlasProfile *profile)
{
  AtlasErrorDetailsDialog *self;
  g_autofree char *sentence = NULL;
  g_autofree char *details = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (error != NULL);

  sentence = atlas_explain_error (error, profile);
  details = atlas_explain_dup_details (error);
  self = g_object_new (ATLAS_TYPE_ERROR_DETAILS_DIALOG, NULL);
  gtk_label_set_text (self->sentence, sentence);
  gtk_label_set_text (self->details, details);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
