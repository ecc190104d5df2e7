/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "atlas-catalogue.h"

G_BEGIN_DECLS

/* One bank, with everything that the platform says about it.
 *
 * Properties: "catalogue" (AtlasCatalogue), "bic-fi" (NULL: none is chosen), "starred", "loading" (read-only).
 * Actions: bank.copy-bic, bank.copy-name, bank.copy-address, bank.copy-text, bank.copy-json, bank.copy-next-step,
 * bank.star, bank.next-step (s: "account-information", "payment", "bulk-payment" or "periodic-payment"),
 * bank.show-raw, bank.refresh, bank.open-website, bank.call. */

#define ATLAS_TYPE_BANK_PAGE (atlas_bank_page_get_type ())

G_DECLARE_FINAL_TYPE (AtlasBankPage, atlas_bank_page, ATLAS, BANK_PAGE, AdwNavigationPage)

AtlasCatalogue    *atlas_bank_page_get_catalogue (AtlasBankPage  *self);
void               atlas_bank_page_set_catalogue (AtlasBankPage  *self,
                                                  AtlasCatalogue *catalogue);
const char        *atlas_bank_page_get_bic_fi    (AtlasBankPage  *self);
void               atlas_bank_page_set_bic_fi    (AtlasBankPage  *self,
                                                  const char     *bic_fi);
void               atlas_bank_page_show_bank     (AtlasBankPage  *self,
                                                  const char     *bic_fi,
                                                  guint32         row_id);
gboolean           atlas_bank_page_get_starred   (AtlasBankPage  *self);
void               atlas_bank_page_set_starred   (AtlasBankPage  *self,
                                                  gboolean        starred);
gboolean           atlas_bank_page_get_loading   (AtlasBankPage  *self);
AtlasAspspDetails *atlas_bank_page_get_details   (AtlasBankPage  *self);

G_END_DECLS
