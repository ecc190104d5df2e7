/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-catalogue-private.h"

/* What somebody passes over on the way to another bank was not looked up. */
#define LOOKED_AT_MS 1500

/**
 * atlas_catalogue_update_preferred:
 * @self: a catalogue
 *
 * For the catalogue's own files: to be called when stars or the banks opened last changed.
 */
void
atlas_catalogue_update_preferred (AtlasCatalogue *self)
{
  g_autoptr (GStrvBuilder) bic_fis = g_strv_builder_new ();
  g_auto (GStrv) starred = atlas_user_data_dup_starred (self->user_data);

  g_strv_builder_addv (bic_fis, (const char **) starred);
  g_strv_builder_addv (bic_fis, (const char **) atlas_user_data_get_recents (self->user_data));
  atlas_aspsp_source_set_preferred (self->source, g_strv_builder_end (bic_fis));
}

/**
 * atlas_catalogue_forget_opened:
 * @self: a catalogue
 *
 * For the catalogue's own files: at its end.
 */
void
atlas_catalogue_forget_opened (AtlasCatalogue *self)
{
  g_clear_handle_id (&self->opened_source, g_source_remove);
  g_clear_pointer (&self->opened, g_free);
}

static void
looked_at_cb (gpointer user_data)
{
  AtlasCatalogue *self = user_data;
  g_autofree char *bic_fi = g_steal_pointer (&self->opened);

  self->opened_source = 0;
  if (self->user_data != NULL)
    dex_future_disown (atlas_user_data_add_recent (self->user_data, bic_fi));
}

/**
 * atlas_catalogue_note_opened:
 * @self: a catalogue
 * @bic_fi: a bank's BIC
 *
 * To be called when a bank's page is shown. Where that stays so for a moment, the bank is among those that searches
 * put first among equals. What was typed to find it is not kept.
 */
void
atlas_catalogue_note_opened (AtlasCatalogue *self,
                             const char     *bic_fi)
{
  g_return_if_fail (ATLAS_IS_CATALOGUE (self));
  g_return_if_fail (bic_fi != NULL);

  atlas_catalogue_forget_opened (self);
  self->opened = g_strdup (bic_fi);
  self->opened_source = g_timeout_add_once (LOOKED_AT_MS, looked_at_cb, self);
}
