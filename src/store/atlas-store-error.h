/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ATLAS_STORE_ERROR (atlas_store_error_quark ())

typedef enum
{
  ATLAS_STORE_ERROR_NEWER,      /* a newer version of the program made this file */
  ATLAS_STORE_ERROR_CORRUPT,    /* the file is damaged; what is in it can be fetched again */
  ATLAS_STORE_ERROR_FULL,       /* no room on the disk */
  ATLAS_STORE_ERROR_READ_ONLY,
  ATLAS_STORE_ERROR_BUSY,       /* another program holds it for too long */
  ATLAS_STORE_ERROR_FAILED,
} AtlasStoreError;

GQuark  atlas_store_error_quark  (void);

G_END_DECLS
