/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

G_BEGIN_DECLS

/* The two functions that libFuzzer calls. Each target is one program with one reader of outside bytes;
 * in an ordinary build it reads the files of its corpus instead. */

int   LLVMFuzzerInitialize   (int           *argc,
                              char        ***argv);
int   LLVMFuzzerTestOneInput (const uint8_t *data,
                              size_t         size);

char *fuzz_dup_text          (const uint8_t *data,
                              size_t         size);

G_END_DECLS
