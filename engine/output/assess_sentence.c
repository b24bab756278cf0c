/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened between two waves, in plain sentences. */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/assess_words.h"
#include "engine/output/chart_output.h"

/* The pieces of a sentence on one change; cleared by the caller. */
typedef struct {
  leda_text from, to, change, range, level, margin;
} pieces;

static void pieces_clear(pieces *p) {
  leda_text *all[] = {&p->from, &p->to, &p->change, &p->range, &p->level, &p->margin};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) leda_text_clear(all[i]);
}

static pieces pieces_of(const leda_assess *assess, size_t pair, leda_language language) {
  pieces p = {{0}, {0}, {0}, {0}, {0}, {0}};
  double margin = assess->options.margin;
  const leda_assess_delta *overall = &assess->subjects[assess->n_subjects - 1].deltas[pair];
  leda_assess_wave_name(assess, assess->pairs[pair].from, language, &p.from);
  leda_assess_wave_name(assess, assess->pairs[pair].to, language, &p.to);
  leda_assess_signed(overall->change.estimate, language, &p.change);
  leda_assess_range(overall->change.lower, overall->change.upper, language, &p.range);
  leda_assess_level(assess, language, &p.level);
  leda_number_label(margin, leda_number_decimals(&margin, 1, 1), language, &p.margin);
  return p;
}

/* ---- all statements together ---- */

static void say_overall(const leda_assess *assess, size_t pair, const pieces *p, leda_text *text) {
  const leda_assess_delta *overall = &assess->subjects[assess->n_subjects - 1].deltas[pair];
  const char *from = leda_text_str(&p->from), *to = leda_text_str(&p->to);
  leda_assess_verdict verdict = overall->verdict;
  if (isnan(overall->change.se)) {
    leda_text_addf(text, _("From %s to %s the answers do not allow an estimate of the change."),
                   from, to);
    return;
  }
  leda_text_addf(
      text,
      verdict == LEDA_ASSESS_IMPROVED ? _("From %s to %s the answers improved: %s on average over "
                                          "all statements (%s interval %s).")
      : verdict == LEDA_ASSESS_WORSE  ? _("From %s to %s the answers became worse: %s on average "
                                           "over all statements (%s interval %s).")
      : verdict == LEDA_ASSESS_NO_CHANGE
          ? _("From %s to %s the answers stayed much as they were: %s on average over all "
              "statements (%s interval %s).")
          : _("From %s to %s it cannot be told whether the answers changed: %s on average over all "
              "statements (%s interval %s)."),
      from, to, leda_text_str(&p->change), leda_text_str(&p->level), leda_text_str(&p->range));
}

/* ---- statement by statement ---- */

static size_t count(const leda_assess *assess, size_t pair, leda_assess_verdict verdict) {
  size_t n = 0;
  for (size_t s = 0; s < assess->n_statements; s++)
    n += assess->subjects[s].deltas[pair].verdict == verdict;
  return n;
}

/* "1, 4, 8": their numbers. */
static void list_numbers(const leda_assess *assess, size_t pair, leda_assess_verdict verdict,
                         leda_text *text) {
  for (size_t s = 0; s < assess->n_statements; s++) {
    const leda_assess_subject *subject = &assess->subjects[s];
    if (subject->deltas[pair].verdict != verdict) continue;
    leda_text_addf(text, text->length ? ", %d" : "%d",
                   assess->survey->instrument->statements[subject->item.index].number);
  }
}

/* The statement with this verdict that moved most; only called where there is one. */
static size_t most_moved(const leda_assess *assess, size_t pair, leda_assess_verdict verdict) {
  size_t found = 0;
  double most = -1.0;
  for (size_t s = 0; s < assess->n_statements; s++) {
    const leda_assess_delta *delta = &assess->subjects[s].deltas[pair];
    if (delta->verdict != verdict || fabs(delta->change.estimate) <= most) continue;
    most = fabs(delta->change.estimate);
    found = s;
  }
  return found;
}

/* Improved or worse. */
static void say_changed(const leda_assess *assess, size_t pair, leda_assess_verdict verdict,
                        leda_language language, leda_text *text) {
  size_t n = count(assess, pair, verdict), most = n ? most_moved(assess, pair, verdict) : 0;
  leda_text numbers = {0}, name = {0}, change = {0};
  if (n == 0) return;
  list_numbers(assess, pair, verdict, &numbers);
  leda_assess_subject_name(assess, &assess->subjects[most], language, &name);
  leda_assess_signed(assess->subjects[most].deltas[pair].change.estimate, language, &change);
  leda_text_addf(text,
                 verdict == LEDA_ASSESS_IMPROVED
                     ? _("- Improved: %zu of %zu statements (%s). The largest change: %s (%s).\n")
                     : _("- Worse: %zu of %zu statements (%s). The largest change: %s (%s).\n"),
                 n, assess->n_statements, leda_text_str(&numbers), leda_text_str(&name),
                 leda_text_str(&change));
  leda_text_clear(&numbers);
  leda_text_clear(&name);
  leda_text_clear(&change);
}

static void say_unchanged(const leda_assess *assess, size_t pair, const pieces *p,
                          leda_text *text) {
  size_t n = count(assess, pair, LEDA_ASSESS_NO_CHANGE);
  leda_text numbers = {0};
  if (n == 0) return;
  list_numbers(assess, pair, LEDA_ASSESS_NO_CHANGE, &numbers);
  leda_text_addf(text, _("- No change larger than %s: %zu of %zu statements (%s).\n"),
                 leda_text_str(&p->margin), n, assess->n_statements, leda_text_str(&numbers));
  leda_text_clear(&numbers);
}

/* Half the length of the intervals, over the statements that cannot be told. */
static double reach(const leda_assess *assess, size_t pair) {
  double sum = 0.0;
  size_t n = 0;
  for (size_t s = 0; s < assess->n_statements; s++) {
    const leda_assess_delta *delta = &assess->subjects[s].deltas[pair];
    double half = (delta->change.upper - delta->change.lower) / 2.0;
    if (delta->verdict != LEDA_ASSESS_CANNOT_TELL || isnan(half)) continue;
    sum += half;
    n++;
  }
  return sum / (double)n;
}

static void say_unknown(const leda_assess *assess, size_t pair, leda_language language,
                        leda_text *text) {
  size_t n = count(assess, pair, LEDA_ASSESS_CANNOT_TELL);
  double size = reach(assess, pair);
  leda_text numbers = {0}, half = {0};
  if (n == 0) return;
  list_numbers(assess, pair, LEDA_ASSESS_CANNOT_TELL, &numbers);
  leda_number_label(size, 2, language, &half);
  if (isnan(size))
    leda_text_addf(text, _("- Cannot be told: %zu of %zu statements (%s).\n"), n,
                   assess->n_statements, leda_text_str(&numbers));
  else
    leda_text_addf(
        text,
        _("- Cannot be told: %zu of %zu statements (%s). That does not mean that nothing "
          "happened: with these answers their changes are known to within about ±%s.\n"),
        n, assess->n_statements, leda_text_str(&numbers), leda_text_str(&half));
  leda_text_clear(&numbers);
  leda_text_clear(&half);
}

/* No p that so few municipalities can give is small enough. */
static void say_out_of_reach(const leda_assess *assess, size_t pair, leda_text *text) {
  const leda_assess_pair *waves = &assess->pairs[pair];
  if (waves->persons)
    leda_text_add(text, _("- Too few people answered for a verdict.\n"));
  else if (waves->municipalities_both < 2)
    leda_text_add(text, _("- No verdict: that needs municipalities that answered both times.\n"));
  else
    leda_text_addf(
        text,
        _("- No verdict: only %zu municipalities answered both times. The intervals show "
          "how large the change may be, but so few can move together by chance.\n"),
        waves->municipalities_both);
}

static void say_error_rate(const leda_assess *assess, size_t pair, leda_language language,
                           leda_text *text) {
  leda_text alpha = {0};
  const leda_assess_pair *waves = &assess->pairs[pair];
  if (!(waves->smallest_p <= assess->options.alpha)) return;
  leda_check_share(assess->options.alpha, language, &alpha);
  leda_text_addf(text,
                 _("Had nothing changed, the risk of calling any of the %zu statements improved or "
                   "worse would be %s.\n"),
                 assess->n_statements, leda_text_str(&alpha));
  leda_text_clear(&alpha);
}

void leda_assess_sentences(const leda_assess *assess, size_t pair, leda_language language,
                           leda_text *text) {
  pieces p = pieces_of(assess, pair, language);
  say_overall(assess, pair, &p, text);
  leda_text_add(text, "\n");
  say_changed(assess, pair, LEDA_ASSESS_IMPROVED, language, text);
  say_changed(assess, pair, LEDA_ASSESS_WORSE, language, text);
  say_unchanged(assess, pair, &p, text);
  if (assess->pairs[pair].smallest_p <= assess->options.alpha)
    say_unknown(assess, pair, language, text);
  else
    say_out_of_reach(assess, pair, text);
  say_error_rate(assess, pair, language, text);
  pieces_clear(&p);
}

void leda_assess_headline(const leda_assess *assess, size_t pair, leda_language language,
                          leda_text *text) {
  pieces p = pieces_of(assess, pair, language);
  say_overall(assess, pair, &p, text);
  pieces_clear(&p);
}
