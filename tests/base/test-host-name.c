/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-host-name.h"

/* What is looked up, and what is shown of it. */
static const char *const hosts[][2] = {
  { "", "" },
  { "seb.se", "seb.se" },
  { "192.0.2.1", "192.0.2.1" },
  { "xn--", "xn--" },
  { "xn--99999999999.se", "xn--99999999999.se" },
};

/* What is written, and what is shown of it. */
static const char *const written[][2] = {
  { "sparbanken-öland.se", "sparbanken-öland.se" },
  { "łódź.pl", "łódź.pl" },
  { "straße.example", "straße.example" },
  { "банк.рф", "банк.рф" },
  { "τράπεζα.ελ", "τράπεζα.ελ" },
  /* All Cyrillic, below a Latin domain. */
  { "аррӏе.com", "xn--80ak6aa92e.com" },
  { "ѕеЬ.se", "xn--90a9h8b.se" },
  /* One Cyrillic letter among Latin ones. */
  { "nordeа.se", "xn--norde-5nf.se" },
  /* A Greek one, a dotless i, a letter of phonetics. */
  { "sebο.se", "xn--seb-gbd.se" },
  { "lınea.se", "xn--lnea-4pa.se" },
  { "ɡoogle.se", "xn--oogle-qmc.se" },
  { "ｓｅｂ.se", "seb.se" },
};

static void
test_looked_up (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *shown = atlas_host_name_dup_shown (hosts[i][0]);

      g_assert_cmpstr (shown, ==, hosts[i][1]);
    }
}

static void
test_written (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autofree char *ascii = g_hostname_to_ascii (written[i][0]);
      g_autofree char *shown = ascii ? atlas_host_name_dup_shown (ascii) : NULL;

      g_test_message ("%s", ascii ? ascii : "(no host)");
      if (g_str_has_prefix (written[i][1], "xn--"))
        g_assert_cmpstr (shown, ==, ascii);
      else
        g_assert_cmpstr (shown, ==, written[i][1]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/host-name/looked-up", test_looked_up);
  g_test_add_func ("/base/host-name/written", test_written);

  return g_test_run ();
}
