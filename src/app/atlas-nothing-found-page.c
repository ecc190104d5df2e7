/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-absence.h"
#include "atlas-application.h"
#include "atlas-banks-text.h"
#include "atlas-nothing-found-page.h"
#include "atlas-text.h"

/* History and other directories are not asked for each key. */
#define LOOK_FURTHER_DELAY_MS 300

struct _AtlasNothingFoundPage
{
  AdwBin           parent_instance;

  AtlasCatalogue  *catalogue;
  AtlasAspspTable *table;         /* that nothing was found in */
  AtlasQuery      *query;
  GStrv            place_names;
  GPtrArray       *offered;       /* (element-type AtlasAlternative): as long as nothing else is explained */
  guint            source;
  guint            serial;        /* of what is explained */

  GtkBox          *alternatives;
  AdwStatusPage   *status;
};

G_DEFINE_FINAL_TYPE (AtlasNothingFoundPage, atlas_nothing_found_page, ADW_TYPE_BIN)

enum
{
  QUERY_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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

/* ---------------------------------------------------------------- the buttons */

static GtkWidget *
add_button (AtlasNothingFoundPage *self,
            const char            *text)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (button, text);
  gtk_widget_add_css_class (button, "pill");
  gtk_box_append (self->alternatives, button);

  return button;
}

/* The button has what it needs of its own: choosing it takes the others away. */
static void
add_alternative (AtlasNothingFoundPage  *self,
                 const AtlasAlternative *alternative)
{
  g_autofree char *text = atlas_alternative_dup_label (alternative);
  GtkWidget *button = add_button (self, text);
  AtlasAlternative *copy = g_new0 (AtlasAlternative, 1);

  copy->query = atlas_query_copy (alternative->query);
  copy->bic_fi = g_strdup (alternative->bic_fi);
  g_object_set_data_full (G_OBJECT (button), "alternative", copy, (GDestroyNotify) atlas_alternative_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
}

static void
add_elsewhere (AtlasNothingFoundPage *self,
               const AtlasElsewhere  *elsewhere)
{
  g_autofree char *text = atlas_elsewhere_dup_label (elsewhere);
  GtkWidget *button = add_button (self, text);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", atlas_profile_get_id (elsewhere->profile));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.switch-profile");
}

static void
remove_buttons (AtlasNothingFoundPage *self)
{
  GtkWidget *button;

  while ((button = gtk_widget_get_first_child (GTK_WIDGET (self->alternatives))) != NULL)
    gtk_box_remove (self->alternatives, button);
}

/* What leads on comes before what begins anew. */
static void
add_buttons (AtlasNothingFoundPage *self,
             const AtlasFurther    *further)
{
  remove_buttons (self);
  for (guint i = 0; further != NULL && i < further->elsewhere->len; i++)
    add_elsewhere (self, g_ptr_array_index (further->elsewhere, i));
  for (guint i = 0; further != NULL && further->similar != NULL && i < further->similar->len; i++)
    add_alternative (self, g_ptr_array_index (further->similar, i));
  for (guint i = 0; i < self->offered->len; i++)
    add_alternative (self, g_ptr_array_index (self->offered, i));
}

/* ---------------------------------------------------------------- what is said */

static void
say (AtlasNothingFoundPage *self,
     const AtlasFurther    *further)
{
  const AtlasAbsence absence = atlas_absence_of (self->query, self->offered, further);
  g_autofree char *sentence = NULL;
  g_autofree char *escaped = NULL;

  sentence = atlas_absence_dup_sentence (absence, self->query, (const char * const *) self->place_names, further);
  /* A status page reads its description as markup. */
  escaped = g_markup_escape_text (sentence, -1);
  adw_status_page_set_description (self->status, escaped);
  adw_status_page_set_title (self->status, atlas_absence_get_title (absence));
  adw_status_page_set_icon_name (self->status, atlas_absence_get_icon (absence));
  add_buttons (self, further);
  if (further != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

/* An answer about what is no longer asked. */
typedef struct
{
  AtlasNothingFoundPage *self;
  guint                  serial;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->self);
  g_free (asked);
}

static DexFuture *
looked_further_cb (DexFuture *looked,
                   gpointer   data)
{
  Asked *asked = data;
  const GValue *value = dex_future_get_value (looked, NULL);

  if (value != NULL && asked->serial == asked->self->serial)
    say (asked->self, g_value_get_boxed (value));

  return dex_future_new_for_boolean (TRUE);
}

static GListModel *
find_profiles (AtlasNothingFoundPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkApplication *application = GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;
  AtlasProfiles *profiles = ATLAS_IS_APPLICATION (application) ? atlas_application_get_profiles (ATLAS_APPLICATION (application)) : NULL;

  return profiles ? G_LIST_MODEL (profiles) : NULL;
}

static void
look_further_cb (gpointer user_data)
{
  AtlasNothingFoundPage *self = user_data;
  Asked *asked = g_new0 (Asked, 1);
  DexFuture *further;

  self->source = 0;
  asked->self = g_object_ref (self);
  asked->serial = self->serial;
  further = atlas_catalogue_look_further (self->catalogue, self->query, find_profiles (self));
  dex_future_disown (dex_future_finally (further, looked_further_cb, asked, asked_free));
}

static void
forget (AtlasNothingFoundPage *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->table, atlas_aspsp_table_unref);
  g_clear_pointer (&self->query, atlas_query_free);
  g_clear_pointer (&self->place_names, g_strfreev);
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  self->serial++;
}

static void
atlas_nothing_found_page_dispose (GObject *object)
{
  forget (ATLAS_NOTHING_FOUND_PAGE (object));
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
 *
 * Says at once what this directory knows, and a moment later what its history and the caches of the other profiles do.
 */
void
atlas_nothing_found_page_explain (AtlasNothingFoundPage *self,
                                  AtlasCatalogue        *catalogue,
                                  const AtlasQuery      *query,
                                  const char * const    *place_names)
{
  AtlasAbsence absence;

  g_return_if_fail (ATLAS_IS_NOTHING_FOUND_PAGE (self));
  g_return_if_fail (ATLAS_IS_CATALOGUE (catalogue));

  /* What changes elsewhere does not take away an answer that came in meanwhile. */
  if (self->catalogue == catalogue && self->table == atlas_catalogue_get_table (catalogue) && atlas_query_equal (self->query, query))
    return;

  forget (self);
  self->catalogue = g_object_ref (catalogue);
  self->table = atlas_aspsp_table_ref (atlas_catalogue_get_table (catalogue));
  self->query = atlas_query_copy (query);
  self->place_names = g_strdupv ((GStrv) place_names);
  self->offered = atlas_catalogue_ask_alternatives (catalogue, query);
  say (self, NULL);

  absence = atlas_absence_of (query, self->offered, NULL);
  if (!atlas_absence_is_hidden (absence) && !atlas_text_is_blank (query->text))
    self->source = g_timeout_add_once (LOOK_FURTHER_DELAY_MS, look_further_cb, self);
}
