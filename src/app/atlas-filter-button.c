/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-filter-button.h"
#include "atlas-text.h"

struct _AtlasFilterButton
{
  AdwBin                parent_instance;

  char                 *title;
  GStrv                 words;
  GStrv                 chosen;
  AtlasFilterLabelFunc  make_label;

  GtkWidget            *button;
  GtkLabel             *text;

  /* In the popover, once it has been opened. */
  GtkBox               *choices;
  GtkWidget            *clear;
};

G_DEFINE_FINAL_TYPE (AtlasFilterButton, atlas_filter_button, ADW_TYPE_BIN)

typedef enum
{
  PROP_TITLE = 1,
  PROP_CHOSEN,
} AtlasFilterButtonProperty;

static GParamSpec *properties[PROP_CHOSEN + 1];

enum
{
  OPENING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
make_word_label (AtlasFilterButton *self,
                 const char        *word)
{
  return self->make_label ? self->make_label (word) : atlas_text_dup_shown (word);
}

static char *
make_text (AtlasFilterButton *self)
{
  const guint n_chosen = g_strv_length (self->chosen);
  g_autofree char *label = NULL;

  if (n_chosen == 0)
    return g_strdup (self->title);

  label = n_chosen == 1 ? make_word_label (self, self->chosen[0]) : g_strdup_printf ("%u", n_chosen);
  /* Translators: a filter and what it is set to, as "Product: Domestic payments" or "Product: 3" */
  return g_strdup_printf (_("%s: %s"), self->title, label);
}

static void
update_button (AtlasFilterButton *self)
{
  const gboolean is_set = self->chosen[0] != NULL;
  g_autofree char *text = make_text (self);

  /* What is chosen stands in the chips beside it. */
  gtk_label_set_label (self->text, self->title);
  if (self->clear != NULL)
    gtk_widget_set_sensitive (self->clear, is_set);
  if (is_set)
    gtk_widget_add_css_class (self->button, "set");
  else
    gtk_widget_remove_css_class (self->button, "set");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static GStrv
dup_checked (AtlasFilterButton *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->choices)); check; check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      g_strv_builder_add (builder, g_object_get_data (G_OBJECT (check), "word"));

  return g_strv_builder_end (builder);
}

static void
toggled_cb (AtlasFilterButton *self)
{
  g_auto (GStrv) checked = dup_checked (self);

  atlas_filter_button_set_chosen (self, (const char * const *) checked);
}

static void
add_choice (AtlasFilterButton *self,
            const char        *word)
{
  g_autofree char *text = make_word_label (self, word);
  g_autofree char *shown_word = atlas_text_dup_shown (word);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_tooltip_text (check, shown_word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_strv_contains ((const char * const *) self->chosen, word));
  g_object_set_data_full (G_OBJECT (check), "word", g_strdup (word), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->choices, check);
}

static int
compare_labels (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  g_autofree char *first = make_word_label (data, a);
  g_autofree char *second = make_word_label (data, b);

  return g_utf8_collate (first, second);
}

static void
fill_choices (AtlasFilterButton *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_box_remove (self->choices, child);

  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    g_ptr_array_add (words, self->words[i]);
  /* By what can be read: the identifiers have an order of their own. */
  g_ptr_array_sort_values_with_data (words, compare_labels, self);
  for (guint i = 0; i < words->len; i++)
    add_choice (self, g_ptr_array_index (words, i));
}

static void
opening_cb (AtlasFilterButton *self)
{
  g_signal_emit (self, signals[OPENING], 0);
  fill_choices (self);
}

static void
clear_cb (AtlasFilterButton *self)
{
  const char *none[] = { NULL };

  atlas_filter_button_set_chosen (self, none);
  fill_choices (self);
}

static void
ensure_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  AtlasFilterButton *self = user_data;
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *popover;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;

  builder = gtk_builder_new_from_resource ("/io/github/bankatlas/BankAtlas/atlas-filter-popover.ui");
  popover = GTK_WIDGET (gtk_builder_get_object (builder, "popover"));
  self->choices = GTK_BOX (gtk_builder_get_object (builder, "choices"));
  self->clear = GTK_WIDGET (gtk_builder_get_object (builder, "clear"));
  g_signal_connect_object (popover, "map", G_CALLBACK (opening_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
  update_button (self);
}

static void
atlas_filter_button_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  AtlasFilterButton *self = ATLAS_FILTER_BUTTON (object);

  switch ((AtlasFilterButtonProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_CHOSEN:
      g_value_set_boxed (value, self->chosen);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_filter_button_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  AtlasFilterButton *self = ATLAS_FILTER_BUTTON (object);

  switch ((AtlasFilterButtonProperty) prop_id)
    {
    case PROP_TITLE:
      if (g_set_str (&self->title, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      update_button (self);
      break;
    case PROP_CHOSEN:
      atlas_filter_button_set_chosen (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_filter_button_dispose (GObject *object)
{
  /* Or the template would free it below the parent class. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_FILTER_BUTTON);

  G_OBJECT_CLASS (atlas_filter_button_parent_class)->dispose (object);
}

static void
atlas_filter_button_finalize (GObject *object)
{
  AtlasFilterButton *self = ATLAS_FILTER_BUTTON (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->words, g_strfreev);
  g_clear_pointer (&self->chosen, g_strfreev);

  G_OBJECT_CLASS (atlas_filter_button_parent_class)->finalize (object);
}

static void
atlas_filter_button_class_init (AtlasFilterButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = atlas_filter_button_get_property;
  object_class->set_property = atlas_filter_button_set_property;
  object_class->dispose = atlas_filter_button_dispose;
  object_class->finalize = atlas_filter_button_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_CHOSEN] = g_param_spec_boxed ("chosen", NULL, NULL, G_TYPE_STRV, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[OPENING] = g_signal_new ("opening", ATLAS_TYPE_FILTER_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-filter-button.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasFilterButton, button);
  gtk_widget_class_bind_template_child (widget_class, AtlasFilterButton, text);
}

static void
atlas_filter_button_init (AtlasFilterButton *self)
{
  self->chosen = g_new0 (char *, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), ensure_popover_cb, self, NULL);
}

/**
 * atlas_filter_button_set_choices:
 * @self: a filter
 * @words: (nullable): what can be chosen
 * @make_label: (scope forever) (nullable): a word's name for people
 *
 * What is chosen stays chosen, though it may not be among @words any more.
 */
void
atlas_filter_button_set_choices (AtlasFilterButton    *self,
                                 const char * const   *words,
                                 AtlasFilterLabelFunc  make_label)
{
  g_return_if_fail (ATLAS_IS_FILTER_BUTTON (self));

  g_strfreev (self->words);
  self->words = g_strdupv ((GStrv) words);
  self->make_label = make_label;
  update_button (self);
}

/**
 * atlas_filter_button_get_chosen:
 * @self: a filter
 *
 * Returns: (transfer none): the chosen words; empty where there is no filter
 */
const char * const *
atlas_filter_button_get_chosen (AtlasFilterButton *self)
{
  g_return_val_if_fail (ATLAS_IS_FILTER_BUTTON (self), NULL);

  return (const char * const *) self->chosen;
}

/**
 * atlas_filter_button_set_chosen:
 * @self: a filter
 * @chosen: (nullable): the words to choose
 */
void
atlas_filter_button_set_chosen (AtlasFilterButton  *self,
                                const char * const *chosen)
{
  const char *const none[] = { NULL };
  const char * const *wanted = chosen ? chosen : none;

  g_return_if_fail (ATLAS_IS_FILTER_BUTTON (self));

  if (g_strv_equal ((const char * const *) self->chosen, wanted))
    return;

  g_strfreev (self->chosen);
  self->chosen = g_strdupv ((GStrv) wanted);
  update_button (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}
