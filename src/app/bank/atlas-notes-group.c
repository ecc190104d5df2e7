/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-notes-group.h"
#include "atlas-text.h"

#define MAX_NOTE_CHARS 300

/* More than this many are folded away. */
#define N_OPEN_NOTES 3

struct _AtlasNotesGroup
{
  AtlasDetailsGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (AtlasNotesGroup, atlas_notes_group, ATLAS_TYPE_DETAILS_GROUP)

static GtkWidget *
create_row (const char *note)
{
  g_autofree char *line = atlas_text_dup_single_line (note, MAX_NOTE_CHARS);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", line, NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("dialog-information-symbolic"));

  return row;
}

static void
add_folded (AtlasDetailsGroup *group,
            GStrv              notes,
            guint              n_notes)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u remark", "%u remarks", n_notes), n_notes);
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "title", title, NULL);

  for (guint i = 0; i < MIN (n_notes, ATLAS_DETAILS_GROUP_MAX_ROWS); i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), create_row (notes[i]));
  atlas_details_group_add_row (group, row);
  atlas_details_group_add_rest (group, n_notes);
}

static void
atlas_notes_group_show (AtlasDetailsGroup *group,
                        AtlasAspspDetails *details)
{
  GStrv notes = atlas_aspsp_details_get_fields (details)->notes;
  guint n_notes = notes ? g_strv_length (notes) : 0;

  if (n_notes > N_OPEN_NOTES)
    add_folded (group, notes, n_notes);
  else
    for (guint i = 0; i < n_notes; i++)
      atlas_details_group_add_row (group, create_row (notes[i]));
  gtk_widget_set_visible (GTK_WIDGET (group), n_notes > 0);
}

static void
atlas_notes_group_class_init (AtlasNotesGroupClass *klass)
{
  ATLAS_DETAILS_GROUP_CLASS (klass)->show = atlas_notes_group_show;
}

static void
atlas_notes_group_init (AtlasNotesGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("About This Answer"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("What was missing or not as documented; the rest is complete"));
}
