/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "atlas-affiliates-group.h"
#include "atlas-text.h"
#include "atlas-value-row.h"

/* So many are shown at once; a button shows the others, and from here on there is a search. */
#define N_FIRST_ROWS 6

struct _AtlasAffiliatesGroup
{
  AtlasDetailsGroup parent_instance;

  gboolean expanded;

  GtkEditable *search_entry;
};

G_DEFINE_FINAL_TYPE (AtlasAffiliatesGroup, atlas_affiliates_group, ATLAS_TYPE_DETAILS_GROUP)

static void fill (AtlasAffiliatesGroup *self);

static GtkWidget *
create_row (const AtlasAffiliate *affiliate)
{
  g_autofree char *name = atlas_text_dup_shown (affiliate->name);
  g_autofree char *id = atlas_text_dup_shown (affiliate->id);
  g_autofree char *label = g_strdup_printf (_("Copy ID of %s"), name ? name : _("the unnamed bank"));
  GtkWidget *row;

  row = g_object_new (ATLAS_TYPE_VALUE_ROW,
                      "title", name ? name : _("Unnamed"),
                      "copy-label", label,
                      "says-missing", TRUE,
                      NULL);
  gtk_widget_remove_css_class (row, "property");
  atlas_value_row_set_value (ATLAS_VALUE_ROW (row), id, affiliate->id, NULL);

  return row;
}

static gboolean
matches (const AtlasAffiliate *affiliate,
         const char           *folded_text)
{
  g_autofree char *folded = NULL;

  if (*folded_text == '\0')
    return TRUE;

  folded = atlas_text_fold (affiliate->name);

  return strstr (folded, folded_text) != NULL || (affiliate->id != NULL && strstr (affiliate->id, folded_text) != NULL);
}

static void
show_all_cb (AtlasAffiliatesGroup *self)
{
  self->expanded = TRUE;
  fill (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
add_show_all (AtlasAffiliatesGroup *self,
              guint                 n_affiliates)
{
  g_autofree char *label = g_strdup_printf (ngettext ("Show the One Affiliated Bank", "Show All %u Affiliated Banks", n_affiliates),
                                            n_affiliates);
  GtkWidget *row = g_object_new (ADW_TYPE_BUTTON_ROW, "title", label, NULL);

  g_signal_connect_object (row, "activated", G_CALLBACK (show_all_cb), self, G_CONNECT_SWAPPED);
  atlas_details_group_add_row (ATLAS_DETAILS_GROUP (self), row);
}

static void
fill (AtlasAffiliatesGroup *self)
{
  AtlasDetailsGroup *group = ATLAS_DETAILS_GROUP (self);
  GPtrArray *affiliates = atlas_aspsp_details_get_fields (atlas_details_group_get_details (group))->affiliates;
  g_autofree char *text = atlas_text_fold (gtk_editable_get_text (self->search_entry));
  gboolean all = self->expanded || *text != '\0' || affiliates->len <= N_FIRST_ROWS;
  guint n_matches = 0;

  atlas_details_group_clear (group);
  for (guint i = 0; i < affiliates->len; i++)
    {
      const AtlasAffiliate *affiliate = g_ptr_array_index (affiliates, i);

      if (!matches (affiliate, text))
        continue;
      if (n_matches++ < (all ? ATLAS_DETAILS_GROUP_MAX_ROWS : N_FIRST_ROWS))
        atlas_details_group_add_row (group, create_row (affiliate));
    }

  if (!all)
    add_show_all (self, affiliates->len);
  else
    atlas_details_group_add_rest (group, n_matches);
  if (n_matches == 0)
    atlas_details_group_add_remark (group, _("No affiliated bank matches"));
}

static void
search_changed_cb (AtlasAffiliatesGroup *self)
{
  AtlasAspspDetails *details = atlas_details_group_get_details (ATLAS_DETAILS_GROUP (self));

  if (details != NULL && atlas_aspsp_details_get_fields (details)->affiliates != NULL)
    fill (self);
}

static void
stop_search_cb (AtlasAffiliatesGroup *self)
{
  gtk_editable_set_text (self->search_entry, "");
}

static void
atlas_affiliates_group_show (AtlasDetailsGroup *group,
                             AtlasAspspDetails *details)
{
  AtlasAffiliatesGroup *self = ATLAS_AFFILIATES_GROUP (group);
  GPtrArray *affiliates = atlas_aspsp_details_get_fields (details)->affiliates;
  guint n_affiliates = affiliates ? affiliates->len : 0;

  gtk_widget_set_visible (GTK_WIDGET (self), n_affiliates > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->search_entry), n_affiliates > N_FIRST_ROWS);
  if (n_affiliates == 0)
    return;

  self->expanded = FALSE;
  gtk_editable_set_text (self->search_entry, "");
  fill (self);
}

static void
atlas_affiliates_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_AFFILIATES_GROUP);

  G_OBJECT_CLASS (atlas_affiliates_group_parent_class)->dispose (object);
}

static void
atlas_affiliates_group_class_init (AtlasAffiliatesGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_affiliates_group_dispose;
  ATLAS_DETAILS_GROUP_CLASS (klass)->show = atlas_affiliates_group_show;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-affiliates-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasAffiliatesGroup, search_entry);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
atlas_affiliates_group_init (AtlasAffiliatesGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
