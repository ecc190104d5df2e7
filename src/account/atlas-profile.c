/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-profile.h"
#include "atlas-text.h"

struct _AtlasProfile
{
  GObject           parent_instance;

  char             *id;
  char             *name;
  char             *auth_url;
  char             *api_url;
  char             *client_id;
  char             *scope;
  char             *certificate_path;
  AtlasEnvironment  environment;
  AtlasListEncoding list_encoding;
  AtlasContext      context;
  guint             max_age;
};

G_DEFINE_FINAL_TYPE (AtlasProfile, atlas_profile, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_ENVIRONMENT,
  PROP_AUTH_URL,
  PROP_API_URL,
  PROP_CLIENT_ID,
  PROP_SCOPE,
  PROP_LIST_ENCODING,
  PROP_CONTEXT,
  PROP_CERTIFICATE_PATH,
  PROP_MAX_AGE,
} AtlasProfileProperty;

#define N_PROPERTIES (PROP_MAX_AGE + 1)

static GParamSpec *properties[N_PROPERTIES];

static void
take_text (AtlasProfile        *self,
           char               **place,
           char                *text,
           AtlasProfileProperty property)
{
  g_autofree char *taken = text;

  if (g_strcmp0 (*place, taken) == 0)
    return;

  g_free (*place);
  *place = g_steal_pointer (&taken);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* An address that is the environment's own is not kept, so that it follows the environment. */
static char *
dup_override (const char *typed,
              const char *environment_url)
{
  g_autofree char *trimmed = atlas_text_dup_trimmed (typed);

  return g_strcmp0 (trimmed, environment_url) == 0 ? NULL : g_steal_pointer (&trimmed);
}

static void
set_environment (AtlasProfile    *self,
                 AtlasEnvironment environment)
{
  if (self->environment == environment)
    return;

  self->environment = environment;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENVIRONMENT]);
  if (self->auth_url == NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTH_URL]);
  if (self->api_url == NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_API_URL]);
}

static void
set_list_encoding (AtlasProfile     *self,
                   AtlasListEncoding list_encoding)
{
  if (self->list_encoding == list_encoding)
    return;

  self->list_encoding = list_encoding;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIST_ENCODING]);
}

static void
set_context (AtlasProfile *self,
             AtlasContext  context)
{
  if (self->context == context)
    return;

  self->context = context;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTEXT]);
}

static void
set_max_age (AtlasProfile *self,
             guint         max_age)
{
  if (self->max_age == max_age)
    return;

  self->max_age = max_age;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_AGE]);
}

static void
atlas_profile_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  AtlasProfile *self = ATLAS_PROFILE (object);

  switch ((AtlasProfileProperty) property_id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;
    case PROP_NAME:
      take_text (self, &self->name, atlas_text_dup_trimmed (g_value_get_string (value)), PROP_NAME);
      break;
    case PROP_ENVIRONMENT:
      set_environment (self, g_value_get_int (value));
      break;
    case PROP_AUTH_URL:
      take_text (self,
                 &self->auth_url,
                 dup_override (g_value_get_string (value), atlas_environment_get_auth_url (self->environment)),
                 PROP_AUTH_URL);
      break;
    case PROP_API_URL:
      take_text (self,
                 &self->api_url,
                 dup_override (g_value_get_string (value), atlas_environment_get_api_url (self->environment)),
                 PROP_API_URL);
      break;
    case PROP_CLIENT_ID:
      take_text (self, &self->client_id, atlas_text_dup_trimmed (g_value_get_string (value)), PROP_CLIENT_ID);
      break;
    case PROP_SCOPE:
      take_text (self, &self->scope, atlas_text_dup_trimmed (g_value_get_string (value)), PROP_SCOPE);
      break;
    case PROP_LIST_ENCODING:
      set_list_encoding (self, g_value_get_int (value));
      break;
    case PROP_CONTEXT:
      set_context (self, g_value_get_int (value));
      break;
    case PROP_CERTIFICATE_PATH:
      take_text (self,
                 &self->certificate_path,
                 atlas_text_dup_trimmed (g_value_get_string (value)),
                 PROP_CERTIFICATE_PATH);
      break;
    case PROP_MAX_AGE:
      set_max_age (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_profile_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  AtlasProfile *self = ATLAS_PROFILE (object);

  switch ((AtlasProfileProperty) property_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, atlas_profile_get_name (self));
      break;
    case PROP_ENVIRONMENT:
      g_value_set_int (value, self->environment);
      break;
    case PROP_AUTH_URL:
      g_value_set_string (value, atlas_profile_get_auth_url (self));
      break;
    case PROP_API_URL:
      g_value_set_string (value, atlas_profile_get_api_url (self));
      break;
    case PROP_CLIENT_ID:
      g_value_set_string (value, atlas_profile_get_client_id (self));
      break;
    case PROP_SCOPE:
      g_value_set_string (value, atlas_profile_get_scope (self));
      break;
    case PROP_LIST_ENCODING:
      g_value_set_int (value, self->list_encoding);
      break;
    case PROP_CONTEXT:
      g_value_set_int (value, self->context);
      break;
    case PROP_CERTIFICATE_PATH:
      g_value_set_string (value, self->certificate_path);
      break;
    case PROP_MAX_AGE:
      g_value_set_uint (value, self->max_age);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_profile_constructed (GObject *object)
{
  AtlasProfile *self = ATLAS_PROFILE (object);

  G_OBJECT_CLASS (atlas_profile_parent_class)->constructed (object);

  if (self->id == NULL)
    self->id = g_uuid_string_random ();
}

static void
atlas_profile_finalize (GObject *object)
{
  AtlasProfile *self = ATLAS_PROFILE (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->auth_url);
  g_free (self->api_url);
  g_free (self->client_id);
  g_free (self->scope);
  g_free (self->certificate_path);

  G_OBJECT_CLASS (atlas_profile_parent_class)->finalize (object);
}

static GParamSpec *
new_text_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
new_choice_property (const char *name,
                     int         last,
                     int         initial)
{
  return g_param_spec_int (name, NULL, NULL, 0, last, initial, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
atlas_profile_class_init (AtlasProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = atlas_profile_set_property;
  object_class->get_property = atlas_profile_get_property;
  object_class->constructed = atlas_profile_constructed;
  object_class->finalize = atlas_profile_finalize;

  /**
   * AtlasProfile:id:
   *
   * A UUID, or %ATLAS_PROFILE_DEMO_ID.
   */
  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] = new_text_property ("name");
  properties[PROP_ENVIRONMENT] =
    new_choice_property ("environment", ATLAS_ENVIRONMENT_CUSTOM, ATLAS_ENVIRONMENT_SANDBOX);
  properties[PROP_AUTH_URL] = new_text_property ("auth-url");
  properties[PROP_API_URL] = new_text_property ("api-url");
  properties[PROP_CLIENT_ID] = new_text_property ("client-id");
  properties[PROP_SCOPE] = new_text_property ("scope");
  properties[PROP_LIST_ENCODING] =
    new_choice_property ("list-encoding", ATLAS_LIST_ENCODING_REPEAT, ATLAS_LIST_ENCODING_COMMA);
  properties[PROP_CONTEXT] = new_choice_property ("context", ATLAS_CONTEXT_CORPORATE, ATLAS_CONTEXT_PRIVATE);
  properties[PROP_CERTIFICATE_PATH] = new_text_property ("certificate-path");
  /**
   * AtlasProfile:max-age:
   *
   * Seconds after which what was fetched is old.
   */
  properties[PROP_MAX_AGE] =
    g_param_spec_uint ("max-age", NULL, NULL, 0, G_MAXUINT, ATLAS_PROFILE_DEFAULT_MAX_AGE,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
atlas_profile_init (AtlasProfile *self)
{
  self->environment = ATLAS_ENVIRONMENT_SANDBOX;
  self->max_age = ATLAS_PROFILE_DEFAULT_MAX_AGE;
}

/**
 * atlas_profile_new:
 * @name: (nullable): what the person calls it
 * @environment: where it connects to
 *
 * Returns: (transfer full): a profile with a new id that is not saved yet
 */
AtlasProfile *
atlas_profile_new (const char      *name,
                   AtlasEnvironment environment)
{
  return g_object_new (ATLAS_TYPE_PROFILE, "name", name, "environment", (int) environment, NULL);
}

/**
 * atlas_profile_new_demo:
 *
 * Returns: (transfer full): the profile of the sample directory, which needs nothing
 */
AtlasProfile *
atlas_profile_new_demo (void)
{
  return g_object_new (ATLAS_TYPE_PROFILE,
                       "id", ATLAS_PROFILE_DEMO_ID,
                       "name", _("Demo Directory"),
                       "environment", (int) ATLAS_ENVIRONMENT_DEMO,
                       NULL);
}

/**
 * atlas_profile_copy:
 * @self: a profile
 *
 * Returns: (transfer full): another object with the same id and values, to be edited and then saved
 */
AtlasProfile *
atlas_profile_copy (AtlasProfile *self)
{
  g_return_val_if_fail (ATLAS_IS_PROFILE (self), NULL);

  return g_object_new (ATLAS_TYPE_PROFILE,
                       "id", self->id,
                       "name", self->name,
                       "environment", (int) self->environment,
                       "auth-url", self->auth_url,
                       "api-url", self->api_url,
                       "client-id", self->client_id,
                       "scope", self->scope,
                       "list-encoding", (int) self->list_encoding,
                       "context", (int) self->context,
                       "certificate-path", self->certificate_path,
                       "max-age", self->max_age,
                       NULL);
}

/**
 * atlas_profile_get_id:
 * @self: a profile
 *
 * Returns: (transfer none): a UUID, or %ATLAS_PROFILE_DEMO_ID
 */
const char *
atlas_profile_get_id (AtlasProfile *self)
{
  g_return_val_if_fail (ATLAS_IS_PROFILE (self), NULL);

  return self->id;
}

/**
 * atlas_profile_get_name:
 * @self: a profile
 *
 * Returns: (transfer none): its name, empty where it has none yet
 */
const char *
atlas_profile_get_name (AtlasProfile *self)
{
  g_return_val_if_fail (ATLAS_IS_PROFILE (self), NULL);

  return self->name ? self->name : "";
}

/**
 * atlas_profile_get_environment:
 * @self: a profile
 *
 * Returns: where it connects to
 */
AtlasEnvironment
atlas_profile_get_environment (AtlasProfile *self)
{
  g_return_val_if_fail (ATLAS_IS_PROFILE (self), ATLAS_ENVIRONMENT_DEMO);

  return self->environment;
}

/**
 * atlas_profile_get_auth_url:
 * @self: a profile
 *
 * Returns: (transfer none) (nullable): the token host in force; %NULL where a custom one is not set yet
 */
const char *
atlas_profile_get_auth_url (AtlasProfile *self)
{
  g_return_val_if_fail (ATLAS_IS_PROFILE (self), NULL);

  return self->auth_url ? self->auth_url : atlas_environment_get_auth_url (self->environment);
}

/**
 * atlas_profile_get_api_url:
 * @self: a profile
 *
 * Returns: (transfer none) (nullable): the API host in force; %NULL where a custom one is not set yet
 */
const char *
atlas_profile_get_api_url (AtlasProfile *self)
{
  g_return_val_if_fail (ATLAS_IS_PROFILE (self), NULL);

  return self->api_url ? self->api_url : atlas_environment_get_api_url (self->environment);
}

/**
 * atlas_profile_get_client_id:
 * @self: a profile
 *
 * Returns: (transfer none): the client's id, empty where there is none yet
 */
const char *
atlas_profile_get_client_id (AtlasProfile *self)
{
  g_return_val_if_fail (ATLAS_IS_PROFILE (self), NULL);

  return self->client_id ? self->client_id : "";
}

/**
 * atlas_profile_get_scope:
 * @self: a profile
 *
 * Returns: (transfer none): the scope of the token, by default the first preset
 */
const char *
atlas_profile_get_scope (AtlasProfile *self)
{
  g_return_val_if_fail (ATLAS_IS_PROFILE (self), NULL);

  return self->scope ? self->scope : atlas_scope_get_presets ()[0];
}

/**
 * atlas_profile_get_list_encoding:
 * @self: a profile
 *
 * Returns: how lists are written in a query
 */
AtlasListEncoding
atlas_profile_get_list_encoding (AtlasProfile *self)
{
  g_return_val_if_fail (ATLAS_IS_PROFILE (self), ATLAS_LIST_ENCODING_COMMA);

  return self->list_encoding;
}

/**
 * atlas_profile_get_context:
 * @self: a profile
 *
 * Returns: whose accounts the next calls are about
 */
AtlasContext
atlas_profile_get_context (AtlasProfile *self)
{
  g_return_val_if_fail (ATLAS_IS_PROFILE (self), ATLAS_CONTEXT_PRIVATE);

  return self->context;
}

/**
 * atlas_profile_get_certificate_path:
 * @self: a profile
 *
 * Returns: (transfer none) (nullable) (type filename): the PKCS#12 file of the client certificate
 */
const char *
atlas_profile_get_certificate_path (AtlasProfile *self)
{
  g_return_val_if_fail (ATLAS_IS_PROFILE (self), NULL);

  return self->certificate_path;
}

/**
 * atlas_profile_get_max_age:
 * @self: a profile
 *
 * Returns: seconds after which what was fetched is old
 */
guint
atlas_profile_get_max_age (AtlasProfile *self)
{
  g_return_val_if_fail (ATLAS_IS_PROFILE (self), 0);

  return self->max_age;
}

/**
 * atlas_profile_is_demo:
 * @self: a profile
 *
 * Returns: whether what it shows is sample data
 */
gboolean
atlas_profile_is_demo (AtlasProfile *self)
{
  g_return_val_if_fail (ATLAS_IS_PROFILE (self), FALSE);

  return self->environment == ATLAS_ENVIRONMENT_DEMO;
}

/**
 * atlas_profile_dup_store_key:
 * @self: a profile
 *
 * Two profiles share a cache only where the platform would tell both the same.
 *
 * Returns: (transfer full): a file name, without a suffix, for what is fetched with this profile
 */
char *
atlas_profile_dup_store_key (AtlasProfile *self)
{
  const char *environment;
  g_autofree char *identity = NULL;
  g_autofree char *digest = NULL;

  g_return_val_if_fail (ATLAS_IS_PROFILE (self), NULL);

  environment = atlas_environment_to_string (self->environment);
  if (atlas_profile_is_demo (self))
    return g_strdup (environment);

  identity = g_strjoin ("\n",
                        atlas_profile_get_api_url (self) ? atlas_profile_get_api_url (self) : "",
                        atlas_profile_get_client_id (self),
                        atlas_context_to_string (self->context),
                        NULL);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, identity, -1);

  return g_strdup_printf ("%s-%.24s", environment, digest);
}
