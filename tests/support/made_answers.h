/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 154 made answers 1..7 of people in 12 groups at two waves, with effects of groups (sd 1.0) and of
   groups at a wave (sd 1.2 on the logit scale), for tests of models against R; and Randall's (1989) 72 ratings of the
   bitterness of wine, 1..5, by 9 judges (as in R's package ordinal). */
#ifndef TESTS_SUPPORT_MADE_ANSWERS_H
#define TESTS_SUPPORT_MADE_ANSWERS_H

#include <stddef.h>

#define LEDA_TEST_ANSWERS_MOST 200

typedef struct {
  size_t n;
  size_t groups;
  size_t categories;
  int y[LEDA_TEST_ANSWERS_MOST];        /* 0..categories-1 */
  double value[LEDA_TEST_ANSWERS_MOST]; /* y + 1 */
  double x[LEDA_TEST_ANSWERS_MOST * 2]; /* wave 0/1, role 0/1; of wine: temp warm, contact yes */
  size_t group[LEDA_TEST_ANSWERS_MOST];
  size_t wave[LEDA_TEST_ANSWERS_MOST];
} leda_test_answers;

void leda_test_made_answers(leda_test_answers *answers);
void leda_test_wine(leda_test_answers *answers);

#endif
