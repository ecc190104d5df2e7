/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The directory that a simulator serves: read from a JSON file, or generated. Immutable once it is made.
 *
 * The file: {"about": "…", "countries": [Country…], "cities": [City…], "aspsps": [AspspDetails…],
 *            "logos": {"name in the logo's address": "file beside this one"…}}.
 *
 * A bank may have three members that the server keeps to itself: "isoCountryCodes" and "cityIds", the filters under
 * which it is found (without them the BIC's country and the details' city decide), and "listLogoUrl", the logo's
 * address in lists where it differs from the details'. */

/* A generated bank has four letters of its own. */
#define ATLAS_SIMULATOR_MAX_GENERATED (26 * 26 * 26 * 26)
#define ATLAS_TYPE_SIMULATOR_DIRECTORY (atlas_simulator_directory_get_type ())

G_DECLARE_FINAL_TYPE (AtlasSimulatorDirectory, atlas_simulator_directory, ATLAS, SIMULATOR_DIRECTORY, GObject)

AtlasSimulatorDirectory *atlas_simulator_directory_load            (GFile                    *file,
                                                                    GError                  **error);
AtlasSimulatorDirectory *atlas_simulator_directory_generate        (guint                     n_banks,
                                                                    guint                     seed);
/* The sample directory that the project ships. */
AtlasSimulatorDirectory *atlas_simulator_directory_load_demo       (GError                  **error);
guint                    atlas_simulator_directory_get_n_countries (AtlasSimulatorDirectory  *self);
guint                    atlas_simulator_directory_get_n_cities    (AtlasSimulatorDirectory  *self);
guint                    atlas_simulator_directory_get_n_banks     (AtlasSimulatorDirectory  *self);

G_END_DECLS
