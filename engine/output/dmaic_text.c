/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/dmaic_output.h"

const char *leda_phase_words(leda_phase phase) {
  static const char *const WORDS[] = {N_("Define"),  N_("Measure"), N_("Analyze"),
                                      N_("Improve"), N_("Control"), N_("Spread")};
  return _(WORDS[phase]);
}

const char *leda_phase_question(leda_phase phase) {
  static const char *const WORDS[] = {N_("What is the problem?"),
                                      N_("How large is the problem?"),
                                      N_("What causes the problem?"),
                                      N_("How is the problem solved?"),
                                      N_("What was the result, and does it last?"),
                                      N_("Should the solution be made standard and spread?")};
  return _(WORDS[phase]);
}

const char *leda_gate_words(leda_dmaic_state state) {
  static const char *const WORDS[] = {N_("not begun"), N_("passed"), N_("cannot tell"),
                                      N_("not passed")};
  return _(WORDS[state]);
}

const char *leda_gate_mark(leda_dmaic_state state) {
  static const char *const MARKS[] = {"·", "+", "?", "−"};
  return MARKS[state];
}

/* The finding that keeps a gate from being passed: the first of the gate's own state. */
static const leda_finding *obstacle(const leda_gate *gate) {
  for (size_t i = 0; i < gate->n; i++)
    if (gate->findings[i].state == gate->state) return &gate->findings[i];
  return NULL;
}

void leda_dmaic_next(const leda_dmaic *dmaic, leda_language language, leda_text *text) {
  for (size_t k = 0; k < LEDA_PHASE_COUNT; k++) {
    const leda_gate *gate = &dmaic->gates[k];
    if (gate->state == LEDA_STATE_PASSED) continue;
    leda_text_addf(text, _("Next: %s."), leda_phase_words((leda_phase)k));
    leda_text_add(text, " ");
    const leda_finding *finding = obstacle(gate);
    if (finding && gate->state != LEDA_STATE_NOT_BEGUN)
      leda_finding_sentence(finding, language, text);
    else
      leda_text_addf(text, _("It has not begun: fill in [%s]."), leda_phase_token((leda_phase)k));
    return;
  }
  leda_text_add(text, _("All gates are passed."));
}

static void add_gate(const leda_dmaic *dmaic, size_t k, leda_language language, leda_text *text) {
  const leda_gate *gate = &dmaic->gates[k];
  leda_text_addf(text, "\n%zu. %s: %s\n   %s\n", k + 1, leda_phase_words((leda_phase)k),
                 leda_gate_words(gate->state), leda_phase_question((leda_phase)k));
  for (size_t i = 0; i < gate->n; i++) {
    leda_text_addf(text, "   %s ", leda_gate_mark(gate->findings[i].state));
    leda_finding_sentence(&gate->findings[i], language, text);
    leda_text_add_char(text, '\n');
  }
}

void leda_dmaic_text(const leda_dmaic *dmaic, const char *title, leda_language language,
                     leda_text *text) {
  leda_text_addf(text, "%s\n", title);
  for (size_t k = 0; k < LEDA_PHASE_COUNT; k++) add_gate(dmaic, k, language, text);
  leda_text_add_char(text, '\n');
  leda_dmaic_next(dmaic, language, text);
  leda_text_add(text, "\n\n");
  leda_text_addf(text, _("Marks: %s passed, %s cannot tell, %s not passed, %s told only."), "+",
                 "?", "−", "·");
  leda_text_add_char(text, '\n');
}

size_t leda_dmaic_missing(const leda_dmaic *dmaic, const char *file, leda_language language,
                          leda_text *text) {
  size_t needed = 0;
  for (size_t k = 0; k < LEDA_PHASE_COUNT; k++) {
    const leda_gate *gate = &dmaic->gates[k];
    if (gate->n == 0)
      leda_text_addf(text, _("%s: there is no section [%s] yet.\n"), file,
                     leda_phase_token((leda_phase)k));
    for (size_t i = 0; i < gate->n; i++) {
      const leda_finding *finding = &gate->findings[i];
      if (finding->kind != LEDA_FINDING_KEY) continue;
      needed += finding->state == LEDA_STATE_NOT_PASSED ? 1U : 0U;
      leda_text_add(text, file);
      if (finding->line > 0) leda_text_addf(text, ":%zu", finding->line);
      leda_text_add(text, ": ");
      leda_finding_sentence(finding, language, text);
      leda_text_add_char(text, '\n');
    }
  }
  return needed;
}
