/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-banks-text.h"
#include "atlas-nothing-found-page.h"

struct _AtlasNothingFoundPage
{
  AdwBin         parent_instance;

  AdwWrapBox    *alternatives;
  AdwStatusPage *status;
};

G_DEFINE_FINAL_TYPE (AtlasNothingFoundPage, atlas_nothing_found_page, ADW_TYPE_BIN)

enum
{
  QUERY_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_starred (const char *bic_fi,
            gpointer    data)
{
  return atlas_catalogue_get_starred (data, bic_fi);
}

static void
clicked_cb (AtlasNothingFoundPage *self,
            GtkWidget             *button)
{
  AtlasAlternative *alternative = g_object_get_data (G_OBJECT (button), "alternative");
  g_autoptr (AtlasQuery) query = atlas_query_copy (alternative->query);
  g_autofree char *bic_fi = g_strdup (alternative->bic_fi);

  /* Taking the query removes the button, and the alternative with it. */
  g_signal_emit (self, signals[QUERY_CHOSEN], 0, query, bic_fi);
}

static GtkWidget *
make_button (AtlasNothingFoundPage *self,
             AtlasAlternative      *alternative)
{
  g_autofree char *text = atlas_alternative_dup_label (alternative);
  GtkWidget *button = gtk_button_new_with_label (text);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (button, text);
  gtk_widget_add_css_class (button, "pill");
  g_object_set_data_full (G_OBJECT (button), "alternative", alternative, (GDestroyNotify) atlas_alternative_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static void
remove_buttons (AtlasNothingFoundPage *self)
{
  GtkWidget *button;

  while ((button = gtk_widget_get_first_child (GTK_WIDGET (self->alternatives))) != NULL)
    adw_wrap_box_remove (self->alternatives, button);
}

static void
atlas_nothing_found_page_dispose (GObject *object)
{
  /* Or the template would free it below the parent class. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_NOTHING_FOUND_PAGE);

  G_OBJECT_CLASS (atlas_nothing_found_page_parent_class)->dispose (object);
}

static void
atlas_nothing_found_page_class_init (AtlasNothingFoundPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_nothing_found_page_dispose;

  signals[QUERY_CHOSEN] = g_signal_new ("query-chosen", ATLAS_TYPE_NOTHING_FOUND_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, ATLAS_TYPE_QUERY, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-nothing-found-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasNothingFoundPage, alternatives);
  gtk_widget_class_bind_template_child (widget_class, AtlasNothingFoundPage, status);
}

static void
atlas_nothing_found_page_init (AtlasNothingFoundPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_nothing_found_page_explain:
 * @self: the page
 * @catalogue: the catalogue that was asked
 * @query: a query that finds nothing in it
 * @place_names: (nullable): the names of the query's countries and cities
 */
void
atlas_nothing_found_page_explain (AtlasNothingFoundPage *self,
                                  AtlasCatalogue        *catalogue,
                                  const AtlasQuery      *query,
                                  const char * const    *place_names)
{
  g_autofree char *sentence = NULL;
  g_autofree char *escaped = NULL;
  g_autoptr (GPtrArray) alternatives = NULL;
  const gboolean no_stars = query->starred_only && query->text == NULL && !atlas_query_has_filter (query);

  g_return_if_fail (ATLAS_IS_NOTHING_FOUND_PAGE (self));
  g_return_if_fail (ATLAS_IS_CATALOGUE (catalogue));

  sentence = atlas_banks_dup_nothing (query, place_names);
  /* A status page reads its description as markup. */
  escaped = g_markup_escape_text (sentence, -1);
  adw_status_page_set_description (self->status, escaped);
  adw_status_page_set_title (self->status, no_stars ? _("No Starred Banks") : _("No Banks Found"));
  adw_status_page_set_icon_name (self->status, no_stars ? "starred-symbolic" : "edit-find-symbolic");

  remove_buttons (self);
  alternatives = atlas_nothing_found_ask (query, atlas_catalogue_get_table (catalogue), is_starred, catalogue);
  g_ptr_array_set_free_func (alternatives, NULL);
  for (guint i = 0; i < alternatives->len; i++)
    adw_wrap_box_append (self->alternatives, make_button (self, g_ptr_array_index (alternatives, i)));
}
