/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-bank-row-layout.h"

#define COLUMN_SPACING 12
#define LINE_SPACING 2
#define WORD_SPACING 6

static int
get_width (GtkWidget *part)
{
  int natural;

  if (part == NULL || !gtk_widget_should_layout (part))
    return 0;

  gtk_widget_measure (part, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
get_height (GtkWidget *part,
            int        width)
{
  int natural;

  if (part == NULL || !gtk_widget_should_layout (part))
    return 0;

  gtk_widget_measure (part, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* What is taken from a text that may be cut. */
static int
get_room (GtkWidget *part)
{
  const int width = get_width (part);

  return width > 0 ? width + WORD_SPACING : 0;
}

static int
get_room_beside_text (const AtlasBankRowParts *parts)
{
  return get_width (parts->logo) + get_width (parts->star) + 2 * COLUMN_SPACING;
}

static int
get_name_height (const AtlasBankRowParts *parts)
{
  return MAX (get_height (parts->name, -1), get_height (parts->new_badge, -1));
}

static int
get_subtitle_height (const AtlasBankRowParts *parts,
                     int                      text_width)
{
  const int width = text_width < 0 ? -1 : MAX (text_width - get_room (parts->flag), 0);

  return MAX (get_height (parts->subtitle, width), get_height (parts->flag, -1));
}

static int
get_text_height (const AtlasBankRowParts *parts,
                 int                      text_width)
{
  return get_name_height (parts) + LINE_SPACING + get_subtitle_height (parts, text_width);
}

/* @x counts from the side where reading begins. */
static void
place (GtkWidget *part,
       int        x,
       int        y,
       int        width,
       int        height)
{
  GtkWidget *row;
  GtkAllocation area = { x, y, width, height };

  if (part == NULL || !gtk_widget_should_layout (part))
    return;

  row = gtk_widget_get_parent (part);
  if (gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL)
    area.x = gtk_widget_get_width (row) - x - width;
  gtk_widget_size_allocate (part, &area, -1);
}

static void
place_text (const AtlasBankRowParts *parts,
            int                      x,
            int                      width,
            int                      height)
{
  const int name_height = get_name_height (parts);
  const int subtitle_height = get_subtitle_height (parts, width);
  const int top = (height - get_text_height (parts, width)) / 2;
  const int second = top + name_height + LINE_SPACING;
  const int name_width = MIN (get_width (parts->name), width - get_room (parts->new_badge));
  const int flag_room = get_room (parts->flag);

  place (parts->name, x, top, name_width, name_height);
  place (parts->new_badge, x + name_width + WORD_SPACING, top, get_width (parts->new_badge), name_height);
  place (parts->flag, x, second, get_width (parts->flag), subtitle_height);
  place (parts->subtitle, x + flag_room, second, width - flag_room, subtitle_height);
}

/**
 * atlas_bank_row_layout_measure_width:
 * @parts: a row's parts
 * @minimum: (out): the width that it needs
 * @natural: (out): the width that shows all of its text in two lines
 */
void
atlas_bank_row_layout_measure_width (const AtlasBankRowParts *parts,
                                     int                     *minimum,
                                     int                     *natural)
{
  const int beside_text = get_room_beside_text (parts);
  const int beside_name = get_room (parts->new_badge);
  const int beside_subtitle = get_room (parts->flag);
  int name_minimum, name_natural, subtitle_minimum, subtitle_natural;

  gtk_widget_measure (parts->name, GTK_ORIENTATION_HORIZONTAL, -1, &name_minimum, &name_natural, NULL, NULL);
  gtk_widget_measure (parts->subtitle, GTK_ORIENTATION_HORIZONTAL, -1, &subtitle_minimum, &subtitle_natural, NULL, NULL);

  *minimum = beside_text + MAX (name_minimum + beside_name, subtitle_minimum + beside_subtitle);
  *natural = beside_text + MAX (name_natural + beside_name, subtitle_natural + beside_subtitle);
}

/**
 * atlas_bank_row_layout_get_height:
 * @parts: a row's parts
 * @width: the row's width; -1 for any
 *
 * Returns: the height that it needs, and wants
 */
int
atlas_bank_row_layout_get_height (const AtlasBankRowParts *parts,
                                  int                      width)
{
  const int text_width = width < 0 ? -1 : MAX (width - get_room_beside_text (parts), 0);

  return MAX (MAX (get_height (parts->logo, -1), get_height (parts->star, -1)), get_text_height (parts, text_width));
}

/**
 * atlas_bank_row_layout_allocate:
 * @parts: a row's parts
 * @width: the row's width
 * @height: its height
 *
 * Gives each part its place, for the direction of reading.
 */
void
atlas_bank_row_layout_allocate (const AtlasBankRowParts *parts,
                                int                      width,
                                int                      height)
{
  const int logo_width = get_width (parts->logo);
  const int star_width = get_width (parts->star);

  place (parts->logo, 0, 0, logo_width, height);
  place_text (parts, logo_width + COLUMN_SPACING, width - get_room_beside_text (parts), height);
  place (parts->star, width - star_width, 0, star_width, height);
}
