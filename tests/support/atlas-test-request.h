/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A request over HTTP/1.1, as it came. */

typedef struct
{
  char *head;   /* the request line and the headers */
  char *body;
} AtlasTestRequest;

AtlasTestRequest *atlas_test_request_read       (GInputStream           *stream);
void              atlas_test_request_free       (AtlasTestRequest       *self);
char             *atlas_test_request_dup_header (const AtlasTestRequest *request,
                                                 const char             *name);
char             *atlas_test_request_dup_target (const AtlasTestRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasTestRequest, atlas_test_request_free)

G_END_DECLS
