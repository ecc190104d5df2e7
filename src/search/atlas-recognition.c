/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-recognition-private.h"

#include "atlas-query-scan-private.h"
#include "atlas-query-text.h"
#include "atlas-text.h"

/* From here on a line is long enough for a sentence. */
#define SENTENCE_WORDS 7
#define SENTENCE_CHARS 60

/* A line with so many words is prose even without any mark; in lower case, fewer are. */
#define PROSE_WORDS 13
#define PROSE_LOWER_WORDS 8

/* Things that are sure, and words around them, that make a message of a shorter line. */
#define SURE_FINDINGS 2
#define WORDS_AROUND 3

typedef struct
{
  guint    n_lines;
  guint    n_words;
  guint    n_lower_words;   /* that begin so */
  gsize    n_chars;
  gboolean has_mark;
} Shape;

G_DEFINE_BOXED_TYPE (AtlasRecognition, atlas_recognition, atlas_recognition_ref, atlas_recognition_unref)

static void
finding_clear (gpointer data)
{
  g_free (((AtlasFinding *) data)->value);
}

static void
recognition_clear (gpointer data)
{
  AtlasRecognition *self = data;

  g_free (self->text);
  g_array_unref (self->findings);
}

static gboolean
is_mark (gunichar c)
{
  return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?';
}

/* Qualifiers are no words of a sentence, however many there are. */
static void
measure (const char *text,
         Shape      *shape)
{
  gunichar before = 0;
  gunichar before_mark = 0;

  *shape = (Shape) { .n_lines = *text != '\0' };
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_space = g_unichar_isspace (c);

      shape->n_chars++;
      if (!is_space && (before == 0 || g_unichar_isspace (before)) && !atlas_query_scan_is_term (p))
        {
          shape->n_words++;
          shape->n_lower_words += g_unichar_islower (c);
        }
      if (is_space && is_mark (before) && g_unichar_islower (before_mark))
        shape->has_mark = TRUE;
      if (c == '\n')
        shape->n_lines++;
      before_mark = before;
      before = c;
    }
  if (is_mark (before) && g_unichar_islower (before_mark))
    shape->has_mark = TRUE;
}

static gboolean
is_prose (const Shape *shape)
{
  if (shape->n_lines > 1 || shape->n_words >= PROSE_WORDS || shape->n_lower_words >= PROSE_LOWER_WORDS)
    return TRUE;

  return shape->has_mark && (shape->n_words >= SENTENCE_WORDS || shape->n_chars > SENTENCE_CHARS);
}

static gboolean
is_in_qualifier (const AtlasQueryText *query,
                 const AtlasFinding   *finding)
{
  for (guint i = 0; i < atlas_query_text_get_n_terms (query); i++)
    {
      const AtlasQueryTerm *term = atlas_query_text_get_term (query, i);

      if (finding->start >= term->token_start && finding->end <= term->token_end)
        return TRUE;
    }

  return FALSE;
}

/* "betala till SE35… hos SEB, tack": things that are sure and stand among words. */
static gboolean
has_sure_findings (const AtlasRecognition *self,
                   const Shape            *shape)
{
  g_autoptr (AtlasQueryText) query = atlas_query_text_new (self->text);
  guint n_sure = 0;

  for (guint i = 0; i < self->findings->len; i++)
    {
      const AtlasFinding *finding = &g_array_index (self->findings, AtlasFinding, i);

      if (is_in_qualifier (query, finding))
        continue;
      if (finding->kind == ATLAS_FINDING_IBAN)
        return TRUE;
      if (finding->state == ATLAS_FINDING_CERTAIN)
        n_sure++;
    }

  return n_sure >= SURE_FINDINGS || (n_sure > 0 && shape->n_words > WORDS_AROUND);
}

static void
recognize (AtlasRecognition     *self,
           const AtlasKnownBics *known)
{
  g_autofree char *trimmed = atlas_text_dup_trimmed (self->text);
  gsize lead;
  Shape shape;

  if (trimmed == NULL)
    return;

  lead = strstr (self->text, trimmed) - self->text;
  if (atlas_recognition_read_alone (trimmed, known, self->findings))
    {
      for (guint i = 0; i < self->findings->len; i++)
        {
          g_array_index (self->findings, AtlasFinding, i).start += lead;
          g_array_index (self->findings, AtlasFinding, i).end += lead;
        }
      return;
    }

  measure (trimmed, &shape);
  atlas_recognition_read_message (self->text, known, self->findings);
  self->is_message = is_prose (&shape) || has_sure_findings (self, &shape);
  if (!self->is_message)
    g_array_set_size (self->findings, 0);
}

/**
 * atlas_recognition_new:
 * @text: (nullable): what a person typed or pasted
 * @is_known_bic: (nullable) (scope call): says which BICs there are
 * @data: for @is_known_bic
 *
 * Recognizes what a text is. Ask this of the whole text first: a message is no query, and "BIC:ESSESESS" in it
 * no qualifier. Of a query with qualifiers, ask it of the words alone. The time it takes grows as the text does.
 *
 * Returns: (transfer full): what was recognized
 */
AtlasRecognition *
atlas_recognition_new (const char        *text,
                       AtlasKnownBicFunc  is_known_bic,
                       gpointer           data)
{
  AtlasRecognition *self = g_atomic_rc_box_new0 (AtlasRecognition);
  AtlasKnownBics known = { is_known_bic, data };

  self->text = g_utf8_make_valid (text ? text : "", -1);
  self->findings = g_array_new (FALSE, TRUE, sizeof (AtlasFinding));
  g_array_set_clear_func (self->findings, finding_clear);
  recognize (self, &known);

  return self;
}

/**
 * atlas_recognition_ref:
 * @self: a recognition
 *
 * Returns: (transfer full): @self
 */
AtlasRecognition *
atlas_recognition_ref (AtlasRecognition *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * atlas_recognition_unref:
 * @self: (transfer full): a recognition
 */
void
atlas_recognition_unref (AtlasRecognition *self)
{
  g_atomic_rc_box_release_full (self, recognition_clear);
}

/**
 * atlas_recognition_get_text:
 * @self: a recognition
 *
 * Returns: (transfer none): the text, which all ranges are in
 */
const char *
atlas_recognition_get_text (const AtlasRecognition *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * atlas_recognition_is_message:
 * @self: a recognition
 *
 * Returns: whether the text is prose with things in it, rather than what to search for
 */
gboolean
atlas_recognition_is_message (const AtlasRecognition *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_message;
}

/**
 * atlas_recognition_get_n_findings:
 * @self: a recognition
 *
 * Returns: how many things were found
 */
guint
atlas_recognition_get_n_findings (const AtlasRecognition *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->findings->len;
}

/**
 * atlas_recognition_get_finding:
 * @self: a recognition
 * @position: which, from 0
 *
 * Returns: (transfer none): a thing that was found, in the order of the text
 */
const AtlasFinding *
atlas_recognition_get_finding (const AtlasRecognition *self,
                               guint                   position)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (position < self->findings->len, NULL);

  return &g_array_index (self->findings, AtlasFinding, position);
}

/**
 * atlas_recognition_find_first:
 * @self: a recognition
 * @kind: a kind of thing
 *
 * Returns: (transfer none) (nullable): the first of that kind
 */
const AtlasFinding *
atlas_recognition_find_first (const AtlasRecognition *self,
                              AtlasFindingKind        kind)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->findings->len; i++)
    if (g_array_index (self->findings, AtlasFinding, i).kind == kind)
      return &g_array_index (self->findings, AtlasFinding, i);

  return NULL;
}

/**
 * atlas_recognition_dup_rest:
 * @self: a recognition
 *
 * Returns: (transfer full): the text without what was found, names apart, with single spaces: the words in
 *   which to look for names of banks
 */
char *
atlas_recognition_dup_rest (const AtlasRecognition *self)
{
  g_autofree char *rest = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  rest = g_strdup (self->text);
  for (guint i = 0; i < self->findings->len; i++)
    {
      const AtlasFinding *finding = &g_array_index (self->findings, AtlasFinding, i);

      if (finding->kind != ATLAS_FINDING_NAME)
        memset (rest + finding->start, ' ', finding->end - finding->start);
    }

  return atlas_text_dup_single_line (rest, G_MAXSIZE);
}
