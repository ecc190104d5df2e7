/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-contact.h"

typedef struct
{
  const char *text;
  const char *expected;   /* NULL: none */
} TextCase;

typedef struct
{
  const char *text;
  const char *value;      /* NULL: none */
  const char *part;
} FindCase;

static void
test_phone_key (void)
{
  static const TextCase cases[] = {
    { "+46-771 365 365", "771365365" },
    { "0046771365365", "771365365" },
    { "0771365365", "771365365" },
    { "+46 (0)771-365 365", "771365365" },
    { "+46 (0) 771 365 365", "771365365" },
    { "tel:+46771365365", "771365365" },
    { "(0771) 36 53 65", "771365365" },
    { "0771.365.365", "771365365" },
    { "+47 22 48 50 00", "22485000" },
    { "22 48 50 00", "22485000" },
    { "+358 9 2345", "92345" },
    { "+1 212 555 0100", "2125550100" },
    { "+39 06 1234567", "61234567" },
    { "+46", "46" },
    { "0", "0" },
    { "0771 36", "77136" },
    { "0771 SEB", NULL },
    { "seb", NULL },
    { "+", NULL },
    { "+46+47", NULL },
    { "012345678901234567890", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = atlas_phone_dup_key (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (key, ==, cases[i].expected);
    }
}

static void
test_phone_read (void)
{
  static const TextCase cases[] = {
    { "+46-771 365 365", "771365365" },
    { "0771365365", "771365365" },
    { "08-123", "8123" },
    { "22 48 50 00", "22485000" },
    { "0771", NULL },
    { "22485000", NULL },
    { "12", NULL },
    { "seb", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (AtlasContact) phone = { 0 };

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (atlas_phone_read (cases[i].text, &phone), ==, cases[i].expected != NULL);
      g_assert_cmpstr (phone.value, ==, cases[i].expected);
    }
}

static void
assert_found (const FindCase *wanted,
              gboolean      (*find) (const char   *text,
                                     gsize         from,
                                     AtlasContact *contact))
{
  g_auto (AtlasContact) contact = { 0 };
  g_autofree char *part = NULL;

  g_test_message ("%s", wanted->text);
  g_assert_cmpint (find (wanted->text, 0, &contact), ==, wanted->value != NULL);
  g_assert_cmpstr (contact.value, ==, wanted->value);
  if (wanted->value == NULL)
    return;
  part = g_strndup (wanted->text + contact.start, contact.end - contact.start);
  g_assert_cmpstr (part, ==, wanted->part);
}

static void
test_phone_find (void)
{
  static const FindCase cases[] = {
    { "Ring 0771-365 365 i dag", "771365365", "0771-365 365" },
    { "(+46 (0)771 365 365)", "771365365", "+46 (0)771 365 365" },
    { "08-123 45 67 – 500 kr", "81234567", "08-123 45 67" },
    { "tel:0046771365365.", "771365365", "0046771365365" },
    { "070-1234567, 2024", "701234567", "070-1234567" },
    { "den 01-02-2024", NULL, NULL },
    { "den 01.02.2024", NULL, NULL },
    { "0,50 kr", NULL, NULL },
    { "0123", NULL, NULL },
    { "1 000 000 kr", NULL, NULL },
    { "x0771365365", NULL, NULL },
    { "0771365365x", NULL, NULL },
    { "1-0771365365", NULL, NULL },
    { "+", NULL, NULL },
    { "", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_found (&cases[i], atlas_phone_find);
}

static void
test_host_key (void)
{
  static const TextCase cases[] = {
    { "https://www.seb.se/privat", "seb.se" },
    { "http://seb.se", "seb.se" },
    { "HTTPS://WWW.SEB.SE:443/", "seb.se" },
    { "https://name:pass@seb.se:8080/x?y#z", "seb.se" },
    { "www.seb.se", "seb.se" },
    { "seb.se", "seb.se" },
    { " seb.se\n", "seb.se" },
    { "seb.se.", "seb.se" },
    { "seb.se/privat?x=1", "seb.se" },
    { "info@seb.se", "seb.se" },
    { "internetbanken.privat.nordea.se", "internetbanken.privat.nordea.se" },
    { "ålandsbanken.ax", "ålandsbanken.ax" },
    { "xn--landsbanken-w8a.ax", "xn--landsbanken-w8a.ax" },
    { "seb", NULL },
    { "seb.", NULL },
    { ".se", NULL },
    { "seb..se", NULL },
    { "seb.s", NULL },
    { "seb.s3", NULL },
    { "-seb.se", NULL },
    { "seb bank.se", NULL },
    { "https://", NULL },
    { "192.168.0.1", NULL },
    { "08.30", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = atlas_host_dup_key (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (key, ==, cases[i].expected);
    }
}

static void
test_host_find (void)
{
  static const FindCase cases[] = {
    { "se https://www.seb.se/privat, tack", "seb.se", "https://www.seb.se/privat" },
    { "logga in (seb.se).", "seb.se", "seb.se" },
    { "<https://bank.example/x>", "bank.example", "https://bank.example/x" },
    { "SEB.SE", "seb.se", "SEB.SE" },
    { "www.bank.zzz", "bank.zzz", "www.bank.zzz" },
    { "bank.zzz", NULL, NULL },
    { "Det är slut.Se nästa", NULL, NULL },
    { "t.ex. bl.a. kl. 10.30", NULL, NULL },
    { "Org.nr 12, tel.no 3", NULL, NULL },
    { "anna@seb.se", NULL, NULL },
    { "......", NULL, NULL },
    { "", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_found (&cases[i], atlas_host_find);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search/contact/phone-key", test_phone_key);
  g_test_add_func ("/search/contact/phone-read", test_phone_read);
  g_test_add_func ("/search/contact/phone-find", test_phone_find);
  g_test_add_func ("/search/contact/host-key", test_host_key);
  g_test_add_func ("/search/contact/host-find", test_host_find);

  return g_test_run ();
}
