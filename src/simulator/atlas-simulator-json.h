/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The little JSON that the simulator writes itself. */

void  atlas_simulator_json_append_string (GString    *json,
                                          const char *text);
void  atlas_simulator_json_append_member (GString    *json,
                                          const char *key,
                                          const char *text);

G_END_DECLS
