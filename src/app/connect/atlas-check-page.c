/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-check-page.h"
#include "atlas-check-step-row.h"
#include "atlas-error-details-dialog.h"

struct _AtlasCheckPage
{
  AdwNavigationPage parent_instance;

  AtlasProfile *profile;

  GtkListBox *steps;
  GtkWidget *unsaved_box;
  GtkLabel *unsaved_label;
  GtkWidget *keep_button;
  GtkWidget *failed_box;
};

G_DEFINE_FINAL_TYPE (AtlasCheckPage, atlas_check_page, ADW_TYPE_NAVIGATION_PAGE)

typedef enum
{
  SIGNAL_REMEDY,
  SIGNAL_CHECK_AGAIN,
  SIGNAL_SAVE_AGAIN,
  SIGNAL_KEEP_FOR_THIS_RUN,
  N_SIGNALS,
} AtlasCheckPageSignal;

static guint signals[N_SIGNALS];

static void
remedy_cb (AtlasCheckPage    *self,
           AtlasCheckStepRow *row)
{
  g_autoptr (AtlasCheckStep) step = g_object_ref (atlas_check_step_row_get_step (row));

  g_signal_emit (self, signals[SIGNAL_REMEDY], 0, step);
}

static void
details_cb (AtlasCheckPage    *self,
            AtlasCheckStepRow *row)
{
  const GError *error = atlas_check_step_get_error (atlas_check_step_row_get_step (row));

  if (error != NULL)
    atlas_error_details_present (GTK_WIDGET (self), error, self->profile);
}

static GtkWidget *
create_row (gpointer item,
            gpointer data)
{
  GtkWidget *row = atlas_check_step_row_new (item);

  g_signal_connect_object (row, "remedy", G_CALLBACK (remedy_cb), data, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "details", G_CALLBACK (details_cb), data, G_CONNECT_SWAPPED);

  return row;
}

static void
keep_clicked_cb (AtlasCheckPage *self)
{
  g_signal_emit (self, signals[SIGNAL_KEEP_FOR_THIS_RUN], 0);
}

static void
save_again_clicked_cb (AtlasCheckPage *self)
{
  g_signal_emit (self, signals[SIGNAL_SAVE_AGAIN], 0);
}

static void
check_again_clicked_cb (AtlasCheckPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CHECK_AGAIN], 0);
}

static void
atlas_check_page_dispose (GObject *object)
{
  AtlasCheckPage *self = ATLAS_CHECK_PAGE (object);

  g_clear_object (&self->profile);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_CHECK_PAGE);

  G_OBJECT_CLASS (atlas_check_page_parent_class)->dispose (object);
}

static guint
new_signal (const char *name,
            guint       n_parameters,
            GType       parameter)
{
  return g_signal_new (name, ATLAS_TYPE_CHECK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_parameters, parameter);
}

static void
atlas_check_page_class_init (AtlasCheckPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_check_page_dispose;

  signals[SIGNAL_REMEDY] = new_signal ("remedy", 1, ATLAS_TYPE_CHECK_STEP);
  signals[SIGNAL_CHECK_AGAIN] = new_signal ("check-again", 0, G_TYPE_NONE);
  signals[SIGNAL_SAVE_AGAIN] = new_signal ("save-again", 0, G_TYPE_NONE);
  signals[SIGNAL_KEEP_FOR_THIS_RUN] = new_signal ("keep-for-this-run", 0, G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-check-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasCheckPage, steps);
  gtk_widget_class_bind_template_child (widget_class, AtlasCheckPage, unsaved_box);
  gtk_widget_class_bind_template_child (widget_class, AtlasCheckPage, unsaved_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasCheckPage, keep_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasCheckPage, failed_box);
  gtk_widget_class_bind_template_callback (widget_class, keep_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_again_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_again_clicked_cb);
}

static void
atlas_check_page_init (AtlasCheckPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_check_page_show_check:
 * @self: a page
 * @check: (nullable): a check that begins; %NULL for none
 * @profile: (nullable): what is checked
 */
void
atlas_check_page_show_check (AtlasCheckPage       *self,
                             AtlasConnectionCheck *check,
                             AtlasProfile         *profile)
{
  g_return_if_fail (ATLAS_IS_CHECK_PAGE (self));

  g_set_object (&self->profile, profile);
  gtk_list_box_bind_model (self->steps, G_LIST_MODEL (check), create_row, self, NULL);
  gtk_widget_set_visible (self->unsaved_box, FALSE);
  gtk_widget_set_visible (self->failed_box, FALSE);
}

/**
 * atlas_check_page_show_failed:
 * @self: a page
 *
 * A step failed, and says so itself; the check can be made again.
 */
void
atlas_check_page_show_failed (AtlasCheckPage *self)
{
  g_return_if_fail (ATLAS_IS_CHECK_PAGE (self));

  gtk_widget_set_visible (self->failed_box, TRUE);
}

static const char *
explain_unsaved (const GError *error)
{
  if (g_error_matches (error, ATLAS_SECRETS_ERROR, ATLAS_SECRETS_ERROR_NO_KEYRING))
    return _("The connection works, but there is no keyring on this system to keep the secret in. It can be kept until Bank Atlas is closed.");
  if (g_error_matches (error, ATLAS_SECRETS_ERROR, ATLAS_SECRETS_ERROR_LOCKED))
    return _("The connection works, but the keyring is locked. Unlock it and try again, or keep the secret until Bank Atlas is closed.");

  return NULL;
}

/**
 * atlas_check_page_show_unsaved:
 * @self: a page
 * @error: (nullable): why the connection could not be saved, of the %ATLAS_SECRETS_ERROR or the %ATLAS_PROFILES_ERROR domain;
 *   %NULL takes it away
 */
void
atlas_check_page_show_unsaved (AtlasCheckPage *self,
                               const GError   *error)
{
  const char *sentence;

  g_return_if_fail (ATLAS_IS_CHECK_PAGE (self));

  gtk_widget_set_visible (self->unsaved_box, error != NULL);
  if (error == NULL)
    return;

  sentence = explain_unsaved (error);
  gtk_label_set_text (self->unsaved_label, sentence ? sentence : error->message);
  gtk_widget_set_visible (self->keep_button, error->domain == ATLAS_SECRETS_ERROR);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_text (self->unsaved_label),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}
