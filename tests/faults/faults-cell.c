/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-api-client-private.h"
#include "atlas-catalogue-private.h"
#include "atlas-fiber.h"
#include "atlas-logo-client-private.h"
#include "atlas-worker.h"
#include "faults-cell.h"

#define CITY "11111111-0000-4000-8000-000000000001"
#define LOGO_SIZE 16

/* So long nothing may take. */
#define GUARD_SECONDS 120

/* Time-outs where one is expected, and where none is. */
#define IMPATIENT_MS 150
#define IMPATIENT_TOTAL_MS 500
#define PATIENT_MS (100 * 1000)

static FaultsCell *
cell_new (const Fault *fault,
          FaultsRow    row)
{
  FaultsCell *self = g_new0 (FaultsCell, 1);
  const char *url;

  self->fault = fault;
  self->row = row;
  self->wrong = g_string_new (NULL);
  self->outcome = FAULTS_WELL;
  self->server = atlas_test_server_new ();
  url = atlas_test_server_get_url (self->server);
  self->auth_url = g_strdup (url);
  self->api_url = g_strdup (url);
  self->logo_url = g_strconcat (url, "/image/a.svg", NULL);

  return self;
}

void
faults_cell_free (FaultsCell *self)
{
  g_free (self->dir);
  g_free (self->auth_url);
  g_free (self->api_url);
  g_free (self->logo_url);
  g_clear_pointer (&self->server, atlas_test_server_free);
  g_clear_pointer (&self->other, atlas_test_server_free);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->profile);
  g_clear_object (&self->secrets);
  g_free (self->before);
  g_free (self->after);
  g_string_free (self->wrong, TRUE);
  g_free (self->said);
  g_free (self);
}

/* The row's call, and no other, gets this answer. */
void
faults_cell_answer (FaultsCell     *self,
                    AtlasTestAfter  after,
                    GBytes         *bytes)
{
  atlas_test_server_add_bytes (self->server, faults_row_get_path (self->row), 0, after, bytes);
}

void
faults_cell_answer_text (FaultsCell     *self,
                         AtlasTestAfter  after,
                         const char     *format,
                         ...)
{
  g_autoptr (GBytes) bytes = NULL;
  char *text;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  bytes = g_bytes_new_take (text, strlen (text));
  faults_cell_answer (self, after, bytes);
}

/* A 200 with a length that is right. */
void
faults_cell_answer_body (FaultsCell *self,
                         const char *headers,
                         GBytes     *body)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: %s\r\n%sContent-Length: %zu\r\n\r\n",
                                           faults_row_get_type (self->row), headers, g_bytes_get_size (body));
  g_autoptr (GBytes) bytes = NULL;

  g_byte_array_append (all, (const guint8 *) head, (guint) strlen (head));
  if (g_bytes_get_size (body) > 0)
    g_byte_array_append (all, g_bytes_get_data (body, NULL), (guint) g_bytes_get_size (body));
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  faults_cell_answer (self, ATLAS_TEST_KEEP, bytes);
}

/* The row's host is this one; the other one stays as it is. */
void
faults_cell_use_host (FaultsCell *self,
                      const char *url)
{
  if (self->row == FAULTS_ROW_TOKEN)
    g_set_str (&self->auth_url, url);
  else if (!faults_row_is_logo (self->row))
    g_set_str (&self->api_url, url);
  else
    {
      g_free (self->logo_url);
      self->logo_url = g_strconcat (url, "/image/a.svg", NULL);
    }
}

static void
set_limits (FaultsCell *self)
{
  AtlasWireLimits *wire = atlas_api_client_get_limits (atlas_catalogue_get_client (self->catalogue));
  AtlasSoupLimits *logos = atlas_logo_client_get_limits (atlas_logo_loader_get_client (self->catalogue->logos));
  guint ms = self->impatient ? IMPATIENT_MS : PATIENT_MS;

  wire->connect_ms = wire->headers_ms = wire->idle_ms = ms;
  logos->connect_ms = logos->headers_ms = logos->idle_ms = ms;
  wire->total_ms = logos->total_ms = self->impatient ? IMPATIENT_TOTAL_MS : PATIENT_MS;
  wire->retry_base_ms = 1;
  if (self->by_item)
    wire->max_list_bytes = wire->max_item_bytes;
}

/* The call by itself; NULL for a row that has none. */
static DexFuture *
call (FaultsCell *self)
{
  static const char *const countries[] = { "SE", NULL };
  static const char *const cities[] = { CITY, NULL };
  AtlasApiClient *client = atlas_catalogue_get_client (self->catalogue);

  switch (self->row)
    {
    case FAULTS_ROW_TOKEN:
      return atlas_api_client_ensure_token (client);
    case FAULTS_ROW_COUNTRIES:
      return atlas_api_client_list_countries (client, NULL, NULL);
    case FAULTS_ROW_COUNTRY:
      return atlas_api_client_get_country (client, "SE", NULL);
    case FAULTS_ROW_CITIES:
      return atlas_api_client_list_cities (client, NULL, NULL, NULL);
    case FAULTS_ROW_CITY:
      return atlas_api_client_get_city (client, CITY, NULL);
    case FAULTS_ROW_ASPSPS:
      return atlas_api_client_list_aspsps (client, NULL, NULL, NULL);
    case FAULTS_ROW_ASPSPS_OF_COUNTRY:
      return atlas_api_client_list_aspsps (client, countries, NULL, NULL);
    case FAULTS_ROW_ASPSPS_OF_CITY:
      return atlas_api_client_list_aspsps (client, NULL, cities, NULL);
    case FAULTS_ROW_ASPSP:
      return atlas_api_client_get_aspsp (client, "AAAASESS", NULL);
    case FAULTS_ROW_LOGO:
    case FAULTS_ROW_OLD_LOGO:
    case FAULTS_N_ROWS:
    default:
      return NULL;
    }
}

/* What a person does that leads to the call; NULL where nothing does. */
static DexFuture *
use (FaultsCell *self)
{
  switch (self->row)
    {
    case FAULTS_ROW_COUNTRY:
    case FAULTS_ROW_CITY:
      return NULL;
    case FAULTS_ROW_ASPSP:
      return atlas_catalogue_fetch_details (self->catalogue, "AAAASESS", NULL);
    case FAULTS_ROW_LOGO:
    case FAULTS_ROW_OLD_LOGO:
      return atlas_catalogue_load_logo (self->catalogue, self->logo_url, LOGO_SIZE);
    case FAULTS_ROW_TOKEN:
    case FAULTS_ROW_COUNTRIES:
    case FAULTS_ROW_CITIES:
    case FAULTS_ROW_ASPSPS:
    case FAULTS_ROW_ASPSPS_OF_COUNTRY:
    case FAULTS_ROW_ASPSPS_OF_CITY:
    case FAULTS_N_ROWS:
    default:
      return atlas_catalogue_refresh (self->catalogue, ATLAS_REFRESH_LISTS, NULL);
    }
}

/* Waits, though not for ever. */
static void
await_outcome (FaultsCell *self,
               const char *what,
               DexFuture  *future,
               int         expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) kept = dex_ref (future);

  dex_await (dex_future_first (future, dex_timeout_new_seconds (GUARD_SECONDS), NULL), &error);
  if (dex_future_is_pending (kept))
    faults_cell_fail (self, "%s: it hangs", what);
  faults_cell_check_outcome (self, what, expected, error);
}

static gboolean
open_catalogue (FaultsCell *self)
{
  g_autoptr (SecretValue) secret = secret_value_new (FAULTS_SECRET, -1, "text/plain");
  g_autoptr (GError) error = NULL;

  self->profile = atlas_profile_new ("Faults", ATLAS_ENVIRONMENT_CUSTOM);
  g_object_set (self->profile, "auth-url", self->auth_url, "api-url", self->api_url, "client-id", FAULTS_CLIENT, NULL);
  self->secrets = atlas_secrets_new ();
  dex_await (atlas_secrets_store (self->secrets, self->profile, ATLAS_SECRET_CLIENT_SECRET, NULL, secret, TRUE), NULL);
  dex_await (faults_cell_prepare (self), NULL);
  self->catalogue = atlas_catalogue_new (self->profile, self->secrets, self->dir);
  if (!dex_await (atlas_catalogue_load (self->catalogue), &error))
    {
      faults_cell_fail (self, "the store cannot be opened: %s", error->message);
      return FALSE;
    }
  if (atlas_catalogue_get_n_aspsps (self->catalogue) != 2)
    faults_cell_fail (self, "the store does not hold what it should");
  set_limits (self);

  return TRUE;
}

/* Nothing is shown but what is in the store. */
static void
check_shown (FaultsCell *self)
{
  if (atlas_catalogue_get_n_aspsps (self->catalogue) < 2)
    faults_cell_fail (self, "a bank is shown no more");
  if (atlas_catalogue_get_refreshing (self->catalogue))
    faults_cell_fail (self, "it is still refreshing");
}

/* Of a flood, only so much is taken as the bound and what is on its way. */
static void
check_flood (FaultsCell *self)
{
  const AtlasWireLimits *limits = atlas_api_client_get_limits (atlas_catalogue_get_client (self->catalogue));
  gsize n_written = (gsize) g_atomic_pointer_get (&self->n_written);

  if (n_written > 4 * MAX (limits->max_list_bytes, ATLAS_LOGO_MAX_BYTES) + 64 * 1024 * 1024)
    faults_cell_fail (self, "%zu bytes were read", n_written);
}

static void
make_calls (FaultsCell *self)
{
  int expected = faults_get_expected (self->fault, self->row);
  DexFuture *future;

  future = call (self);
  if (future != NULL)
    await_outcome (self, "call", future, expected);
  future = use (self);
  if (future != NULL)
    await_outcome (self, "use", future, faults_get_shown (self->fault, self->row));

  check_shown (self);
  check_flood (self);
  faults_cell_check_requests (self);
  faults_cell_check_log (self);
  dex_await (atlas_store_close (atlas_catalogue_get_store (self->catalogue)), NULL);
}

static DexFuture *
end_worker (gpointer data)
{
  FaultsCell *self = data;

  g_clear_pointer (&self->server, atlas_test_server_free);
  g_clear_pointer (&self->other, atlas_test_server_free);

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
cell_fiber (gpointer data)
{
  FaultsCell *self = data;

  if (open_catalogue (self))
    make_calls (self);
  g_clear_object (&self->catalogue);
  dex_await (faults_cell_compare (self), NULL);
  dex_await (atlas_worker_run (end_worker, self, NULL), NULL);

  return dex_future_new_for_pointer (self);
}

/* Returns: (transfer full): a future for the cell, a pointer that the caller frees */
DexFuture *
faults_cell_run (const Fault *fault,
                 FaultsRow    row)
{
  FaultsCell *self = cell_new (fault, row);

  fault->plant (self);
  faults_rows_serve (self->server);

  return atlas_fiber_spawn (cell_fiber, self, NULL);
}
