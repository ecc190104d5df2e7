/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-simulator-directory.h"

G_BEGIN_DECLS

/* How a directory is filled, and what the router asks it. Everything is kept as the JSON text that is sent, so that
 * fifty thousand banks cost little to hold and nothing to write.
 *
 * In these texts the mark stands for the server's own address, which is known only once it listens. It is a Unicode
 * noncharacter, which no text holds. */

#define ATLAS_SIMULATOR_BASE_MARK "\xef\xb7\x90"

typedef struct
{
  char               *bic_fi;           /* (nullable) */
  char               *item;             /* as a list shows it */
  char               *literal_item;     /* (nullable): the same with the logo's address as the file says it, where that differs */
  char               *details;          /* (nullable): where a generated directory writes them when they are asked for */
  char               *literal_details;  /* (nullable) */
  const char * const *country_codes;    /* upper case; owned by the directory */
  const char * const *city_ids;         /* upper case; owned by the directory */
} AtlasSimulatorBank;

/* Both sets hold upper-case texts. Together they are a union; an absent one selects nothing, two absent ones everything. */
typedef struct
{
  GHashTable *country_codes;   /* (nullable) */
  GHashTable *city_ids;        /* (nullable) */
} AtlasSimulatorFilter;

typedef struct
{
  const char *base_url;
  gboolean    literal_logo_urls;
} AtlasSimulatorRendering;

typedef char   *(*AtlasSimulatorDescribeFunc) (AtlasSimulatorDirectory *self,
                                               guint                    index);
typedef GBytes *(*AtlasSimulatorDrawFunc)     (AtlasSimulatorDirectory *self,
                                               const char              *name);

AtlasSimulatorDirectory  *atlas_simulator_directory_new_empty     (void);
void                      atlas_simulator_directory_set_makers    (AtlasSimulatorDirectory       *self,
                                                                   AtlasSimulatorDescribeFunc     describe,
                                                                   AtlasSimulatorDrawFunc         draw,
                                                                   gpointer                       data,
                                                                   GDestroyNotify                 data_destroy);
gpointer                  atlas_simulator_directory_get_data      (AtlasSimulatorDirectory       *self);
void                      atlas_simulator_directory_add_country   (AtlasSimulatorDirectory       *self,
                                                                   const char                    *code,
                                                                   char                          *json);
void                      atlas_simulator_directory_add_city      (AtlasSimulatorDirectory       *self,
                                                                   const char                    *id,
                                                                   const char                    *country_code,
                                                                   char                          *json);
const char * const       *atlas_simulator_directory_own_strv      (AtlasSimulatorDirectory       *self,
                                                                   GStrv                          strv);
void                      atlas_simulator_directory_add_bank      (AtlasSimulatorDirectory       *self,
                                                                   const AtlasSimulatorBank      *bank);
void                      atlas_simulator_directory_add_logo      (AtlasSimulatorDirectory       *self,
                                                                   const char                    *name,
                                                                   GFile                         *file);
gboolean                  atlas_simulator_directory_has_logo      (AtlasSimulatorDirectory       *self,
                                                                   const char                    *name);
gboolean                  atlas_simulator_directory_has_bank      (AtlasSimulatorDirectory       *self,
                                                                   const char                    *bic_fi);
const AtlasSimulatorBank *atlas_simulator_directory_get_bank      (AtlasSimulatorDirectory       *self,
                                                                   guint                          index);

GBytes                   *atlas_simulator_directory_list_countries (AtlasSimulatorDirectory       *self,
                                                                    const AtlasSimulatorFilter    *filter);
GBytes                   *atlas_simulator_directory_list_cities    (AtlasSimulatorDirectory       *self,
                                                                    const AtlasSimulatorFilter    *filter);
GBytes                   *atlas_simulator_directory_list_aspsps    (AtlasSimulatorDirectory       *self,
                                                                    const AtlasSimulatorFilter    *filter,
                                                                    const AtlasSimulatorRendering *rendering);
GBytes                   *atlas_simulator_directory_find_country   (AtlasSimulatorDirectory       *self,
                                                                    const char                    *code);
GBytes                   *atlas_simulator_directory_find_city      (AtlasSimulatorDirectory       *self,
                                                                    const char                    *id);
GBytes                   *atlas_simulator_directory_find_aspsp     (AtlasSimulatorDirectory       *self,
                                                                    const char                    *bic_fi,
                                                                    const AtlasSimulatorRendering *rendering);
GBytes                   *atlas_simulator_directory_load_logo      (AtlasSimulatorDirectory       *self,
                                                                    const char                    *name);

G_END_DECLS
