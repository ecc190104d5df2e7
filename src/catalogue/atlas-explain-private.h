/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *atlas_explain_find_sentence (const GError *error);

G_END_DECLS
