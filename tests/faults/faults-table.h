/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "faults.h"

G_BEGIN_DECLS

/* What became of every call under every fault, to be read by people. */

typedef struct _FaultsTable FaultsTable;

FaultsTable *faults_table_new    (void);
void         faults_table_free   (FaultsTable      *self);
void         faults_table_add    (FaultsTable      *self,
                                  const FaultsCell *cell);
char        *faults_table_format (FaultsTable      *self);

G_END_DECLS
