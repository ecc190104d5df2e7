/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-web-address.h"

typedef struct
{
  const char *stated;
  const char *shown;
  const char *uri;      /* what is opened; NULL for nothing */
  const char *target;
} Address;

static const Address addresses[] = {
  { NULL, NULL, NULL, NULL },
  { "  ", NULL, NULL, NULL },
  { "https://seb.se/", "seb.se", "https://seb.se/", "seb.se" },
  { " https://seb.se\n", "seb.se", "https://seb.se/", "seb.se" },
  { "HTTP://bank.example/private", "bank.example/private", "http://bank.example/private", "bank.example" },
  { "www.bank.example", "www.bank.example", "https://www.bank.example/", "www.bank.example" },
  { "https://bank.example:8443/a?b=c&d#e", "bank.example:8443/a?b=c&d#e", "https://bank.example:8443/a?b=c&d#e", "bank.example:8443" },
  { "https://[2001:db8::1]/", "[2001:db8::1]", "https://[2001:db8::1]/", "[2001:db8::1]" },
  /* Other schemes, whole and in disguise. */
  { "javascript:alert(1)", "javascript:alert(1)", NULL, NULL },
  { "JaVaScRiPt://seb.se/%0aalert(1)", "JaVaScRiPt://seb.se/%0aalert(1)", NULL, NULL },
  { "java\nscript:alert(1.0)", "java script:alert(1.0)", NULL, NULL },
  { "file:///etc/passwd", "file:///etc/passwd", NULL, NULL },
  { "file:../x.desktop", "file:../x.desktop", NULL, NULL },
  { "data:text/html,x.y", "data:text/html,x.y", NULL, NULL },
  { "smb://evil.example/share", "smb://evil.example/share", NULL, NULL },
  { "mailto:info@bank.example", "mailto:info@bank.example", NULL, NULL },
  { "bank-atlas:?q=x.y", "bank-atlas:?q=x.y", NULL, NULL },
  { "https://", "https://", NULL, NULL },
  { "https:///path.html", "https:///path.html", NULL, NULL },
  /* A user before the host: shown, and not opened. */
  { "https://seb.se@evil.example/", "https://seb.se@evil.example/", NULL, NULL },
  { "https://seb.se:443@evil.example/", "https://seb.se:443@evil.example/", NULL, NULL },
  { "seb.se@evil.example", "seb.se@evil.example", NULL, NULL },
  /* What programs read differently. */
  { "https://seb.se\\@evil.example/", "https://seb.se\\@evil.example/", NULL, NULL },
  { "https://seb.se\\.evil.example/", "https://seb.se\\.evil.example/", NULL, NULL },
  { "https://seb.se /x", "https://seb.se /x", NULL, NULL },
  { "https://seb.se/a b", "https://seb.se/a b", NULL, NULL },
  { "https://seb.se/\x1b]8;;x", "https://seb.se/ ]8;;x", NULL, NULL },
  { "https://seb\xe2\x80\x8b.se/", "https://seb.se/", NULL, NULL },
  { "https://moc.elpmaxe\xe2\x80\xae.se/", "https://moc.elpmaxe.se/", NULL, NULL },
  { "https://seb.se%2f.evil.example/", "https://seb.se%2f.evil.example/", NULL, NULL },
  { "https://seb.se%00.evil.example/", "https://seb.se%00.evil.example/", NULL, NULL },
  { "call us", "call us", NULL, NULL },
  /* Look-alikes are shown as what they are; letters of our languages as they are written. */
  { "https://nordeа.se/", "xn--norde-8ve.se", "https://xn--norde-8ve.se/", "xn--norde-8ve.se" },
  { "https://xn--norde-8ve.se/", "xn--norde-8ve.se", "https://xn--norde-8ve.se/", "xn--norde-8ve.se" },
  { "https://аррӏе.com/", "xn--80ak6aa92e.com", "https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com" },
  /* Nor does what cannot be seen make them anything else; and then they are not opened. */
  { "https://nordeа\xe2\x80\x8b.se/", "https://xn--norde-8ve.se/", NULL, NULL },
  { "https://nordeа.se\xe2\x80\xae/", "https://xn--norde-8ve.se/", NULL, NULL },
  { "nordeа\xe2\x80\x8b.se", "https://xn--norde-8ve.se/", NULL, NULL },
  { "https://nordeа\x1b.se/", "https://nordeа .se/", NULL, NULL },
  { "https://nordeа\x1b[7m.se/", "https://nordeа [7m.se/", NULL, NULL },
  { "https://nordeа\n.se/", "https://nordeа .se/", NULL, NULL },
  { "https://xn--norde-8ve\x07.se/", "https://xn--norde-8ve .se/", NULL, NULL },
  { "https://xn--norde-8ve\xe2\x80\x8b.se/", "https://xn--norde-8ve.se/", NULL, NULL },
  { "https://nordeа\xc2\xad.se/", "https://xn--norde-8ve.se/", NULL, NULL },
  { "https://öland.se/", "öland.se", "https://xn--land-4qa.se/", "öland.se" },
  { "https://seb.se/åäö\xd7\x90", "seb.se/%C3%A5%C3%A4%C3%B6%D7%90", "https://seb.se/%C3%A5%C3%A4%C3%B6%D7%90", "seb.se" },
};

static void
test_addresses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *shown = atlas_web_address_dup_short (addresses[i].stated);
      g_autofree char *uri = atlas_web_address_dup_uri (addresses[i].stated);
      g_autofree char *target = atlas_web_address_dup_target (uri);

      g_test_message ("%s", addresses[i].stated ? addresses[i].stated : "(none)");
      g_assert_cmpstr (shown, ==, addresses[i].shown);
      g_assert_cmpstr (uri, ==, addresses[i].uri);
      g_assert_cmpstr (target, ==, addresses[i].target);
      g_assert_true (atlas_web_address_may_open (uri) == (uri != NULL));
    }
}

static void
test_full (void)
{
  g_autofree char *web = atlas_web_address_dup_full ("https://auth.bank.example/.well-known/openid-configuration");
  g_autofree char *imitation = atlas_web_address_dup_full ("https://аррӏе.com/");
  g_autofree char *long_address = g_strdup_printf ("https://bank.example/%0*d", 5000, 0);
  g_autofree char *long_shown = atlas_web_address_dup_full (long_address);
  g_autofree char *long_uri = atlas_web_address_dup_uri (long_address);

  g_assert_cmpstr (web, ==, "https://auth.bank.example/.well-known/openid-configuration");
  g_assert_cmpstr (imitation, ==, "https://xn--80ak6aa92e.com/");
  g_assert_cmpuint (g_utf8_strlen (long_shown, -1), <, 400);
  g_assert_null (long_uri);
}

/* What reaches the gate without having been checked before. */
static void
test_gate (void)
{
  static const char *const closed[] = {
    "", "seb.se", "HTTPS://seb.se/", "https://seb.se", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example",
    "tel:", "tel:+", "tel:*%2306%23", "tel:12;phone-context=x", "tel:1234567890123456", "TEL:123", "https://a@seb.se/", "https://öland.se/",
    "ftp://seb.se/", "vbscript:x", "about:blank", "http:///x",
  };

  g_assert_false (atlas_web_address_may_open (NULL));
  g_assert_true (atlas_web_address_may_open ("tel:+46771365365"));
  g_assert_true (atlas_web_address_may_open ("https://seb.se/"));
  for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
    {
      g_autofree char *target = atlas_web_address_dup_target (closed[i]);

      g_test_message ("%s", closed[i]);
      g_assert_false (atlas_web_address_may_open (closed[i]));
      g_assert_null (target);
    }
}

static void
test_phone_target (void)
{
  g_autofree char *target = atlas_web_address_dup_target ("tel:+46771365365");

  g_assert_cmpstr (target, ==, "+46771365365");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/catalogue/web-address/addresses", test_addresses);
  g_test_add_func ("/catalogue/web-address/full", test_full);
  g_test_add_func ("/catalogue/web-address/gate", test_gate);
  g_test_add_func ("/catalogue/web-address/phone-target", test_phone_target);

  return g_test_run ();
}
