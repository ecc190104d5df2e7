/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-recognition.h"

G_BEGIN_DECLS

/* More things than this in one message are not looked for. */
#define ATLAS_RECOGNITION_MAX_FINDINGS 256

struct _AtlasRecognition
{
  char     *text;
  gboolean  is_message;
  GArray   *findings;   /* of AtlasFinding, in the order of the text */
};

typedef struct
{
  AtlasKnownBicFunc is_known_bic;   /* (nullable) */
  gpointer          data;
} AtlasKnownBics;

gboolean  atlas_recognition_read_alone    (const char           *text,
                                           const AtlasKnownBics *known,
                                           GArray               *findings);
void      atlas_recognition_read_message  (const char           *text,
                                           const AtlasKnownBics *known,
                                           GArray               *findings);
gboolean  atlas_recognition_is_known      (const AtlasKnownBics *known,
                                           const char           *bic_fi);
gboolean  atlas_recognition_is_country    (const char           *bic_fi);
void      atlas_recognition_add_iban      (GArray               *findings,
                                           const AtlasIban      *iban);
void      atlas_recognition_add           (GArray               *findings,
                                           AtlasFindingKind      kind,
                                           AtlasFindingState     state,
                                           const char           *value,
                                           const char           *country,
                                           gsize                 start,
                                           gsize                 end);

G_END_DECLS
