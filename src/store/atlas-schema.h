/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

extern const char *const atlas_schema_migrations[];
extern const char *const atlas_schema_setup;
extern const char *const atlas_schema_clear;

G_END_DECLS
