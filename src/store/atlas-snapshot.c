/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-snapshot.h"

struct _AtlasSnapshot
{
  GObject          parent_instance;
  GPtrArray       *countries;
  GPtrArray       *cities;
  AtlasAspspTable *aspsps;
  gint64           fetched_at;
  gint64           details_asked_at;
};

G_DEFINE_FINAL_TYPE (AtlasSnapshot, atlas_snapshot, G_TYPE_OBJECT)

static void
atlas_snapshot_finalize (GObject *object)
{
  AtlasSnapshot *self = ATLAS_SNAPSHOT (object);

  g_clear_pointer (&self->countries, g_ptr_array_unref);
  g_clear_pointer (&self->cities, g_ptr_array_unref);
  g_clear_pointer (&self->aspsps, atlas_aspsp_table_unref);

  G_OBJECT_CLASS (atlas_snapshot_parent_class)->finalize (object);
}

static void
atlas_snapshot_class_init (AtlasSnapshotClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_snapshot_finalize;
}

static void
atlas_snapshot_init (AtlasSnapshot *self)
{
}

/**
 * atlas_snapshot_new:
 * @countries: (transfer full) (element-type AtlasCountry): the countries, in the platform's order
 * @cities: (transfer full) (element-type AtlasCity): the cities, in the platform's order
 * @aspsps: (transfer full): the banks, in display order
 * @fetched_at: when the platform said so, in Unix seconds; 0 for never
 * @details_asked_at: when the details of every bank were asked for since then, in Unix seconds; 0 for not yet
 *
 * Returns: (transfer full): a snapshot
 */
AtlasSnapshot *
atlas_snapshot_new (GPtrArray       *countries,
                    GPtrArray       *cities,
                    AtlasAspspTable *aspsps,
                    gint64           fetched_at,
                    gint64           details_asked_at)
{
  AtlasSnapshot *self;

  g_return_val_if_fail (countries != NULL && cities != NULL && aspsps != NULL, NULL);

  self = g_object_new (ATLAS_TYPE_SNAPSHOT, NULL);
  self->countries = countries;
  self->cities = cities;
  self->aspsps = aspsps;
  self->fetched_at = fetched_at;
  self->details_asked_at = details_asked_at;

  return self;
}

/**
 * atlas_snapshot_get_countries:
 * @self: a snapshot
 *
 * Returns: (transfer none) (element-type AtlasCountry): the countries, in the platform's order
 */
GPtrArray *
atlas_snapshot_get_countries (AtlasSnapshot *self)
{
  g_return_val_if_fail (ATLAS_IS_SNAPSHOT (self), NULL);

  return self->countries;
}

/**
 * atlas_snapshot_get_cities:
 * @self: a snapshot
 *
 * Returns: (transfer none) (element-type AtlasCity): the cities, in the platform's order
 */
GPtrArray *
atlas_snapshot_get_cities (AtlasSnapshot *self)
{
  g_return_val_if_fail (ATLAS_IS_SNAPSHOT (self), NULL);

  return self->cities;
}

/**
 * atlas_snapshot_get_aspsps:
 * @self: a snapshot
 *
 * Returns: (transfer none): the banks, in display order
 */
AtlasAspspTable *
atlas_snapshot_get_aspsps (AtlasSnapshot *self)
{
  g_return_val_if_fail (ATLAS_IS_SNAPSHOT (self), NULL);

  return self->aspsps;
}

/**
 * atlas_snapshot_get_fetched_at:
 * @self: a snapshot
 *
 * Returns: when the last refresh was, in Unix seconds; 0 where there was none
 */
gint64
atlas_snapshot_get_fetched_at (AtlasSnapshot *self)
{
  g_return_val_if_fail (ATLAS_IS_SNAPSHOT (self), 0);

  return self->fetched_at;
}

/**
 * atlas_snapshot_get_details_asked_at:
 * @self: a snapshot
 *
 * What is missing although they were asked for could not be fetched.
 *
 * Returns: when the details of every bank were last asked for since the lists were, in Unix seconds; 0 for not yet
 */
gint64
atlas_snapshot_get_details_asked_at (AtlasSnapshot *self)
{
  g_return_val_if_fail (ATLAS_IS_SNAPSHOT (self), 0);

  return self->details_asked_at;
}
