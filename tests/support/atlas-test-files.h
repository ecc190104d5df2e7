/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void     atlas_test_remove_directory (const char *path);
gboolean atlas_test_openssl          (const char *format,
                                      ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
