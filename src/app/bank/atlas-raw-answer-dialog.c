/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-bank-format.h"
#include "atlas-clipboard.h"
#include "atlas-export.h"
#include "atlas-json-text.h"
#include "atlas-raw-answer-dialog.h"
#include "atlas-text.h"
#include "atlas-value-row.h"

struct _AtlasRawAnswerDialog
{
  AdwDialog parent_instance;

  AtlasAspspDetails *details;

  AtlasValueRow *received_row;
  AtlasValueRow *request_id_row;
  AdwToggleGroup *layout_group;
  GtkTextView *text_view;
};

G_DEFINE_FINAL_TYPE (AtlasRawAnswerDialog, atlas_raw_answer_dialog, ADW_TYPE_DIALOG)

static const char *
get_json (AtlasRawAnswerDialog *self)
{
  const char *json = atlas_aspsp_details_get_raw_json (self->details);

  return json ? json : "";
}

static void
show_text (AtlasRawAnswerDialog *self)
{
  gboolean as_received = g_strcmp0 (adw_toggle_group_get_active_name (self->layout_group), "received") == 0;
  g_autofree char *text = as_received ? atlas_json_text_escape (get_json (self)) : atlas_export_pretty_json (get_json (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text, -1);
}

static void
copy_clicked_cb (AtlasRawAnswerDialog *self)
{
  g_autofree char *text = atlas_json_text_escape (get_json (self));

  atlas_clipboard_copy (GTK_WIDGET (self->text_view), text);
}

static void
layout_changed_cb (AtlasRawAnswerDialog *self)
{
  if (self->details != NULL)
    show_text (self);
}

static void
atlas_raw_answer_dialog_dispose (GObject *object)
{
  AtlasRawAnswerDialog *self = ATLAS_RAW_ANSWER_DIALOG (object);

  g_clear_object (&self->details);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_RAW_ANSWER_DIALOG);

  G_OBJECT_CLASS (atlas_raw_answer_dialog_parent_class)->dispose (object);
}

static void
atlas_raw_answer_dialog_class_init (AtlasRawAnswerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_raw_answer_dialog_dispose;

  g_type_ensure (ATLAS_TYPE_VALUE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-raw-answer-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasRawAnswerDialog, received_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasRawAnswerDialog, request_id_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasRawAnswerDialog, layout_group);
  gtk_widget_class_bind_template_child (widget_class, AtlasRawAnswerDialog, text_view);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, layout_changed_cb);
}

static void
atlas_raw_answer_dialog_init (AtlasRawAnswerDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_raw_answer_dialog_new:
 * @details: a bank's details
 *
 * Returns: (transfer floating): a dialog that shows the answer from which @details were read
 */
AdwDialog *
atlas_raw_answer_dialog_new (AtlasAspspDetails *details)
{
  AtlasRawAnswerDialog *self;
  g_autofree char *received = NULL;
  g_autofree char *request_id = NULL;

  g_return_val_if_fail (ATLAS_IS_ASPSP_DETAILS (details), NULL);

  self = g_object_new (ATLAS_TYPE_RAW_ANSWER_DIALOG, NULL);
  received = atlas_bank_format_time (atlas_aspsp_details_get_received_at (details));
  request_id = atlas_text_dup_shown (atlas_aspsp_details_get_request_id (details));
  self->details = g_object_ref (details);
  atlas_value_row_set_value (self->received_row, received, NULL, NULL);
  atlas_value_row_set_value (self->request_id_row, request_id, NULL, NULL);
  show_text (self);

  return ADW_DIALOG (self);
}
