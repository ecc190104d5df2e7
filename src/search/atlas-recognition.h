/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "atlas-iban.h"

G_BEGIN_DECLS

typedef enum
{
  ATLAS_FINDING_BIC,             /* 8 or 11 characters, upper case */
  ATLAS_FINDING_BIC_START,       /* 4 to 10 characters that a BIC may begin with */
  ATLAS_FINDING_IBAN,
  ATLAS_FINDING_COMPANY_NUMBER,  /* digits only */
  ATLAS_FINDING_PHONE,           /* as atlas_phone_dup_key() */
  ATLAS_FINDING_HOST,            /* as atlas_host_dup_key() */
  ATLAS_FINDING_NAME,            /* words of a message that may be a bank's name, as they stand there */
} AtlasFindingKind;

#define ATLAS_N_FINDING_KINDS (ATLAS_FINDING_NAME + 1)

typedef enum
{
  ATLAS_FINDING_CERTAIN,         /* its check holds, or it is known */
  ATLAS_FINDING_POSSIBLE,        /* it has the form; nothing speaks for it or against it */
  ATLAS_FINDING_INCOMPLETE,
  ATLAS_FINDING_WRONG,           /* its check fails: a slip */
} AtlasFindingState;

/**
 * AtlasFinding:
 *
 * One thing that a text holds. Ranges are bytes in the text.
 */
typedef struct
{
  AtlasFindingKind   kind;
  AtlasFindingState  state;
  char              *value;        /* normalized */
  char               country[3];   /* of a BIC, an IBAN or a company number; or empty */
  AtlasIban          iban;         /* only of an IBAN */
  gsize              start;
  gsize              end;
} AtlasFinding;

/**
 * AtlasKnownBicFunc:
 *
 * Says whether there is a bank of that BIC, in upper case.
 */
typedef gboolean (*AtlasKnownBicFunc) (const char *bic_fi, gpointer data);

/**
 * AtlasRecognition:
 *
 * What a text of the search box is: one thing alone, a message with things in it, or just words.
 * Immutable, counted, and safe to share between threads.
 */
typedef struct _AtlasRecognition AtlasRecognition;

#define ATLAS_TYPE_RECOGNITION (atlas_recognition_get_type ())

GType               atlas_recognition_get_type        (void) G_GNUC_CONST;
AtlasRecognition   *atlas_recognition_new             (const char             *text,
                                                       AtlasKnownBicFunc       is_known_bic,
                                                       gpointer                data);
AtlasRecognition   *atlas_recognition_ref             (AtlasRecognition       *self);
void                atlas_recognition_unref           (AtlasRecognition       *self);
const char         *atlas_recognition_get_text        (const AtlasRecognition *self);
gboolean            atlas_recognition_is_message      (const AtlasRecognition *self);
guint               atlas_recognition_get_n_findings  (const AtlasRecognition *self);
const AtlasFinding *atlas_recognition_get_finding     (const AtlasRecognition *self,
                                                       guint                   position);
const AtlasFinding *atlas_recognition_find_first      (const AtlasRecognition *self,
                                                       AtlasFindingKind        kind);
char               *atlas_recognition_dup_rest        (const AtlasRecognition *self);
char               *atlas_recognition_dup_sentence    (const AtlasRecognition *self,
                                                       guint                   n_names);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasRecognition, atlas_recognition_unref)

G_END_DECLS
