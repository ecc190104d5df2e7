/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-host-name.h"

/* Letters of the languages that are written around here, none of which is a twin of an ASCII letter. */
static gboolean
is_plain_latin (gunichar c)
{
  switch (c)
    {
    case 0x0131: /* i without its dot */
    case 0x0138: /* kra */
    case 0x0149: /* n with an apostrophe */
    case 0x017f: /* long s */
      return FALSE;
    case 0x0219: /* Romanian */
    case 0x021b:
      return TRUE;
    default:
      return (c < 0x80 && (g_unichar_isalnum (c) || c == '-' || c == '_')) ||
             (c >= 0x00df && c <= 0x017f && c != 0x00f7);
    }
}

static gboolean
is_latin_label (const char *label)
{
  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_plain_latin (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/* The one script in which all of a label is written, digits and hyphens aside. */
static GUnicodeScript
find_only_script (const char *label)
{
  GUnicodeScript only = G_UNICODE_SCRIPT_COMMON;

  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeScript script = g_unichar_get_script (c);

      if (g_ascii_isdigit (*p) || *p == '-')
        continue;
      if (!g_unichar_isalpha (c) || (only != G_UNICODE_SCRIPT_COMMON && only != script))
        return G_UNICODE_SCRIPT_INVALID_CODE;
      only = script;
    }

  return only;
}

/* A label of another script looks like what it is only below a domain of that script: the Cyrillic "аррӏе" reads
 * as another word in front of ".com". */
static gboolean
is_honest (const char *label,
           const char *top)
{
  GUnicodeScript script;

  if (*label == '\0')
    return FALSE;
  if (is_latin_label (label))
    return TRUE;

  script = find_only_script (label);

  return script != G_UNICODE_SCRIPT_INVALID_CODE && script != G_UNICODE_SCRIPT_COMMON && script != G_UNICODE_SCRIPT_LATIN &&
         script == find_only_script (top);
}

/**
 * atlas_host_name_dup_shown:
 * @ascii_host: a host in ASCII, as it is looked up
 *
 * Letters of other languages are shown where they can be told from others: each label in Latin letters with the
 * marks of European languages, or in the one script of its top-level domain. Any other label keeps its "xn--" form.
 *
 * Returns: (transfer full): the host, for people
 */
char *
atlas_host_name_dup_shown (const char *ascii_host)
{
  g_auto (GStrv) labels = g_strsplit (ascii_host, ".", -1);
  guint n_labels = g_strv_length (labels);
  g_autofree char *top = NULL;

  if (n_labels == 0)
    return g_strdup ("");

  top = g_hostname_to_unicode (labels[n_labels - 1]);
  for (guint i = 0; i < n_labels; i++)
    {
      g_autofree char *unicode = g_hostname_is_ascii_encoded (labels[i]) ? g_hostname_to_unicode (labels[i]) : NULL;

      if (unicode == NULL || !is_honest (unicode, top ? top : ""))
        continue;
      g_free (labels[i]);
      labels[i] = g_steal_pointer (&unicode);
    }

  return g_strjoinv (".", labels);
}
