/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Phone numbers and web hosts, brought to one form each, so that two spellings of the same can be compared. */

typedef struct
{
  char  *value;   /* the key */
  gsize  start;   /* bytes in the text */
  gsize  end;
} AtlasContact;

char     *atlas_phone_dup_key   (const char   *text);
gboolean  atlas_phone_read      (const char   *text,
                                 AtlasContact *phone);
gboolean  atlas_phone_find      (const char   *text,
                                 gsize         from,
                                 AtlasContact *phone);
char     *atlas_host_dup_key    (const char   *text);
gboolean  atlas_host_find       (const char   *text,
                                 gsize         from,
                                 AtlasContact *host);
void      atlas_contact_clear   (AtlasContact *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtlasContact, atlas_contact_clear)

G_END_DECLS
