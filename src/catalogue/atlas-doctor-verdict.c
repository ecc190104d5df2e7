/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-doctor-verdict.h"

#define SECONDS_PER_MINUTE 60
#define SECONDS_PER_DAY (24 * 60 * 60)

/* A host may be a little off itself, and its answer takes a moment. */
#define TOLERATED_SKEW SECONDS_PER_MINUTE

/* From here on, certificates and tokens are judged wrong. */
#define HARMFUL_SKEW (60 * SECONDS_PER_MINUTE)

#define HOST_NOTICE (14 * SECONDS_PER_DAY)
#define CLIENT_NOTICE (30 * SECONDS_PER_DAY)

static char *
format_day (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return time ? g_date_time_format (time, "%F") : g_strdup ("?");
}

static char *
format_skew (gint64 seconds)
{
  gint64 minutes = (seconds + SECONDS_PER_MINUTE / 2) / SECONDS_PER_MINUTE;

  if (minutes < 120)
    return g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) minutes), (int) minutes);

  return g_strdup_printf (ngettext ("%d hour", "%d hours", (gulong) (minutes / 60)), (int) MIN (minutes / 60, G_MAXINT));
}

static char *
explain_distrust (const AtlasHostReport *report)
{
  g_autofree char *from = format_day (report->not_before);
  g_autofree char *until = format_day (report->not_after);
  const char *issuer = report->issuer ? report->issuer : "?";

  if (report->tls_errors & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return g_strdup (_("The host’s certificate is for another name. Check the address of the host; a network that asks for signing in may answer in its place."));
  if (report->tls_errors & G_TLS_CERTIFICATE_EXPIRED)
    return g_strdup_printf (_("The host’s certificate ended on %s. If the date of this computer is right, tell the platform’s support."), until);
  if (report->tls_errors & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return g_strdup_printf (_("The host’s certificate begins on %s. Check the date of this computer."), from);
  if (report->tls_errors & G_TLS_CERTIFICATE_REVOKED)
    return g_strdup (_("The host’s certificate was withdrawn. Do not connect; tell the platform’s support."));
  if (report->tls_errors & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return g_strdup_printf (_("The host’s certificate was issued by “%s”, whom this computer does not trust. A proxy may be looking into the traffic, or certificates of authorities are missing (package ca-certificates)."), issuer);

  return g_strdup (_("The host’s certificate is not safe. Check the address of the host, and tell the platform’s support."));
}

/**
 * atlas_doctor_judge_tls:
 * @report: what was found
 * @now: Unix seconds
 * @state: (out): how it is
 *
 * Returns: (transfer full): what to say of the encryption to a host
 */
char *
atlas_doctor_judge_tls (const AtlasHostReport *report,
                        gint64                 now,
                        AtlasCheckState       *state)
{
  g_autofree char *until = format_day (report->not_after);

  *state = ATLAS_CHECK_PASSED;
  if (!report->encrypted)
    return g_strdup (_("Not encrypted: the host is on this computer."));

  if (!report->has_certificate)
    {
      *state = report->error ? ATLAS_CHECK_FAILED : ATLAS_CHECK_SKIPPED;
      return g_strdup (_("The host showed no certificate. Check its address, and whether a proxy or a firewall is in between."));
    }
  if (report->tls_errors != 0)
    {
      *state = ATLAS_CHECK_FAILED;
      return explain_distrust (report);
    }
  if (report->not_after != 0 && report->not_after - now < HOST_NOTICE)
    {
      *state = ATLAS_CHECK_WARNING;
      return g_strdup_printf (_("The host’s certificate is trusted, but ends on %s."), until);
    }
  if (report->not_after == 0)
    return g_strdup (_("The host’s certificate is trusted."));

  return g_strdup_printf (_("The host’s certificate is trusted, until %s."), until);
}

/**
 * atlas_doctor_judge_clock:
 * @report_or_null: (nullable): what was found
 * @state: (out): how it is
 *
 * Returns: (transfer full): what to say of this computer's clock
 */
char *
atlas_doctor_judge_clock (const AtlasHostReport *report_or_null,
                          AtlasCheckState       *state)
{
  gint64 skew = report_or_null ? report_or_null->clock_skew : 0;
  gint64 distance = ABS (skew);
  g_autofree char *words = format_skew (distance);

  *state = ATLAS_CHECK_SKIPPED;
  if (report_or_null == NULL || !report_or_null->has_date)
    return g_strdup (_("No host said what time it is."));

  *state = distance <= TOLERATED_SKEW ? ATLAS_CHECK_PASSED : distance < HARMFUL_SKEW ? ATLAS_CHECK_WARNING : ATLAS_CHECK_FAILED;
  if (*state == ATLAS_CHECK_PASSED)
    return g_strdup (_("The clock of this computer agrees with the host’s."));
  if (skew > 0)
    /* Translators: a duration, as "5 minutes" */
    return g_strdup_printf (_("The clock of this computer is %s slow, so that tokens and certificates may be taken for valid or not when it is the other way round. Set it by the network."), words);

  /* Translators: a duration, as "5 minutes" */
  return g_strdup_printf (_("The clock of this computer is %s fast, so that tokens and certificates may be taken for valid or not when it is the other way round. Set it by the network."), words);
}

static gboolean
has_private_key (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) key = NULL;

  g_object_get (certificate, "private-key", &key, NULL);

  return key != NULL && key->len > 0;
}

static gint64
take_time (GDateTime *time_or_null)
{
  g_autoptr (GDateTime) time = time_or_null;

  return time ? g_date_time_to_unix (time) : 0;
}

/**
 * atlas_doctor_judge_certificate:
 * @certificate: a client certificate that could be opened
 * @now: Unix seconds
 * @state: (out): how it is
 *
 * Returns: (transfer full): what to say of it
 */
char *
atlas_doctor_judge_certificate (GTlsCertificate *certificate,
                                gint64           now,
                                AtlasCheckState *state)
{
  gint64 not_before = take_time (g_tls_certificate_get_not_valid_before (certificate));
  gint64 not_after = take_time (g_tls_certificate_get_not_valid_after (certificate));
  g_autofree char *from = format_day (not_before);
  g_autofree char *until = format_day (not_after);

  *state = ATLAS_CHECK_FAILED;
  if (!has_private_key (certificate))
    return g_strdup (_("The client certificate’s file holds no private key. Export the certificate together with its key (PKCS#12)."));
  if (not_after != 0 && not_after < now)
    return g_strdup_printf (_("The client certificate ended on %s. Get a new one, and choose it in the connection’s settings."), until);
  if (not_before > now)
    return g_strdup_printf (_("The client certificate begins on %s. Check the date of this computer."), from);

  *state = not_after != 0 && not_after - now < CLIENT_NOTICE ? ATLAS_CHECK_WARNING : ATLAS_CHECK_PASSED;
  if (*state == ATLAS_CHECK_WARNING)
    return g_strdup_printf (_("The client certificate can be used, but ends on %s. Get a new one in time."), until);

  return g_strdup_printf (_("The client certificate and its key can be used, until %s."), until);
}
