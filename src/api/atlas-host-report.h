/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What came of asking a host for anything at all: for finding out why a connection does not work. */

/**
 * AtlasHostReport:
 * @error: (nullable): why there was no answer
 * @encrypted: whether it was asked by https
 * @has_certificate: whether it showed a certificate, to which the next four belong
 * @tls_errors: what is wrong with it; none where it is trusted
 * @issuer: (nullable): who made it
 * @not_before: from when it is valid, Unix seconds; 0 where it does not say
 * @not_after: until when
 * @has_date: whether the answer said what time it is
 * @clock_skew: how far its clock is ahead of this computer's, seconds
 */
typedef struct
{
  GError               *error;
  gboolean              encrypted;
  gboolean              has_certificate;
  GTlsCertificateFlags  tls_errors;
  char                 *issuer;
  gint64                not_before;
  gint64                not_after;
  gboolean              has_date;
  gint64                clock_skew;
} AtlasHostReport;

#define ATLAS_TYPE_HOST_REPORT (atlas_host_report_get_type ())

GType            atlas_host_report_get_type        (void) G_GNUC_CONST;
AtlasHostReport *atlas_host_report_new             (void);
AtlasHostReport *atlas_host_report_copy            (const AtlasHostReport *self);
void             atlas_host_report_free            (AtlasHostReport       *self);
void             atlas_host_report_set_certificate (AtlasHostReport       *self,
                                                    GTlsCertificate       *certificate,
                                                    GTlsCertificateFlags   errors);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasHostReport, atlas_host_report_free)

G_END_DECLS
