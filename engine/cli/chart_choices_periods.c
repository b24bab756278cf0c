/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/chart_choices_periods.h"

#include <stdlib.h>
#include <string.h>

#include "engine/cli/target_choice.h"
#include "engine/core/memory.h"

leda_status leda_chart_choose_baseline(leda_chart_choices *choices, const char *value,
                                       leda_error *err) {
  leda_chart_options *options = &choices->options;
  const char *dots = strstr(value, "..");
  if (!dots) {
    long long count;
    if (leda_option_whole("baseline", value, &count, err)) return LEDA_ERR_USAGE;
    if (count < 1)
      return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at least %d"), "baseline", 1);
    options->baseline_points = (size_t)count;
    return LEDA_OK;
  }
  options->baseline_given = true;
  leda_status status =
      leda_option_period("baseline", value, (size_t)(dots - value), &options->baseline_first, err);
  if (status) return status;
  return leda_option_period("baseline", dots + 2, strlen(dots + 2), &options->baseline_last, err);
}

leda_status leda_chart_choose_phase(leda_chart_choices *choices, const char *value,
                                    leda_error *err) {
  leda_phase_choice phase = {.label = ""};
  size_t head = strcspn(value, "="), length = strcspn(value, ":=");
  if (value[head] == '=') phase.label = value + head + 1;
  if (leda_option_period("phase", value, length, &phase.period, err)) return LEDA_ERR_USAGE;
  if (value[length] == ':') {
    char *end;
    long points = strtol(value + length + 1, &end, 10);
    if (points < 1 || end != value + head)
      return leda_option_bad_word("phase", value, "PERIOD, PERIOD=LABEL, PERIOD:N, PERIOD:N=LABEL",
                                  err);
    phase.baseline_points = (size_t)points;
  }
  leda_phase_choice *phases =
      leda_realloc_array(choices->phases, choices->n_phases + 1, sizeof *phases);
  if (!phases) return leda_fail_memory(err);
  choices->phases = phases;
  choices->phases[choices->n_phases++] = phase;
  return LEDA_OK;
}

leda_status leda_chart_choose_excluded(leda_chart_choices *choices, const char *value,
                                       leda_error *err) {
  leda_period period;
  if (leda_option_period("exclude", value, strlen(value), &period, err)) return LEDA_ERR_USAGE;
  leda_period *excluded =
      leda_realloc_array(choices->excluded, choices->n_excluded + 1, sizeof *excluded);
  if (!excluded) return leda_fail_memory(err);
  choices->excluded = excluded;
  choices->excluded[choices->n_excluded++] = period;
  return LEDA_OK;
}

leda_status leda_chart_choose_note(leda_chart_choices *choices, const char *value,
                                   leda_error *err) {
  const char *sign = strchr(value, '=');
  if (!sign) return leda_option_bad_word("note", value, "PERIOD=TEXT", err);
  leda_dated_text note = {.text = sign + 1};
  if (leda_option_period("note", value, (size_t)(sign - value), &note.period, err))
    return LEDA_ERR_USAGE;
  leda_dated_text *notes = leda_realloc_array(choices->notes, choices->n_notes + 1, sizeof *notes);
  if (!notes) return leda_fail_memory(err);
  choices->notes = notes;
  choices->notes[choices->n_notes++] = note;
  return LEDA_OK;
}

leda_status leda_chart_choose_target(leda_chart_choices *choices, const char *value,
                                     leda_error *err) {
  leda_target_choice target;
  if (leda_target_choice_parse(value, &target, err)) return LEDA_ERR_USAGE;
  leda_target_choice *targets =
      leda_realloc_array(choices->targets, choices->n_targets + 1, sizeof *targets);
  if (!targets) return leda_fail_memory(err);
  choices->targets = targets;
  choices->targets[choices->n_targets++] = target;
  return LEDA_OK;
}
