/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-clipboard.h"
#include "atlas-next-step-dialog.h"
#include "atlas-text.h"
#include "atlas-value-row.h"
#include "atlas-vocabulary.h"

struct _AtlasNextStepDialog
{
  AdwDialog parent_instance;

  AtlasAspspDetails *details;
  AtlasProfile *profile;
  GStrv products;      /* as the product row lists them */
  gboolean choosing;   /* several rows change at once: no preview in between */

  AdwComboRow *kind_row;
  AdwComboRow *product_row;
  AdwComboRow *method_row;
  AdwComboRow *affiliate_row;
  AtlasValueRow *scope_row;
  AdwToggleGroup *format_group;
  GtkTextView *preview;
};

G_DEFINE_FINAL_TYPE (AtlasNextStepDialog, atlas_next_step_dialog, ADW_TYPE_DIALOG)

static const AtlasAspspFields *
get_fields (AtlasNextStepDialog *self)
{
  return atlas_aspsp_details_get_fields (self->details);
}

/* The position in @array that the row names, when its first items are not of the array. */
static gpointer
get_chosen (AdwComboRow *row,
            GPtrArray   *array,
            guint        n_before)
{
  guint selected = adw_combo_row_get_selected (row);

  if (array == NULL || selected == GTK_INVALID_LIST_POSITION || selected < n_before || selected - n_before >= array->len)
    return NULL;

  return g_ptr_array_index (array, selected - n_before);
}

static AtlasNextChoice
get_choice (AtlasNextStepDialog *self)
{
  const AtlasAuthorizationMethod *method = get_chosen (self->method_row, get_fields (self)->authorization_methods, 0);
  const AtlasAffiliate *affiliate = get_chosen (self->affiliate_row, get_fields (self)->affiliates, 1);
  guint product = adw_combo_row_get_selected (self->product_row);
  AtlasNextChoice choice = { .kind = adw_combo_row_get_selected (self->kind_row) };

  if (choice.kind != ATLAS_NEXT_ACCOUNT_INFORMATION && product < g_strv_length (self->products))
    choice.payment_product = self->products[product];
  if (method != NULL)
    choice.method = method->name;
  if (affiliate != NULL)
    choice.affiliate_id = affiliate->id;

  return choice;
}

static void
update (AtlasNextStepDialog *self)
{
  AtlasNextChoice choice = get_choice (self);
  g_autofree char *text = atlas_next_step_dialog_dup_text (self);
  g_autofree char *scope = atlas_next_step_dup_scope (self->profile, choice.kind);

  gtk_widget_set_visible (GTK_WIDGET (self->product_row), choice.kind != ATLAS_NEXT_ACCOUNT_INFORMATION);
  atlas_value_row_set_value (self->scope_row, scope, NULL, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->preview), text, -1);
}

static void
choice_changed_cb (AtlasNextStepDialog *self)
{
  if (self->details != NULL && !self->choosing)
    update (self);
}

static void
copy_clicked_cb (AtlasNextStepDialog *self)
{
  g_autofree char *text = atlas_next_step_dialog_dup_text (self);

  atlas_clipboard_copy (GTK_WIDGET (self->preview), text);
}

static void
fill_products (AtlasNextStepDialog *self)
{
  const char * const *products = (const char * const *) get_fields (self)->global_payment_products;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  if (products == NULL || products[0] == NULL)
    {
      products = atlas_global_payment_products_get_known ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->product_row), _("Payment product (the bank states none)"));
    }
  self->products = g_strdupv ((GStrv) products);
  for (guint i = 0; products[i] != NULL; i++)
    gtk_string_list_take (labels, atlas_payment_product_dup_label (products[i]));
  adw_combo_row_set_model (self->product_row, G_LIST_MODEL (labels));
}

static void
fill_methods (AtlasNextStepDialog *self)
{
  GPtrArray *methods = get_fields (self)->authorization_methods;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; methods != NULL && i < methods->len; i++)
    {
      const AtlasAuthorizationMethod *method = g_ptr_array_index (methods, i);

      gtk_string_list_take (labels, method->name ? atlas_authorization_method_dup_label (method->name) : g_strdup (_("Not stated")));
    }
  adw_combo_row_set_model (self->method_row, G_LIST_MODEL (labels));
  gtk_widget_set_visible (GTK_WIDGET (self->method_row), methods != NULL && methods->len > 0);
}

static void
fill_affiliates (AtlasNextStepDialog *self)
{
  GPtrArray *affiliates = get_fields (self)->affiliates;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_string_list_append (labels, _("None"));
  for (guint i = 0; affiliates != NULL && i < affiliates->len; i++)
    {
      const AtlasAffiliate *affiliate = g_ptr_array_index (affiliates, i);
      g_autofree char *name = atlas_text_dup_shown (affiliate->name);
      g_autofree char *id = atlas_text_dup_shown (affiliate->id);

      gtk_string_list_append (labels, name ? name : id ? id : _("Unnamed"));
    }
  adw_combo_row_set_expression (self->affiliate_row, expression);
  adw_combo_row_set_model (self->affiliate_row, G_LIST_MODEL (labels));
  gtk_widget_set_visible (GTK_WIDGET (self->affiliate_row), affiliates != NULL && affiliates->len > 0);
}

static void
atlas_next_step_dialog_dispose (GObject *object)
{
  AtlasNextStepDialog *self = ATLAS_NEXT_STEP_DIALOG (object);

  g_clear_object (&self->details);
  g_clear_object (&self->profile);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_NEXT_STEP_DIALOG);

  G_OBJECT_CLASS (atlas_next_step_dialog_parent_class)->dispose (object);
}

static void
atlas_next_step_dialog_finalize (GObject *object)
{
  g_clear_pointer (&ATLAS_NEXT_STEP_DIALOG (object)->products, g_strfreev);

  G_OBJECT_CLASS (atlas_next_step_dialog_parent_class)->finalize (object);
}

static void
atlas_next_step_dialog_class_init (AtlasNextStepDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atlas_next_step_dialog_dispose;
  object_class->finalize = atlas_next_step_dialog_finalize;

  g_type_ensure (ATLAS_TYPE_VALUE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-next-step-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasNextStepDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasNextStepDialog, product_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasNextStepDialog, method_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasNextStepDialog, affiliate_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasNextStepDialog, scope_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasNextStepDialog, format_group);
  gtk_widget_class_bind_template_child (widget_class, AtlasNextStepDialog, preview);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
}

static void
atlas_next_step_dialog_init (AtlasNextStepDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_next_step_dialog_new:
 * @details: the bank that was chosen
 * @profile: whose environment and context the next call is for
 *
 * Returns: (transfer floating): a dialog
 */
AdwDialog *
atlas_next_step_dialog_new (AtlasAspspDetails *details,
                            AtlasProfile      *profile)
{
  AtlasNextStepDialog *self;

  g_return_val_if_fail (ATLAS_IS_ASPSP_DETAILS (details), NULL);
  g_return_val_if_fail (ATLAS_IS_PROFILE (profile), NULL);

  self = g_object_new (ATLAS_TYPE_NEXT_STEP_DIALOG, NULL);
  self->choosing = TRUE;
  self->details = g_object_ref (details);
  self->profile = g_object_ref (profile);
  fill_products (self);
  fill_methods (self);
  fill_affiliates (self);
  self->choosing = FALSE;
  update (self);

  return ADW_DIALOG (self);
}

/**
 * atlas_next_step_dialog_choose:
 * @self: a dialog
 * @kind: what comes next
 * @format: how it is written
 */
void
atlas_next_step_dialog_choose (AtlasNextStepDialog *self,
                               AtlasNextKind        kind,
                               AtlasNextFormat      format)
{
  g_return_if_fail (ATLAS_IS_NEXT_STEP_DIALOG (self));

  self->choosing = TRUE;
  adw_combo_row_set_selected (self->kind_row, kind);
  adw_toggle_group_set_active (self->format_group, format);
  self->choosing = FALSE;
  update (self);
}

/**
 * atlas_next_step_dialog_dup_text:
 * @self: a dialog
 *
 * Returns: (transfer full): what the copy button copies
 */
char *
atlas_next_step_dialog_dup_text (AtlasNextStepDialog *self)
{
  AtlasNextChoice choice;

  g_return_val_if_fail (ATLAS_IS_NEXT_STEP_DIALOG (self), NULL);

  choice = get_choice (self);

  return atlas_next_step_format (self->details, self->profile, &choice, adw_toggle_group_get_active (self->format_group));
}
