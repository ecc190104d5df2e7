/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-simulator-directory-private.h"

AtlasSimulatorDirectory *
atlas_simulator_directory_generate (guint n_banks,
                                    guint seed)
{
  return atlas_simulator_directory_new_empty ();
}
