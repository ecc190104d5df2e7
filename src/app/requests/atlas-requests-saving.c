/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "atlas-request-har.h"
#include "atlas-requests-saving.h"

/* What is to be exported, while a person chooses where to. */
typedef struct
{
  GWeakRef    widget;
  GListStore *entries;
} Saving;

static Saving *
saving_new (GtkWidget  *widget,
            GListModel *entries)
{
  Saving *saving = g_new0 (Saving, 1);

  g_weak_ref_init (&saving->widget, widget);
  saving->entries = g_list_store_new (g_list_model_get_item_type (entries));
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (GObject) entry = g_list_model_get_item (entries, i);

      g_list_store_append (saving->entries, entry);
    }

  return saving;
}

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_weak_ref_clear (&saving->widget);
  g_clear_object (&saving->entries);
  g_free (saving);
}

static void
say (Saving     *saving,
     const char *sentence)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&saving->widget);
  GtkWidget *overlay = widget ? gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY) : NULL;
  AdwToast *toast;

  if (overlay == NULL)
    return;

  toast = adw_toast_new (sentence);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static DexFuture *
saved_cb (DexFuture *future,
          gpointer   data)
{
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) != NULL)
    say (data, _("Requests exported"));
  else
    say (data, error->message);

  return NULL;
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Saving *saving = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    {
      dex_future_disown (dex_future_finally (atlas_request_har_save (G_LIST_MODEL (saving->entries), file), saved_cb, saving, saving_free));
      return;
    }
  if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    say (saving, error->message);
  saving_free (saving);
}

/**
 * atlas_requests_saving_ask:
 * @widget: a widget in a toast overlay, in the window to ask over
 * @entries: a model of #AtlasRequestEntry; what it holds now is saved
 *
 * Asks where to, saves there, and says what came of it.
 */
void
atlas_requests_saving_ask (GtkWidget  *widget,
                           GListModel *entries)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("HTTP Archive (HAR)"));
  gtk_file_filter_add_suffix (filter, "har");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _("Export Requests"));
  gtk_file_dialog_set_accept_label (dialog, _("_Export"));
  gtk_file_dialog_set_initial_name (dialog, "bank-atlas-requests.har");
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, chosen_cb, saving_new (widget, entries));
}
