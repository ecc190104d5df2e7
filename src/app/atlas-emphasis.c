/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-emphasis.h"

#include "atlas-text.h"

#define SEPARATOR " · "

/* Bold alone is hard to see in a light typeface; a line is seen without any colour. */
static void
emphasize (PangoAttrList *attributes,
           guint          start,
           guint          end)
{
  PangoAttribute *weight = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  PangoAttribute *underline = pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);

  weight->start_index = underline->start_index = start;
  weight->end_index = underline->end_index = end;
  pango_attr_list_insert (attributes, weight);
  pango_attr_list_insert (attributes, underline);
}

static void
emphasize_ranges (PangoAttrList *attributes,
                  const GArray  *ranges,
                  guint          offset)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const AtlasReasonRange *range = &g_array_index (ranges, AtlasReasonRange, i);

      emphasize (attributes, offset + range->start, offset + range->end);
    }
}

/**
 * atlas_emphasis_new:
 * @ranges: (element-type AtlasReasonRange): bytes of a text
 * @offset: how many bytes stand before that text where it is shown
 *
 * Returns: (transfer full) (nullable): what makes a label emphasize them; %NULL where there are none
 */
PangoAttrList *
atlas_emphasis_new (const GArray *ranges,
                    guint         offset)
{
  PangoAttrList *attributes;

  if (ranges->len == 0)
    return NULL;

  attributes = pango_attr_list_new ();
  emphasize_ranges (attributes, ranges, offset);

  return attributes;
}

/* The city is there anyway; whatever else led to the bank takes its place. */
static char *
dup_second_part (AtlasAspspItem    *item,
                 const AtlasReason *reason)
{
  char *through = reason != NULL && reason->through != ATLAS_REASON_CITY ? atlas_reason_dup_text (reason) : NULL;

  return through ? through : g_strdup (atlas_aspsp_item_get_city (item));
}

static char *
dup_bic (AtlasAspspItem *item)
{
  char *shown = atlas_text_dup_shown (atlas_aspsp_item_get_bic_fi (item));

  return shown ? shown : g_strdup ("");
}

/**
 * atlas_emphasis_dup_subtitle:
 * @item: a bank
 * @reason: (nullable): why it is listed
 * @attributes: (out) (nullable): what makes a label emphasize what was typed
 *
 * Returns: (transfer full): the second line of the bank's row: its BIC, and its city or what else led to it
 */
char *
atlas_emphasis_dup_subtitle (AtlasAspspItem     *item,
                             const AtlasReason  *reason,
                             PangoAttrList     **attributes)
{
  g_autofree char *bic_fi = dup_bic (item);
  g_autofree char *second = dup_second_part (item, reason);
  char *subtitle = second ? g_strconcat (bic_fi, SEPARATOR, second, NULL) : g_strdup (bic_fi);
  const char *text;

  *attributes = NULL;
  if (reason == NULL)
    return subtitle;

  *attributes = pango_attr_list_new ();
  if (g_strcmp0 (bic_fi, atlas_aspsp_item_get_bic_fi (item)) == 0)
    emphasize_ranges (*attributes, reason->bic_ranges, 0);
  text = reason->text != NULL && second != NULL ? strstr (subtitle + strlen (bic_fi), reason->text) : NULL;
  if (text != NULL)
    emphasize_ranges (*attributes, reason->text_ranges, text - subtitle);

  return subtitle;
}
