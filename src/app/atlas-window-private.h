/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-bank-page.h"
#include "atlas-banks-pane.h"
#include "atlas-place-set.h"
#include "atlas-places-pane.h"
#include "atlas-window.h"

G_BEGIN_DECLS

struct _AtlasWindow
{
  AdwApplicationWindow    parent_instance;

  AtlasCatalogue         *catalogue;
  GSignalGroup           *catalogue_signals;
  AtlasPlaceSet          *places;
  AtlasBankPage          *bank_page;      /* made when it is needed */
  gboolean                restored;       /* what was shown last, for this catalogue */
  char                   *asked_bic;      /* (nullable): the bank that a link asks for, until the directory has it */
  guint                   first_frames_source;
  guint                   focus_source;

  AtlasBanksPane         *banks_pane;
  AdwNavigationSplitView *inner;
  AdwNavigationSplitView *outer;
  AtlasPlacesPane        *places_pane;
  GtkStack               *stack;
  AdwToastOverlay        *toasts;
  AdwBin                 *welcome;
};

AtlasApplication *atlas_window_get_app         (AtlasWindow         *self);
void              atlas_window_show_places     (AtlasWindow         *self);
void              atlas_window_show_banks      (AtlasWindow         *self);
void              atlas_window_open_bank       (AtlasWindow         *self);
void              atlas_window_ensure_bank_page (AtlasWindow        *self);
void              atlas_window_save_view       (AtlasWindow         *self);
void              atlas_window_restore_view    (AtlasWindow         *self);
void              atlas_window_save_size       (AtlasWindow         *self);
void              atlas_window_restore_size    (AtlasWindow         *self);
void              atlas_window_end_visit       (AtlasWindow         *self);
void              atlas_window_install_actions (GtkWidgetClass      *widget_class);

G_END_DECLS
