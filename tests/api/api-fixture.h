/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-api-client-private.h"
#include "atlas-test-credentials.h"
#include "atlas-test-server.h"

G_BEGIN_DECLS

#define API_BASE "/psd2/aspspinformation/v1"
#define API_TEST_TOKEN "token-of-the-test"
#define API_TEST_SECRET "s3cret & +=%ä of the test"

/* A client whose two hosts are one scripted server. */
typedef struct
{
  AtlasTestServer      *server;
  AtlasTestCredentials *credentials;
  SoupSession          *session;
  AtlasRequestLog      *log;
  AtlasApiClient       *client;
} ApiFixture;

ApiFixture     *api_fixture_new              (AtlasListEncoding  encoding);
ApiFixture     *api_fixture_new_signed_in    (void);
AtlasApiClient *api_fixture_make_client      (ApiFixture        *self,
                                              AtlasListEncoding  encoding);
void            api_fixture_free             (ApiFixture        *self);
AtlasApiAnswer *api_fixture_await            (DexFuture         *future);
GError         *api_fixture_await_error      (DexFuture         *future,
                                              int                code);
char           *api_fixture_load             (const char        *name);
void            api_fixture_assert_no_secret (ApiFixture        *self,
                                              const GError      *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApiFixture, api_fixture_free)

G_END_DECLS
