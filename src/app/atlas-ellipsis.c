/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-ellipsis.h"

/**
 * atlas_ellipsis_query_tooltip:
 * @label: a label with "has-tooltip"
 * @x: where the pointer is
 * @y: where the pointer is
 * @keyboard_mode: whether the tooltip was asked for on the keyboard
 * @tooltip: the tooltip to fill
 *
 * Shows the whole text where the label had no room for it: for "query-tooltip". A list's rows answer so
 * rather than with a "tooltip-text", since each change of that one asks the display server where the
 * pointer is, and waits for the answer.
 *
 * Returns: whether there is anything to show
 */
gboolean
atlas_ellipsis_query_tooltip (GtkLabel   *label,
                              int         x,
                              int         y,
                              gboolean    keyboard_mode,
                              GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, gtk_label_get_label (label));

  return TRUE;
}
