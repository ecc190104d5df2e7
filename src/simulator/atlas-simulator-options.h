/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-simulator.h"

G_BEGIN_DECLS

/* The command line of bank-atlas-simulator. */

#define ATLAS_SIMULATOR_DEFAULT_PORT 8640

typedef struct
{
  int        port;
  char      *directory;            /* (nullable): a file */
  int        n_banks;              /* -1: not asked for */
  int        seed;                 /* -1: not asked for */
  char      *client_id;            /* (nullable) */
  char      *client_secret_file;   /* (nullable): "-" is standard input */
  GStrv      scopes;               /* (nullable) */
  int        token_lifetime;       /* -1: not asked for */
  GPtrArray *faults;               /* (element-type AtlasFault) */
  gboolean   literal_logo_urls;
  gboolean   quiet;
  gboolean   version;
} AtlasSimulatorOptions;

AtlasSimulatorOptions *atlas_simulator_options_parse         (int                           *argc,
                                                              char                        ***argv,
                                                              GError                       **error);
void                   atlas_simulator_options_free          (AtlasSimulatorOptions         *self);
char                  *atlas_simulator_options_read_secret   (const AtlasSimulatorOptions   *self,
                                                              GError                       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasSimulatorOptions, atlas_simulator_options_free)

G_END_DECLS
