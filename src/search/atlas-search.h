/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "atlas-index.h"
#include "atlas-query.h"
#include "atlas-recognition.h"

G_BEGIN_DECLS

/* Finds banks by what was typed, best first. Nothing here waits, and nothing is kept of what was typed. */

/* How the text was understood. */
typedef enum
{
  ATLAS_SEARCH_ALL,        /* there was none: the query's other parts alone */
  ATLAS_SEARCH_AS_TYPED,   /* every word is there */
  ATLAS_SEARCH_RESPACED,   /* once words were joined or taken apart */
  ATLAS_SEARCH_TYPOS,      /* once typos were allowed for */
  ATLAS_SEARCH_NAMES,      /* the banks whose names are in it, and those that values in it are of */
  ATLAS_SEARCH_RECOGNIZED, /* the banks that the values in it are of */
} AtlasSearchHow;

/* What the directory has to say to a value of the text. */
typedef enum
{
  ATLAS_ANSWER_BANKS,       /* the banks are among the results */
  ATLAS_ANSWER_HEAD_OFFICE, /* so is the head office, in place of the branch */
  ATLAS_ANSWER_HIDDEN,      /* it has them, but the query's places or filters leave them out */
  ATLAS_ANSWER_NOT_HERE,    /* no bank has the value; of an account number the bank may be known */
  ATLAS_ANSWER_NOT_TOLD,    /* which bank it is cannot be told from the value */
} AtlasAnswer;

/* Where a word was found, and how well: a greater value is better. The steps leave room for several words to add up. */
typedef enum
{
  ATLAS_HIT_NONE = 0,
  ATLAS_HIT_OTHER_INSIDE = 1,
  ATLAS_HIT_OTHER_START = 2,
  ATLAS_HIT_OTHER_WORD = 3,
  ATLAS_HIT_COUNTRY_START = 3,
  ATLAS_HIT_PRODUCT = 4,
  ATLAS_HIT_AFFILIATE_INSIDE = 5,
  ATLAS_HIT_AFFILIATE_START = 6,
  ATLAS_HIT_AFFILIATE_WORD = 7,
  ATLAS_HIT_INSIDE = 9,            /* the name or the BIC */
  ATLAS_HIT_WORD_START = 13,       /* of the name */
  ATLAS_HIT_WORD = 15,
  ATLAS_HIT_COUNTRY = 16,
  ATLAS_HIT_NAME_START = 17,
  ATLAS_HIT_NAME_START_WORD = 19,
  ATLAS_HIT_BIC_START = 22,
  ATLAS_HIT_BIC = 40,
} AtlasHit;

/**
 * AtlasSearchContext:
 *
 * What a search knows about the person; all of it may be left out.
 */
typedef struct
{
  AtlasStarredFunc    is_starred;   /* (nullable): without it every bank counts as starred */
  gpointer            data;
  gint64              new_since;    /* Unix seconds: a bank first seen after that is new; 0: none is */
  const char *const  *preferred;    /* (nullable): BICs of starred and recently opened banks, first among equals */
} AtlasSearchContext;

/**
 * AtlasSearchResult:
 *
 * The banks that were found, and how the text was understood.
 */
typedef struct
{
  AtlasSearchHow    how;
  AtlasRecognition *recognition;   /* (nullable): the values in the text; %NULL where there is no text */
  GArray           *answers;       /* (element-type AtlasAnswer): for each value */
  guint             n_names;       /* how many banks were found by their names in the text */
  GArray           *positions;     /* (element-type guint): in the index's table, best first */
  GArray           *scores;        /* (element-type guint16): for each position */
} AtlasSearchResult;

AtlasSearchResult *atlas_search_run         (AtlasIndex               *index,
                                             const AtlasQuery         *query,
                                             const AtlasSearchContext *context);
AtlasSearchResult *atlas_search_filter      (AtlasAspspTable          *table,
                                             const AtlasQuery         *query,
                                             const AtlasSearchContext *context);
AtlasRecognition  *atlas_search_recognize   (AtlasAspspTable          *table,
                                             const char               *text);
const char *const *atlas_search_get_city_names (const char            *folded);
gboolean           atlas_search_is_city        (const char *const     *names,
                                                const char            *folded);

void               atlas_search_result_free         (AtlasSearchResult       *self);
char              *atlas_search_result_dup_sentence (const AtlasSearchResult *self);

/* What to say of a BIC that was asked for. */
char              *atlas_search_dup_branch_sentence    (const char           *bic_fi);
char              *atlas_search_dup_namesakes_sentence (const char           *bic_fi,
                                                        const char *const    *names);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasSearchResult, atlas_search_result_free)

G_END_DECLS
