/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "faults.h"

G_BEGIN_DECLS

/* What has to hold in every cell. */

void       faults_cell_fail           (FaultsCell   *cell,
                                       const char   *format,
                                       ...) G_GNUC_PRINTF (2, 3);
void       faults_cell_check_outcome  (FaultsCell   *cell,
                                       const char   *what,
                                       int           expected,
                                       const GError *error);
void       faults_cell_check_requests (FaultsCell   *cell);
void       faults_cell_check_log      (FaultsCell   *cell);
DexFuture *faults_cell_prepare        (FaultsCell   *cell);
DexFuture *faults_cell_compare        (FaultsCell   *cell);

G_END_DECLS
