/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/noise.h"

#include <math.h>

const char *leda_noise_model_token(leda_noise_model model) {
  return model == LEDA_NOISE_INDEPENDENT ? "independent" : "ar1";
}

const char *leda_noise_source_token(leda_noise_model model) {
  static const char *const tokens[] = {"given", "given", "series", "panel"};

  return tokens[model];
}

double leda_noise_phi(const leda_noise *noise) {
  double steps = round(noise->phi / LEDA_NOISE_STEP);

  if (noise->model == LEDA_NOISE_INDEPENDENT || !(steps > 0.0)) return 0.0;
  return fmin(steps * LEDA_NOISE_STEP, LEDA_NOISE_MOST);
}

leda_noise_key leda_noise_key_of(const leda_noise *noise) {
  leda_noise_key key = {0, 0};

  if (noise->model != LEDA_NOISE_AR1_SERIES)
    key.phi_step = lround(leda_noise_phi(noise) / LEDA_NOISE_STEP);
  if (noise->model == LEDA_NOISE_AR1_PANEL && noise->phi_sd > 0.0)
    key.sd_step = lround(fmin(noise->phi_sd, 1.0) / LEDA_NOISE_STEP);
  return key;
}
