/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "atlas-aspsp-table-private.h"
#include "atlas-text.h"

/**
 * atlas_aspsp_fold:
 * @folded: a string to append to
 * @bic_fi: (nullable): a BIC
 * @name: (nullable): a bank's name
 *
 * Begins the folded text of a bank, see #AtlasAspspFolded; its affiliates follow with
 * atlas_aspsp_fold_affiliate(). For atlas_aspsp_table_builder_set_derived().
 */
void
atlas_aspsp_fold (GString    *folded,
                  const char *bic_fi,
                  const char *name)
{
  g_autofree char *folded_name = atlas_text_fold (name);
  g_autofree char *folded_bic = atlas_text_fold (bic_fi);

  g_string_append (folded, folded_name);
  g_string_append_c (folded, ATLAS_FOLDED_SEPARATOR);
  g_string_append (folded, folded_bic);
  g_string_append_c (folded, ATLAS_FOLDED_SEPARATOR);
}

/**
 * atlas_aspsp_fold_affiliate:
 * @folded: what atlas_aspsp_fold() began
 * @id: (nullable): the affiliate's id
 * @name: (nullable): its name
 *
 * Appends an affiliate to the folded text of a bank.
 */
void
atlas_aspsp_fold_affiliate (GString    *folded,
                            const char *id,
                            const char *name)
{
  g_autofree char *folded_id = atlas_text_fold (id);
  g_autofree char *folded_name = atlas_text_fold (name);

  g_string_append_printf (folded, "%s %s%c", folded_id, folded_name, ATLAS_FOLDED_SEPARATOR);
}

/* Numbers are written in groups as their writer likes: only letters and digits count. */
static void
append_letters_and_digits (GString    *folded,
                           const char *text)
{
  g_autofree char *plain = atlas_text_fold (text);

  for (const char *p = plain; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (folded, *p);
}

static void
append_digits (GString    *folded,
               const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (folded, *p);
}

static void
append_host (GString    *folded,
             const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *host = uri ? g_uri_get_host (uri) : NULL;
  g_autofree char *plain = atlas_text_fold (host);

  g_string_append (folded, g_str_has_prefix (plain, "www.") ? plain + strlen ("www.") : plain);
}

/**
 * atlas_aspsp_fold_detail:
 * @folded: what atlas_aspsp_fold() began
 * @mark: what @text is
 * @text: (nullable): the detail, as the platform writes it
 *
 * Appends a detail by which a bank is found, with its mark, to the folded text of a bank: a company number
 * without what groups it, of a phone number the digits, of an address in the web its host.
 */
void
atlas_aspsp_fold_detail (GString         *folded,
                         AtlasFoldedMark  mark,
                         const char      *text)
{
  const gsize before = folded->len;
  g_autofree char *plain = NULL;

  if (text == NULL || *text == '\0')
    return;

  g_string_append_c (folded, mark);
  switch (mark)
    {
    case ATLAS_FOLDED_STREET:
      plain = atlas_text_fold (text);
      g_string_append (folded, plain);
      break;
    case ATLAS_FOLDED_COMPANY_NUMBER:
      append_letters_and_digits (folded, text);
      break;
    case ATLAS_FOLDED_PHONE:
      append_digits (folded, text);
      break;
    case ATLAS_FOLDED_HOST:
      append_host (folded, text);
      break;
    default:
      break;
    }

  if (folded->len == before + 1)
    g_string_truncate (folded, before);
  else
    g_string_append_c (folded, ATLAS_FOLDED_SEPARATOR);
}

/**
 * atlas_aspsp_folded_is_marked:
 * @c: the first byte of a line of a bank's folded text
 *
 * Returns: whether it is an #AtlasFoldedMark
 */
gboolean
atlas_aspsp_folded_is_marked (char c)
{
  return c >= ATLAS_FOLDED_STREET && c <= ATLAS_FOLDED_HOST;
}
