/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/phi_moments.h"

#include <math.h>

#define LENGTHS 14
#define PHIS 6
#define STRAIGHT_TO 3 /* phis[3] = 0.6 */

typedef struct {
  double mean;
  double variance;
} moments;

static const double lengths[LENGTHS] = {6, 7, 8, 9, 10, 12, 14, 16, 20, 24, 32, 48, 100, 400};
static const double phis[PHIS] = {0.0, 0.2, 0.4, 0.6, 0.8, 0.95};

/* clang-format off */
static const moments table[LENGTHS][PHIS] = {
    {{0.1023, 0.4721}, {0.2221, 0.5013}, {0.3310, 0.5229}, {0.4192, 0.5429}, {0.4758, 0.5568}, {0.4986, 0.5622}}, /* 6 */
    {{0.1081, 0.3956}, {0.2523, 0.4262}, {0.3830, 0.4591}, {0.4895, 0.4827}, {0.5636, 0.5029}, {0.5964, 0.5098}}, /* 7 */
    {{0.1028, 0.3317}, {0.2609, 0.3677}, {0.4059, 0.3966}, {0.5323, 0.4290}, {0.6256, 0.4540}, {0.6652, 0.4604}}, /* 8 */
    {{0.0986, 0.2887}, {0.2631, 0.3204}, {0.4192, 0.3511}, {0.5574, 0.3810}, {0.6663, 0.4070}, {0.7104, 0.4188}}, /* 9 */
    {{0.0913, 0.2530}, {0.2604, 0.2815}, {0.4253, 0.3110}, {0.5733, 0.3416}, {0.6947, 0.3693}, {0.7473, 0.3803}}, /* 10 */
    {{0.0786, 0.2022}, {0.2572, 0.2275}, {0.4282, 0.2539}, {0.5924, 0.2823}, {0.7304, 0.3084}, {0.7951, 0.3228}}, /* 12 */
    {{0.0694, 0.1693}, {0.2493, 0.1915}, {0.4283, 0.2138}, {0.6012, 0.2390}, {0.7530, 0.2637}, {0.8247, 0.2789}}, /* 14 */
    {{0.0625, 0.1455}, {0.2458, 0.1651}, {0.4274, 0.1851}, {0.6070, 0.2091}, {0.7669, 0.2317}, {0.8501, 0.2461}}, /* 16 */
    {{0.0493, 0.1134}, {0.2372, 0.1290}, {0.4232, 0.1460}, {0.6090, 0.1638}, {0.7835, 0.1831}, {0.8786, 0.1961}}, /* 20 */
    {{0.0421, 0.0917}, {0.2313, 0.1072}, {0.4221, 0.1214}, {0.6099, 0.1362}, {0.7896, 0.1521}, {0.8967, 0.1647}}, /* 24 */
    {{0.0317, 0.0674}, {0.2239, 0.0786}, {0.4163, 0.0897}, {0.6085, 0.1014}, {0.7959, 0.1130}, {0.9166, 0.1232}}, /* 32 */
    {{0.0203, 0.0437}, {0.2166, 0.0515}, {0.4116, 0.0593}, {0.6058, 0.0674}, {0.7998, 0.0749}, {0.9347, 0.0816}}, /* 48 */
    {{0.0105, 0.0205}, {0.2080, 0.0244}, {0.4060, 0.0281}, {0.6039, 0.0321}, {0.8004, 0.0358}, {0.9470, 0.0389}}, /* 100 */
    {{0.0025, 0.0050}, {0.2018, 0.0060}, {0.4016, 0.0070}, {0.6011, 0.0080}, {0.8007, 0.0090}, {0.9498, 0.0098}}, /* 400 */
};
/* clang-format on */

/* Row below n and the share of the next, linear in 1 / n. */
static double place_of(size_t n, size_t *below) {
  double x = fmin(fmax((double)n, lengths[0]), lengths[LENGTHS - 1]);

  *below = 0;
  while (*below + 2 < LENGTHS && lengths[*below + 1] <= x) (*below)++;
  return (1.0 / lengths[*below] - 1.0 / x) / (1.0 / lengths[*below] - 1.0 / lengths[*below + 1]);
}

static double mix(double a, double b, double share) { return a + share * (b - a); }

static double mean_of(const leda_phi_length *length, size_t phi) {
  return mix(table[length->below][phi].mean, table[length->below + 1][phi].mean, length->share);
}

leda_phi_length leda_phi_length_of(size_t n) {
  leda_phi_length length = {.n = n};

  length.share = place_of(n, &length.below);
  length.mean = mean_of(&length, 0);
  length.stretch = (phis[STRAIGHT_TO] - phis[0]) / (mean_of(&length, STRAIGHT_TO) - length.mean);
  return length;
}

double leda_phi_corrected(double raw, const leda_phi_length *length) {
  return (raw - length->mean) * length->stretch;
}

double leda_phi_of_mean(double corrected, const leda_phi_length *length) {
  double raw = corrected / length->stretch + length->mean, low, high;
  size_t at = 0;

  while (at + 2 < PHIS && mean_of(length, at + 1) < raw) at++;
  low = mean_of(length, at);
  high = mean_of(length, at + 1);
  return phis[at] + (raw - low) / (high - low) * (phis[at + 1] - phis[at]);
}

double leda_phi_variance(double phi, const leda_phi_length *length) {
  double x = fmin(fmax(phi, phis[0]), phis[PHIS - 1]), within;
  const moments *low = table[length->below], *high = table[length->below + 1];
  size_t at = 0;

  while (at + 2 < PHIS && phis[at + 1] <= x) at++;
  within = (x - phis[at]) / (phis[at + 1] - phis[at]);
  return length->stretch * length->stretch *
         mix(mix(low[at].variance, low[at + 1].variance, within),
             mix(high[at].variance, high[at + 1].variance, within), length->share);
}
