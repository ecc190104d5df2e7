/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <sys/resource.h>

#include "atlas-environ.h"

#define USER_DIRECTORY "bank-atlas"

/**
 * atlas_environ_init_locale:
 *
 * Sets the locale that the user asked for, and where the translations are.
 * A program that is run from its build directory finds them through BANK_ATLAS_LOCALEDIR.
 */
void
atlas_environ_init_locale (void)
{
  const char *localedir = g_getenv ("BANK_ATLAS_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (ATLAS_GETTEXT_DOMAIN, localedir ? localedir : ATLAS_LOCALEDIR);
  bind_textdomain_codeset (ATLAS_GETTEXT_DOMAIN, "UTF-8");
  textdomain (ATLAS_GETTEXT_DOMAIN);
}

/* Standard output is for answers: messages of the libraries go to standard error, also those that G_MESSAGES_DEBUG asks for. */
__attribute__ ((no_sanitize ("address", "thread", "undefined"))) static void
send_messages_to_stderr (void)
{
  g_log_writer_default_set_use_stderr (TRUE);
}

/* libdex logs a debug message in its constructor, that is, before main(). Functions in .preinit_array are called before the
 * constructors of all libraries. See ARCHITECTURE.md. */
__attribute__ ((used, section (".preinit_array"))) static void (*const before_libraries) (void) = send_messages_to_stderr;

/* Leaves no picture of this program's memory, which holds secrets, on the disk when it crashes, whatever its caller's limits
 * are. Whoever debugs it can raise the limit again, or attach to it. */
static void
forbid_core_dumps (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_CORE, &limit) != 0)
    return;
  /* Of a crash that is piped to a program, 0 does not keep the system; 1, which is too little for any file, does. */
  limit.rlim_cur = MIN (1, limit.rlim_max);
  setrlimit (RLIMIT_CORE, &limit);
}

/**
 * atlas_environ_init:
 *
 * What every program does first.
 */
void
atlas_environ_init (void)
{
  send_messages_to_stderr ();
  forbid_core_dumps ();
  atlas_environ_init_locale ();
}

/**
 * atlas_environ_dup_pkgdata_path:
 * @name: a file name, relative
 *
 * Returns: (transfer full): the path of one of the program's own data files
 */
char *
atlas_environ_dup_pkgdata_path (const char *name)
{
  const char *directory = g_getenv ("BANK_ATLAS_PKGDATADIR");

  return g_build_filename (directory ? directory : ATLAS_PKGDATADIR, name, NULL);
}

/**
 * atlas_environ_dup_config_path:
 * @name: a file name, relative
 *
 * Returns: (transfer full): the path of a file below the user's configuration directory
 */
char *
atlas_environ_dup_config_path (const char *name)
{
  return g_build_filename (g_get_user_config_dir (), USER_DIRECTORY, name, NULL);
}

/**
 * atlas_environ_dup_data_path:
 * @name: a file name, relative
 *
 * Returns: (transfer full): the path of a file below the user's data directory
 */
char *
atlas_environ_dup_data_path (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), USER_DIRECTORY, name, NULL);
}

/**
 * atlas_environ_dup_cache_path:
 * @name: a file name, relative
 *
 * Returns: (transfer full): the path of a file below the user's cache directory
 */
char *
atlas_environ_dup_cache_path (const char *name)
{
  return g_build_filename (g_get_user_cache_dir (), USER_DIRECTORY, name, NULL);
}

/**
 * atlas_environ_dup_state_path:
 * @name: a file name, relative
 *
 * Returns: (transfer full): the path of a file below the user's state directory
 */
char *
atlas_environ_dup_state_path (const char *name)
{
  return g_build_filename (g_get_user_state_dir (), USER_DIRECTORY, name, NULL);
}
