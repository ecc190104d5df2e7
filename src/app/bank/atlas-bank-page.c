/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-bank-format.h"
#include "atlas-bank-header.h"
#include "atlas-bank-page.h"
#include "atlas-clipboard.h"
#include "atlas-details-loader.h"
#include "atlas-details-placeholder.h"
#include "atlas-details-view.h"
#include "atlas-export.h"
#include "atlas-format.h"
#include "atlas-link.h"
#include "atlas-next-step-dialog.h"
#include "atlas-raw-answer-dialog.h"
#include "atlas-text.h"
#include "atlas-web-address.h"
#include "atlas-trouble-bar.h"

struct _AtlasBankPage
{
  AdwNavigationPage parent_instance;

  AtlasCatalogue *catalogue;
  char *bic_fi;
  guint32 row_id;
  AtlasAspspItem *item;
  AtlasDetailsLoader *loader;
  GSignalGroup *catalogue_signals;
  GSignalGroup *item_signals;

  AtlasBankHeader *header;
  AtlasTroubleBar *trouble_bar;
  AtlasDetailsView *details_view;
  GtkStack *stack;
  GtkStack *content;
  GtkScrolledWindow *scrolled_window;
  GtkWidget *copy_button;
  GtkWidget *star_button;
  GtkWidget *next_step_bar;
};

G_DEFINE_FINAL_TYPE (AtlasBankPage, atlas_bank_page, ADW_TYPE_NAVIGATION_PAGE)

typedef enum
{
  PROP_CATALOGUE = 1,
  PROP_BIC_FI,
  PROP_STARRED,
  PROP_LOADING,
} AtlasBankPageProperty;

static GParamSpec *properties[PROP_LOADING + 1];

/* Names of the next steps in the order of AtlasNextKind. */
static const char * const next_kinds[] = { "account-information", "payment", "bulk-payment", "periodic-payment", NULL };

static const AtlasAspspFields *
get_fields (AtlasBankPage *self)
{
  AtlasAspspDetails *details = atlas_bank_page_get_details (self);

  return details ? atlas_aspsp_details_get_fields (details) : NULL;
}

static AtlasProfile *
get_profile (AtlasBankPage *self)
{
  return self->catalogue ? atlas_catalogue_get_profile (self->catalogue) : NULL;
}

static void
update_actions (AtlasBankPage *self)
{
  const AtlasAspspFields *fields = get_fields (self);
  g_autofree char *address = fields ? atlas_format_address (fields, "\n") : NULL;
  g_autofree char *web_uri = fields ? atlas_web_address_dup_uri (fields->website_url) : NULL;
  g_autofree char *phone_uri = fields ? atlas_format_phone_uri (fields->phone) : NULL;
  const struct
  {
    const char *name;
    gboolean enabled;
  } actions[] = {
    { "bank.copy-bic", self->bic_fi != NULL },
    { "bank.copy-name", self->bic_fi != NULL },
    { "bank.star", self->bic_fi != NULL && self->catalogue != NULL },
    { "bank.refresh", self->bic_fi != NULL && self->catalogue != NULL },
    { "bank.copy-text", fields != NULL },
    { "bank.copy-json", fields != NULL },
    { "bank.copy-next-step", fields != NULL },
    { "bank.next-step", fields != NULL },
    { "bank.show-raw", fields != NULL },
    { "bank.copy-address", address != NULL },
    { "bank.copy-phone", fields != NULL && fields->phone != NULL },
    { "bank.copy-website", fields != NULL && fields->website_url != NULL },
    { "bank.open-website", web_uri != NULL },
    { "bank.call", phone_uri != NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name, actions[i].enabled);
}

static void
update_star (AtlasBankPage *self)
{
  gboolean starred = atlas_bank_page_get_starred (self);
  const char *label = starred ? _("Remove Star") : _("Star This Bank");

  gtk_button_set_icon_name (GTK_BUTTON (self->star_button), starred ? "starred-symbolic" : "non-starred-symbolic");
  gtk_widget_set_tooltip_text (self->star_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->star_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Star"), -1);
}

static void
update_header (AtlasBankPage *self)
{
  if (self->bic_fi == NULL)
    {
      adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Bank"));
      return;
    }

  atlas_bank_header_show (self->header, self->catalogue, self->bic_fi, self->item, atlas_bank_page_get_details (self));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), atlas_bank_header_get_name (self->header));
}

static void
update_content (AtlasBankPage *self)
{
  gboolean chosen = self->bic_fi != NULL;
  const char *name = "placeholder";

  if (atlas_bank_page_get_details (self) != NULL)
    name = "details";
  else if (!atlas_bank_page_get_loading (self))
    name = "nothing";

  gtk_stack_set_visible_child_name (self->stack, chosen ? "bank" : "choose");
  gtk_stack_set_visible_child_name (self->content, name);
  gtk_widget_set_visible (self->copy_button, chosen);
  gtk_widget_set_visible (self->star_button, chosen);
  gtk_widget_set_visible (self->next_step_bar, chosen);
}

static void
update (AtlasBankPage *self)
{
  update_header (self);
  update_content (self);
  update_actions (self);
  update_star (self);
}

static void
set_item (AtlasBankPage *self)
{
  g_autoptr (AtlasAspspItem) item = NULL;

  if (self->catalogue != NULL && self->bic_fi != NULL)
    item = atlas_catalogue_dup_item (self->catalogue, self->bic_fi, self->row_id);
  g_set_object (&self->item, item);
  g_signal_group_set_target (self->item_signals, item);
}

/* Nothing of the bank before may stay, not even for a moment. */
static void
start_again (AtlasBankPage *self)
{
  atlas_details_view_set_details (self->details_view, NULL);
  atlas_trouble_bar_clear (self->trouble_bar);
  set_item (self);
  atlas_details_loader_load (self->loader, self->catalogue, self->bic_fi);
  update (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STARRED]);
}

static void
loaded_cb (AtlasBankPage     *self,
           AtlasAspspDetails *details)
{
  atlas_details_view_set_details (self->details_view, details);
  atlas_trouble_bar_clear (self->trouble_bar);
  update (self);
}

static void
failed_cb (AtlasBankPage *self,
           const GError  *error)
{
  atlas_trouble_bar_show (self->trouble_bar, error, get_profile (self));
  update_content (self);
}

static void
loading_changed_cb (AtlasBankPage *self)
{
  update_content (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
starred_changed_cb (AtlasBankPage *self)
{
  update_star (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STARRED]);
}

/* What is shown stays until the store has given what replaces it. */
static void
catalogue_changed_cb (AtlasBankPage *self)
{
  if (self->bic_fi == NULL)
    return;

  set_item (self);
  update_header (self);
  starred_changed_cb (self);
  if (!atlas_bank_page_get_loading (self))
    atlas_details_loader_reload (self->loader);
}

static void
retry_cb (AtlasBankPage *self)
{
  atlas_details_loader_refresh (self->loader);
}

static void
copy_text_action_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  AtlasBankPage *self = ATLAS_BANK_PAGE (widget);
  AtlasAspspDetails *details = atlas_bank_page_get_details (self);
  g_autofree char *text = NULL;

  if (g_str_equal (action_name, "bank.copy-bic"))
    text = atlas_text_dup_shown (self->bic_fi);
  else if (g_str_equal (action_name, "bank.copy-name"))
    text = g_strdup (atlas_bank_header_get_name (self->header));
  else if (details == NULL)
    return;
  else if (g_str_equal (action_name, "bank.copy-address"))
    text = atlas_format_address (get_fields (self), "\n");
  else if (g_str_equal (action_name, "bank.copy-json"))
    text = atlas_export_bank_as_json (details);
  else
    text = atlas_bank_format_text (details);

  atlas_clipboard_copy (widget, text);
}

static void
copy_value_action_cb (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  const AtlasAspspFields *fields = get_fields (ATLAS_BANK_PAGE (widget));

  if (fields != NULL)
    atlas_clipboard_copy_value (widget, g_str_equal (action_name, "bank.copy-phone") ? fields->phone : fields->website_url);
}

static void
copy_next_step_action_cb (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  AtlasBankPage *self = ATLAS_BANK_PAGE (widget);
  AtlasAspspDetails *details = atlas_bank_page_get_details (self);
  AtlasNextChoice choice = { .kind = ATLAS_NEXT_ACCOUNT_INFORMATION };
  g_autofree char *text = NULL;
  GPtrArray *methods;

  if (details == NULL)
    return;

  methods = get_fields (self)->authorization_methods;
  if (methods != NULL && methods->len > 0)
    choice.method = ((AtlasAuthorizationMethod *) g_ptr_array_index (methods, 0))->name;
  text = atlas_next_step_format (details, get_profile (self), &choice, ATLAS_NEXT_FORMAT_CURL);
  atlas_clipboard_copy (widget, text);
}

static void
next_step_action_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  AtlasBankPage *self = ATLAS_BANK_PAGE (widget);
  AtlasAspspDetails *details = atlas_bank_page_get_details (self);
  const char *wanted = g_variant_get_string (parameter, NULL);
  AdwDialog *dialog;

  if (details == NULL)
    return;

  dialog = atlas_next_step_dialog_new (details, get_profile (self));
  for (guint i = 0; next_kinds[i] != NULL; i++)
    if (g_str_equal (next_kinds[i], wanted))
      atlas_next_step_dialog_choose (ATLAS_NEXT_STEP_DIALOG (dialog), i, ATLAS_NEXT_FORMAT_CURL);
  adw_dialog_present (dialog, widget);
}

static void
show_raw_action_cb (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  AtlasAspspDetails *details = atlas_bank_page_get_details (ATLAS_BANK_PAGE (widget));

  if (details != NULL)
    adw_dialog_present (atlas_raw_answer_dialog_new (details), widget);
}

static void
refresh_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  atlas_details_loader_refresh (ATLAS_BANK_PAGE (widget)->loader);
}

static void
open_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  const AtlasAspspFields *fields = get_fields (ATLAS_BANK_PAGE (widget));
  g_autofree char *uri = NULL;

  if (fields == NULL)
    return;

  if (g_str_equal (action_name, "bank.call"))
    uri = atlas_format_phone_uri (fields->phone);
  else
    uri = atlas_web_address_dup_uri (fields->website_url);
  atlas_link_open (widget, uri);
}

static void
atlas_bank_page_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  AtlasBankPage *self = ATLAS_BANK_PAGE (object);

  switch ((AtlasBankPageProperty) property_id)
    {
    case PROP_CATALOGUE: g_value_set_object (value, self->catalogue); break;
    case PROP_BIC_FI: g_value_set_string (value, self->bic_fi); break;
    case PROP_STARRED: g_value_set_boolean (value, atlas_bank_page_get_starred (self)); break;
    case PROP_LOADING: g_value_set_boolean (value, atlas_bank_page_get_loading (self)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_bank_page_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  AtlasBankPage *self = ATLAS_BANK_PAGE (object);

  switch ((AtlasBankPageProperty) property_id)
    {
    case PROP_CATALOGUE: atlas_bank_page_set_catalogue (self, g_value_get_object (value)); break;
    case PROP_BIC_FI: atlas_bank_page_set_bic_fi (self, g_value_get_string (value)); break;
    case PROP_STARRED: atlas_bank_page_set_starred (self, g_value_get_boolean (value)); break;
    case PROP_LOADING:
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_bank_page_dispose (GObject *object)
{
  AtlasBankPage *self = ATLAS_BANK_PAGE (object);

  if (self->loader != NULL)
    atlas_details_loader_load (self->loader, NULL, NULL);
  g_clear_object (&self->loader);
  g_clear_object (&self->catalogue_signals);
  g_clear_object (&self->item_signals);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_BANK_PAGE);

  G_OBJECT_CLASS (atlas_bank_page_parent_class)->dispose (object);
}

static void
atlas_bank_page_finalize (GObject *object)
{
  g_clear_pointer (&ATLAS_BANK_PAGE (object)->bic_fi, g_free);

  G_OBJECT_CLASS (atlas_bank_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_CATALOGUE] = g_param_spec_object ("catalogue", NULL, NULL, ATLAS_TYPE_CATALOGUE, flags);
  properties[PROP_BIC_FI] = g_param_spec_string ("bic-fi", NULL, NULL, NULL, flags);
  properties[PROP_STARRED] = g_param_spec_boolean ("starred", NULL, NULL, FALSE, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "bank.copy-bic", NULL, copy_text_action_cb);
  gtk_widget_class_install_action (widget_class, "bank.copy-name", NULL, copy_text_action_cb);
  gtk_widget_class_install_action (widget_class, "bank.copy-address", NULL, copy_text_action_cb);
  gtk_widget_class_install_action (widget_class, "bank.copy-phone", NULL, copy_value_action_cb);
  gtk_widget_class_install_action (widget_class, "bank.copy-website", NULL, copy_value_action_cb);
  gtk_widget_class_install_action (widget_class, "bank.copy-text", NULL, copy_text_action_cb);
  gtk_widget_class_install_action (widget_class, "bank.copy-json", NULL, copy_text_action_cb);
  gtk_widget_class_install_action (widget_class, "bank.copy-next-step", NULL, copy_next_step_action_cb);
  gtk_widget_class_install_action (widget_class, "bank.next-step", "s", next_step_action_cb);
  gtk_widget_class_install_action (widget_class, "bank.show-raw", NULL, show_raw_action_cb);
  gtk_widget_class_install_action (widget_class, "bank.refresh", NULL, refresh_action_cb);
  gtk_widget_class_install_action (widget_class, "bank.open-website", NULL, open_action_cb);
  gtk_widget_class_install_action (widget_class, "bank.call", NULL, open_action_cb);
  gtk_widget_class_install_property_action (widget_class, "bank.star", "starred");
}

static void
atlas_bank_page_class_init (AtlasBankPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = atlas_bank_page_dispose;
  object_class->finalize = atlas_bank_page_finalize;
  object_class->get_property = atlas_bank_page_get_property;
  object_class->set_property = atlas_bank_page_set_property;
  install_properties (object_class);
  install_actions (widget_class);

  g_type_ensure (ATLAS_TYPE_BANK_HEADER);
  g_type_ensure (ATLAS_TYPE_DETAILS_PLACEHOLDER);
  g_type_ensure (ATLAS_TYPE_DETAILS_VIEW);
  g_type_ensure (ATLAS_TYPE_TROUBLE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-bank-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasBankPage, header);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankPage, trouble_bar);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankPage, details_view);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankPage, content);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankPage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankPage, copy_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankPage, star_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankPage, next_step_bar);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
atlas_bank_page_init (AtlasBankPage *self)
{
  self->loader = atlas_details_loader_new ();
  g_signal_connect_object (self->loader, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "notify::loading", G_CALLBACK (loading_changed_cb), self, G_CONNECT_SWAPPED);

  self->catalogue_signals = g_signal_group_new (ATLAS_TYPE_CATALOGUE);
  g_signal_group_connect_swapped (self->catalogue_signals, "refreshed", G_CALLBACK (catalogue_changed_cb), self);
  g_signal_group_connect_swapped (self->catalogue_signals, "notify::loaded", G_CALLBACK (catalogue_changed_cb), self);
  self->item_signals = g_signal_group_new (ATLAS_TYPE_ASPSP_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "notify::starred", G_CALLBACK (starred_changed_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * atlas_bank_page_get_catalogue:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): where the bank comes from
 */
AtlasCatalogue *
atlas_bank_page_get_catalogue (AtlasBankPage *self)
{
  g_return_val_if_fail (ATLAS_IS_BANK_PAGE (self), NULL);

  return self->catalogue;
}

/**
 * atlas_bank_page_set_catalogue:
 * @self: a page
 * @catalogue: (nullable): where banks come from from now on
 */
void
atlas_bank_page_set_catalogue (AtlasBankPage  *self,
                               AtlasCatalogue *catalogue)
{
  g_return_if_fail (ATLAS_IS_BANK_PAGE (self));

  if (!g_set_object (&self->catalogue, catalogue))
    return;

  g_signal_group_set_target (self->catalogue_signals, catalogue);
  start_again (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CATALOGUE]);
}

/**
 * atlas_bank_page_get_bic_fi:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the bank that is shown
 */
const char *
atlas_bank_page_get_bic_fi (AtlasBankPage *self)
{
  g_return_val_if_fail (ATLAS_IS_BANK_PAGE (self), NULL);

  return self->bic_fi;
}

/**
 * atlas_bank_page_set_bic_fi:
 * @self: a page
 * @bic_fi: (nullable): the bank to show, %NULL for none
 */
void
atlas_bank_page_set_bic_fi (AtlasBankPage *self,
                            const char    *bic_fi)
{
  g_return_if_fail (ATLAS_IS_BANK_PAGE (self));

  atlas_bank_page_show_bank (self, bic_fi, 0);
}

/**
 * atlas_bank_page_show_bank:
 * @self: a page
 * @bic_fi: (nullable): the bank to show, %NULL for none
 * @row_id: the number of its row, where several have that BIC; 0 for any
 *
 * Banks of one BIC share the answer of the platform, but have names of their own.
 */
void
atlas_bank_page_show_bank (AtlasBankPage *self,
                           const char    *bic_fi,
                           guint32        row_id)
{
  gboolean is_other_row;

  g_return_if_fail (ATLAS_IS_BANK_PAGE (self));

  is_other_row = self->row_id != row_id;
  self->row_id = row_id;
  if (g_set_str (&self->bic_fi, bic_fi))
    {
      start_again (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BIC_FI]);
    }
  else if (is_other_row)
    {
      set_item (self);
      update_header (self);
    }
}

/**
 * atlas_bank_page_get_starred:
 * @self: a page
 *
 * Returns: whether the bank that is shown is starred
 */
gboolean
atlas_bank_page_get_starred (AtlasBankPage *self)
{
  g_return_val_if_fail (ATLAS_IS_BANK_PAGE (self), FALSE);

  return self->catalogue != NULL && self->bic_fi != NULL && atlas_catalogue_get_starred (self->catalogue, self->bic_fi);
}

/**
 * atlas_bank_page_set_starred:
 * @self: a page
 * @starred: whether the bank that is shown is to be starred
 */
void
atlas_bank_page_set_starred (AtlasBankPage *self,
                             gboolean       starred)
{
  g_return_if_fail (ATLAS_IS_BANK_PAGE (self));

  if (self->catalogue == NULL || self->bic_fi == NULL || atlas_bank_page_get_starred (self) == starred)
    return;

  atlas_catalogue_set_starred (self->catalogue, self->bic_fi, starred);
  starred_changed_cb (self);
}

/**
 * atlas_bank_page_get_loading:
 * @self: a page
 *
 * Returns: whether the bank's details are on their way
 */
gboolean
atlas_bank_page_get_loading (AtlasBankPage *self)
{
  g_return_val_if_fail (ATLAS_IS_BANK_PAGE (self), FALSE);

  return self->loader != NULL && atlas_details_loader_get_loading (self->loader);
}

/**
 * atlas_bank_page_get_details:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what is shown
 */
AtlasAspspDetails *
atlas_bank_page_get_details (AtlasBankPage *self)
{
  g_return_val_if_fail (ATLAS_IS_BANK_PAGE (self), NULL);

  return self->details_view ? atlas_details_view_get_details (self->details_view) : NULL;
}
