/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "faults.h"

/* The columns. */

static void
fault_free (gpointer data)
{
  Fault *fault = data;

  g_free (fault->group);
  g_free (fault->name);
  g_free (fault->text);
  g_free (fault);
}

/* Whether every case is wanted, and everything at its full size. */
gboolean
faults_are_long (void)
{
  return g_getenv ("ATLAS_TORTURE") != NULL;
}

/* @name: (transfer full) */
void
faults_add (GPtrArray       *faults,
            const char      *group,
            char            *name,
            void           (*plant) (FaultsCell *cell),
            int              number,
            const char      *text,
            FaultsExpected   expected)
{
  Fault *fault = g_new0 (Fault, 1);

  fault->group = g_strdup (group);
  fault->name = name;
  fault->plant = plant;
  fault->number = number;
  fault->text = g_strdup (text);
  fault->expected = expected;
  g_ptr_array_add (faults, fault);
}

Fault *
faults_get_last (GPtrArray *faults)
{
  return g_ptr_array_index (faults, faults->len - 1);
}

/* Returns: (transfer full) (element-type Fault): all of them */
GPtrArray *
faults_new_list (void)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func (fault_free);

  faults_add_hosts (faults);
  faults_add_bodies (faults);
  faults_add_floods (faults);
  faults_add_statuses (faults);

  return faults;
}
