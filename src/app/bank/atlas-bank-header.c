/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-bank-header.h"
#include "atlas-bic.h"
#include "atlas-country.h"
#include "atlas-logo.h"
#include "atlas-text.h"
#include "atlas-search.h"

struct _AtlasBankHeader
{
  AdwBin parent_instance;

  AtlasLogo *logo;
  GtkLabel *name_label;
  GtkLabel *bic_label;
  GtkLabel *place_label;
  GtkWidget *sample_mark;
  GtkLabel *namesakes_label;
};

G_DEFINE_FINAL_TYPE (AtlasBankHeader, atlas_bank_header, ADW_TYPE_BIN)

/* Where the list has several banks of one BIC, the details tell the name of one of them. */
static const char *
choose_name (const char        *bic_fi,
             AtlasAspspItem    *item,
             AtlasAspspDetails *details,
             gboolean           has_namesakes)
{
  const char *name = NULL;

  if (details != NULL && !(has_namesakes && item != NULL))
    name = atlas_aspsp_details_get_display_name (details);
  if (atlas_text_is_blank (name) && item != NULL)
    name = atlas_aspsp_item_get_name (item);

  return atlas_text_is_blank (name) ? bic_fi : name;
}

static const char *
choose_logo_url (AtlasAspspItem    *item,
                 AtlasAspspDetails *details)
{
  const char *logo_url = details ? atlas_aspsp_details_get_fields (details)->logo_url : NULL;

  if (atlas_text_is_blank (logo_url) && item != NULL)
    logo_url = atlas_aspsp_item_get_logo_url (item);

  return logo_url;
}

static void
append_country (GString    *flags,
                const char *code)
{
  g_autofree char *flag = atlas_country_code_dup_flag (code);

  if (flag != NULL)
    g_string_append_printf (flags, "%s%s", flags->len > 0 ? " " : "", flag);
}

/* The countries under which the platform lists the bank; letters of the BIC where it lists none. */
static char *
format_flags (const char     *bic_fi,
              AtlasAspspItem *item)
{
  const char * const *codes = item ? atlas_aspsp_item_get_country_codes (item) : NULL;
  g_autoptr (GString) flags = g_string_new (NULL);

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    append_country (flags, codes[i]);
  if (flags->len == 0)
    {
      g_autofree char *code = atlas_bic_dup_country_code (bic_fi);

      if (code != NULL)
        append_country (flags, code);
    }

  return g_string_free (g_steal_pointer (&flags), FALSE);
}

static char *
format_place (const char        *bic_fi,
              AtlasAspspItem    *item,
              AtlasAspspDetails *details)
{
  g_autofree char *flags = format_flags (bic_fi, item);
  g_autofree char *city = NULL;

  if (details != NULL)
    city = atlas_text_dup_shown (atlas_aspsp_details_get_fields (details)->city);
  if (city == NULL && item != NULL)
    city = atlas_text_dup_shown (atlas_aspsp_item_get_city (item));

  if (city == NULL)
    return g_steal_pointer (&flags);

  return g_strjoin (*flags != '\0' ? " " : "", flags, city, NULL);
}

/* (nullable): what to say where the list has several banks of that BIC. */
static char *
dup_namesakes (AtlasCatalogue *catalogue,
               const char     *bic_fi)
{
  AtlasAspspTable *table = catalogue ? atlas_catalogue_get_table (catalogue) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  guint position = table ? atlas_aspsp_table_find (table, bic_fi) : ATLAS_ASPSP_TABLE_NOT_FOUND;

  for (; position != ATLAS_ASPSP_TABLE_NOT_FOUND; position = atlas_aspsp_table_find_next (table, position))
    {
      AtlasAspspRow row;

      atlas_aspsp_table_get_row (table, position, &row);
      g_strv_builder_add (builder, row.name);
    }
  names = g_strv_builder_end (builder);

  return atlas_search_dup_namesakes_sentence (bic_fi, (const char * const *) names);
}

static gboolean
is_demo (AtlasCatalogue *catalogue)
{
  AtlasProfile *profile = catalogue ? atlas_catalogue_get_profile (catalogue) : NULL;

  return profile != NULL && atlas_profile_is_demo (profile);
}

static void
atlas_bank_header_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_BANK_HEADER);

  G_OBJECT_CLASS (atlas_bank_header_parent_class)->dispose (object);
}

static void
atlas_bank_header_class_init (AtlasBankHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_bank_header_dispose;

  g_type_ensure (ATLAS_TYPE_LOGO);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-bank-header.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasBankHeader, logo);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankHeader, name_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankHeader, bic_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankHeader, place_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankHeader, sample_mark);
  gtk_widget_class_bind_template_child (widget_class, AtlasBankHeader, namesakes_label);
}

static void
atlas_bank_header_init (AtlasBankHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_bank_header_show:
 * @self: a header
 * @catalogue: where the logo comes from
 * @bic_fi: the bank
 * @item: (nullable): what the list says about it
 * @details: (nullable): what the platform says about it
 */
void
atlas_bank_header_show (AtlasBankHeader   *self,
                        AtlasCatalogue    *catalogue,
                        const char        *bic_fi,
                        AtlasAspspItem    *item,
                        AtlasAspspDetails *details)
{
  g_autofree char *shown_bic = atlas_text_dup_shown (bic_fi);
  g_autofree char *namesakes = dup_namesakes (catalogue, bic_fi);
  const char *name = choose_name (shown_bic ? shown_bic : "", item, details, namesakes != NULL);
  g_autofree char *place = format_place (bic_fi, item, details);

  g_return_if_fail (ATLAS_IS_BANK_HEADER (self));

  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->bic_label, shown_bic ? shown_bic : "");
  gtk_label_set_text (self->place_label, place);
  gtk_label_set_text (self->namesakes_label, namesakes ? namesakes : "");
  gtk_widget_set_visible (GTK_WIDGET (self->namesakes_label), namesakes != NULL);
  gtk_widget_set_visible (self->sample_mark, is_demo (catalogue));
  atlas_logo_set_source (self->logo, catalogue, choose_logo_url (item, details), name);
}

/**
 * atlas_bank_header_get_name:
 * @self: a header
 *
 * Returns: (transfer none): the bank's name as it is shown
 */
const char *
atlas_bank_header_get_name (AtlasBankHeader *self)
{
  g_return_val_if_fail (ATLAS_IS_BANK_HEADER (self), NULL);

  return gtk_label_get_text (self->name_label);
}
