/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-catalogue-names.h"
#include "atlas-chip-text.h"
#include "atlas-completion-popover.h"
#include "atlas-search-box.h"

/* A shorter word is more often a bank's than a qualifier's. */
#define MIN_NAME_LENGTH 3

struct _AtlasSearchBox
{
  GObject                 parent_instance;

  GtkSearchEntry         *entry;       /* not owned: it outlives its box */
  AtlasCatalogue         *catalogue;
  AtlasQueryNames        *names;       /* made when a qualifier is typed */
  AtlasQueryText         *terms;       /* no words */
  GPtrArray              *readings;    /* one for each of the terms */
  AtlasCompletionPopover *completion;  /* made when there is something to offer */
  gboolean                composing;   /* an input method has the keys */
};

G_DEFINE_FINAL_TYPE (AtlasSearchBox, atlas_search_box, G_TYPE_OBJECT)

enum
{
  CHANGED,
  TERMS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_typed (AtlasSearchBox *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static gsize
get_cursor (AtlasSearchBox *self)
{
  const char *typed = get_typed (self);

  return g_utf8_offset_to_pointer (typed, gtk_editable_get_position (GTK_EDITABLE (self->entry))) - typed;
}

static void
type_instead (AtlasSearchBox *self,
              const char     *text,
              gsize           cursor)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), g_utf8_pointer_to_offset (text, text + cursor));
}

/* ---------------------------------------------------------------- what may be named */

static gboolean
names_are_old (AtlasSearchBox *self)
{
  return self->names == NULL || atlas_query_names_get_table (self->names) != atlas_catalogue_get_table (self->catalogue);
}

static AtlasQueryNames *
ensure_names (AtlasSearchBox *self)
{
  if (self->catalogue == NULL || !names_are_old (self))
    return self->names;

  if (self->completion != NULL)
    atlas_completion_popover_set_source (self->completion, NULL, NULL);
  g_clear_pointer (&self->names, atlas_query_names_free);
  self->names = atlas_catalogue_list_names (self->catalogue);

  return self->names;
}

static void
read_terms (AtlasSearchBox *self)
{
  g_clear_pointer (&self->readings, g_ptr_array_unref);
  if (self->catalogue != NULL && atlas_query_text_get_n_terms (self->terms) > 0)
    self->readings = atlas_query_terms_read (ensure_names (self), self->terms);
  else
    self->readings = g_ptr_array_new ();
}

/* ---------------------------------------------------------------- chips */

/* One chip is enough. */
static void
drop_repeated (AtlasSearchBox *self)
{
  guint position;

  while ((position = atlas_query_terms_find_repeated (self->readings)) != G_MAXUINT)
    {
      g_autofree char *shorter = atlas_query_text_dup_without (self->terms, position);

      atlas_query_text_unref (self->terms);
      self->terms = atlas_query_text_new (shorter);
      g_ptr_array_remove_index (self->readings, position);
    }
}

static void
set_terms (AtlasSearchBox *self,
           AtlasQueryText *terms)
{
  if (atlas_query_text_equal (terms, self->terms))
    return;

  atlas_query_text_unref (self->terms);
  self->terms = atlas_query_text_ref (terms);
  read_terms (self);
  drop_repeated (self);
  g_signal_emit (self, signals[TERMS_CHANGED], 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_terms_text (AtlasSearchBox *self,
                const char     *text)
{
  g_autoptr (AtlasQueryText) terms = atlas_chip_text_read (text);

  set_terms (self, terms);
}

static void
cut (AtlasSearchBox       *self,
     const AtlasTextRange *range)
{
  const char *typed = get_typed (self);

  gtk_editable_delete_text (GTK_EDITABLE (self->entry),
                            g_utf8_pointer_to_offset (typed, typed + range->start),
                            g_utf8_pointer_to_offset (typed, typed + range->end));
}

/* Qualifiers leave the entry and become chips: those that are finished, or all. */
static gboolean
take_terms (AtlasSearchBox *self,
            gboolean        all)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (AtlasTextRange));
  g_autoptr (AtlasQueryText) terms = atlas_chip_text_take (self->terms, get_typed (self), get_cursor (self), all, ranges);

  for (guint i = ranges->len; i > 0; i--)
    cut (self, &g_array_index (ranges, AtlasTextRange, i - 1));
  set_terms (self, terms);

  return ranges->len > 0;
}

/* The last chip goes back into the entry, to be edited. */
static gboolean
take_back (AtlasSearchBox *self)
{
  const guint n_terms = atlas_query_text_get_n_terms (self->terms);
  g_autofree char *others = NULL;
  g_autofree char *typed = NULL;

  if (n_terms == 0)
    return FALSE;

  others = atlas_query_text_dup_without (self->terms, n_terms - 1);
  typed = atlas_chip_text_take_back (self->terms, get_typed (self));
  type_instead (self, typed, strlen (typed));
  set_terms_text (self, others);

  return TRUE;
}

/* ---------------------------------------------------------------- completion */

static void
close_completion (AtlasSearchBox *self)
{
  if (self->completion != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->completion));
}

static void
chosen_cb (AtlasSearchBox *self,
           int             field,
           const char     *value)
{
  g_auto (AtlasQueryCompletion) completion = { 0 };
  g_autofree char *text = NULL;
  gsize cursor;

  /* The cursor may have been moved meanwhile. */
  if (!atlas_query_completion_find (get_typed (self), get_cursor (self), &completion) || (int) completion.field != field)
    return;

  text = atlas_query_completion_dup_text (&completion, get_typed (self), value, &cursor);
  type_instead (self, text, cursor);
  if (field != ATLAS_QUERY_FIELD_NONE)
    take_terms (self, TRUE);
}

static AtlasCompletionPopover *
ensure_completion (AtlasSearchBox *self)
{
  if (self->completion == NULL)
    {
      self->completion = ATLAS_COMPLETION_POPOVER (atlas_completion_popover_new (GTK_WIDGET (self->entry)));
      g_signal_connect_object (self->completion, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
    }
  atlas_completion_popover_set_source (self->completion, self->catalogue, ensure_names (self));

  return self->completion;
}

static gboolean
can_complete (AtlasSearchBox       *self,
              AtlasQueryCompletion *completion)
{
  if (self->catalogue == NULL || !(gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) & GTK_STATE_FLAG_FOCUS_WITHIN))
    return FALSE;
  if (!atlas_query_completion_find (get_typed (self), get_cursor (self), completion))
    return FALSE;

  return completion->field != ATLAS_QUERY_FIELD_NONE || strlen (completion->typed) >= MIN_NAME_LENGTH;
}

static void
update_completion (AtlasSearchBox *self)
{
  g_auto (AtlasQueryCompletion) completion = { 0 };

  if (can_complete (self, &completion))
    atlas_completion_popover_offer (ensure_completion (self), completion.field, completion.typed);
  else
    close_completion (self);
}

/* ---------------------------------------------------------------- the entry */

static void
search_changed_cb (AtlasSearchBox *self)
{
  take_terms (self, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
  update_completion (self);
}

static void
preedit_changed_cb (AtlasSearchBox *self,
                    const char     *preedit)
{
  self->composing = preedit != NULL && *preedit != '\0';
}

static gboolean
is_at_start (AtlasSearchBox *self)
{
  return gtk_editable_get_position (GTK_EDITABLE (self->entry)) == 0 &&
         !gtk_editable_get_selection_bounds (GTK_EDITABLE (self->entry), NULL, NULL);
}

static gboolean
complete_with_key (AtlasSearchBox *self,
                   guint           keyval)
{
  if (self->completion == NULL || !atlas_completion_popover_is_open (self->completion))
    return FALSE;

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      atlas_completion_popover_move (self->completion, 1);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      atlas_completion_popover_move (self->completion, -1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (!atlas_completion_popover_has_chosen (self->completion))
        return FALSE;
      G_GNUC_FALLTHROUGH;
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      atlas_completion_popover_take (self->completion);
      return TRUE;
    case GDK_KEY_Escape:
      close_completion (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (AtlasSearchBox  *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  if (self->composing || (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)))
    return GDK_EVENT_PROPAGATE;
  if (complete_with_key (self, keyval))
    return GDK_EVENT_STOP;

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      gtk_widget_activate_action (GTK_WIDGET (self->entry), "banks.focus-first", NULL);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      close_completion (self);
      return take_terms (self, TRUE);
    case GDK_KEY_BackSpace:
      return is_at_start (self) && take_back (self);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
watch_entry (AtlasSearchBox *self)
{
  GtkWidget *entry = GTK_WIDGET (self->entry);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (close_completion), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, keys);
  gtk_widget_add_controller (entry, focus);
  g_signal_connect_object (entry, "search-changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "preedit-changed",
                           G_CALLBACK (preedit_changed_cb), self, G_CONNECT_SWAPPED);
}

/* ---------------------------------------------------------------- the object */

static void
atlas_search_box_dispose (GObject *object)
{
  AtlasSearchBox *self = ATLAS_SEARCH_BOX (object);

  if (self->completion != NULL)
    {
      atlas_completion_popover_set_source (self->completion, NULL, NULL);
      gtk_widget_unparent (GTK_WIDGET (self->completion));
      self->completion = NULL;
    }
  g_clear_pointer (&self->readings, g_ptr_array_unref);
  g_clear_pointer (&self->terms, atlas_query_text_unref);
  g_clear_pointer (&self->names, atlas_query_names_free);
  g_clear_object (&self->catalogue);

  G_OBJECT_CLASS (atlas_search_box_parent_class)->dispose (object);
}

static void
atlas_search_box_class_init (AtlasSearchBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atlas_search_box_dispose;

  signals[CHANGED] = g_signal_new ("changed", ATLAS_TYPE_SEARCH_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TERMS_CHANGED] = g_signal_new ("terms-changed", ATLAS_TYPE_SEARCH_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
atlas_search_box_init (AtlasSearchBox *self)
{
  self->terms = atlas_query_text_new (NULL);
  self->readings = g_ptr_array_new ();
}

/**
 * atlas_search_box_new:
 * @entry: what is typed into; it must outlive the box
 *
 * Returns: (transfer full): what is asked for in it
 */
AtlasSearchBox *
atlas_search_box_new (GtkSearchEntry *entry)
{
  AtlasSearchBox *self = g_object_new (ATLAS_TYPE_SEARCH_BOX, NULL);

  self->entry = entry;
  watch_entry (self);

  return self;
}

/**
 * atlas_search_box_set_catalogue:
 * @self: a search
 * @catalogue: (nullable): where to search
 */
void
atlas_search_box_set_catalogue (AtlasSearchBox *self,
                                AtlasCatalogue *catalogue)
{
  g_return_if_fail (ATLAS_IS_SEARCH_BOX (self));

  if (self->catalogue == catalogue)
    return;

  close_completion (self);
  if (self->completion != NULL)
    atlas_completion_popover_set_source (self->completion, NULL, NULL);
  g_clear_pointer (&self->names, atlas_query_names_free);
  g_set_object (&self->catalogue, catalogue);
  atlas_search_box_update_names (self);
}

/**
 * atlas_search_box_update_names:
 * @self: a search
 *
 * Reads its qualifiers anew where the directory has changed.
 */
void
atlas_search_box_update_names (AtlasSearchBox *self)
{
  g_return_if_fail (ATLAS_IS_SEARCH_BOX (self));

  if (self->catalogue == NULL || atlas_query_text_get_n_terms (self->terms) == 0 || !names_are_old (self))
    return;

  read_terms (self);
  g_signal_emit (self, signals[TERMS_CHANGED], 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * atlas_search_box_get_readings:
 * @self: a search
 *
 * Returns: (transfer none) (element-type AtlasQueryReading): what its chips mean, in their order
 */
GPtrArray *
atlas_search_box_get_readings (AtlasSearchBox *self)
{
  g_return_val_if_fail (ATLAS_IS_SEARCH_BOX (self), NULL);

  return self->readings;
}

/**
 * atlas_search_box_fill_query:
 * @self: a search
 * @query: a query without a text
 *
 * Has @query ask for what is in the search, too. What is still being typed counts as soon as it means something.
 */
void
atlas_search_box_fill_query (AtlasSearchBox *self,
                             AtlasQuery     *query)
{
  g_autoptr (AtlasQueryText) text = NULL;

  g_return_if_fail (ATLAS_IS_SEARCH_BOX (self));
  g_return_if_fail (query != NULL);

  text = atlas_query_text_new (get_typed (self));
  query->text = atlas_chip_text_dup_words (text);
  for (guint i = 0; i < self->readings->len; i++)
    atlas_query_reading_apply (g_ptr_array_index (self->readings, i), query);

  for (guint i = 0; self->catalogue != NULL && i < atlas_query_text_get_n_terms (text); i++)
    {
      g_autoptr (AtlasQueryReading) reading = atlas_query_reading_new (ensure_names (self), atlas_query_text_get_term (text, i));

      if (reading->problem == NULL)
        atlas_query_reading_apply (reading, query);
    }
}

/**
 * atlas_search_box_dup_text:
 * @self: a search
 * @query: what is asked for, here and elsewhere in the window
 *
 * Returns: (transfer full) (nullable): a text that asks for all of it, as far as can be with the qualifiers that are
 *   there; %NULL where there is no catalogue
 */
char *
atlas_search_box_dup_text (AtlasSearchBox   *self,
                           const AtlasQuery *query)
{
  g_return_val_if_fail (ATLAS_IS_SEARCH_BOX (self), NULL);

  return self->catalogue ? atlas_query_terms_dup_text (ensure_names (self), query, self->terms) : NULL;
}

/**
 * atlas_search_box_set_text:
 * @self: a search
 * @text: (nullable): what to search for instead
 */
void
atlas_search_box_set_text (AtlasSearchBox *self,
                           const char     *text)
{
  g_autofree char *typed = NULL;

  g_return_if_fail (ATLAS_IS_SEARCH_BOX (self));

  typed = atlas_chip_text_dup_rest (text);
  if (!g_str_equal (typed, get_typed (self)))
    type_instead (self, typed, strlen (typed));
  set_terms_text (self, text);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * atlas_search_box_set_values:
 * @self: a search
 * @field: a field
 * @values: (nullable): the values that it is to have instead; none excluded ones
 */
void
atlas_search_box_set_values (AtlasSearchBox     *self,
                             AtlasQueryField     field,
                             const char *const  *values)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ATLAS_IS_SEARCH_BOX (self));

  text = atlas_query_text_dup_with (self->terms, field, FALSE, values);
  set_terms_text (self, text);
}

/**
 * atlas_search_box_remove_term:
 * @self: a search
 * @position: which of the readings
 */
void
atlas_search_box_remove_term (AtlasSearchBox *self,
                              guint           position)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ATLAS_IS_SEARCH_BOX (self));
  g_return_if_fail (position < atlas_query_text_get_n_terms (self->terms));

  text = atlas_query_text_dup_without (self->terms, position);
  set_terms_text (self, text);
}

/**
 * atlas_search_box_dup_all:
 * @self: a search
 *
 * Returns: (transfer full): the chips and what is typed, as atlas_search_box_set_text() takes them
 */
char *
atlas_search_box_dup_all (AtlasSearchBox *self)
{
  g_return_val_if_fail (ATLAS_IS_SEARCH_BOX (self), NULL);

  if (atlas_query_text_get_n_terms (self->terms) == 0)
    return g_strdup (get_typed (self));

  return g_strjoin (" ", atlas_query_text_get_text (self->terms), get_typed (self), NULL);
}

/**
 * atlas_search_box_clear:
 * @self: a search
 *
 * Clears what is typed, or, where nothing is, takes the chips away.
 *
 * Returns: whether there was anything to clear
 */
gboolean
atlas_search_box_clear (AtlasSearchBox *self)
{
  g_return_val_if_fail (ATLAS_IS_SEARCH_BOX (self), FALSE);

  if (*get_typed (self) != '\0')
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
      return TRUE;
    }
  if (atlas_query_text_get_n_terms (self->terms) == 0)
    return FALSE;

  set_terms_text (self, NULL);
  return TRUE;
}
