/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NOISE_H
#define LEDA_STATS_NOISE_H

#include <stdbool.h>

/* What a verdict takes the noise to be. AR(1): e_i = phi e_{i-1} + w_i; over a gap of g periods phi^g. */

typedef enum {
  LEDA_NOISE_INDEPENDENT,
  LEDA_NOISE_AR1_GIVEN,  /* phi is known, or the user says so */
  LEDA_NOISE_AR1_SERIES, /* phi is estimated from the series itself, inside the null distribution */
  LEDA_NOISE_AR1_PANEL   /* phi of this unit, from many units (leda_phi_unit in phi.h) */
} leda_noise_model;

/* phi is used rounded to LEDA_NOISE_STEP, from 0 (a smaller one counts as 0, which errs on the side
 * of noise) to LEDA_NOISE_MOST. Zero-initialised: independent. */
typedef struct {
  leda_noise_model model;
  double phi;    /* given and panel: the value; series: not read */
  double phi_sd; /* panel: standard deviation of the unit's true phi about `phi`; else not read */
  bool
      persistent; /* panel: phi, the pool's phi or its upper limit is above LEDA_NOISE_PERSISTENT */
} leda_noise;

#define LEDA_NOISE_STEP 0.02
#define LEDA_NOISE_MOST 0.96
#define LEDA_NOISE_PERSISTENT 0.8

/* "independent" or "ar1"; "given", "series" or "panel" ("given" for independent noise): the tokens of
 * the JSON's noise.model and noise.source. */
const char *leda_noise_model_token(leda_noise_model model);
const char *leda_noise_source_token(leda_noise_model model);

/* Noises of one key have one null distribution: phi and its spread in steps of LEDA_NOISE_STEP. */
typedef struct {
  long phi_step;
  long sd_step;
} leda_noise_key;

leda_noise_key leda_noise_key_of(const leda_noise *noise);

/* phi as it is used: rounded and limited; 0 for independent noise and for NaN. */
double leda_noise_phi(const leda_noise *noise);

#endif
