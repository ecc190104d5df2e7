/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-explain.h"
#include "atlas-test-sentence.h"
#include "faults-cell.h"

/* What has to hold in every cell: it came to what it should, what is said says what to do, and nothing is given away. */

/* The first, one in place of it where it is refused, and another one once a call in between has shown that that was good. */
#define MAX_TOKENS 3

void
faults_cell_fail (FaultsCell *cell,
                  const char *format,
                  ...)
{
  va_list args;

  va_start (args, format);
  g_string_append (cell->wrong, cell->wrong->len > 0 ? "; " : "");
  g_string_append_vprintf (cell->wrong, format, args);
  va_end (args);
}

static void
check_secrets (FaultsCell *cell,
               const char *where,
               const char *text)
{
  if (text != NULL && (strstr (text, FAULTS_SECRET) != NULL || strstr (text, FAULTS_TOKEN) != NULL))
    faults_cell_fail (cell, "a secret in the %s: %s", where, text);
}

static void
check_error (FaultsCell   *cell,
             const char   *what,
             const GError *error)
{
  const AtlasApiErrorDetails *found = atlas_api_error_get_details (error);
  g_autofree char *sentence = atlas_explain_error (error, cell->profile);
  g_autofree char *details = atlas_explain_dup_details (error);

  check_secrets (cell, "error", error->message);
  check_secrets (cell, "sentence", sentence);
  check_secrets (cell, "details", details);
  if (!atlas_test_sentence_says_what_to_do (sentence))
    faults_cell_fail (cell, "%s: it does not say what to do: %s", what, sentence);
  if (found != NULL && found->host == NULL && g_str_equal (what, "call"))
    faults_cell_fail (cell, "%s: no host in the details", what);
  if (cell->said == NULL)
    cell->said = g_steal_pointer (&sentence);
}

void
faults_cell_check_outcome (FaultsCell   *cell,
                           const char   *what,
                           int           expected,
                           const GError *error)
{
  int outcome = error == NULL ? FAULTS_WELL : error->code;
  const char *message = error ? error->message : "it went well";

  /* What cannot be drawn is an error of another layer. */
  if (error != NULL && error->domain != ATLAS_API_ERROR && faults_row_is_logo (cell->row))
    outcome = ATLAS_API_ERROR_MALFORMED;
  else if (error != NULL && error->domain != ATLAS_API_ERROR)
    faults_cell_fail (cell, "%s: %s, of the domain %s", what, message, g_quark_to_string (error->domain));
  if (outcome != expected)
    faults_cell_fail (cell, "%s: %d in place of %d: %s", what, outcome, expected, message);
  if (error != NULL)
    check_error (cell, what, error);
  cell->outcome = outcome;
}

static void
check_request (FaultsCell             *cell,
               const AtlasTestRequest *request,
               gboolean                is_other)
{
  g_autofree char *authorization = atlas_test_request_dup_header (request, "Authorization");
  g_autofree char *target = atlas_test_request_dup_target (request);

  if (g_str_has_prefix (target, "/image") && authorization != NULL)
    faults_cell_fail (cell, "the token went to the host of logos");
  if (g_str_has_prefix (target, "/elsewhere") && !faults_row_is_logo (cell->row))
    faults_cell_fail (cell, "a redirection was followed to %s", target);
  if (is_other && g_str_equal (cell->fault->group, "redirect") && (authorization != NULL || strstr (request->body, FAULTS_SECRET) != NULL))
    faults_cell_fail (cell, "a secret followed to another host");
}

/* What a server was asked. */
void
faults_cell_check_requests (FaultsCell *cell)
{
  g_autoptr (GPtrArray) requests = atlas_test_server_take_requests (cell->server, "*");
  g_autoptr (GPtrArray) others = cell->other ? atlas_test_server_take_requests (cell->other, "*") : NULL;
  guint n_tokens = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      const AtlasTestRequest *request = g_ptr_array_index (requests, i);

      check_request (cell, request, FALSE);
      n_tokens += g_str_has_prefix (request->head, "POST ");
    }
  if (cell->row != FAULTS_ROW_TOKEN && n_tokens > MAX_TOKENS)
    faults_cell_fail (cell, "%u tokens were asked for", n_tokens);

  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      const AtlasTestRequest *request = g_ptr_array_index (others, i);
      gboolean points_back = g_str_has_suffix (cell->fault->name, "from https to http");

      check_request (cell, request, !points_back);
    }
}

void
faults_cell_check_log (FaultsCell *cell)
{
  GListModel *log = G_LIST_MODEL (atlas_catalogue_get_request_log (cell->catalogue));

  for (guint i = 0; i < g_list_model_get_n_items (log); i++)
    {
      g_autoptr (AtlasRequestEntry) entry = g_list_model_get_item (log, i);

      check_secrets (cell, "log", atlas_request_entry_get_url (entry));
      check_secrets (cell, "log", atlas_request_entry_get_error (entry));
    }
}
