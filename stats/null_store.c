/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/null_store.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "stats/null_make.h"
#include "stats/null_store_internal.h"
#include "stats/scores.h"
#include "stats/verdict_setting.h"

struct leda_null_store {
  uint64_t seed;
  int threads;
  leda_null_length **lengths; /* by n; NULL where none */
  size_t count;
  leda_null_entry **reserved; /* not yet filled */
  size_t n_reserved;
  size_t room;
};

leda_null_store *leda_null_store_alloc(uint64_t seed, int threads) {
  leda_null_store *store = calloc(1, sizeof *store);

  if (store == NULL) return NULL;
  store->seed = seed;
  store->threads = threads;
  return store;
}

static void entry_free(leda_null_entry *entry) {
  if (entry == NULL) return;
  leda_ar1_plan_clear(&entry->plan);
  leda_ar1_free(entry->frame);
  leda_contrasts_free(entry->contrasts);
  leda_null_law_free(entry->law);
  leda_verdict_setting_free(entry->setting);
  free(entry);
}

static void length_free(leda_null_length *length) {
  if (length == NULL) return;
  for (int step = 0; step < LEDA_STORE_PHIS; step++)
    for (leda_null_entry *e = length->entries[step], *next; e != NULL; e = next) {
      next = e->next;
      entry_free(e);
    }
  for (int i = 0; i < LEDA_TABLES_SERIES; i++) leda_null_law_free(length->series[i]);
  for (int i = 0; i < LEDA_STORE_SETTINGS; i++)
    leda_verdict_setting_free(length->series_settings[i]);
  free(length->scores);
  free(length);
}

void leda_null_store_free(leda_null_store *store) {
  if (store == NULL) return;
  for (size_t n = 0; n < store->count; n++) length_free(store->lengths[n]);
  free(store->lengths);
  free(store->reserved);
  free(store);
}

static int make_room(leda_null_store *store, size_t n) {
  leda_null_length **larger;

  if (n < store->count) return GSL_SUCCESS;
  larger = realloc(store->lengths, (n + 1) * sizeof(leda_null_length *));
  if (larger == NULL) return GSL_ENOMEM;
  for (size_t i = store->count; i <= n; i++) larger[i] = NULL;
  store->lengths = larger;
  store->count = n + 1;
  return GSL_SUCCESS;
}

static leda_null_length *length_of(leda_null_store *store, size_t n) {
  leda_null_length *length;

  if (make_room(store, n) != GSL_SUCCESS) return NULL;
  if (store->lengths[n] != NULL) return store->lengths[n];
  length = calloc(1, sizeof *length);
  if (length == NULL) return NULL;
  length->n = n;
  length->scores = malloc(n * sizeof *length->scores);
  if (length->scores == NULL) {
    length_free(length);
    return NULL;
  }
  leda_scores_table(n, length->scores);
  length->sum_squares = leda_scores_sum_squares(length->scores, n);
  store->lengths[n] = length;
  return length;
}

int leda_season_usable(size_t n, int season_length) {
  size_t length = season_length < 2 ? 0 : (size_t)season_length;

  return length > 0 && n >= 2 * length && n >= length + 8 ? season_length : 0;
}

/* Which entry serves a noise. */
typedef struct {
  leda_noise_key noise;
  int season_length;
} entry_key;

static entry_key key_of(const leda_noise *noise, int season_length, size_t n) {
  return (entry_key){leda_noise_key_of(noise), leda_season_usable(n, season_length)};
}

static leda_null_entry *find(const leda_null_length *length, entry_key key) {
  leda_null_entry *e = length->entries[key.noise.phi_step];

  while (e != NULL && (e->sd_step != key.noise.sd_step || e->season_length != key.season_length))
    e = e->next;
  return e;
}

static int fill_entry(const leda_null_store *store, const leda_null_length *length,
                      leda_null_entry *e) {
  leda_null_recipe recipe = {.n = length->n,
                             .phi = e->phi,
                             .phi_sd = (double)e->sd_step * LEDA_NOISE_STEP,
                             .plan = &e->plan,
                             .scores = length->scores,
                             .seed = store->seed,
                             .threads = store->threads};
  int status = leda_ar1_plan_init(&e->plan, length->n);

  if (status != GSL_SUCCESS) return status;
  leda_ar1_plan_fill(&e->plan, NULL, length->n, e->phi, length->sum_squares);
  if (e->season_length >= 2) {
    e->frame = leda_ar1_alloc(NULL, length->n, e->phi, e->season_length);
    if (e->frame == NULL) return GSL_EINVAL;
    e->contrasts = leda_ar1_contrasts(e->frame, length->sum_squares);
    if (e->contrasts == NULL) return GSL_ENOMEM;
    recipe.frame = e->frame;
    recipe.contrasts = e->contrasts;
  }
  e->law = leda_null_make_law(&recipe);
  return e->law != NULL ? GSL_SUCCESS : GSL_ENOMEM;
}

/* An entry that is not yet filled; it belongs to nobody. */
static leda_null_entry *entry_alloc(size_t n, entry_key key) {
  leda_null_entry *e = calloc(1, sizeof *e);

  if (e == NULL) return NULL;
  e->n = n;
  e->phi_step = key.noise.phi_step;
  e->sd_step = key.noise.sd_step;
  e->season_length = key.season_length;
  e->phi = (double)key.noise.phi_step * LEDA_NOISE_STEP;
  return e;
}

static void take_entry(leda_null_length *length, leda_null_entry *e) {
  e->next = length->entries[e->phi_step];
  length->entries[e->phi_step] = e;
}

static int prepare_entry(const leda_null_store *store, leda_null_length *length, entry_key key) {
  leda_null_entry *e;
  int status;

  if (find(length, key) != NULL) return GSL_SUCCESS;
  e = entry_alloc(length->n, key);
  if (e == NULL) return GSL_ENOMEM;
  status = fill_entry(store, length, e);
  if (status == GSL_SUCCESS)
    take_entry(length, e);
  else
    entry_free(e);
  return status;
}

static int reserve_entry(leda_null_store *store, leda_null_length *length, entry_key key) {
  leda_null_entry *e;

  if (find(length, key) != NULL) return GSL_SUCCESS;
  if (store->n_reserved == store->room) {
    size_t room = 2 * store->room + 16;
    leda_null_entry **larger = realloc(store->reserved, room * sizeof(leda_null_entry *));

    if (larger == NULL) return GSL_ENOMEM;
    store->reserved = larger;
    store->room = room;
  }
  e = entry_alloc(length->n, key);
  if (e == NULL) return GSL_ENOMEM;
  take_entry(length, e);
  store->reserved[store->n_reserved++] = e;
  return GSL_SUCCESS;
}

leda_noise leda_null_season_noise(double phi, size_t n) {
  double place = floor(fmin(fmax(phi, 0.0), 0.8) / LEDA_STORE_SETTINGS_STEP + 0.5);
  leda_noise noise = {.model = LEDA_NOISE_AR1_PANEL, .phi = place * LEDA_STORE_SETTINGS_STEP};

  noise.phi_sd = sqrt((1.0 - noise.phi * noise.phi) / (double)n);
  return noise;
}

int leda_null_store_prepare_season(leda_null_store *store, size_t n, int season_length,
                                   double phi) {
  leda_null_length *length;
  leda_noise noise = leda_null_season_noise(phi, n);

  if (n < LEDA_TABLES_FIRST_LENGTH) return GSL_EINVAL;
  length = length_of(store, n);
  return length == NULL ? GSL_ENOMEM
                        : prepare_entry(store, length, key_of(&noise, season_length, n));
}

static int prepare_season(const leda_null_store *store, leda_null_length *length,
                          int season_length) {
  int status = GSL_SUCCESS;

  for (int i = 0; i < LEDA_STORE_SETTINGS && status == GSL_SUCCESS; i++) {
    leda_noise noise = leda_null_season_noise(i * LEDA_STORE_SETTINGS_STEP, length->n);

    status = prepare_entry(store, length, key_of(&noise, season_length, length->n));
  }
  return status;
}

static int prepare_series(leda_null_length *length) {
  for (int i = 0; i < LEDA_TABLES_SERIES; i++) {
    if (length->series[i] != NULL) continue;
    length->series[i] = leda_null_make_series_law(length->n, i);
    if (length->series[i] == NULL) return GSL_ENOMEM;
  }
  return GSL_SUCCESS;
}

int leda_null_store_prepare_base(leda_null_store *store, size_t n, const leda_noise *noise,
                                 int season_length) {
  leda_null_length *length;

  if (n < 2 * LEDA_CONTRASTS_SIDE) return GSL_EINVAL;
  if (n < LEDA_TABLES_FIRST_LENGTH) return GSL_SUCCESS;
  length = length_of(store, n);
  if (length == NULL) return GSL_ENOMEM;
  return prepare_entry(store, length, key_of(noise, season_length, length->n));
}

int leda_null_store_prepare(leda_null_store *store, size_t n, const leda_noise *noise,
                            int season_length) {
  int status = leda_null_store_prepare_base(store, n, noise, season_length);
  bool series = noise->model == LEDA_NOISE_AR1_SERIES && n >= LEDA_TABLES_FIRST_LENGTH;

  if (status != GSL_SUCCESS || !series) return status;
  return leda_season_usable(n, season_length) >= 2
             ? prepare_season(store, store->lengths[n], season_length)
             : prepare_series(store->lengths[n]);
}

int leda_null_store_reserve(leda_null_store *store, size_t n, const leda_noise *noise,
                            int season_length) {
  leda_null_length *length;

  if (noise->model == LEDA_NOISE_AR1_SERIES || n < LEDA_TABLES_FIRST_LENGTH)
    return leda_null_store_prepare(store, n, noise, season_length);
  length = length_of(store, n);
  if (length == NULL) return GSL_ENOMEM;
  return reserve_entry(store, length, key_of(noise, season_length, n));
}

size_t leda_null_store_reserved(const leda_null_store *store) { return store->n_reserved; }

int leda_null_store_fill(const leda_null_store *store, size_t k) {
  leda_null_entry *e = store->reserved[k];

  return fill_entry(store, store->lengths[e->n], e);
}

void leda_null_store_filled(leda_null_store *store) { store->n_reserved = 0; }

const leda_null_length *leda_null_store_length(const leda_null_store *store, size_t n) {
  return n < store->count ? store->lengths[n] : NULL;
}

const leda_null_entry *leda_null_store_entry(const leda_null_length *length,
                                             const leda_noise *noise, int season_length) {
  return find(length, key_of(noise, season_length, length->n));
}

static size_t settings_index(const leda_null_ground *ground) {
  double place = floor(ground->phi / LEDA_STORE_SETTINGS_STEP + 0.5);

  if (!(place > 0.0)) return 0;
  return place < LEDA_STORE_SETTINGS ? (size_t)place : LEDA_STORE_SETTINGS - 1;
}

const leda_verdict_setting *leda_null_store_setting(const leda_null_length *length,
                                                    const leda_noise *noise,
                                                    const leda_null_ground *ground) {
  const leda_null_entry *entry;

  if (noise->model == LEDA_NOISE_AR1_SERIES) return length->series_settings[settings_index(ground)];
  entry = leda_null_store_entry(length, noise, ground->season_length);
  return entry != NULL ? entry->setting : NULL;
}

int leda_null_store_keep(leda_null_store *store, const leda_noise *noise,
                         const leda_null_ground *ground, leda_verdict_setting *setting) {
  leda_null_length *length = ground->n < store->count ? store->lengths[ground->n] : NULL;
  leda_null_entry *entry;

  if (length == NULL) return GSL_EINVAL;
  if (noise->model == LEDA_NOISE_AR1_SERIES) {
    length->series_settings[settings_index(ground)] = setting;
    return GSL_SUCCESS;
  }
  entry = find(length, key_of(noise, ground->season_length, length->n));
  if (entry == NULL) return GSL_EINVAL;
  entry->setting = setting;
  return GSL_SUCCESS;
}

double leda_null_store_drift_critical(const leda_null_length *length, const leda_noise *noise,
                                      const leda_null_ground *ground, double alpha) {
  bool series = noise->model == LEDA_NOISE_AR1_SERIES;
  leda_noise season = leda_null_season_noise(ground->phi, ground->n);
  double low = 0.0, high = sqrt((double)length->n - 1.0);

  if (!series || leda_season_usable(length->n, ground->season_length) >= 2)
    return leda_null_law_drift_critical(
        leda_null_store_entry(length, series ? &season : noise, ground->season_length)->law, alpha);
  if (leda_null_series_p(length, ground->phi, 0.0, high).p_drift > alpha) return INFINITY;
  for (int i = 0; i < 50; i++) {
    double middle = 0.5 * (low + high);

    if (leda_null_series_p(length, ground->phi, 0.0, middle).p_drift > alpha)
      low = middle;
    else
      high = middle;
  }
  return high;
}

leda_null_p leda_null_series_p(const leda_null_length *length, double estimate, double s,
                               double d) {
  double place = fmax(estimate, 0.0) / LEDA_TABLES_SERIES_STEP;
  size_t below = (size_t)place < LEDA_TABLES_SERIES - 1 ? (size_t)place : LEDA_TABLES_SERIES - 2;
  double share = fmin(place - (double)below, 1.0);
  leda_null_p low = leda_null_law_p(length->series[below], s, d);
  leda_null_p high = leda_null_law_p(length->series[below + 1], s, d);
  leda_null_p p = {pow(low.p, 1.0 - share) * pow(high.p, share),
                   pow(low.p_step, 1.0 - share) * pow(high.p_step, share),
                   pow(low.p_drift, 1.0 - share) * pow(high.p_drift, share)};

  return p;
}
