/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "atlas-simulator.h"

G_BEGIN_DECLS

/* A client of the simulator that blocks, and its own reader of the answers. */

#define API "/psd2/aspspinformation/v1"

typedef struct
{
  guint               status;
  char               *body;      /* NUL-terminated */
  gsize               size;
  SoupMessageHeaders *headers;
  GError             *error;     /* (nullable): the connection's */
} Answer;

typedef struct
{
  AtlasSimulator *simulator;
  SoupSession    *session;
  char           *token;         /* (nullable) */
} Client;

Client     *client_new         (AtlasSimulatorDirectory *directory);
Client     *client_new_samples (void);
void        client_free        (Client                  *self);
Answer     *client_send        (Client                  *self,
                                const char              *method,
                                const char              *path,
                                const char              *form,
                                const char              *request_id);
/* GET with a good token. */
Answer     *client_get         (Client                  *self,
                                const char              *path);
Answer     *client_ask_token   (Client                  *self,
                                const char              *client_id,
                                const char              *client_secret,
                                const char              *scope);

void        answer_free        (Answer                  *self);
JsonNode   *answer_parse       (Answer                  *self);
const char *answer_get_header  (Answer                  *self,
                                const char              *name);

/* The values of @member in the array @list, joined with spaces. */
char       *dup_members        (Answer                  *answer,
                                const char              *list,
                                const char              *member);
void        assert_json        (Answer                  *answer,
                                const char              *expected);
void        assert_tpp_error   (Answer                  *answer,
                                guint                    status,
                                const char              *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Client, client_free)

G_END_DECLS
