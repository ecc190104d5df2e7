/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The directory that a simulator serves: read from a JSON file, or generated. Immutable.
 *
 * The file: {"countries": [Country…], "cities": [City…], "aspsps": [AspspDetails…], "logos": {"name": "file beside it"…}}.
 * A bank may say "isoCountryCodes": [..] and "cityIds": [..], which the server uses for its filters and keeps to
 * itself; without them the BIC's country and the details' city decide. */

#define ATLAS_TYPE_SIMULATOR_DIRECTORY (atlas_simulator_directory_get_type ())

G_DECLARE_FINAL_TYPE (AtlasSimulatorDirectory, atlas_simulator_directory, ATLAS, SIMULATOR_DIRECTORY, GObject)

AtlasSimulatorDirectory *atlas_simulator_directory_load      (GFile   *file,
                                                              GError **error);
AtlasSimulatorDirectory *atlas_simulator_directory_generate  (guint    n_banks,
                                                              guint    seed);
/* The sample directory that the project ships. */
AtlasSimulatorDirectory *atlas_simulator_directory_load_demo (GError **error);

G_END_DECLS
