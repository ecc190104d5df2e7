/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-cli-command.h"
#include "atlas-cli-table.h"

G_BEGIN_DECLS

/* What was typed, checked as far as it can be without asking anybody. */
typedef struct
{
  const AtlasCliCommand *command;      /* (nullable): with --help and --version */
  gboolean               help;
  gboolean               version;

  char                  *profile;      /* (nullable) */
  gboolean               demo;
  gboolean               offline;
  gboolean               refresh;
  gboolean               has_format;
  AtlasCliFormat         format;
  char                  *request_id;   /* (nullable) */
  gboolean               trace;

  GStrv                  countries;    /* lists: never NULL, commas already parted */
  GStrv                  cities;
  GStrv                  products;
  GStrv                  methods;

  guint                  limit;        /* of "find"; 0: no limit */
  gboolean               explain;

  gboolean               failed;       /* of "log" */
  char                  *har;          /* (nullable) */
  gboolean               all_scopes;   /* of "profile check" */

  char                  *environment;  /* of "profile add", all nullable */
  char                  *client_id;
  char                  *auth_url;
  char                  *api_url;
  char                  *scope;
  char                  *list_encoding;
  char                  *certificate;

  GStrv                  arguments;    /* never NULL */
} AtlasCliOptions;

AtlasCliOptions *atlas_cli_options_parse    (const char * const     *words,
                                             GError                **error);
void             atlas_cli_options_free     (AtlasCliOptions        *self);
char            *atlas_cli_options_dup_help (const AtlasCliCommand  *command);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasCliOptions, atlas_cli_options_free)

G_END_DECLS
