/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of the gain is left: the values before the change, those after it, and the last ones. */
#include <math.h>

#include "engine/analysis/dmaic_internal.h"
#include "stats/sustain.h"

enum { FEWEST = 3 };

/* Values with memory tell less than their number says. */
static leda_period_level level_of(const leda_check *check, size_t from, size_t to) {
  leda_period_level level = leda_period_of_values(check->values + from, to - from);
  double phi = check->verdict.noise.phi;
  if (phi > 0.0 && phi < 1.0) level.se *= sqrt((1.0 + phi) / (1.0 - phi));
  return level;
}

static leda_dmaic_state state_of(const leda_sustain_result *result) {
  if (result->state == LEDA_SUSTAIN_HELD) return LEDA_STATE_PASSED;
  return result->state == LEDA_SUSTAIN_LOST ? LEDA_STATE_NOT_PASSED : LEDA_STATE_CANNOT_TELL;
}

void leda_dmaic_sustain(leda_dmaic_work *work) {
  const leda_dmaic *dmaic = work->dmaic;
  size_t wanted = work->in->project->dmaic.sustain;
  if (wanted == 0 || !dmaic->has_effect) return;
  const leda_check *check = &dmaic->effect;
  leda_finding *finding =
      leda_dmaic_add(work, LEDA_PHASE_CONTROL, LEDA_FINDING_KEPT, LEDA_STATE_CANNOT_TELL);
  finding->m = wanted;
  if (check->verdict.verdict == LEDA_VERDICT_TOO_SHORT) return;
  size_t change = check->verdict.change_index, after = check->n - change;
  finding->n = after;
  if (after < wanted || after < 2 * FEWEST) return;
  /* Where the wanted periods leave too little to see the gain by, its first third is what the rest is held to. */
  size_t late = check->n - wanted, early = change + (after / 3 > FEWEST ? after / 3 : FEWEST);
  if (late < early) late = early;
  leda_sustain_plan plan = {.before = level_of(check, 0, change),
                            .after = level_of(check, change, late),
                            .sustain = level_of(check, late, check->n),
                            .keep = LEDA_SUSTAIN_KEEP,
                            .level = 1.0 - work->check.alpha};
  leda_sustain_result result = leda_sustain_test(&plan);
  if (result.kept.shape != LEDA_FIELLER_INTERVAL) return;
  bool gain = work->sign == 0 || work->sign * result.gain.value > 0.0;
  finding->n = check->n - late;
  finding->value = result.kept.ratio;
  finding->lower = result.kept.lower;
  finding->upper = result.kept.upper;
  if (gain) finding->state = state_of(&result);
}
