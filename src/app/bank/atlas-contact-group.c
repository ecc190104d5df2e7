/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-contact-group.h"
#include "atlas-format.h"
#include "atlas-text.h"
#include "atlas-value-row.h"
#include "atlas-web-address.h"

struct _AtlasContactGroup
{
  AtlasDetailsGroup parent_instance;

  AtlasValueRow *address_row;
  AtlasValueRow *phone_row;
  AtlasValueRow *website_row;
  AtlasValueRow *company_number_row;
  AtlasValueRow *id_row;
};

G_DEFINE_FINAL_TYPE (AtlasContactGroup, atlas_contact_group, ATLAS_TYPE_DETAILS_GROUP)

/* A number is read from left to right even where the text around it is not; "+46-771 365 365" would be taken apart. */
static char *
dup_number (AtlasValueRow *row,
            const char    *text)
{
  g_autofree char *shown = atlas_text_dup_shown (text);

  if (shown == NULL || gtk_widget_get_direction (GTK_WIDGET (row)) != GTK_TEXT_DIR_RTL)
    return g_steal_pointer (&shown);

  return g_strconcat ("\u2066", shown, "\u2069", NULL);
}

static void
show_number (AtlasValueRow *row,
             const char    *text)
{
  g_autofree char *shown = dup_number (row, text);

  atlas_value_row_set_value (row, shown, shown ? text : NULL, NULL);
}

static void
show_phone (AtlasValueRow *row,
            const char    *phone)
{
  g_autofree char *shown = dup_number (row, phone);
  g_autofree char *uri = atlas_format_phone_uri (phone);

  atlas_value_row_set_value (row, shown, shown ? phone : NULL, uri);
}

static void
show_website (AtlasValueRow *row,
              const char    *website_url)
{
  g_autofree char *shown = atlas_web_address_dup_short (website_url);
  g_autofree char *uri = atlas_web_address_dup_uri (website_url);

  atlas_value_row_set_value (row, shown, shown ? website_url : NULL, uri);
}

static void
atlas_contact_group_show (AtlasDetailsGroup *group,
                          AtlasAspspDetails *details)
{
  AtlasContactGroup *self = ATLAS_CONTACT_GROUP (group);
  const AtlasAspspFields *fields = atlas_aspsp_details_get_fields (details);
  g_autofree char *address = atlas_format_address (fields, "\n");

  atlas_value_row_set_value (self->address_row, address, NULL, NULL);
  show_phone (self->phone_row, fields->phone);
  show_website (self->website_row, fields->website_url);
  show_number (self->company_number_row, fields->company_number);
  show_number (self->id_row, fields->id);
}

static void
atlas_contact_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_CONTACT_GROUP);

  G_OBJECT_CLASS (atlas_contact_group_parent_class)->dispose (object);
}

static void
atlas_contact_group_class_init (AtlasContactGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_contact_group_dispose;
  ATLAS_DETAILS_GROUP_CLASS (klass)->show = atlas_contact_group_show;

  g_type_ensure (ATLAS_TYPE_VALUE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-contact-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasContactGroup, address_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasContactGroup, phone_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasContactGroup, website_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasContactGroup, company_number_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasContactGroup, id_row);
}

static void
atlas_contact_group_init (AtlasContactGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
