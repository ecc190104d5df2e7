/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "atlas-iban.h"

G_BEGIN_DECLS

typedef enum
{
  ATLAS_FINDING_BIC,             /* 8 or 11 characters, upper case, never ending in XXX */
  ATLAS_FINDING_IBAN,            /* letters and digits, upper case; `*` for what is masked */
  ATLAS_FINDING_ACCOUNT_NUMBER,  /* a national one, digits only */
  ATLAS_FINDING_VAT_NUMBER,      /* the company number in it, digits only */
  ATLAS_FINDING_COMPANY_NUMBER,  /* letters and digits, upper case */
  ATLAS_FINDING_PHONE,           /* as atlas_phone_dup_key() */
  ATLAS_FINDING_HOST,            /* as atlas_host_dup_key() */
} AtlasFindingKind;

#define ATLAS_N_FINDING_KINDS (ATLAS_FINDING_HOST + 1)

typedef enum
{
  ATLAS_FINDING_CERTAIN,         /* its check holds, or the directory has it */
  ATLAS_FINDING_POSSIBLE,        /* it has the form; nothing speaks for it or against it */
  ATLAS_FINDING_INCOMPLETE,
  ATLAS_FINDING_WRONG,           /* its check fails: a slip */
} AtlasFindingState;

/* What is to be said of an IBAN that is not simply valid. */
typedef enum
{
  ATLAS_IBAN_NO_FAULT,
  ATLAS_IBAN_MASKED,
  ATLAS_IBAN_LOOK_ALIKE,         /* it is valid once letters O and I are read as 0 and 1, as its value has them */
  ATLAS_IBAN_WRONG_CHECK,
  ATLAS_IBAN_WRONG_CHARACTER,    /* a letter where the country has digits, or the other way round */
  ATLAS_IBAN_TOO_LONG,
  ATLAS_IBAN_UNKNOWN_COUNTRY,
} AtlasIbanFault;

/**
 * AtlasFinding:
 *
 * One value that a text holds. Its range is bytes in the text.
 */
typedef struct
{
  AtlasFindingKind   kind;
  AtlasFindingState  state;
  char              *value;       /* normalized */
  char               country[3];  /* or empty, where it is not told or several may be meant */
  AtlasToldBank      bank;        /* of a BIC, an IBAN and an account number */
  AtlasIbanFault     fault;
  guint              n_missing;   /* characters, of an IBAN that is incomplete */
  gsize              start;
  gsize              end;
} AtlasFinding;

/**
 * AtlasKnownFunc:
 * @kind: a BIC, a company number, a phone or a host
 * @value: as in a finding of that kind
 * @data: what it was given with
 *
 * Says whether the directory has a bank with that value. It decides where a text alone does not: eight letters
 * are a BIC where a bank has that BIC, and a word otherwise.
 */
typedef gboolean (*AtlasKnownFunc) (AtlasFindingKind kind, const char *value, gpointer data);

/**
 * AtlasRecognition:
 *
 * The values that a text holds, whatever stands around them.
 */
typedef struct
{
  char         *text;         /* valid UTF-8; all ranges are in it */
  char         *rest;         /* the same with blanks for what was found, byte for byte: the words that are left */
  AtlasFinding *findings;     /* in the order of the text */
  guint         n_findings;
} AtlasRecognition;

AtlasRecognition *atlas_recognition_new    (const char       *text,
                                            AtlasKnownFunc    is_known,
                                            gpointer          data);
void              atlas_recognition_remove (AtlasRecognition *self,
                                            guint             position);
void              atlas_recognition_free   (AtlasRecognition *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasRecognition, atlas_recognition_free)

G_END_DECLS
