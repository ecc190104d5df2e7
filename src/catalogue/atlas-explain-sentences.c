/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "atlas-explain-private.h"

#include "atlas-api-error.h"
#include "atlas-profiles.h"
#include "atlas-secrets.h"
#include "atlas-store.h"

/* {host} stands for the host that was asked, {proxy} for the proxy in between, in quotation marks. */

static const char *const api_sentences[] = {
  [ATLAS_API_ERROR_NO_CREDENTIALS] = N_("There is no client secret to sign in with. Enter the secret of this connection."),
  [ATLAS_API_ERROR_UNAUTHORIZED] = N_("The platform refused the access token, and a new one, too. Check the client ID and secret of the connection."),
  [ATLAS_API_ERROR_CERTIFICATE] = N_("The client certificate is missing, wrong or unreadable. Choose the certificate file in the connection’s settings, and enter its password."),
  [ATLAS_API_ERROR_FORBIDDEN] = N_("The platform does not allow this call. Check that the client may use ASPSP information, and that the scope covers it."),
  [ATLAS_API_ERROR_NOT_FOUND] = N_("The platform does not know what was asked for. Check the code, or refresh to see what there is."),
  [ATLAS_API_ERROR_NOT_SUPPORTED] = N_("The platform no longer answers this kind of query. Ask by country instead."),
  [ATLAS_API_ERROR_BAD_REQUEST] = N_("The platform did not accept the request. Try again; if it happens again, report it with the details."),
  [ATLAS_API_ERROR_SERVER] = N_("The platform has problems of its own. Try again later."),
  [ATLAS_API_ERROR_NAME_NOT_FOUND] = N_("The address of {host} could not be found. Check the network, and the hosts of the connection."),
  [ATLAS_API_ERROR_TLS] = N_("The identity of {host} could not be verified. Check the hosts of the connection, and the date of this computer."),
  [ATLAS_API_ERROR_CUT_OFF] = N_("The answer from {host} ended early. Try again."),
  [ATLAS_API_ERROR_MALFORMED] = N_("The answer from {host} is not what the platform documents. Check the hosts of the connection."),
  [ATLAS_API_ERROR_TOO_LARGE] = N_("The answer from {host} is too large to be right. Check the hosts of the connection."),
  [ATLAS_API_ERROR_REDIRECTED] = N_("The answer from {host} redirects to another host, which must not get the access token. Check the hosts of the connection."),
  [ATLAS_API_ERROR_LOGO_REFUSED] = N_("The logo is not handed out by {host}. Try again later; until then the bank’s initials stand in its place."),
  [ATLAS_API_ERROR_PROXY] = N_("The proxy {proxy} does not answer. Check the network, and the proxy settings of this computer."),
  [ATLAS_API_ERROR_PROXY_SIGN_IN] = N_("The proxy {proxy} asks for a user name and password; none were given, or they were wrong. Check the proxy settings of this computer, or sign in to the network, then try again."),
  [ATLAS_API_ERROR_NETWORK_SIGN_IN] = N_("The network wants you to sign in before it lets anything through. Try again after signing in on its page."),
  [ATLAS_API_ERROR_PAGE] = N_("A web page came in place of an answer from {host}: the network may want you to sign in. Try again after signing in on its page; where there is none, check the hosts of the connection."),
};

/* Where the system could not say which proxy it is. */
static const char *const nameless_proxy_sentences[] = {
  [ATLAS_API_ERROR_PROXY] = N_("The proxy does not answer. Check the network, and the proxy settings of this computer."),
  [ATLAS_API_ERROR_PROXY_SIGN_IN] = N_("The proxy asks for a user name and password; none were given, or they were wrong. Check the proxy settings of this computer, or sign in to the network, then try again."),
};

static const char *const secrets_sentences[] = {
  [ATLAS_SECRETS_ERROR_NO_KEYRING] = N_("There is no keyring to keep secrets in. Start one, or keep the secret for this run only."),
  [ATLAS_SECRETS_ERROR_LOCKED] = N_("The keyring is locked. Unlock it, then try again."),
  [ATLAS_SECRETS_ERROR_FAILED] = N_("The keyring did not work as expected. Try again, or keep the secret for this run only."),
};

static const char *const store_sentences[] = {
  [ATLAS_STORE_ERROR_NEWER] = N_("The saved data was written by a newer version of Bank Atlas. Update Bank Atlas to open it."),
  [ATLAS_STORE_ERROR_CORRUPT] = N_("The saved directory is damaged. Refresh to fetch it again."),
  [ATLAS_STORE_ERROR_FULL] = N_("The disk is full. Free some space, then try again."),
  [ATLAS_STORE_ERROR_READ_ONLY] = N_("The saved data cannot be written. Check the permissions of its folder."),
  [ATLAS_STORE_ERROR_BUSY] = N_("Another program is using the saved data. Wait until it is done, then try again."),
  [ATLAS_STORE_ERROR_FAILED] = N_("The saved data could not be read or written. Try again."),
};

static const char *const profiles_sentences[] = {
  [ATLAS_PROFILES_ERROR_NAME_TAKEN] = N_("There is already a connection with this name. Choose another name."),
  [ATLAS_PROFILES_ERROR_NOT_FOUND] = N_("There is no connection with this name. Choose another one."),
  [ATLAS_PROFILES_ERROR_UNREADABLE] = N_("The saved connections cannot be read. Check the file, or move it away to start over."),
  [ATLAS_PROFILES_ERROR_NOT_SAVED] = N_("The connection could not be saved. Check the permissions of the settings folder, and that there is space on the disk."),
  [ATLAS_PROFILES_ERROR_INVALID] = N_("A setting of the connection is not valid. Check its hosts, scope and certificate."),
};

static const char *
find_io_sentence (int code)
{
  switch (code)
    {
    case G_IO_ERROR_CANCELLED:
      return N_("This was cancelled. Start it again when you want to.");
    case G_IO_ERROR_NOT_FOUND:
      return N_("A file was not found. Check that it exists.");
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
      return N_("A file cannot be read or written. Check its permissions.");
    case G_IO_ERROR_NO_SPACE:
      return N_("The disk is full. Free some space, then try again.");
    case G_IO_ERROR_TIMED_OUT:
      return N_("This took too long. Try again.");
    case G_IO_ERROR_HOST_NOT_FOUND:
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
    case G_IO_ERROR_CONNECTION_REFUSED:
    case G_IO_ERROR_NOT_CONNECTED:
      return N_("The network cannot be reached. Check it, then try again.");
    default:
      return NULL;
    }
}

static const char *
look_up (const char *const *sentences,
         gsize              n_sentences,
         int                code)
{
  return code >= 0 && (gsize) code < n_sentences ? sentences[code] : NULL;
}

static const char *
find_api_sentence (const GError *error)
{
  const AtlasApiErrorDetails *details = atlas_api_error_get_details (error);
  const char *sentence = NULL;

  if (details == NULL || details->proxy == NULL)
    sentence = look_up (nameless_proxy_sentences, G_N_ELEMENTS (nameless_proxy_sentences), error->code);

  return sentence ? sentence : look_up (api_sentences, G_N_ELEMENTS (api_sentences), error->code);
}

/**
 * atlas_explain_find_sentence:
 * @error: any error
 *
 * Returns: (transfer none): the translated sentence for errors of its kind, in which "{host}" and "{proxy}" may stand
 */
const char *
atlas_explain_find_sentence (const GError *error)
{
  const char *sentence = NULL;

  if (error->domain == ATLAS_API_ERROR)
    sentence = find_api_sentence (error);
  else if (error->domain == ATLAS_SECRETS_ERROR)
    sentence = look_up (secrets_sentences, G_N_ELEMENTS (secrets_sentences), error->code);
  else if (error->domain == ATLAS_STORE_ERROR)
    sentence = look_up (store_sentences, G_N_ELEMENTS (store_sentences), error->code);
  else if (error->domain == ATLAS_PROFILES_ERROR)
    sentence = look_up (profiles_sentences, G_N_ELEMENTS (profiles_sentences), error->code);
  else if (error->domain == G_IO_ERROR)
    sentence = find_io_sentence (error->code);
  else if (error->domain == G_RESOLVER_ERROR)
    sentence = find_io_sentence (G_IO_ERROR_HOST_NOT_FOUND);

  return _(sentence != NULL ? sentence : N_("Something went wrong. Try again; if it happens again, report it with the details."));
}
