/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-check-step-private.h"

struct _AtlasCheckStep
{
  GObject         parent_instance;

  AtlasCheckKind  kind;
  char           *scope;         /* (nullable): which one a preset is about */
  char           *title;         /* (nullable): of a preset */
  AtlasCheckState state;
  char           *explanation;
  char           *remedy_label;
  char           *remedy_property;
  char           *remedy_value;
  GError         *error;
};

G_DEFINE_FINAL_TYPE (AtlasCheckStep, atlas_check_step, G_TYPE_OBJECT)

typedef enum
{
  PROP_TITLE = 1,
  PROP_STATE,
  PROP_EXPLANATION,
  PROP_REMEDY_LABEL,
  PROP_REMEDY_PROPERTY,
  PROP_REMEDY_VALUE,
} AtlasCheckStepProperty;

#define N_PROPERTIES (PROP_REMEDY_VALUE + 1)

static GParamSpec *properties[N_PROPERTIES];

static void
set_text (AtlasCheckStep        *self,
          char                 **place,
          const char            *text,
          AtlasCheckStepProperty property)
{
  if (g_set_str (place, text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
atlas_check_step_get_object_property (GObject    *object,
                                      guint       property_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  AtlasCheckStep *self = ATLAS_CHECK_STEP (object);

  switch ((AtlasCheckStepProperty) property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, atlas_check_step_get_title (self));
      break;
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_EXPLANATION:
      g_value_set_string (value, self->explanation);
      break;
    case PROP_REMEDY_LABEL:
      g_value_set_string (value, self->remedy_label);
      break;
    case PROP_REMEDY_PROPERTY:
      g_value_set_string (value, self->remedy_property);
      break;
    case PROP_REMEDY_VALUE:
      g_value_set_string (value, self->remedy_value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
atlas_check_step_finalize (GObject *object)
{
  AtlasCheckStep *self = ATLAS_CHECK_STEP (object);

  g_free (self->scope);
  g_free (self->title);
  g_free (self->explanation);
  g_free (self->remedy_label);
  g_free (self->remedy_property);
  g_free (self->remedy_value);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (atlas_check_step_parent_class)->finalize (object);
}

static void
atlas_check_step_class_init (AtlasCheckStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = atlas_check_step_get_object_property;
  object_class->finalize = atlas_check_step_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, ATLAS_CHECK_WARNING, 0, flags);
  properties[PROP_EXPLANATION] = g_param_spec_string ("explanation", NULL, NULL, NULL, flags);
  properties[PROP_REMEDY_LABEL] = g_param_spec_string ("remedy-label", NULL, NULL, NULL, flags);
  properties[PROP_REMEDY_PROPERTY] = g_param_spec_string ("remedy-property", NULL, NULL, NULL, flags);
  properties[PROP_REMEDY_VALUE] = g_param_spec_string ("remedy-value", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
atlas_check_step_init (AtlasCheckStep *self)
{
}

/**
 * atlas_check_step_new:
 * @kind: what is checked
 *
 * Returns: (transfer full): a step that is yet to come
 */
AtlasCheckStep *
atlas_check_step_new (AtlasCheckKind kind)
{
  AtlasCheckStep *self = g_object_new (ATLAS_TYPE_CHECK_STEP, NULL);

  self->kind = kind;

  return self;
}

/**
 * atlas_check_step_new_for_scope:
 * @scope: a documented scope
 *
 * Returns: (transfer full): a step that is yet to come, about whether the client may use @scope
 */
AtlasCheckStep *
atlas_check_step_new_for_scope (const char *scope)
{
  AtlasCheckStep *self = atlas_check_step_new (ATLAS_CHECK_PRESET);

  self->scope = g_strdup (scope);
  self->title = g_strdup_printf (_("Scope “%s”"), scope);

  return self;
}

/**
 * atlas_check_step_set_state:
 * @self: a step
 * @state: how far it is
 */
void
atlas_check_step_set_state (AtlasCheckStep *self,
                            AtlasCheckState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * atlas_check_step_set_explanation:
 * @self: a step
 * @explanation: (nullable): what was found
 */
void
atlas_check_step_set_explanation (AtlasCheckStep *self,
                                  const char     *explanation)
{
  set_text (self, &self->explanation, explanation, PROP_EXPLANATION);
}

/**
 * atlas_check_step_set_remedy:
 * @self: a step
 * @label: what a button says
 * @property: which property of the profile it sets
 * @value: and to what
 */
void
atlas_check_step_set_remedy (AtlasCheckStep *self,
                             const char     *label,
                             const char     *property,
                             const char     *value)
{
  set_text (self, &self->remedy_property, property, PROP_REMEDY_PROPERTY);
  set_text (self, &self->remedy_value, value, PROP_REMEDY_VALUE);
  set_text (self, &self->remedy_label, label, PROP_REMEDY_LABEL);
}

/**
 * atlas_check_step_fail:
 * @self: a step
 * @error: why
 * @explanation: what is wrong and what to do
 */
void
atlas_check_step_fail (AtlasCheckStep *self,
                       const GError   *error,
                       const char     *explanation)
{
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  atlas_check_step_set_explanation (self, explanation);
  atlas_check_step_set_state (self, ATLAS_CHECK_FAILED);
}

/**
 * atlas_check_step_pass_answer:
 * @self: the step about the first answer
 * @n_countries: how many countries it lists
 */
void
atlas_check_step_pass_answer (AtlasCheckStep *self,
                              guint           n_countries)
{
  g_autofree char *explanation =
    g_strdup_printf (ngettext ("The platform lists %u country.", "The platform lists %u countries.", n_countries), n_countries);

  atlas_check_step_set_explanation (self, explanation);
  atlas_check_step_set_state (self, ATLAS_CHECK_PASSED);
}

/**
 * atlas_check_step_reset:
 * @self: a step
 *
 * Makes it one that is yet to come.
 */
void
atlas_check_step_reset (AtlasCheckStep *self)
{
  g_clear_error (&self->error);
  atlas_check_step_set_explanation (self, NULL);
  atlas_check_step_set_remedy (self, NULL, NULL, NULL);
  atlas_check_step_set_state (self, ATLAS_CHECK_PENDING);
}

/**
 * atlas_check_step_get_kind:
 * @self: a step
 *
 * Returns: what is checked
 */
AtlasCheckKind
atlas_check_step_get_kind (AtlasCheckStep *self)
{
  g_return_val_if_fail (ATLAS_IS_CHECK_STEP (self), ATLAS_CHECK_AUTH_HOST);

  return self->kind;
}

/**
 * atlas_check_step_get_scope:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): the scope that a step of %ATLAS_CHECK_PRESET is about
 */
const char *
atlas_check_step_get_scope (AtlasCheckStep *self)
{
  g_return_val_if_fail (ATLAS_IS_CHECK_STEP (self), NULL);

  return self->scope;
}

/**
 * atlas_check_step_get_title:
 * @self: a step
 *
 * Returns: (transfer none): what is checked, in words
 */
const char *
atlas_check_step_get_title (AtlasCheckStep *self)
{
  g_return_val_if_fail (ATLAS_IS_CHECK_STEP (self), NULL);

  switch (self->kind)
    {
    case ATLAS_CHECK_AUTH_HOST:
      return _("Token host");
    case ATLAS_CHECK_CREDENTIALS:
      return _("Credentials");
    case ATLAS_CHECK_SCOPE:
      return _("Scope");
    case ATLAS_CHECK_API_HOST:
      return _("API host");
    case ATLAS_CHECK_FIRST_ANSWER:
      return _("First answer");
    case ATLAS_CHECK_CERTIFICATE:
      return _("Client certificate");
    case ATLAS_CHECK_AUTH_NAME:
      return _("Name of the token host");
    case ATLAS_CHECK_AUTH_TLS:
      return _("Encryption to the token host");
    case ATLAS_CHECK_CLOCK:
      return _("Clock");
    case ATLAS_CHECK_PRESET:
      return self->title;
    case ATLAS_CHECK_API_NAME:
      return _("Name of the API host");
    case ATLAS_CHECK_API_TLS:
      return _("Encryption to the API host");
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * atlas_check_step_get_state:
 * @self: a step
 *
 * Returns: how far it is
 */
AtlasCheckState
atlas_check_step_get_state (AtlasCheckStep *self)
{
  g_return_val_if_fail (ATLAS_IS_CHECK_STEP (self), ATLAS_CHECK_PENDING);

  return self->state;
}

/**
 * atlas_check_step_get_explanation:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): what was found; of a step that failed, what is wrong and what to do
 */
const char *
atlas_check_step_get_explanation (AtlasCheckStep *self)
{
  g_return_val_if_fail (ATLAS_IS_CHECK_STEP (self), NULL);

  return self->explanation;
}

/**
 * atlas_check_step_get_remedy_label:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): what a button that may help says
 */
const char *
atlas_check_step_get_remedy_label (AtlasCheckStep *self)
{
  g_return_val_if_fail (ATLAS_IS_CHECK_STEP (self), NULL);

  return self->remedy_label;
}

/**
 * atlas_check_step_get_remedy_property:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): which property of the profile that button sets
 */
const char *
atlas_check_step_get_remedy_property (AtlasCheckStep *self)
{
  g_return_val_if_fail (ATLAS_IS_CHECK_STEP (self), NULL);

  return self->remedy_property;
}

/**
 * atlas_check_step_get_remedy_value:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): and to what, a string
 */
const char *
atlas_check_step_get_remedy_value (AtlasCheckStep *self)
{
  g_return_val_if_fail (ATLAS_IS_CHECK_STEP (self), NULL);

  return self->remedy_value;
}

/**
 * atlas_check_step_get_error:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): of a step that failed, why
 */
const GError *
atlas_check_step_get_error (AtlasCheckStep *self)
{
  g_return_val_if_fail (ATLAS_IS_CHECK_STEP (self), NULL);

  return self->error;
}
