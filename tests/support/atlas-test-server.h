/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-test-request.h"

G_BEGIN_DECLS

/* A server on the loopback interface that answers with exactly the bytes it is told to, on threads of
 * its own, and keeps what it was sent. For what no well-behaved server does. */

typedef enum
{
  ATLAS_TEST_KEEP,    /* the connection stays open for the next request */
  ATLAS_TEST_CLOSE,   /* it ends */
  ATLAS_TEST_RESET,   /* it ends with a reset */
  ATLAS_TEST_STALL,   /* it stays open, and nothing more comes */
} AtlasTestAfter;

typedef struct _AtlasTestServer AtlasTestServer;

/* Writes an answer, head and all, for as long as it likes; it ends when writing fails. On the connection's thread. */
typedef void (*AtlasTestWriteFunc) (GOutputStream *stream,
                                    gconstpointer  data);

AtlasTestServer *atlas_test_server_new           (void);
void             atlas_test_server_free          (AtlasTestServer        *self);
const char      *atlas_test_server_get_url       (AtlasTestServer        *self);
void             atlas_test_server_use_tls       (AtlasTestServer        *self,
                                                  GTlsCertificate        *certificate,
                                                  GTlsAuthenticationMode  mode);
GTlsCertificate *atlas_test_server_dup_peer      (AtlasTestServer        *self);
void             atlas_test_server_add           (AtlasTestServer        *self,
                                                  const char             *path,
                                                  guint                   count,
                                                  AtlasTestAfter          after,
                                                  const char             *format,
                                                  ...) G_GNUC_PRINTF (5, 6);
void             atlas_test_server_add_bytes     (AtlasTestServer        *self,
                                                  const char             *path,
                                                  guint                   count,
                                                  AtlasTestAfter          after,
                                                  GBytes                 *bytes);
void             atlas_test_server_add_func      (AtlasTestServer        *self,
                                                  const char             *path,
                                                  AtlasTestAfter          after,
                                                  AtlasTestWriteFunc      func,
                                                  gconstpointer           data);
void             atlas_test_server_clear         (AtlasTestServer        *self);
void             atlas_test_server_add_json      (AtlasTestServer        *self,
                                                  const char             *path,
                                                  guint                   count,
                                                  guint                   status,
                                                  const char             *body);
void             atlas_test_server_add_token     (AtlasTestServer        *self,
                                                  const char             *token);
GPtrArray       *atlas_test_server_take_requests (AtlasTestServer        *self,
                                                  const char             *path);
void             atlas_test_server_await_requests (AtlasTestServer       *self,
                                                  guint                   n_requests);
guint            atlas_test_server_get_max_under_way (AtlasTestServer    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasTestServer, atlas_test_server_free)

G_END_DECLS
