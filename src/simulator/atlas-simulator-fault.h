/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is to go wrong, for which paths, and how often. */

typedef enum
{
  ATLAS_FAULT_STATUS,        /* @status with @body */
  ATLAS_FAULT_DELAY,         /* the right answer after @delay_ms */
  ATLAS_FAULT_CUT_OFF,       /* the connection ends in the middle of the body */
  ATLAS_FAULT_DROP,          /* the connection ends before any answer */
  ATLAS_FAULT_BODY,          /* 200 with @body in place of the answer */
  ATLAS_FAULT_OVERSIZED,     /* 200 with @size bytes */
  ATLAS_FAULT_STALL,         /* the headers, and then nothing */
  ATLAS_FAULT_REDIRECT,      /* @status, by default 302, to @location */
  ATLAS_FAULT_DRIP,          /* the right answer, a byte every @pause_ms */
  ATLAS_FAULT_NESTED,        /* 200 with @size arrays within each other */
} AtlasFaultKind;

typedef struct
{
  AtlasFaultKind  kind;
  const char     *path;          /* a glob for the path, as "/psd2/aspspinformation/v1/aspsps*"; NULL is every path */
  guint           count;         /* how many requests it spoils; 0 is all of them */
  guint           skip;          /* how many requests go well first */
  guint           status;
  guint           delay_ms;
  guint           pause_ms;
  guint64         size;
  const char     *body;          /* (nullable) */
  const char     *content_type;  /* (nullable) */
  const char     *retry_after;   /* (nullable): the header's text */
  const char     *location;      /* (nullable) */
} AtlasFault;

/* Reads "status=503 path=/psd2/… count=2 retry-after=1", as the command line writes it. */
AtlasFault *atlas_fault_parse (const char *text, GError **error);
AtlasFault *atlas_fault_copy  (const AtlasFault *self);
void        atlas_fault_free  (AtlasFault *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasFault, atlas_fault_free)

G_END_DECLS
