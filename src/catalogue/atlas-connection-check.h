/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "atlas-profile.h"
#include "atlas-request-log.h"
#include "atlas-secrets.h"

G_BEGIN_DECLS

/* Checks a profile before it is saved, step by step: a GListModel of AtlasCheckStep that is complete from
 * the start, each step notifying as it goes. Used by the dialog and by "profile check". */

typedef enum
{
  ATLAS_CHECK_AUTH_HOST,
  ATLAS_CHECK_CREDENTIALS,
  ATLAS_CHECK_SCOPE,
  ATLAS_CHECK_API_HOST,
  ATLAS_CHECK_FIRST_ANSWER,

  /* What only the doctor looks at. */
  ATLAS_CHECK_CERTIFICATE,
  ATLAS_CHECK_AUTH_NAME,
  ATLAS_CHECK_AUTH_TLS,
  ATLAS_CHECK_CLOCK,
  ATLAS_CHECK_PRESET,
  ATLAS_CHECK_API_NAME,
  ATLAS_CHECK_API_TLS,
} AtlasCheckKind;

typedef enum
{
  ATLAS_CHECK_PENDING,
  ATLAS_CHECK_RUNNING,
  ATLAS_CHECK_PASSED,
  ATLAS_CHECK_FAILED,
  ATLAS_CHECK_SKIPPED,
  ATLAS_CHECK_WARNING,   /* it works, but */
} AtlasCheckState;

#define ATLAS_TYPE_CHECK_STEP (atlas_check_step_get_type ())
#define ATLAS_TYPE_CONNECTION_CHECK (atlas_connection_check_get_type ())

G_DECLARE_FINAL_TYPE (AtlasCheckStep, atlas_check_step, ATLAS, CHECK_STEP, GObject)
G_DECLARE_FINAL_TYPE (AtlasConnectionCheck, atlas_connection_check, ATLAS, CONNECTION_CHECK, GObject)

/* Properties of a step: title, state, explanation (what is wrong and what to do), and a remedy: a label for a
 * button ("Try Scope aspspinformation private"), the profile property to set and the value to set it to. */
AtlasCheckKind        atlas_check_step_get_kind            (AtlasCheckStep *self);
const char           *atlas_check_step_get_scope           (AtlasCheckStep *self);
const char           *atlas_check_step_get_title           (AtlasCheckStep *self);
AtlasCheckState       atlas_check_step_get_state           (AtlasCheckStep *self);
const char           *atlas_check_step_get_explanation     (AtlasCheckStep *self);
const char           *atlas_check_step_get_remedy_label    (AtlasCheckStep *self);
const char           *atlas_check_step_get_remedy_property (AtlasCheckStep *self);
const char           *atlas_check_step_get_remedy_value    (AtlasCheckStep *self);
const GError         *atlas_check_step_get_error           (AtlasCheckStep *self);

/* @client_secret and @certificate_password override what the keyring holds; NULL asks the keyring. */
AtlasConnectionCheck *atlas_connection_check_new           (AtlasProfile         *profile,
                                                            AtlasSecrets         *secrets,
                                                            SecretValue          *client_secret,
                                                            SecretValue          *certificate_password);
/* (transfer none): what is asked on the way. */
AtlasRequestLog      *atlas_connection_check_get_request_log (AtlasConnectionCheck *self);
/* A future for TRUE when every step passed; rejects with the first failure. Dropping it cancels. */
DexFuture            *atlas_connection_check_run           (AtlasConnectionCheck *self);

G_END_DECLS
