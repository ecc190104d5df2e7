/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-details-loader.h"
#include "atlas-fiber.h"

struct _AtlasDetailsLoader
{
  GObject parent_instance;

  AtlasCatalogue *catalogue;
  char *bic_fi;
  DexFuture *pending;
  guint serial;   /* of the newest wish; what was begun for an older one is dropped */
};

G_DEFINE_FINAL_TYPE (AtlasDetailsLoader, atlas_details_loader, G_TYPE_OBJECT)

typedef enum
{
  PROP_LOADING = 1,
} AtlasDetailsLoaderProperty;

typedef enum
{
  SIGNAL_LOADED,
  SIGNAL_FAILED,
  N_SIGNALS,
} AtlasDetailsLoaderSignal;

static GParamSpec *properties[PROP_LOADING + 1];
static guint signals[N_SIGNALS];

/* How far one wish goes. */
typedef enum
{
  WISH_STORE_THEN_PLATFORM,
  WISH_STORE_ONLY,
  WISH_PLATFORM_ONLY,
} WishKind;

typedef struct
{
  GWeakRef loader;
  AtlasCatalogue *catalogue;
  char *bic_fi;
  WishKind kind;
  guint serial;
  DexFuture *cancelled;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_weak_ref_clear (&wish->loader);
  g_clear_object (&wish->catalogue);
  g_clear_pointer (&wish->bic_fi, g_free);
  dex_clear (&wish->cancelled);
  g_free (wish);
}

/* The loader, if it still wants this; anything may have changed during a wait. */
static AtlasDetailsLoader *
wish_dup_loader (Wish *wish)
{
  g_autoptr (AtlasDetailsLoader) loader = g_weak_ref_get (&wish->loader);

  if (loader == NULL || loader->serial != wish->serial)
    return NULL;

  return g_steal_pointer (&loader);
}

static gboolean
wish_grant (Wish              *wish,
            AtlasAspspDetails *details)
{
  g_autoptr (AtlasDetailsLoader) loader = wish_dup_loader (wish);

  if (loader == NULL)
    return FALSE;
  if (details != NULL)
    g_signal_emit (loader, signals[SIGNAL_LOADED], 0, details);

  return TRUE;
}

static void
wish_end (Wish         *wish,
          const GError *error)
{
  g_autoptr (AtlasDetailsLoader) loader = wish_dup_loader (wish);

  if (loader == NULL)
    return;

  dex_clear (&loader->pending);
  if (error != NULL)
    g_signal_emit (loader, signals[SIGNAL_FAILED], 0, error);
  g_object_notify_by_pspec (G_OBJECT (loader), properties[PROP_LOADING]);
}

/* A store that cannot be read is no reason not to ask the platform. */
static AtlasAspspDetails *
await_stored (Wish *wish)
{
  if (wish->kind == WISH_PLATFORM_ONLY)
    return NULL;

  return dex_await_object (atlas_catalogue_load_details (wish->catalogue, wish->bic_fi), NULL);
}

static gboolean
must_ask (Wish              *wish,
          AtlasAspspDetails *stored)
{
  switch (wish->kind)
    {
    case WISH_PLATFORM_ONLY: return TRUE;
    case WISH_STORE_ONLY: return FALSE;
    case WISH_STORE_THEN_PLATFORM:
    default: return stored == NULL || atlas_catalogue_details_are_stale (wish->catalogue, stored);
    }
}

static DexFuture *
wish_fiber (gpointer data)
{
  Wish *wish = data;
  g_autoptr (AtlasAspspDetails) stored = await_stored (wish);
  g_autoptr (AtlasAspspDetails) fetched = NULL;
  g_autoptr (GError) error = NULL;

  if (!wish_grant (wish, stored))
    return dex_future_new_true ();

  if (must_ask (wish, stored))
    {
      fetched = dex_await_object (atlas_fiber_unless (wish->cancelled, atlas_catalogue_fetch_details (wish->catalogue, wish->bic_fi, NULL)), &error);
      wish_grant (wish, fetched);
    }
  wish_end (wish, error);

  return dex_future_new_true ();
}

static void
start (AtlasDetailsLoader *self,
       WishKind            kind)
{
  Wish *wish;

  self->serial++;
  dex_clear (&self->pending);
  if (self->catalogue == NULL || self->bic_fi == NULL)
    return;

  wish = g_new0 (Wish, 1);
  g_weak_ref_init (&wish->loader, self);
  wish->catalogue = g_object_ref (self->catalogue);
  wish->bic_fi = g_strdup (self->bic_fi);
  wish->kind = kind;
  wish->serial = self->serial;
  wish->cancelled = atlas_fiber_cancelled_new ();
  self->pending = atlas_fiber_spawn_cancellable (wish_fiber, wish, wish_free, wish->cancelled);
}

static void
atlas_details_loader_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch ((AtlasDetailsLoaderProperty) property_id)
    {
    case PROP_LOADING: g_value_set_boolean (value, atlas_details_loader_get_loading (ATLAS_DETAILS_LOADER (object))); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_details_loader_dispose (GObject *object)
{
  AtlasDetailsLoader *self = ATLAS_DETAILS_LOADER (object);

  self->serial++;
  dex_clear (&self->pending);
  g_clear_object (&self->catalogue);

  G_OBJECT_CLASS (atlas_details_loader_parent_class)->dispose (object);
}

static void
atlas_details_loader_finalize (GObject *object)
{
  g_clear_pointer (&ATLAS_DETAILS_LOADER (object)->bic_fi, g_free);

  G_OBJECT_CLASS (atlas_details_loader_parent_class)->finalize (object);
}

static void
atlas_details_loader_class_init (AtlasDetailsLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = atlas_details_loader_dispose;
  object_class->finalize = atlas_details_loader_finalize;
  object_class->get_property = atlas_details_loader_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_LOADED] =
    g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, ATLAS_TYPE_ASPSP_DETAILS);
  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
atlas_details_loader_init (AtlasDetailsLoader *self)
{
}

/**
 * atlas_details_loader_new:
 *
 * Returns: (transfer full): a loader that wants nothing yet
 */
AtlasDetailsLoader *
atlas_details_loader_new (void)
{
  return g_object_new (ATLAS_TYPE_DETAILS_LOADER, NULL);
}

/**
 * atlas_details_loader_load:
 * @self: a loader
 * @catalogue: (nullable): where details come from
 * @bic_fi: (nullable): the bank that is wanted now; %NULL for none
 *
 * Wants another bank's details, and drops what is on its way for the one before.
 */
void
atlas_details_loader_load (AtlasDetailsLoader *self,
                           AtlasCatalogue     *catalogue,
                           const char         *bic_fi)
{
  g_return_if_fail (ATLAS_IS_DETAILS_LOADER (self));

  g_set_object (&self->catalogue, catalogue);
  g_set_str (&self->bic_fi, bic_fi);
  start (self, WISH_STORE_THEN_PLATFORM);
  if (catalogue != NULL && bic_fi != NULL)
    atlas_catalogue_note_opened (catalogue, bic_fi);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * atlas_details_loader_reload:
 * @self: a loader
 *
 * Reads the store again, after a refresh brought news.
 */
void
atlas_details_loader_reload (AtlasDetailsLoader *self)
{
  g_return_if_fail (ATLAS_IS_DETAILS_LOADER (self));

  start (self, WISH_STORE_ONLY);
}

/**
 * atlas_details_loader_refresh:
 * @self: a loader
 *
 * Asks the platform, however new the stored answer is.
 */
void
atlas_details_loader_refresh (AtlasDetailsLoader *self)
{
  g_return_if_fail (ATLAS_IS_DETAILS_LOADER (self));

  start (self, WISH_PLATFORM_ONLY);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * atlas_details_loader_get_loading:
 * @self: a loader
 *
 * Returns: whether details are on their way
 */
gboolean
atlas_details_loader_get_loading (AtlasDetailsLoader *self)
{
  g_return_val_if_fail (ATLAS_IS_DETAILS_LOADER (self), FALSE);

  return self->pending != NULL;
}
