/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-request-page.h"
#include "atlas-request-text.h"
#include "atlas-value-row.h"

struct _AtlasRequestPage
{
  AdwNavigationPage  parent_instance;

  AtlasRequestEntry *entry;   /* (nullable) */

  GtkStack          *stack;
  AtlasValueRow     *outcome_row;
  AtlasValueRow     *error_row;
  AtlasValueRow     *attempt_row;
  AtlasValueRow     *cause_row;
  AtlasValueRow     *sent_row;
  AtlasValueRow     *echoed_row;
  AtlasValueRow     *time_row;
  AtlasValueRow     *duration_row;
  AtlasValueRow     *call_row;
  AtlasValueRow     *address_row;
  AtlasValueRow     *size_row;
};

G_DEFINE_FINAL_TYPE (AtlasRequestPage, atlas_request_page, ADW_TYPE_NAVIGATION_PAGE)

static void
set_value (AtlasValueRow *row,
           const char    *value_or_null)
{
  atlas_value_row_set_value (row, value_or_null, NULL, NULL);
}

static void
show_outcome (AtlasRequestPage *self)
{
  g_autofree char *status = atlas_request_text_outcome (self->entry);
  const char *version = atlas_request_entry_get_http_version (self->entry);
  g_autofree char *outcome = version ? g_strdup_printf ("%s (%s)", status, version) : g_strdup (status);
  g_autofree char *attempt = g_strdup_printf ("%u", atlas_request_entry_get_attempt (self->entry));

  set_value (self->outcome_row, outcome);
  set_value (self->error_row, atlas_request_entry_get_error (self->entry));
  set_value (self->attempt_row, attempt);
  set_value (self->cause_row, atlas_request_entry_get_retry_cause (self->entry));
}

static void
show_trace (AtlasRequestPage *self)
{
  g_autofree char *time = atlas_request_text_utc (atlas_request_entry_get_started_at (self->entry));
  g_autofree char *duration = atlas_request_text_duration (atlas_request_entry_get_duration (self->entry));

  set_value (self->sent_row, atlas_request_entry_get_request_id (self->entry));
  set_value (self->echoed_row, atlas_request_entry_get_echoed_id (self->entry));
  set_value (self->time_row, time);
  set_value (self->duration_row, duration);
}

static void
show_request (AtlasRequestPage *self)
{
  g_autofree char *call = g_strdup_printf ("%s (%s)",
                                           atlas_request_text_call (atlas_request_entry_get_call (self->entry)),
                                           atlas_request_entry_get_method (self->entry));
  g_autofree char *size = atlas_request_text_size (atlas_request_entry_get_bytes (self->entry));

  set_value (self->call_row, call);
  set_value (self->address_row, atlas_request_entry_get_url (self->entry));
  set_value (self->size_row, atlas_request_entry_get_status (self->entry) != 0 ? size : NULL);
}

static void
atlas_request_page_dispose (GObject *object)
{
  AtlasRequestPage *self = ATLAS_REQUEST_PAGE (object);

  g_clear_object (&self->entry);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_REQUEST_PAGE);

  G_OBJECT_CLASS (atlas_request_page_parent_class)->dispose (object);
}

static void
atlas_request_page_class_init (AtlasRequestPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_request_page_dispose;

  g_type_ensure (ATLAS_TYPE_VALUE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-request-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestPage, outcome_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestPage, error_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestPage, attempt_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestPage, cause_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestPage, sent_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestPage, echoed_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestPage, time_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestPage, duration_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestPage, call_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasRequestPage, size_row);
}

static void
atlas_request_page_init (AtlasRequestPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_request_page_show:
 * @self: a page
 * @entry: (nullable): what to show; %NULL for nothing
 */
void
atlas_request_page_show (AtlasRequestPage  *self,
                         AtlasRequestEntry *entry)
{
  g_return_if_fail (ATLAS_IS_REQUEST_PAGE (self));

  if (!g_set_object (&self->entry, entry))
    return;

  gtk_stack_set_visible_child_name (self->stack, entry ? "request" : "none");
  if (entry == NULL)
    return;

  show_outcome (self);
  show_trace (self);
  show_request (self);
}

/**
 * atlas_request_page_get_entry:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what it shows
 */
AtlasRequestEntry *
atlas_request_page_get_entry (AtlasRequestPage *self)
{
  g_return_val_if_fail (ATLAS_IS_REQUEST_PAGE (self), NULL);

  return self->entry;
}
