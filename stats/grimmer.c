/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/grimmer.h"

#include <math.h>
#include <stddef.h>

/* Products of n, n - 1 and a squared printed number do not fit into 64 bits. */
__extension__ typedef __int128 wide;

/* Answers 0..top instead of low..high: n of them, with sum s and sum of squares q. */
typedef struct {
  long long n;
  long long s;
  long long q;
} shifted;

static shifted shift(leda_answer_scale scale, leda_answer_sums sums) {
  long long low = scale.low;
  return (shifted){sums.n, sums.sum - sums.n * low,
                   sums.squares - 2 * low * sums.sum + sums.n * low * low};
}

static leda_answer_sums shift_back(leda_answer_scale scale, shifted of) {
  long long low = scale.low;
  return (leda_answer_sums){of.n, of.s + of.n * low, of.q + 2 * low * of.s + of.n * low * low};
}

/* ---- which sums of squares there are ---- */

/* As alike as possible: r of them one above the others. */
static long long least_squares(long long n, long long s) {
  if (n == 0) return 0;
  long long each = s / n, r = s % n;
  return n * each * each + r * (2 * each + 1);
}

/* As far apart as possible: all at 0 or top, but for one where s is no multiple of top. */
static long long most_squares(long long top, long long s) {
  if (top == 0) return 0;
  long long r = s % top;
  return top * s - r * (top - r);
}

leda_square_range leda_grimmer_squares(leda_answer_scale scale, long long n, long long sum) {
  shifted of = shift(scale, (leda_answer_sums){n, sum, 0});
  shifted least = {n, of.s, least_squares(n, of.s)};
  shifted most = {n, of.s, most_squares(scale.high - scale.low, of.s)};
  return (leda_square_range){shift_back(scale, least).squares, shift_back(scale, most).squares};
}

static bool in_bounds(long long top, shifted of) {
  return of.n >= 0 && of.s >= 0 && of.s <= top * of.n && (of.q - of.s) % 2 == 0 &&
         of.q >= least_squares(of.n, of.s) && of.q <= most_squares(top, of.s);
}

static long long floor_div(long long a, long long b) { return a / b - (a % b < 0); }

static long long largest(long long a, long long b) { return a > b ? a : b; }
static long long smallest(long long a, long long b) { return a < b ? a : b; }

/* How many answers can be `top`, relaxed to real numbers:
   - what remains reaches at most top - 1: s - c top <= (top - 1) (n - c);
   - and a q of at most (top - 1) times its sum;
   - Cauchy-Schwarz on what remains, (s - c top)^2 <= (q - c top^2) (n - c), which is linear in c:
     c sum (x - top)^2 <= n q - s^2. */
static void top_range(long long top, shifted of, long long *first, long long *last) {
  long long below = top - 1, distance = of.q + top * top * of.n - 2 * top * of.s;
  *first = largest(0, of.s - below * of.n);
  *first = largest(*first, -floor_div(below * of.s - of.q, top));
  *last = smallest(of.n, of.s / top);
  if (distance > 0) *last = smallest(*last, (of.n * of.q - of.s * of.s) / distance);
}

/* Answers 0, 1, 2: three equations, three unknowns. counts may be NULL here and below. */
static bool solve_three(shifted of, long long *counts) {
  long long twos = (of.q - of.s) / 2, ones = of.s - 2 * twos, zeros = of.n - ones - twos;
  if ((of.q - of.s) % 2 != 0 || twos < 0 || ones < 0 || zeros < 0) return false;
  if (counts) {
    counts[0] = zeros;
    counts[1] = ones;
    counts[2] = twos;
  }
  return true;
}

/* Goes from the middle of the range outwards: where there are many solutions the first try leaves the
   rest far from its bounds, and where there are none the range is short. */
/* NOLINTNEXTLINE(misc-no-recursion): as deep as the scale has steps */
static bool solve(long long top, shifted of, long long *counts) {
  if (!in_bounds(top, of)) return false;
  if (top <= 2) {
    long long three[3];
    if (!solve_three(of, three)) return false;
    for (long long i = 0; counts && i <= top; i++) counts[i] = three[i];
    return true;
  }
  long long first, last;
  top_range(top, of, &first, &last);
  long long middle = first + (last - first) / 2, steps = 2 * (last - first) + 2;
  for (long long i = 0; first <= last && i < steps; i++) {
    long long c = i % 2 == 0 ? middle + i / 2 : middle - (i + 1) / 2;
    if (c < first || c > last) continue;
    shifted rest = {of.n - c, of.s - c * top, of.q - c * top * top};
    if (!solve(top - 1, rest, counts)) continue;
    if (counts) counts[top] = c;
    return true;
  }
  return false;
}

bool leda_grimmer_reachable(leda_answer_scale scale, leda_answer_sums sums, long long *counts) {
  long long top = scale.high - scale.low;
  shifted of = shift(scale, sums);
  if (top > LEDA_GRIMMER_STEPS || sums.n > LEDA_GRIMMER_N) return in_bounds(top, of);
  return solve(top, of, counts);
}

/* ---- the range of the sd ---- */

/* n q - s^2, which is n m times the variance (m = n - 1 or n). */
static wide spread(shifted of) { return (wide)of.n * of.q - (wide)of.s * of.s; }

static double divisor(const leda_printed_answers *printed) {
  double n = (double)printed->n;
  return n * (printed->by_n ? n : n - 1);
}

static bool is_defined(const leda_printed_answers *printed) {
  return printed->n >= (printed->by_n ? 1 : 2) && printed->n <= LEDA_ANSWERS_MOST;
}

typedef struct {
  shifted least;
  shifted most;
} spread_range;

/* Smallest: r (n - r) with r = s mod n is concave between multiples of n, so it is smallest at an end
   unless a multiple lies inside. Largest: s (n top - s) - n r (top - r) with r = s mod top; among sums
   with one r the one nearest to the middle wins, so 2 top + 1 candidates are enough. */
static spread_range find_spread(const leda_printed_answers *printed, leda_sum_range sums) {
  long long n = printed->n, top = printed->scale.high - printed->scale.low;
  long long first = sums.first - n * printed->scale.low, last = sums.last - n * printed->scale.low;
  long long even = last - last % n;
  shifted ends[] = {{n, first, least_squares(n, first)},
                    {n, last, least_squares(n, last)},
                    {n, even, least_squares(n, even)}};
  spread_range range = {ends[0], {n, first, most_squares(top, first)}};
  for (size_t i = 1; i < 3; i++)
    if (ends[i].s >= first && spread(ends[i]) < spread(range.least)) range.least = ends[i];
  long long middle = largest(first, smallest(last, n * top / 2));
  for (long long s = largest(first, middle - top); s <= smallest(last, middle + top); s++) {
    shifted of = {n, s, most_squares(top, s)};
    if (spread(of) > spread(range.most)) range.most = of;
  }
  return range;
}

leda_sd_range leda_grimmer_sd_range(const leda_printed_answers *printed) {
  leda_sd_range range = {.least = NAN, .most = NAN};
  if (!is_defined(printed)) return range;
  leda_sum_range sums = leda_grim_sums(printed->scale, printed->mean, printed->n);
  if (sums.first > sums.last) return range;
  spread_range found = find_spread(printed, sums);
  range.least = sqrt((double)spread(found.least) / divisor(printed));
  range.most = sqrt((double)spread(found.most) / divisor(printed));
  range.at_least = shift_back(printed->scale, found.least);
  range.at_most = shift_back(printed->scale, found.most);
  return range;
}

/* ---- what is printed as this sd ---- */

typedef struct {
  wide first;
  wide last;
} wide_range;

/* n q - s^2 of answers whose sd is printed as v / 10^d:
   (2 v - 1)^2 n m <= 4 10^2d (n q - s^2) <= (2 v + 1)^2 n m. */
static wide_range printed_spread(const leda_printed_answers *printed, leda_printed sd) {
  wide power = leda_printed_scale(sd.decimals), four = 4 * power * power, v = sd.units;
  wide nm = (wide)printed->n * (printed->by_n ? printed->n : printed->n - 1);
  wide low = v > 0 ? (2 * v - 1) * (2 * v - 1) * nm : 0, high = (2 * v + 1) * (2 * v + 1) * nm;
  return (wide_range){(low + four - 1) / four, high / four};
}

/* Looks for a q among the answers with sum s. */
static bool find_squares(const leda_printed_answers *printed, long long s, wide_range wanted,
                         shifted *found) {
  long long n = printed->n, top = printed->scale.high - printed->scale.low;
  wide square = (wide)s * s;
  long long first = (long long)((wanted.first + square + n - 1) / n);
  long long last = (long long)((wanted.last + square) / n);
  first = largest(first, least_squares(n, s));
  last = smallest(last, most_squares(top, s));
  first += (first - s) % 2 != 0;
  for (long long q = first; q <= last; q += 2) {
    shifted of = {n, s, q};
    if (!leda_grimmer_reachable((leda_answer_scale){0, (int)top}, (leda_answer_sums){n, s, q},
                                NULL))
      continue;
    *found = of;
    return true;
  }
  return false;
}

static bool is_searched(const leda_printed_answers *printed) {
  return printed->n <= LEDA_GRIMMER_N &&
         printed->scale.high - printed->scale.low <= LEDA_GRIMMER_STEPS;
}

static bool find_pair(const leda_printed_answers *printed, leda_sum_range sums, leda_printed sd,
                      shifted *found) {
  long long low = printed->n * printed->scale.low;
  wide_range wanted = printed_spread(printed, sd);
  for (long long sum = sums.first; sum <= sums.last; sum++)
    if (find_squares(printed, sum - low, wanted, found)) return true;
  return false;
}

static bool overlaps(spread_range range, wide_range wanted) {
  return wanted.first <= spread(range.most) && wanted.last >= spread(range.least);
}

/* Is every sd between the smallest and the largest possible? Ends at the first that is not; among very
   many there is one, or nobody minds. */
static bool all_possible(const leda_printed_answers *printed, leda_sum_range sums,
                         spread_range range) {
  double power = (double)leda_printed_scale(printed->sd.decimals);
  long long from = (long long)(sqrt((double)spread(range.least) / divisor(printed)) * power) - 1;
  double to = sqrt((double)spread(range.most) / divisor(printed)) * power;
  shifted ignored;
  if (to - (double)from > LEDA_GRIMMER_SDS) return false;
  for (long long v = largest(from, 0);; v++) {
    leda_printed sd = {v, printed->sd.decimals};
    wide_range wanted = printed_spread(printed, sd);
    if (wanted.first > spread(range.most)) return true;
    if (overlaps(range, wanted) && !find_pair(printed, sums, sd, &ignored)) return false;
  }
}

leda_grim_verdict leda_grimmer_find(const leda_printed_answers *printed, leda_answer_sums *found) {
  if (!is_defined(printed)) return LEDA_GRIM_UNKNOWN;
  long long top = printed->scale.high - printed->scale.low;
  leda_printed sd = printed->sd;
  leda_sum_range sums = leda_grim_sums(printed->scale, printed->mean, printed->n);
  if (sums.first > sums.last || sd.units < 0 || sd.units > top * leda_printed_scale(sd.decimals))
    return LEDA_GRIM_IMPOSSIBLE;
  spread_range range = find_spread(printed, sums);
  if (!overlaps(range, printed_spread(printed, sd))) return LEDA_GRIM_IMPOSSIBLE;
  shifted pair = range.least;
  bool searched = is_searched(printed);
  if (searched && !find_pair(printed, sums, sd, &pair)) return LEDA_GRIM_IMPOSSIBLE;
  *found = shift_back(printed->scale, pair);
  return searched && !all_possible(printed, sums, range) ? LEDA_GRIM_POSSIBLE
                                                         : LEDA_GRIM_UNINFORMATIVE;
}

leda_grim_verdict leda_grimmer(const leda_printed_answers *printed) {
  leda_answer_sums ignored;
  return leda_grimmer_find(printed, &ignored);
}
