/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-row-choice.h"

/**
 * atlas_row_choice_is_click:
 * @gesture: a gesture whose button was let go
 * @n_press: how often it was pressed in a row
 *
 * Returns: whether that chooses a row, rather than adding it to the selection or taking it away
 */
gboolean
atlas_row_choice_is_click (GtkGestureClick *gesture,
                           int              n_press)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  return n_press == 1 && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0;
}

/**
 * atlas_row_choice_open:
 * @row: the child of a list item, with a signal "chosen"
 * @action_name: (nullable): not looked at
 * @parameter: (nullable): not looked at
 *
 * Does what a click does, for whoever has no pointer: a row's action, which screen readers offer.
 */
void
atlas_row_choice_open (GtkWidget  *row,
                       const char *action_name,
                       GVariant   *parameter)
{
  gtk_widget_activate_action (row, "listitem.select", "(bb)", FALSE, FALSE);
  g_signal_emit_by_name (row, "chosen");
}
