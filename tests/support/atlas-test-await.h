/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

const GValue *atlas_test_await         (DexFuture      *future,
                                        GError        **error);
gpointer      atlas_test_await_object  (DexFuture      *future,
                                        GError        **error);
gpointer      atlas_test_await_boxed   (DexFuture      *future,
                                        GError        **error);
gboolean      atlas_test_await_boolean (DexFuture      *future,
                                        GError        **error);
void          atlas_test_spin          (guint           milliseconds);

G_END_DECLS
