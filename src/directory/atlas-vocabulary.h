/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The platform's open vocabularies: what is known gets a human name, what is unknown is shown as it is. */

gboolean             atlas_payment_product_is_known         (const char *identifier);
char                *atlas_payment_product_dup_label        (const char *identifier);
gboolean             atlas_authorization_method_is_known    (const char *name);
char                *atlas_authorization_method_dup_label   (const char *name);
const char * const  *atlas_global_payment_products_get_known (void);

G_END_DECLS
