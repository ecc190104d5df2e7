/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-aspsp-list-private.h"

#include "atlas-nothing-found.h"

struct _AtlasAspspList
{
  GObject parent_instance;

  AtlasAspspSource *source;
  AtlasAspspTable  *table;
  AtlasQuery       *query;
  GArray           *positions;   /* (element-type guint): in the table */
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

/* One state of the list: positions, and the table that they are positions in. */
typedef struct
{
  AtlasAspspTable *table;
  GArray          *positions;
} State;

static gboolean
is_starred_cb (const char *bic_fi,
               gpointer    data)
{
  return atlas_aspsp_source_get_starred (data, bic_fi);
}

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

  return g_strcmp0 (row_a.bic_fi, row_b.bic_fi) == 0;
}

static guint
count_common_start (const State *a,
                    const State *b)
{
  guint most = MIN (a->positions->len, b->positions->len);
  guint n = 0;

  while (n < most && same_bank (a, n, b, n))
    n++;

  return n;
}

static guint
count_common_end (const State *a,
                  const State *b,
                  guint        start)
{
  guint most = MIN (a->positions->len, b->positions->len) - start;
  guint n = 0;

  while (n < most && same_bank (a, a->positions->len - n - 1, b, b->positions->len - n - 1))
    n++;

  return n;
}

/* Runs the query on the source's table, and emits what differs from what was there before. */
static void
update (AtlasAspspList *self)
{
  g_autoptr (AtlasAspspTable) old_table = self->table;
  g_autoptr (GArray) old_positions = self->positions;
  State before = { old_table, old_positions };
  State after;
  guint start, end, removed, added;

  self->table = atlas_aspsp_table_ref (atlas_aspsp_source_get_table (self->source));
  self->positions = atlas_query_run (self->query, self->table, is_starred_cb, self->source);

  after = (State) { self->table, self->positions };
  start = count_common_start (&before, &after);
  end = count_common_end (&before, &after, start);
  removed = before.positions->len - start - end;
  added = after.positions->len - start - end;

  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
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
  if (self->query->starred_only)
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
  return ATLAS_ASPSP_LIST (model)->positions->len;
}

static gpointer
atlas_aspsp_list_get_item (GListModel *model,
                           guint       position)
{
  AtlasAspspList *self = ATLAS_ASPSP_LIST (model);

  if (position >= self->positions->len)
    return NULL;

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
      g_value_set_uint (value, self->positions->len);
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
 *
 * Returns: where the bank is in the list, or %G_MAXUINT, which is GTK's own invalid position
 */
guint
atlas_aspsp_list_find (AtlasAspspList *self,
                       const char     *bic_fi)
{
  guint position;

  g_return_val_if_fail (ATLAS_IS_ASPSP_LIST (self), G_MAXUINT);

  if (bic_fi == NULL)
    return G_MAXUINT;

  position = atlas_aspsp_table_find (self->table, bic_fi);
  if (position == ATLAS_ASPSP_TABLE_NOT_FOUND)
    return G_MAXUINT;

  for (guint i = 0; i < self->positions->len; i++)
    if (g_array_index (self->positions, guint, i) == position)
      return i;

  return G_MAXUINT;
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
  g_return_val_if_fail (ATLAS_IS_ASPSP_LIST (self), NULL);

  return atlas_nothing_found_ask (self->query, self->table, is_starred_cb, self->source);
}
