/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-aspsp-list-private.h"

#include "atlas-nothing-found.h"
#include "atlas-text.h"

/* One state of the list: positions, and the table that they are positions in. */
typedef struct
{
  AtlasAspspTable *table;
  GArray          *positions;
} State;

struct _AtlasAspspList
{
  GObject parent_instance;

  AtlasAspspSource *source;
  AtlasAspspTable  *table;
  AtlasQuery       *query;
  GArray           *positions;   /* (element-type guint): in the table */
  char             *anchor;      /* a BIC */
  guint32           anchor_id;
  AtlasSearchResult *result;     /* what led to @positions */

  /* Between two changes of one update: the first @n_done items are as they will be, the others as they were. */
  const State      *before;
  guint             n_done;
  guint             n_passed;
  gboolean          outdated;    /* something changed during the update: another must follow */
};

typedef enum
{
  PROP_QUERY = 1,
  PROP_N_ITEMS,
} AtlasAspspListProperty;

static GParamSpec *properties[PROP_N_ITEMS + 1];

static void atlas_aspsp_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtlasAspspList,
                               atlas_aspsp_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, atlas_aspsp_list_list_model_init))

static gboolean
same_bank (const State *a,
           guint        i,
           const State *b,
           guint        j)
{
  guint position_a = g_array_index (a->positions, guint, i);
  guint position_b = g_array_index (b->positions, guint, j);
  AtlasAspspRow row_a, row_b;

  if (a->table == b->table)
    return position_a == position_b;

  atlas_aspsp_table_get_row (a->table, position_a, &row_a);
  atlas_aspsp_table_get_row (b->table, position_b, &row_b);

  return row_a.id == row_b.id && g_strcmp0 (row_a.bic_fi, row_b.bic_fi) == 0;
}

static guint
find_position (const State *state,
               guint        position)
{
  for (guint i = 0; i < state->positions->len; i++)
    if (g_array_index (state->positions, guint, i) == position)
      return i;

  return G_MAXUINT;
}

/* The row of that number; where there is none, any of that BIC. */
static guint
find_in_state (const State *state,
               const char  *bic_fi,
               guint32      id)
{
  guint position = bic_fi ? atlas_aspsp_table_find (state->table, bic_fi) : ATLAS_ASPSP_TABLE_NOT_FOUND;
  guint row_position;
  AtlasAspspRow wanted;

  if (position == ATLAS_ASPSP_TABLE_NOT_FOUND)
    return G_MAXUINT;
  row_position = atlas_aspsp_table_find_row (state->table, bic_fi, id);
  if (row_position != ATLAS_ASPSP_TABLE_NOT_FOUND)
    return find_position (state, row_position);
  if (atlas_aspsp_table_find_next (state->table, position) == ATLAS_ASPSP_TABLE_NOT_FOUND)
    return find_position (state, position);

  atlas_aspsp_table_get_row (state->table, position, &wanted);
  for (guint i = 0; i < state->positions->len; i++)
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (state->table, g_array_index (state->positions, guint, i), &row);
      if (g_ascii_strcasecmp (row.bic_fi, wanted.bic_fi) == 0)
        return i;
    }

  return G_MAXUINT;
}

/* Replaces the old items from @old_start up to @old_end by the new ones from @new_start up to @new_end, but for
 * those that both begin or end with. All before them is new already. */
static void
emit_change (AtlasAspspList *self,
             const State    *after,
             guint           old_start,
             guint           old_end,
             guint           new_start,
             guint           new_end)
{
  for (; old_start < old_end && new_start < new_end && same_bank (self->before, old_start, after, new_start); old_start++)
    new_start++;
  for (; old_start < old_end && new_start < new_end && same_bank (self->before, old_end - 1, after, new_end - 1); old_end--)
    new_end--;
  if (old_start == old_end && new_start == new_end)
    return;

  self->n_done = new_end;
  self->n_passed = old_end;
  g_list_model_items_changed (G_LIST_MODEL (self), new_start, old_end - old_start, new_end - new_start);
}

static void
emit_difference (AtlasAspspList *self,
                 const State    *before,
                 const State    *after)
{
  guint old_anchor = find_in_state (before, self->anchor, self->anchor_id);
  guint new_anchor = find_in_state (after, self->anchor, self->anchor_id);
  guint old_start = 0;
  guint new_start = 0;

  self->before = before;
  self->n_done = self->n_passed = 0;
  if (old_anchor != G_MAXUINT && new_anchor != G_MAXUINT)
    {
      emit_change (self, after, 0, old_anchor, 0, new_anchor);
      old_start = old_anchor + 1;
      new_start = new_anchor + 1;
    }
  emit_change (self, after, old_start, before->positions->len, new_start, after->positions->len);
  self->before = NULL;
}

static GArray *
run_query (AtlasAspspList *self)
{
  AtlasSearchContext context;
  g_autoptr (AtlasSearchResult) result = NULL;

  atlas_aspsp_source_fill_context (self->source, &context);
  if (atlas_text_is_blank (self->query->text))
    result = atlas_search_filter (self->table, self->query, &context);
  else
    result = atlas_search_run (atlas_aspsp_source_get_index (self->source), self->query, &context);

  g_clear_pointer (&self->result, atlas_search_result_free);
  self->result = g_steal_pointer (&result);

  return g_array_ref (self->result->positions);
}

/* Runs the query on the source's table, and emits what differs from what was there before. */
static void
update_once (AtlasAspspList *self)
{
  g_autoptr (AtlasAspspTable) old_table = self->table;
  g_autoptr (GArray) old_positions = self->positions;
  State before = { old_table, old_positions };

  self->outdated = FALSE;
  self->table = atlas_aspsp_table_ref (atlas_aspsp_source_get_table (self->source));
  self->positions = run_query (self);
  emit_difference (self, &before, &(State) { self->table, self->positions });

  if (old_positions->len != self->positions->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
update (AtlasAspspList *self)
{
  self->outdated = TRUE;
  while (self->before == NULL && self->outdated)
    update_once (self);
}

static void
table_changed_cb (AtlasAspspSource *source,
                  AtlasAspspList   *self)
{
  update (self);
}

static void
starred_changed_cb (AtlasAspspSource *source,
                    const char       *bic_fi,
                    AtlasAspspList   *self)
{
  if (self->query->starred_only || self->query->without_starred)
    update (self);
}

static GType
atlas_aspsp_list_get_item_type (GListModel *model)
{
  return ATLAS_TYPE_ASPSP_ITEM;
}

static guint
atlas_aspsp_list_get_n_items (GListModel *model)
{
  AtlasAspspList *self = ATLAS_ASPSP_LIST (model);

  if (self->before != NULL)
    return self->n_done + self->before->positions->len - self->n_passed;

  return self->positions->len;
}

static gpointer
atlas_aspsp_list_get_item (GListModel *model,
                           guint       position)
{
  AtlasAspspList *self = ATLAS_ASPSP_LIST (model);

  if (position >= atlas_aspsp_list_get_n_items (model))
    return NULL;

  if (self->before != NULL && position >= self->n_done)
    return atlas_aspsp_source_dup_item_at (self->source,
                                           self->before->table,
                                           g_array_index (self->before->positions, guint, position - self->n_done + self->n_passed));

  return atlas_aspsp_source_dup_item_at (self->source,
                                         self->table,
                                         g_array_index (self->positions, guint, position));
}

static void
atlas_aspsp_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = atlas_aspsp_list_get_item_type;
  iface->get_n_items = atlas_aspsp_list_get_n_items;
  iface->get_item = atlas_aspsp_list_get_item;
}

static void
atlas_aspsp_list_finalize (GObject *object)
{
  AtlasAspspList *self = ATLAS_ASPSP_LIST (object);

  g_clear_object (&self->source);
  g_clear_pointer (&self->table, atlas_aspsp_table_unref);
  g_clear_pointer (&self->query, atlas_query_free);
  g_clear_pointer (&self->positions, g_array_unref);
  g_clear_pointer (&self->anchor, g_free);
  g_clear_pointer (&self->result, atlas_search_result_free);

  G_OBJECT_CLASS (atlas_aspsp_list_parent_class)->finalize (object);
}

static void
atlas_aspsp_list_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  AtlasAspspList *self = ATLAS_ASPSP_LIST (object);

  switch ((AtlasAspspListProperty) prop_id)
    {
    case PROP_QUERY:
      g_value_set_boxed (value, self->query);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, atlas_aspsp_list_get_n_items (G_LIST_MODEL (self)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_aspsp_list_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  AtlasAspspList *self = ATLAS_ASPSP_LIST (object);

  switch ((AtlasAspspListProperty) prop_id)
    {
    case PROP_QUERY:
      atlas_aspsp_list_set_query (self, g_value_get_boxed (value));
      break;
    case PROP_N_ITEMS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
atlas_aspsp_list_class_init (AtlasAspspListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = atlas_aspsp_list_finalize;
  object_class->get_property = atlas_aspsp_list_get_property;
  object_class->set_property = atlas_aspsp_list_set_property;

  properties[PROP_QUERY] = g_param_spec_boxed ("query", NULL, NULL, ATLAS_TYPE_QUERY, flags | G_PARAM_READWRITE);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags | G_PARAM_READABLE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
atlas_aspsp_list_init (AtlasAspspList *self)
{
  self->query = atlas_query_new ();
  self->positions = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * atlas_aspsp_list_new:
 * @source: the catalogue's banks
 * @query: (nullable): what to ask for; every bank without it
 *
 * Returns: (transfer full): a list that follows @source
 */
AtlasAspspList *
atlas_aspsp_list_new (AtlasAspspSource *source,
                      const AtlasQuery *query)
{
  AtlasAspspList *self;

  g_return_val_if_fail (ATLAS_IS_ASPSP_SOURCE (source), NULL);

  self = g_object_new (ATLAS_TYPE_ASPSP_LIST, NULL);
  self->source = g_object_ref (source);
  self->table = atlas_aspsp_table_ref (atlas_aspsp_source_get_table (source));
  if (query != NULL)
    {
      g_clear_pointer (&self->query, atlas_query_free);
      self->query = atlas_query_copy (query);
    }
  update (self);
  g_signal_connect_object (source, "table-changed", G_CALLBACK (table_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (source, "starred-changed", G_CALLBACK (starred_changed_cb), self, G_CONNECT_DEFAULT);

  return self;
}

/**
 * atlas_aspsp_list_get_query:
 * @self: a list
 *
 * Returns: (transfer none): what it asks for; never %NULL
 */
const AtlasQuery *
atlas_aspsp_list_get_query (AtlasAspspList *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_LIST (self), NULL);

  return self->query;
}

/**
 * atlas_aspsp_list_set_query:
 * @self: a list
 * @query: (nullable): what to ask for; every bank without it
 *
 * Answers at once, from memory.
 */
void
atlas_aspsp_list_set_query (AtlasAspspList   *self,
                            const AtlasQuery *query)
{
  g_autoptr (AtlasQuery) wanted = NULL;

  g_return_if_fail (ATLAS_IS_ASPSP_LIST (self));

  wanted = query != NULL ? atlas_query_copy (query) : atlas_query_new ();
  if (atlas_query_equal (self->query, wanted))
    return;

  g_clear_pointer (&self->query, atlas_query_free);
  self->query = g_steal_pointer (&wanted);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

/**
 * atlas_aspsp_list_find:
 * @self: a list
 * @bic_fi: (nullable): a bank's BIC
 * @id: the number of its row, where several have that BIC; 0 for any
 *
 * Returns: where the bank is in the list, or %G_MAXUINT, which is GTK's own invalid position
 */
guint
atlas_aspsp_list_find (AtlasAspspList *self,
                       const char     *bic_fi,
                       guint32         id)
{
  guint i;

  g_return_val_if_fail (ATLAS_IS_ASPSP_LIST (self), G_MAXUINT);

  i = find_in_state (&(State) { self->table, self->positions }, bic_fi, id);
  if (self->before == NULL || i < self->n_done)
    return i;

  i = find_in_state (self->before, bic_fi, id);

  return i != G_MAXUINT && i >= self->n_passed ? i - self->n_passed + self->n_done : G_MAXUINT;
}

/**
 * atlas_aspsp_list_set_anchor:
 * @self: a list
 * @bic_fi: (nullable): a bank's BIC; %NULL for none
 * @id: the number of its row, where several have that BIC; 0 for any
 *
 * Where that bank is listed before a change and after, it is not part of what is emitted: the change is emitted
 * in two parts, before it and behind it.
 */
void
atlas_aspsp_list_set_anchor (AtlasAspspList *self,
                             const char     *bic_fi,
                             guint32         id)
{
  g_return_if_fail (ATLAS_IS_ASPSP_LIST (self));

  g_set_str (&self->anchor, bic_fi);
  self->anchor_id = id;
}

/**
 * atlas_aspsp_list_dup_understood:
 * @self: a list
 *
 * Returns: (transfer full) (nullable): for people, how the query's text was understood, where that is worth saying
 */
char *
atlas_aspsp_list_dup_understood (AtlasAspspList *self)
{
  g_return_val_if_fail (ATLAS_IS_ASPSP_LIST (self), NULL);

  return atlas_search_result_dup_sentence (self->result);
}

/**
 * atlas_aspsp_list_explain:
 * @self: a list
 * @bic_fi: (nullable): the BIC of a bank in it
 * @id: the number of its row
 *
 * Returns: (transfer full) (nullable): why the bank is listed; %NULL where nothing was typed
 */
AtlasReason *
atlas_aspsp_list_explain (AtlasAspspList *self,
                          const char     *bic_fi,
                          guint32         id)
{
  guint position;

  g_return_val_if_fail (ATLAS_IS_ASPSP_LIST (self), NULL);

  if (bic_fi == NULL || atlas_text_is_blank (self->query->text))
    return NULL;

  position = atlas_aspsp_table_find_row (self->table, bic_fi, id);
  if (position == ATLAS_ASPSP_TABLE_NOT_FOUND)
    return NULL;

  return atlas_reason_new (self->table, position, self->result);
}

/**
 * atlas_aspsp_list_ask_alternatives:
 * @self: a list
 *
 * For a list that is empty: which other queries would find something.
 *
 * Returns: (transfer full) (element-type AtlasAlternative): the most fitting first
 */
GPtrArray *
atlas_aspsp_list_ask_alternatives (AtlasAspspList *self)
{
  AtlasSearchContext context;

  g_return_val_if_fail (ATLAS_IS_ASPSP_LIST (self), NULL);

  atlas_aspsp_source_fill_context (self->source, &context);

  return atlas_nothing_found_ask (self->query, atlas_aspsp_source_get_index (self->source), &context);
}
