/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-bic.h"

#define BIC_LENGTH_SHORT 8
#define BIC_LENGTH_LONG 11
#define BIC_COUNTRY_OFFSET 4

/* The platform's own pattern: ^[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?$ */
static gboolean
is_allowed_at (guint position,
               char  c)
{
  if (position < 6)
    return g_ascii_isupper (c);
  if (position == 6)
    return g_ascii_isupper (c) || (c >= '2' && c <= '9');
  if (position == 7)
    return (g_ascii_isupper (c) && c != 'O') || g_ascii_isdigit (c);

  return g_ascii_isupper (c) || g_ascii_isdigit (c);
}

/**
 * atlas_bic_is_well_formed:
 * @bic_fi: (nullable): a code, in upper case
 *
 * Says whether a code is what a person may be asked to type. What the server sends is kept as it is,
 * well formed or not.
 *
 * Returns: whether @bic_fi matches the platform's pattern
 */
gboolean
atlas_bic_is_well_formed (const char *bic_fi)
{
  gsize length = bic_fi ? strlen (bic_fi) : 0;

  if (length != BIC_LENGTH_SHORT && length != BIC_LENGTH_LONG)
    return FALSE;

  for (guint i = 0; i < length; i++)
    if (!is_allowed_at (i, bic_fi[i]))
      return FALSE;

  return TRUE;
}

/**
 * atlas_bic_normalize:
 * @typed: (nullable): what a person typed or pasted
 *
 * Upper-cases a code and takes the white space out, which print often puts between its groups.
 *
 * Returns: (transfer full) (nullable): the code, not necessarily well formed; %NULL when nothing is left
 */
char *
atlas_bic_normalize (const char *typed)
{
  g_autoptr (GString) code = g_string_new (NULL);

  for (const char *p = typed ? typed : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (code, c < 0x80 ? (gunichar) g_ascii_toupper (c) : c);
    }

  return code->len > 0 ? g_string_free (g_steal_pointer (&code), FALSE) : NULL;
}

/**
 * atlas_bic_dup_country_code:
 * @bic_fi: (nullable): a code as the server sent it
 *
 * The country is in letters 5 and 6: the fallback for a bank of which nothing else says where it is.
 *
 * Returns: (transfer full) (nullable): an ISO 3166-1 alpha-2 code in upper case, or %NULL
 */
char *
atlas_bic_dup_country_code (const char *bic_fi)
{
  gsize length = bic_fi ? strlen (bic_fi) : 0;

  if (length != BIC_LENGTH_SHORT && length != BIC_LENGTH_LONG)
    return NULL;
  if (!g_ascii_isalpha (bic_fi[BIC_COUNTRY_OFFSET]) || !g_ascii_isalpha (bic_fi[BIC_COUNTRY_OFFSET + 1]))
    return NULL;

  return g_ascii_strup (bic_fi + BIC_COUNTRY_OFFSET, 2);
}
