/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "atlas-gate.h"

struct _AtlasGate
{
  GObject parent_instance;
  GQueue  waiting;   /* (element-type DexPromise) */
  guint   capacity;
  guint   n_inside;
};

G_DEFINE_FINAL_TYPE (AtlasGate, atlas_gate, G_TYPE_OBJECT)

#define ATLAS_TYPE_PERMIT (atlas_permit_get_type ())

G_DECLARE_FINAL_TYPE (AtlasPermit, atlas_permit, ATLAS, PERMIT, GObject)

struct _AtlasPermit
{
  GObject    parent_instance;
  AtlasGate *gate;
};

G_DEFINE_FINAL_TYPE (AtlasPermit, atlas_permit, G_TYPE_OBJECT)

static AtlasPermit *
atlas_gate_issue_permit (AtlasGate *self)
{
  AtlasPermit *permit = g_object_new (ATLAS_TYPE_PERMIT, NULL);

  permit->gate = g_object_ref (self);
  self->n_inside++;

  return permit;
}

static void
atlas_gate_admit (AtlasGate *self)
{
  while (self->n_inside < self->capacity && !g_queue_is_empty (&self->waiting))
    {
      DexPromise *promise = g_queue_pop_head (&self->waiting);

      /* Whoever waited for a cancelled one has gone. */
      if (!g_cancellable_is_cancelled (dex_promise_get_cancellable (promise)))
        dex_promise_resolve_object (promise, atlas_gate_issue_permit (self));
      dex_unref (promise);
    }
}

static void
atlas_permit_dispose (GObject *object)
{
  AtlasPermit *self = ATLAS_PERMIT (object);
  g_autoptr (AtlasGate) gate = g_steal_pointer (&self->gate);

  if (gate != NULL)
    {
      gate->n_inside--;
      atlas_gate_admit (gate);
    }

  G_OBJECT_CLASS (atlas_permit_parent_class)->dispose (object);
}

static void
atlas_permit_class_init (AtlasPermitClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atlas_permit_dispose;
}

static void
atlas_permit_init (AtlasPermit *self)
{
}

static void
atlas_gate_finalize (GObject *object)
{
  AtlasGate *self = ATLAS_GATE (object);

  g_queue_clear_full (&self->waiting, dex_unref);

  G_OBJECT_CLASS (atlas_gate_parent_class)->finalize (object);
}

static void
atlas_gate_class_init (AtlasGateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_gate_finalize;
}

static void
atlas_gate_init (AtlasGate *self)
{
  g_queue_init (&self->waiting);
}

/**
 * atlas_gate_new:
 * @capacity: how many may be inside at a time
 *
 * Returns: (transfer full): a new #AtlasGate
 */
AtlasGate *
atlas_gate_new (guint capacity)
{
  AtlasGate *self;

  g_return_val_if_fail (capacity > 0, NULL);

  self = g_object_new (ATLAS_TYPE_GATE, NULL);
  self->capacity = capacity;

  return self;
}

/**
 * atlas_gate_enter:
 * @self: a gate
 *
 * Returns: (transfer full): a future for a permit, an object; whoever holds it is inside, and leaves
 *   with its last reference. A future that is discarded gives its place in the queue up.
 */
DexFuture *
atlas_gate_enter (AtlasGate *self)
{
  DexPromise *promise;

  g_return_val_if_fail (ATLAS_IS_GATE (self), NULL);

  promise = dex_promise_new_cancellable ();
  g_queue_push_tail (&self->waiting, dex_ref (promise));
  atlas_gate_admit (self);

  return DEX_FUTURE (promise);
}
