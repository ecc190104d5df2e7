/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compiled once for all of this folder: reading the toolkit's headers takes longer than the sources themselves. Each source
 * still includes what it uses; a build with -Db_pch=false, as that with the newest libraries, tells of one that does not. */

#pragma once

#include "config.h"

#include <adwaita.h>
#include <libdex.h>
