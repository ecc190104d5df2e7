/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-api-error.h"
#include "atlas-catalogue.h"
#include "atlas-test-server.h"

G_BEGIN_DECLS

/* Every call against every fault. A row is a call, a column a fault, a cell what becomes of the one under the other. */

#define FAULTS_API "/psd2/aspspinformation/v1"
#define FAULTS_SECRET "secret-of-the-faults"
#define FAULTS_TOKEN "token-of-the-faults"
#define FAULTS_CLIENT "client-of-the-faults"

/* In place of an error's code: it goes well all the same. */
#define FAULTS_WELL (-1)

typedef enum
{
  FAULTS_ROW_TOKEN,
  FAULTS_ROW_COUNTRIES,
  FAULTS_ROW_COUNTRY,
  FAULTS_ROW_CITIES,
  FAULTS_ROW_CITY,
  FAULTS_ROW_ASPSPS,
  FAULTS_ROW_ASPSPS_OF_COUNTRY,
  FAULTS_ROW_ASPSPS_OF_CITY,
  FAULTS_ROW_ASPSP,
  FAULTS_ROW_LOGO,
  FAULTS_ROW_OLD_LOGO,   /* the store has one, which is to be asked for again */
  FAULTS_N_ROWS,
} FaultsRow;

/* How a good body is spoiled. */
typedef enum
{
  FAULTS_MANGLE_WRONG_TYPES,
  FAULTS_MANGLE_NUMBER_IDS,
  FAULTS_MANGLE_DUPLICATE_KEYS,
  FAULTS_MANGLE_INVALID_UTF8,
  FAULTS_MANGLE_NUL_BYTES,
  FAULTS_MANGLE_NUL_ESCAPES,
  FAULTS_MANGLE_LONE_SURROGATES,
  FAULTS_MANGLE_CUT,
  FAULTS_MANGLE_ONE_WRONG,   /* the first item of a list has nothing that can be read */
} FaultsMangling;

typedef struct _FaultsCell FaultsCell;

/* What is expected of each kind of row: an #AtlasApiError, or FAULTS_WELL. */
typedef struct
{
  int token;
  int list;
  int item;
  int logo;
} FaultsExpected;

typedef struct
{
  char           *group;
  char           *name;
  void          (*plant) (FaultsCell *cell);
  int             number;      /* for @plant */
  char           *text;        /* (nullable): for @plant */
  FaultsExpected  expected;
  gboolean        of_status;   /* expected is what the status @number means, instead */
  gboolean        is_empty;    /* a list that is empty: well by itself, but not where there was one */
  gboolean        is_nameless; /* items without ids: well by itself, but not of the whole directory */
} Fault;

struct _FaultsCell
{
  FaultsRow        row;
  const Fault     *fault;

  char            *dir;
  char            *auth_url;
  char            *api_url;
  char            *logo_url;
  AtlasTestServer *server;      /* both hosts, and the logos' */
  AtlasTestServer *other;       /* (nullable): where it points elsewhere */
  AtlasProfile    *profile;
  AtlasSecrets    *secrets;
  AtlasCatalogue  *catalogue;
  gboolean         impatient;   /* waits for milliseconds instead of seconds */
  gboolean         by_item;     /* bodies are small: the list's bound is as an item's */
  gsize            n_written;   /* (atomic): bytes of an endless body */

  char            *before;
  char            *after;
  GString         *wrong;       /* what is not as it should be */
  char            *said;        /* (nullable): the sentence */
  int              outcome;     /* FAULTS_WELL, or the error's code */
};

/* Rows */
const char *faults_row_get_name       (FaultsRow         row);
const char *faults_row_get_path       (FaultsRow         row);
const char *faults_row_get_good       (FaultsRow         row);
const char *faults_row_get_type       (FaultsRow         row);
gboolean    faults_row_is_logo        (FaultsRow         row);
void        faults_rows_serve         (AtlasTestServer  *server);
GBytes     *faults_row_mangle         (FaultsRow         row,
                                       FaultsMangling    how);

/* Columns */
GPtrArray  *faults_new_list           (void);
void        faults_add_hosts          (GPtrArray        *faults);
void        faults_add_bodies         (GPtrArray        *faults);
void        faults_add_floods         (GPtrArray        *faults);
void        faults_add_statuses       (GPtrArray        *faults);
void        faults_plant_status       (FaultsCell       *cell);
void        faults_add                (GPtrArray        *faults,
                                       const char       *group,
                                       char             *name,
                                       void            (*plant) (FaultsCell *cell),
                                       int               number,
                                       const char       *text,
                                       FaultsExpected    expected);
int         faults_get_expected       (const Fault      *fault,
                                       FaultsRow         row);
int         faults_get_shown          (const Fault      *fault,
                                       FaultsRow         row);
Fault      *faults_get_last           (GPtrArray        *faults);
gboolean    faults_are_long           (void);

/* Hosts that are not there, or are somebody else */
void        faults_hosts_set_up       (void);
void        faults_hosts_tear_down    (void);

/* What is too large to be made for each cell */
void        faults_floods_set_up      (void);
void        faults_floods_tear_down   (void);

/* Cells */
DexFuture  *faults_cell_run           (const Fault      *fault,
                                       FaultsRow         row);
void        faults_cell_free          (FaultsCell       *cell);
void        faults_cell_answer        (FaultsCell       *cell,
                                       AtlasTestAfter    after,
                                       GBytes           *bytes);
void        faults_cell_answer_text   (FaultsCell       *cell,
                                       AtlasTestAfter    after,
                                       const char       *format,
                                       ...) G_GNUC_PRINTF (3, 4);
void        faults_cell_answer_body   (FaultsCell       *cell,
                                       const char       *headers,
                                       GBytes           *body);
void        faults_cell_use_host      (FaultsCell       *cell,
                                       const char       *url);
void        faults_template_set_up    (void);
void        faults_template_tear_down (void);

G_END_DECLS
