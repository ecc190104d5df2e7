/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "atlas-cli.h"

int
main (int    argc,
      char **argv)
{
  return atlas_cli_main (argc, argv, NULL);
}
