/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A look into a store's file on the thread that asks, for a program that starts, answers and ends:
 * it takes no thread, no main loop and no object. Nothing is changed, made or mended. */

char *atlas_store_peek_details (const char *path,
                                const char *bic_fi,
                                gint64     *received_at);

G_END_DECLS
