/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-host-report.h"
#include "atlas-text.h"

#define MAX_ISSUER_CHARS 120

G_DEFINE_BOXED_TYPE (AtlasHostReport, atlas_host_report, atlas_host_report_copy, atlas_host_report_free)

static gint64
take_time (GDateTime *time_or_null)
{
  g_autoptr (GDateTime) time = time_or_null;

  return time ? g_date_time_to_unix (time) : 0;
}

/**
 * atlas_host_report_new:
 *
 * Returns: (transfer full): a report that says nothing yet
 */
AtlasHostReport *
atlas_host_report_new (void)
{
  return g_new0 (AtlasHostReport, 1);
}

/**
 * atlas_host_report_copy:
 * @self: a report
 *
 * Returns: (transfer full): another one that says the same
 */
AtlasHostReport *
atlas_host_report_copy (const AtlasHostReport *self)
{
  AtlasHostReport *copy = g_memdup2 (self, sizeof *self);

  copy->error = self->error ? g_error_copy (self->error) : NULL;
  copy->issuer = g_strdup (self->issuer);

  return copy;
}

/**
 * atlas_host_report_free:
 * @self: (transfer full): a report
 */
void
atlas_host_report_free (AtlasHostReport *self)
{
  g_clear_error (&self->error);
  g_free (self->issuer);
  g_free (self);
}

/**
 * atlas_host_report_set_certificate:
 * @self: a report
 * @certificate: what the host showed
 * @errors: what is wrong with it
 */
void
atlas_host_report_set_certificate (AtlasHostReport      *self,
                                   GTlsCertificate      *certificate,
                                   GTlsCertificateFlags  errors)
{
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (certificate);

  self->has_certificate = TRUE;
  self->tls_errors = errors;
  g_free (self->issuer);
  self->issuer = issuer ? atlas_text_dup_single_line (issuer, MAX_ISSUER_CHARS) : NULL;
  self->not_before = take_time (g_tls_certificate_get_not_valid_before (certificate));
  self->not_after = take_time (g_tls_certificate_get_not_valid_after (certificate));
}
