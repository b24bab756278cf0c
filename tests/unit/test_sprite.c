/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Examples of answers keep what they are asked to keep. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "stats/sprite.h"

static const leda_answer_scale SEVEN = {1, 7};

static leda_answer_sums sums_of(leda_answer_scale scale, const long long *counts) {
  leda_answer_sums sums = {0};
  for (int x = scale.low; x <= scale.high; x++) {
    long long count = counts[x - scale.low];
    assert_true(count >= 0);
    sums.n += count;
    sums.sum += count * x;
    sums.squares += count * x * x;
  }
  return sums;
}

/* Mean 3.45 and sd 1.50 of 40 answers: each draw is printed so, and draws differ. */
static void test_draws_are_printed_as_asked(void **state) {
  (void)state;
  leda_printed_answers printed = {.scale = SEVEN, .n = 40, .mean = {345, 2}, .sd = {150, 2}};
  long long first[7], counts[7];
  size_t other = 0;
  for (uint64_t i = 0; i < 50; i++) {
    leda_stream stream = leda_stream_start(7, i);
    assert_true(leda_sprite_draw(&printed, true, &stream, counts));
    leda_answer_sums sums = sums_of(SEVEN, counts);
    assert_int_equal(sums.n, 40);
    assert_int_equal(sums.sum, 138);
    /* (q - 138^2 / 40) / 39 within 1.495^2..1.505^2 */
    assert_in_range(sums.squares, 564, 564);
    if (i == 0) memcpy(first, counts, sizeof first);
    other += memcmp(first, counts, sizeof first) != 0;
  }
  assert_in_range(other, 40, 49);
}

static void test_by_the_mean_alone(void **state) {
  (void)state;
  leda_printed_answers printed = {.scale = SEVEN, .n = 63, .mean = {452, 2}};
  long long counts[7], squares[20];
  size_t other = 0;
  for (uint64_t i = 0; i < 20; i++) {
    leda_stream stream = leda_stream_start(1, i);
    assert_true(leda_sprite_draw(&printed, false, &stream, counts));
    leda_answer_sums sums = sums_of(SEVEN, counts);
    assert_int_equal(sums.sum, 285); /* 285 / 63 = 4.5238 */
    squares[i] = sums.squares;
    other += squares[i] != squares[0];
  }
  assert_true(other > 10);
}

static void test_the_same_stream_the_same_answers(void **state) {
  (void)state;
  leda_printed_answers printed = {.scale = SEVEN, .n = 63, .mean = {452, 2}};
  long long a[7], b[7];
  leda_stream one = leda_stream_start(3, 4), two = leda_stream_start(3, 4);
  assert_true(leda_sprite_draw(&printed, false, &one, a));
  assert_true(leda_sprite_draw(&printed, false, &two, b));
  assert_memory_equal(a, b, sizeof a);
}

/* Answers that cannot move stay; what is impossible is not drawn; of two answers the sum says all. */
static void test_no_freedom(void **state) {
  (void)state;
  leda_stream stream = leda_stream_start(1, 1);
  long long counts[7] = {-1, -1, -1, -1, -1, -1, -1};
  leda_printed_answers printed = {.scale = SEVEN, .n = 68, .mean = {317, 2}};
  assert_false(leda_sprite_draw(&printed, false, &stream, counts));
  assert_int_equal(counts[0], -1);
  printed = (leda_printed_answers){.scale = SEVEN, .n = 5, .mean = {7, 0}, .sd = {0, 1}};
  assert_true(leda_sprite_draw(&printed, true, &stream, counts));
  assert_int_equal(counts[6], 5);
  printed = (leda_printed_answers){.scale = {0, 1}, .n = 50, .mean = {92, 2}, .sd = {27, 2}};
  assert_true(leda_sprite_draw(&printed, true, &stream, counts));
  assert_int_equal(counts[0], 4);
  assert_int_equal(counts[1], 46);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_draws_are_printed_as_asked),
      cmocka_unit_test(test_by_the_mean_alone),
      cmocka_unit_test(test_the_same_stream_the_same_answers),
      cmocka_unit_test(test_no_freedom),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
