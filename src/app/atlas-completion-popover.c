/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-banks-text.h"
#include "atlas-completion-popover.h"

#define MAX_CANDIDATES 8
#define LABEL_MAX_WIDTH_CHARS 32

struct _AtlasCompletionPopover
{
  GtkPopover            parent_instance;

  AtlasCatalogue       *catalogue;
  AtlasQueryNames      *names;                              /* not owned: who sets it takes it away again */
  AtlasQueryCandidates *candidates[ATLAS_N_QUERY_FIELDS];   /* made when a field is first typed */
  AtlasQueryField       field;

  GtkListBox           *list;
};

G_DEFINE_FINAL_TYPE (AtlasCompletionPopover, atlas_completion_popover, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clear_candidates (AtlasCompletionPopover *self)
{
  for (guint field = 0; field < ATLAS_N_QUERY_FIELDS; field++)
    g_clear_pointer (&self->candidates[field], atlas_query_candidates_free);
}

static AtlasQueryCandidates *
ensure_candidates (AtlasCompletionPopover *self,
                   AtlasQueryField         field,
                   const char             *typed)
{
  if (field == ATLAS_QUERY_FIELD_BIC)
    {
      g_clear_pointer (&self->candidates[field], atlas_query_candidates_free);
      self->candidates[field] = atlas_query_names_list_bics (self->names, typed, MAX_CANDIDATES);
    }
  if (self->candidates[field] == NULL)
    self->candidates[field] = atlas_query_names_list_candidates (self->names, field);

  return self->candidates[field];
}

/* What is starred or new, only the catalogue knows. */
static guint
count_flag (AtlasCompletionPopover *self,
            AtlasQueryFlag          flag)
{
  g_autoptr (AtlasQuery) query = atlas_query_new ();
  g_autoptr (AtlasAspspList) list = NULL;

  query->starred_only = flag == ATLAS_QUERY_FLAG_STARRED;
  query->newness = flag == ATLAS_QUERY_FLAG_NEW ? ATLAS_CHOICE_YES : ATLAS_CHOICE_ANY;
  query->affiliates = flag == ATLAS_QUERY_FLAG_AFFILIATES ? ATLAS_CHOICE_YES : ATLAS_CHOICE_ANY;
  list = atlas_catalogue_list_aspsps (self->catalogue, query);

  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static char *
dup_count (AtlasCompletionPopover *self,
           const char             *value)
{
  const AtlasQueryFlag flag = atlas_query_flag_find (self->field, value);

  if (self->field == ATLAS_QUERY_FIELD_NONE || self->field == ATLAS_QUERY_FIELD_BIC)
    return NULL;
  if (flag != ATLAS_QUERY_FLAG_UNKNOWN)
    return atlas_banks_dup_count (count_flag (self, flag));

  return atlas_banks_dup_count (atlas_query_names_count_banks (self->names, self->field, value));
}

static GtkWidget *
make_label (const char *text,
            gboolean    is_dimmed)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_MAX_WIDTH_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (is_dimmed)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dimmed");
    }

  return label;
}

static GtkWidget *
make_row_content (const char *title,
                  const char *description,
                  const char *count)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (names, TRUE);
  gtk_widget_set_valign (names, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (names), make_label (title, FALSE));
  if (description != NULL)
    gtk_box_append (GTK_BOX (names), make_label (description, TRUE));
  gtk_box_append (GTK_BOX (content), names);
  if (count != NULL)
    gtk_box_append (GTK_BOX (content), make_label (count, TRUE));

  return content;
}

static char *
dup_spoken (const char *title,
            const char *description,
            const char *count)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) strv = NULL;

  g_strv_builder_add (parts, title);
  if (description != NULL)
    g_strv_builder_add (parts, description);
  if (count != NULL)
    g_strv_builder_add (parts, count);
  strv = g_strv_builder_end (parts);

  return g_strjoinv (", ", strv);
}

static GtkWidget *
make_row (AtlasCompletionPopover *self,
          const char             *value,
          const char             *label)
{
  const gboolean is_name = self->field == ATLAS_QUERY_FIELD_NONE;
  g_autofree char *title = is_name ? g_strconcat (value, ":", NULL) : g_strdup (label);
  g_autofree char *description = is_name ? g_strdup (label) : atlas_query_names_dup_description (self->names, self->field, value);
  g_autofree char *count = dup_count (self, value);
  g_autofree char *spoken = NULL;
  GtkWidget *row = gtk_list_box_row_new ();

  if (g_strcmp0 (description, title) == 0)
    g_clear_pointer (&description, g_free);
  spoken = dup_spoken (title, description, count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), make_row_content (title, description, count));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "value", g_strdup (value), g_free);
  g_object_set_data_full (G_OBJECT (row), "spoken", g_steal_pointer (&spoken), g_free);

  return row;
}

static void
fill (AtlasCompletionPopover     *self,
      const AtlasQueryCandidates *candidates,
      GArray                     *positions)
{
  for (guint i = 0; i < positions->len; i++)
    {
      const guint position = g_array_index (positions, guint, i);

      gtk_list_box_append (self->list, make_row (self,
                                                 atlas_query_candidates_get_value (candidates, position),
                                                 atlas_query_candidates_get_label (candidates, position)));
    }
}

/* The focus stays in the entry, so a screen reader is told what is chosen. */
static void
announce (AtlasCompletionPopover *self,
          const char             *text)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
announce_number (AtlasCompletionPopover *self,
                 guint                   n_candidates)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u suggestion", "%u suggestions", n_candidates), n_candidates);

  announce (self, text);
}

static void
row_activated_cb (AtlasCompletionPopover *self,
                  GtkListBoxRow          *row)
{
  g_autofree char *value = g_strdup (g_object_get_data (G_OBJECT (row), "value"));
  const AtlasQueryField field = self->field;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, field, value);
}

static void
atlas_completion_popover_dispose (GObject *object)
{
  AtlasCompletionPopover *self = ATLAS_COMPLETION_POPOVER (object);

  clear_candidates (self);
  g_clear_object (&self->catalogue);

  G_OBJECT_CLASS (atlas_completion_popover_parent_class)->dispose (object);
}

static void
atlas_completion_popover_class_init (AtlasCompletionPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atlas_completion_popover_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", ATLAS_TYPE_COMPLETION_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
}

static void
atlas_completion_popover_init (AtlasCompletionPopover *self)
{
  GtkPopover *popover = GTK_POPOVER (self);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "completion");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Suggestions"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_set_child (popover, GTK_WIDGET (self->list));

  /* It takes neither the focus nor the keys. */
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_popover_set_autohide (popover, FALSE);
  gtk_popover_set_has_arrow (popover, FALSE);
  gtk_popover_set_position (popover, GTK_POS_BOTTOM);
  gtk_widget_add_css_class (GTK_WIDGET (self), "completion");
}

/**
 * atlas_completion_popover_new:
 * @entry: what is typed into; it must take the popover off when it goes
 *
 * Returns: (transfer none): a popover below @entry
 */
GtkWidget *
atlas_completion_popover_new (GtkWidget *entry)
{
  GtkWidget *self = g_object_new (ATLAS_TYPE_COMPLETION_POPOVER, NULL);

  gtk_widget_set_parent (self, entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE, GTK_ACCESSIBLE_AUTOCOMPLETE_LIST,
                                  GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE,
                                  -1);

  return self;
}

/**
 * atlas_completion_popover_set_source:
 * @self: a popover
 * @catalogue: (nullable): whose banks are counted
 * @names: (nullable): what may be named there; valid until this is called again
 */
void
atlas_completion_popover_set_source (AtlasCompletionPopover *self,
                                     AtlasCatalogue         *catalogue,
                                     AtlasQueryNames        *names)
{
  g_return_if_fail (ATLAS_IS_COMPLETION_POPOVER (self));

  if (self->names == names && self->catalogue == catalogue)
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  clear_candidates (self);
  g_set_object (&self->catalogue, catalogue);
  self->names = names;
}

/**
 * atlas_completion_popover_offer:
 * @self: a popover with a source
 * @field: whose value is being typed; %ATLAS_QUERY_FIELD_NONE: a qualifier's name
 * @typed: what of it is there
 *
 * Shows what fits, or goes away when nothing does. A value that is begun has its best candidate chosen, because whoever
 * types a qualifier wants one of them; a word that begins like a qualifier's name may well be a bank's, and the start of a
 * BIC is a value already.
 *
 * Returns: whether there is anything to choose
 */
gboolean
atlas_completion_popover_offer (AtlasCompletionPopover *self,
                                AtlasQueryField         field,
                                const char             *typed)
{
  const gboolean was_open = gtk_widget_get_visible (GTK_WIDGET (self));
  AtlasQueryCandidates *candidates;
  g_autoptr (GArray) positions = NULL;
  GtkWidget *entry;

  g_return_val_if_fail (ATLAS_IS_COMPLETION_POPOVER (self), FALSE);
  g_return_val_if_fail (self->names != NULL, FALSE);

  entry = gtk_widget_get_parent (GTK_WIDGET (self));
  candidates = ensure_candidates (self, field, typed);
  positions = atlas_query_candidates_match (candidates, typed, MAX_CANDIDATES);
  self->field = field;
  gtk_list_box_remove_all (self->list);
  if (positions->len == 0)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return FALSE;
    }

  fill (self, candidates, positions);
  gtk_list_box_unselect_all (self->list);
  if (field != ATLAS_QUERY_FIELD_NONE && field != ATLAS_QUERY_FIELD_BIC && *typed != '\0')
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_widget_set_size_request (GTK_WIDGET (self->list), gtk_widget_get_width (entry), -1);
  gtk_popover_popup (GTK_POPOVER (self));
  /* Its parent does not know of it, and would not give it another size. */
  gtk_popover_present (GTK_POPOVER (self));
  if (!was_open)
    announce_number (self, positions->len);

  return TRUE;
}

/**
 * atlas_completion_popover_is_open:
 * @self: a popover
 *
 * Returns: whether candidates are shown
 */
gboolean
atlas_completion_popover_is_open (AtlasCompletionPopover *self)
{
  g_return_val_if_fail (ATLAS_IS_COMPLETION_POPOVER (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self));
}

/**
 * atlas_completion_popover_has_chosen:
 * @self: a popover
 *
 * Returns: whether one of the candidates is chosen
 */
gboolean
atlas_completion_popover_has_chosen (AtlasCompletionPopover *self)
{
  g_return_val_if_fail (ATLAS_IS_COMPLETION_POPOVER (self), FALSE);

  return gtk_list_box_get_selected_row (self->list) != NULL;
}

/**
 * atlas_completion_popover_move:
 * @self: an open popover
 * @by: 1 for the next candidate, -1 for the one before; round at the ends
 */
void
atlas_completion_popover_move (AtlasCompletionPopover *self,
                               int                     by)
{
  GtkListBoxRow *row;
  int n_rows = 0;
  int position;

  g_return_if_fail (ATLAS_IS_COMPLETION_POPOVER (self));

  while (gtk_list_box_get_row_at_index (self->list, n_rows) != NULL)
    n_rows++;
  if (n_rows == 0)
    return;

  row = gtk_list_box_get_selected_row (self->list);
  position = row ? gtk_list_box_row_get_index (row) + by : by > 0 ? 0 : n_rows - 1;
  row = gtk_list_box_get_row_at_index (self->list, (position + n_rows) % n_rows);
  gtk_list_box_select_row (self->list, row);
  announce (self, g_object_get_data (G_OBJECT (row), "spoken"));
}

/**
 * atlas_completion_popover_take:
 * @self: an open popover
 *
 * Takes the candidate that is chosen, else the first.
 */
void
atlas_completion_popover_take (AtlasCompletionPopover *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (ATLAS_IS_COMPLETION_POPOVER (self));

  row = gtk_list_box_get_selected_row (self->list);
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row != NULL)
    row_activated_cb (self, row);
}
