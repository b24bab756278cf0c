/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_PUBLISHED_H
#define LEDA_DATA_PUBLISHED_H

#include <stddef.h>

#include "engine/core/messages.h"
#include "engine/core/status.h"
#include "engine/data/decimal.h"
#include "engine/data/panel.h"
#include "engine/data/sheet.h"

/* What somebody published about a survey: means, differences, and what the text around them claims.
   Texts belong to the tables inside; "" where a file has no such column. */

/* A statement is any label; `number` is its value where it is a whole number of 1 to 9999, else 0. */
typedef struct {
  const char *label;
  int number;
} leda_published_statement;

typedef struct {
  leda_published_statement statement;
  const char *wave;
  const char *role;
  const char *cohort;
  long long n;       /* answers behind it; 0 where not given */
  leda_decimal mean; /* of a vote the share, 0..1: 92 % is {92, 2} */
  leda_decimal sd;   /* as printed; has_sd false where not given */
  bool has_sd;
  leda_place place;
} leda_published_mean;

typedef struct {
  leda_published_statement statement;
  const char *from;
  const char *to;
  const char *role;
  const char *cohort;
  const char *source;
  leda_decimal difference;
  leda_place place;
} leda_published_difference;

typedef enum {
  LEDA_CLAIM_ALL_RISE,    /* every difference is above zero */
  LEDA_CLAIM_RANK,        /* the statement's place among the means of a wave, 1 = highest */
  LEDA_CLAIM_CHANGE_RANK, /* its place among the differences, 1 = largest */
} leda_claim_kind;

typedef struct {
  leda_claim_kind kind;
  leda_published_statement statement;
  const char *wave;
  size_t rank_from; /* the claim holds for places rank_from to rank_to */
  size_t rank_to;
  const char *text[2]; /* by leda_language, in words of the file's author */
  leda_place place;
} leda_published_claim;

typedef struct {
  leda_published_mean *means;
  size_t n_means;
  leda_published_difference *differences;
  size_t n_differences;
  leda_published_claim *claims;
  size_t n_claims;
  bool shares; /* the means are shares of yes, on the scale 0-1 */
  leda_sheet sheets[3];
} leda_published;

typedef enum {
  LEDA_PUBLISHED_MEANS, /* statement,wave,mean[,n][,sd][,role][,cohort]; for votes share (0.92 or
                                 92 %) or percent (92) instead of mean */
  LEDA_PUBLISHED_DIFFERENCES, /* statement,from,to,difference[,role][,cohort][,source] */
  LEDA_PUBLISHED_CLAIMS,      /* kind,statement,wave,rank_from,rank_to[,sv][,en] */
} leda_published_part;

/* The column `name` holds what `word` says (leda_published_column_known). */
typedef struct {
  const char *word;
  const char *name;
} leda_published_column;

/* statement, wave, n, mean, sd, role, cohort, share, percent, from, to, difference, source. */
bool leda_published_column_known(const char *word);

/* Where a part comes from, its columns (--column), and which of its rows count: same column: or; different
   columns: and. A list of differences or claims without such a column keeps all its rows. */
typedef struct {
  const char *path; /* "-": standard input */
  const leda_filter *filters;
  size_t n_filters;
  const leda_published_column *columns;
  size_t n_columns;
} leda_published_source;

/* Adds one part, once; *published starts as {0} and is freed with leda_published_clear, after a
   failure too. Errors (up to 20, FILE:LINE:FIELD): a column that is missing, a mean or difference that
   is no number, an sd that is none or negative, a share that is no share, n that is not a whole number
   above 0, a filter's column that is missing or that leaves no row, a chosen column that is missing, the same statement, wave, role and cohort
   twice, an unknown kind of claim, a place that is no whole number, whatever sheet.h refuses. */
leda_status leda_published_read(leda_published *published, leda_published_part part,
                                const char *path, leda_messages *log, leda_error *err);
leda_status leda_published_read_source(leda_published *published, leda_published_part part,
                                       const leda_published_source *source, leda_messages *log,
                                       leda_error *err);
leda_status leda_published_parse(leda_published *published, leda_published_part part,
                                 leda_bytes source, leda_messages *log, leda_error *err);

void leda_published_clear(leda_published *published);

/* Which mean: NULL or "" for role and cohort is "the rows without one". */
typedef struct {
  const char *statement;
  const char *wave;
  const char *role;
  const char *cohort;
} leda_published_key;

/* The mean, or NULL where none was published. */
const leda_published_mean *leda_published_find(const leda_published *published,
                                               leda_published_key key);

/* Complains about every mean outside low..high. */
void leda_published_check_scale(const leda_published *published, int low, int high,
                                leda_complaints *complaints);

#endif
