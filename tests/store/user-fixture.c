/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "user-fixture.h"

AtlasUserData *
fixture_open_user_data (const char *path,
                        const char *profile_id)
{
  g_autoptr (GError) error = NULL;
  AtlasUserData *user_data = atlas_test_await_object (atlas_user_data_open (path, profile_id), &error);

  g_assert_no_error (error);

  return user_data;
}

void
fixture_close_user_data (AtlasUserData *user_data)
{
  fixture_await_true (atlas_user_data_close (user_data));
  g_assert_finalize_object (user_data);
}

void
fixture_await_true (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (atlas_test_await_boolean (future, &error));
  g_assert_no_error (error);
}

/**
 * fixture_get_n:
 * @quick: how often when all tests are run
 * @thorough: how often when there is time
 *
 * Returns: one of the two
 */
guint
fixture_get_n (guint quick,
               guint thorough)
{
  return g_getenv ("ATLAS_TORTURE") != NULL ? thorough : quick;
}
