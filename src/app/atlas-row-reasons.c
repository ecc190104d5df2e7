/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-bank-row.h"
#include "atlas-row-reasons.h"

/* So many rows at a time, lest a key has to wait for them. */
#define ROWS_A_TURN 20

struct _AtlasRowReasons
{
  GtkListView    *list_view;   /* (unowned): it outlives this */
  AtlasAspspList *list;        /* (nullable) */
  guint           serial;      /* of the query */
  guint           source;
};

/* Explains up to @n_rows rows that are not explained yet, from the top. Returns whether there may be more. */
static gboolean
explain_rows (AtlasRowReasons *self,
              guint            n_rows)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (n_rows == 0)
        return TRUE;
      if (ATLAS_IS_BANK_ROW (row) && atlas_bank_row_explain (ATLAS_BANK_ROW (row), self->list, self->serial))
        n_rows--;
    }

  return FALSE;
}

static gboolean
turn_cb (gpointer user_data)
{
  AtlasRowReasons *self = user_data;

  if (explain_rows (self, ROWS_A_TURN))
    return G_SOURCE_CONTINUE;

  self->source = 0;
  return G_SOURCE_REMOVE;
}

/**
 * atlas_row_reasons_new:
 * @list_view: whose items' widgets are AtlasBankRow; it must outlive what is returned
 *
 * Returns: (transfer full): what keeps its rows explained
 */
AtlasRowReasons *
atlas_row_reasons_new (GtkListView *list_view)
{
  AtlasRowReasons *self = g_new0 (AtlasRowReasons, 1);

  self->list_view = list_view;
  self->serial = 1;

  return self;
}

/**
 * atlas_row_reasons_free:
 * @self: (transfer full): what keeps rows explained
 */
void
atlas_row_reasons_free (AtlasRowReasons *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->list);
  g_free (self);
}

/**
 * atlas_row_reasons_set_list:
 * @self: what keeps rows explained
 * @list: (nullable): the banks that the rows are of
 */
void
atlas_row_reasons_set_list (AtlasRowReasons *self,
                            AtlasAspspList  *list)
{
  if (!g_set_object (&self->list, list))
    return;

  atlas_row_reasons_renew (self, 0);
}

/**
 * atlas_row_reasons_renew:
 * @self: what keeps rows explained
 * @n_at_once: how many rows are in sight, at the top
 *
 * To be called when the query is another one.
 */
void
atlas_row_reasons_renew (AtlasRowReasons *self,
                         guint            n_at_once)
{
  self->serial = self->serial == G_MAXUINT ? 1 : self->serial + 1;
  if (self->list == NULL)
    return;

  explain_rows (self, n_at_once);
  atlas_row_reasons_queue (self);
}

/**
 * atlas_row_reasons_queue:
 * @self: what keeps rows explained
 *
 * To be called when a row shows another bank.
 */
void
atlas_row_reasons_queue (AtlasRowReasons *self)
{
  if (self->source == 0 && self->list != NULL)
    self->source = g_idle_add (turn_cb, self);
}
