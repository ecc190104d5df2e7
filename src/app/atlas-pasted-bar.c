/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "atlas-application.h"
#include "atlas-explain.h"
#include "atlas-pasted-bar.h"
#include "atlas-pasted.h"
#include "atlas-request-text.h"
#include "atlas-sign-in-button.h"

struct _AtlasPastedBar
{
  AdwBin             parent_instance;

  char              *text;      /* (nullable): what it is about */
  AtlasProfile      *profile;   /* (nullable) */
  AtlasPasted       *pasted;    /* (nullable) */
  gboolean           has_banks;

  GtkLabel          *sentence;
  GtkWidget         *buttons;
  GtkWidget         *request;
  AtlasSignInButton *sign_in;
};

G_DEFINE_FINAL_TYPE (AtlasPastedBar, atlas_pasted_bar, ADW_TYPE_BIN)

static AtlasApplication *
get_application (void)
{
  GApplication *application = g_application_get_default ();

  return ATLAS_IS_APPLICATION (application) ? ATLAS_APPLICATION (application) : NULL;
}

static void
request_clicked_cb (AtlasPastedBar *self)
{
  AtlasApplication *application = get_application ();

  if (application != NULL && self->pasted != NULL && self->pasted->request != NULL)
    atlas_application_show_request (application, self->pasted->request);
}

static char *
dup_request_sentence (AtlasRequestEntry *entry)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *time = atlas_request_text_time (atlas_request_entry_get_started_at (entry), zone);
  g_autofree char *outcome = atlas_request_text_outcome (entry);
  g_autoptr (GDateTime) started = g_date_time_new_from_unix_local (atlas_request_entry_get_started_at (entry) / G_USEC_PER_SEC);
  /* Translators: a date, as g_date_time_format() writes it */
  g_autofree char *date = started ? g_date_time_format (started, _("%-d %B %Y")) : NULL;
  g_autofree char *when = g_strdup_printf ("%s %s", date ? date : "", time);

  /* Translators: a request that this computer sent: what it asked for, when, and what it came to */
  return g_strdup_printf (_("This computer sent a request with this X-Request-ID: %s, %s, %s."),
                          atlas_request_text_call (atlas_request_entry_get_call (entry)), when, outcome);
}

static char *
dup_sentence (AtlasPastedBar *self)
{
  /* A page may hold anything; it tells something only where no bank is in it. */
  if (self->pasted == NULL || (self->pasted->is_page && self->has_banks))
    return NULL;
  if (self->pasted->error != NULL)
    return atlas_explain_error (self->pasted->error, self->profile);
  if (self->pasted->request != NULL)
    return dup_request_sentence (self->pasted->request);
  if (self->pasted->missing_id != NULL)
    return g_strdup (_("No request with this X-Request-ID is kept on this computer."));

  return NULL;
}

static void
show (AtlasPastedBar *self)
{
  g_autofree char *sentence = dup_sentence (self);

  gtk_widget_set_visible (GTK_WIDGET (self), sentence != NULL);
  if (sentence == NULL)
    return;

  gtk_label_set_label (self->sentence, sentence);
  gtk_widget_set_visible (self->request, self->pasted->request != NULL);
  atlas_sign_in_button_set_error (self->sign_in, self->pasted->error);
  gtk_widget_set_visible (self->buttons, gtk_widget_get_visible (self->request) || gtk_widget_get_visible (GTK_WIDGET (self->sign_in)));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

/* An answer about what stands there no longer comes too late. */
typedef struct
{
  AtlasPastedBar *self;
  char           *text;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->self);
  g_free (asked->text);
  g_free (asked);
}

static DexFuture *
read_cb (DexFuture *read,
         gpointer   data)
{
  Asked *asked = data;
  AtlasPastedBar *self = asked->self;
  const GValue *value = dex_future_get_value (read, NULL);

  if (value != NULL && self->sentence != NULL && g_strcmp0 (asked->text, self->text) == 0)
    {
      g_clear_pointer (&self->pasted, atlas_pasted_free);
      self->pasted = g_value_dup_boxed (value);
      show (self);
    }

  return dex_future_new_for_boolean (TRUE);
}

static void
atlas_pasted_bar_dispose (GObject *object)
{
  AtlasPastedBar *self = ATLAS_PASTED_BAR (object);

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->pasted, atlas_pasted_free);
  g_clear_object (&self->profile);
  /* Or the template would free it below the parent class. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_PASTED_BAR);

  G_OBJECT_CLASS (atlas_pasted_bar_parent_class)->dispose (object);
}

static void
atlas_pasted_bar_class_init (AtlasPastedBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_pasted_bar_dispose;

  g_type_ensure (ATLAS_TYPE_SIGN_IN_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/bankatlas/BankAtlas/atlas-pasted-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasPastedBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, AtlasPastedBar, request);
  gtk_widget_class_bind_template_child (widget_class, AtlasPastedBar, sentence);
  gtk_widget_class_bind_template_child (widget_class, AtlasPastedBar, sign_in);
  gtk_widget_class_bind_template_callback (widget_class, request_clicked_cb);
}

static void
atlas_pasted_bar_init (AtlasPastedBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * atlas_pasted_bar_set_text:
 * @self: a bar
 * @text: what stands in the search
 * @profile: (nullable): the profile that is searched
 *
 * Shows the bar a moment later where @text is something to explain, and hides it where it is not.
 */
void
atlas_pasted_bar_set_text (AtlasPastedBar *self,
                           const char     *text,
                           AtlasProfile   *profile)
{
  AtlasApplication *application = get_application ();
  Asked *asked;
  DexFuture *read;

  g_return_if_fail (ATLAS_IS_PASTED_BAR (self));

  if (!g_set_str (&self->text, text))
    return;

  g_set_object (&self->profile, profile);
  asked = g_new0 (Asked, 1);
  asked->self = g_object_ref (self);
  asked->text = g_strdup (text);
  read = atlas_pasted_read (text, application ? G_LIST_MODEL (atlas_application_get_requests (application)) : NULL,
                            application ? atlas_application_get_journal (application) : NULL);
  dex_future_disown (dex_future_finally (read, read_cb, asked, asked_free));
}

/**
 * atlas_pasted_bar_set_has_banks:
 * @self: a bar
 * @has_banks: whether the search has found any
 */
void
atlas_pasted_bar_set_has_banks (AtlasPastedBar *self,
                                gboolean        has_banks)
{
  g_return_if_fail (ATLAS_IS_PASTED_BAR (self));

  if (self->has_banks == has_banks)
    return;

  self->has_banks = has_banks;
  if (self->pasted != NULL && self->pasted->is_page)
    show (self);
}
