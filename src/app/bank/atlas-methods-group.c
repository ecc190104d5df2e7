/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-method-row.h"
#include "atlas-methods-group.h"

struct _AtlasMethodsGroup
{
  AtlasDetailsGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (AtlasMethodsGroup, atlas_methods_group, ATLAS_TYPE_DETAILS_GROUP)

static void
atlas_methods_group_show (AtlasDetailsGroup *group,
                          AtlasAspspDetails *details)
{
  GPtrArray *methods = atlas_aspsp_details_get_fields (details)->authorization_methods;
  guint n_methods = methods ? methods->len : 0;

  for (guint i = 0; i < MIN (n_methods, ATLAS_DETAILS_GROUP_MAX_ROWS); i++)
    atlas_details_group_add_row (group, atlas_method_row_new (g_ptr_array_index (methods, i)));
  atlas_details_group_add_rest (group, n_methods);

  if (methods == NULL)
    atlas_details_group_add_remark (group, _("Not stated"));
  else if (n_methods == 0)
    atlas_details_group_add_remark (group, _("None"));
}

static void
atlas_methods_group_class_init (AtlasMethodsGroupClass *klass)
{
  ATLAS_DETAILS_GROUP_CLASS (klass)->show = atlas_methods_group_show;
}

static void
atlas_methods_group_init (AtlasMethodsGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Sign-In Methods"));
}
