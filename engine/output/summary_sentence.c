/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/summary_output.h"
#include "engine/output/survey_output.h"

const char *leda_summary_label(const leda_summary_view *view, leda_published_statement statement,
                               leda_language language) {
  const leda_statement *found =
      view->instrument ? leda_instrument_find(view->instrument, statement.number) : NULL;
  return found ? found->label[language] : "";
}

static void add_more(const char *more, leda_text *text) {
  if (more[0]) leda_text_addf(text, ", %s", more);
}

void leda_summary_title(const leda_summary_view *view, const leda_summary_block *block,
                        leda_text *text) {
  const leda_summary *summary = view->summary;
  const leda_summary_pair *pair = &summary->pairs[block->pair];
  leda_survey_wave(summary->options.waves.items[pair->from], view->language, text);
  leda_text_add(text, " – ");
  leda_survey_wave(summary->options.waves.items[pair->to], view->language, text);
  add_more(block->role, text);
  add_more(block->cohort, text);
}

/* ---- one block ---- */

static const leda_summary_delta *delta_of(const leda_summary_view *view,
                                          const leda_summary_block *block, size_t i) {
  return &view->summary->rows[block->first_row + i].deltas[block->pair];
}

static bool all_printed(const leda_summary_view *view, const leda_summary_block *block) {
  for (size_t i = 0; i < block->n_rows; i++) {
    const leda_summary_delta *delta = delta_of(view, block, i);
    if (delta->change.from && !delta->printed_sd) return false;
  }
  return true;
}

static void add_signed(double value, leda_language language, leda_text *text) {
  if (value > 0) leda_text_add(text, "+");
  leda_number_label(value, 2, language, text);
}

static void say_direction(const leda_summary_view *view, const leda_summary_block *block,
                          leda_text *text) {
  leda_text mean = {0};
  add_signed(block->mean_difference, view->language, &mean);
  leda_text_addf(text, _("Statements: %zu. Rising: %zu. Falling: %zu. Change on average: %s."),
                 block->n, block->rises, block->falls, leda_text_str(&mean));
  leda_text_add(text, "\n");
  leda_text_clear(&mean);
}

static void say_noise(const leda_summary_view *view, const leda_summary_block *block,
                      leda_text *text) {
  if (block->tested == 0) {
    leda_text_add(text,
                  _("How many answers lie behind each mean is not given, so what is more than "
                    "noise cannot be told."));
    leda_text_add(text, "\n");
    return;
  }
  leda_text level = {0};
  leda_number_label_percent(view->summary->options.alpha, 0, view->language, &level);
  leda_text_addf(
      text,
      all_printed(view, block)
          ? _("More than noise by the printed standard deviations: %zu of %zu one by one (%s "
              "level), %zu when all are looked at together (Holm's correction).")
          : _("More than noise whatever the answers were: %zu of %zu one by one (%s level), %zu "
              "when all are looked at together (Holm's correction)."),
      block->more_than_noise, block->tested, leda_text_str(&level), block->more_than_noise_holm);
  leda_text_add(text, "\n");
  leda_text_clear(&level);
}

static void say_with_sd(const leda_summary_view *view, const leda_summary_block *block,
                        leda_text *text) {
  if (isnan(view->summary->options.sd) || block->tested == 0) return;
  leda_text sd = {0};
  leda_number_label(view->summary->options.sd, 2, view->language, &sd);
  leda_text_addf(text,
                 _("Were the standard deviation of the answers %s: %zu of %zu one by one, %zu when "
                   "all are looked at together."),
                 leda_text_str(&sd), block->with_more, block->tested, block->with_more_holm);
  leda_text_add(text, "\n");
  leda_text_clear(&sd);
}

static void say_no_change(const leda_summary_view *view, const leda_summary_block *block,
                          leda_text *text) {
  if (block->no_change == 0) return;
  leda_text margin = {0};
  leda_number_label(view->summary->options.margin, 2, view->language, &margin);
  leda_text_addf(text, _("No change larger than %s, whatever the answers were: %zu."),
                 leda_text_str(&margin), block->no_change);
  leda_text_add(text, "\n");
  leda_text_clear(&margin);
}

static void say_noise_anyway(const leda_summary_block *block, leda_text *text) {
  if (block->noise_anyway == 0) return;
  leda_text_addf(text,
                 _("Noise whatever the answers were, even had people agreed as much as such means "
                   "allow: %zu."),
                 block->noise_anyway);
  leda_text_add(text, "\n");
}

static void say_sign(const leda_summary_view *view, const leda_summary_block *block,
                     leda_text *text) {
  if (block->rises + block->falls < 6) return; /* no result could be below 5 % */
  leda_text p = {0};
  leda_number_label_p(block->p_sign, view->language, &p);
  leda_text_addf(text,
                 _("Sign test over the statements: p %s%s if they were independent. They are not: "
                   "the same persons answer all of them, and one mood moves them all. Read it as "
                   "a description, not as proof."),
                 leda_text_str(&p)[0] == '<' ? "" : "= ", leda_text_str(&p));
  leda_text_add(text, "\n");
  leda_text_clear(&p);
}

void leda_summary_sentence_block(const leda_summary_view *view, const leda_summary_block *block,
                                 leda_text *text) {
  if (block->n > 1) say_direction(view, block, text);
  say_noise(view, block, text);
  say_with_sd(view, block, text);
  say_no_change(view, block, text);
  say_noise_anyway(block, text);
  say_sign(view, block, text);
}

/* ---- what is kept ---- */

void leda_summary_sentence_kept(const leda_summary_view *view, const leda_summary_block *block,
                                leda_text *text) {
  for (size_t i = 0; i < block->n_rows; i++) {
    const leda_summary_row *row = &view->summary->rows[block->first_row + i];
    if (isnan(row->kept)) continue;
    leda_text kept = {0}, lower = {0}, upper = {0};
    leda_number_label_percent(row->kept, 0, view->language, &kept);
    leda_number_label_percent(row->kept_lower, 0, view->language, &lower);
    leda_number_label_percent(row->kept_upper, 0, view->language, &upper);
    leda_text_addf(text,
                   _("Statement %s: of the gain from the first wave to the second, %s is left in "
                     "the third (rounding alone allows %s to %s; chance allows more)."),
                   row->statement.label, leda_text_str(&kept), leda_text_str(&lower),
                   leda_text_str(&upper));
    leda_text_add(text, "\n");
    leda_text_clear(&kept);
    leda_text_clear(&lower);
    leda_text_clear(&upper);
  }
}

/* ---- a group against the others ---- */

void leda_summary_sentence_cohort(const leda_summary_view *view, const leda_summary_cohort *item,
                                  leda_text *text) {
  const leda_summary_pair *pair = &view->summary->pairs[item->pair];
  const leda_statement_change *change = &item->part->deltas[item->pair].change;
  leda_text name = {0}, own = {0}, others = {0}, did = {0}, p = {0}, bounds[2] = {{0}, {0}};
  leda_text_addf(&name, _("Statement %s"), item->part->statement.label);
  leda_text_add(&name, ", ");
  leda_survey_wave(view->summary->options.waves.items[pair->from], view->language, &name);
  leda_text_add(&name, " – ");
  leda_survey_wave(view->summary->options.waves.items[pair->to], view->language, &name);
  add_more(item->part->role, &name);
  add_more(item->part->cohort, &name);
  add_signed(leda_decimal_value(change->difference), view->language, &own);
  add_signed(item->others_to - item->others_from, view->language, &others);
  add_signed(item->did, view->language, &did);
  leda_number_label(item->lower, 2, view->language, &bounds[0]);
  leda_number_label(item->upper, 2, view->language, &bounds[1]);
  leda_number_label_p(item->p_adjusted, view->language, &p);
  leda_text_addf(text,
                 item->p_adjusted <= view->summary->options.alpha
                     ? _("%s: %s, the others %s. The difference, %s, is more than noise whatever "
                         "the answers were (%s to %s, p %s%s).")
                     : _("%s: %s, the others %s. The difference, %s, cannot be told from noise "
                         "without the answers (%s to %s, p %s%s)."),
                 leda_text_str(&name), leda_text_str(&own), leda_text_str(&others),
                 leda_text_str(&did), leda_text_str(&bounds[0]), leda_text_str(&bounds[1]),
                 leda_text_str(&p)[0] == '<' ? "" : "= ", leda_text_str(&p));
  leda_text_add(text, "\n");
  leda_text *all[] = {&name, &own, &others, &did, &p, &bounds[0], &bounds[1]};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) leda_text_clear(all[i]);
}

/* ---- votes ---- */

static int share_decimals(leda_decimal value) {
  return value.decimals > 2 ? value.decimals - 2 : 0;
}

static void add_share(leda_decimal value, leda_language language, leda_text *text) {
  leda_number_label_percent(leda_decimal_value(value), share_decimals(value), language, text);
}

static void add_count(double value, leda_language language, leda_text *text) {
  if (isinf(value))
    leda_text_add(text, "∞");
  else
    leda_number_label(value, 0, language, text);
}

/* The needed numbers as words; cleared by the caller. */
typedef struct {
  leda_text normal, exact, lowest, highest, paired, level;
} needed;

static needed needed_words(const leda_summary_view *view, const leda_summary_vote *vote) {
  needed words = {{0}, {0}, {0}, {0}, {0}, {0}};
  add_count(vote->n_pooled, view->language, &words.normal);
  add_count(vote->n_exact, view->language, &words.exact);
  add_count(vote->n_lowest, view->language, &words.lowest);
  add_count(vote->n_highest, view->language, &words.highest);
  add_count(vote->n_paired, view->language, &words.paired);
  leda_number_label_percent(view->summary->options.alpha, 0, view->language, &words.level);
  return words;
}

static void needed_clear(needed *words) {
  leda_text *all[] = {&words->normal,  &words->exact,  &words->lowest,
                      &words->highest, &words->paired, &words->level};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) leda_text_clear(all[i]);
}

static void say_needed(const leda_summary_view *view, const leda_summary_delta *delta,
                       leda_text *text) {
  if (delta->change.difference.units == 0) {
    leda_text_add(text, _("The shares are equal as printed."));
    return;
  }
  needed words = needed_words(view, &delta->vote);
  leda_text_addf(
      text,
      _("So large a change is more than noise if at least %s vote each time (two-sided %s "
        "level, normal approximation, other persons each time)"),
      leda_text_str(&words.normal), leda_text_str(&words.level));
  if (!isnan(delta->vote.n_exact))
    leda_text_addf(text, _("; by Fisher's exact test, %s"), leda_text_str(&words.exact));
  leda_text_add(text, ". ");
  if (isfinite(delta->vote.n_highest))
    leda_text_addf(text, _("The shares are rounded, so it may be anything from %s to %s. "),
                   leda_text_str(&words.lowest), leda_text_str(&words.highest));
  else
    leda_text_add(text, _("The shares are rounded and may have been equal. "));
  leda_text_addf(text,
                 _("Had the same persons voted both times, and all who changed their mind changed "
                   "it the same way, %s would do."),
                 leda_text_str(&words.paired));
  needed_clear(&words);
}

static void say_tested(const leda_summary_view *view, const leda_summary_delta *delta,
                       leda_text *text) {
  leda_text p = {0}, lower = {0}, upper = {0};
  leda_number_label_p(delta->p, view->language, &p);
  leda_number_label(100 * delta->lower, 1, view->language, &lower);
  leda_number_label(100 * delta->upper, 1, view->language, &upper);
  leda_text_addf(text,
                 delta->p <= view->summary->options.alpha
                     ? _("With %lld and %lld votes that is more than noise (interval %s to %s "
                         "percentage points, Fisher's exact test p %s%s).")
                     : _("With %lld and %lld votes it cannot be told from noise (interval %s to %s "
                         "percentage points, Fisher's exact test p %s%s)."),
                 delta->change.from->n, delta->change.to->n, leda_text_str(&lower),
                 leda_text_str(&upper), leda_text_str(&p)[0] == '<' ? "" : "= ", leda_text_str(&p));
  leda_text_add(text, " ");
  leda_text_clear(&p);
  leda_text_clear(&lower);
  leda_text_clear(&upper);
}

void leda_summary_sentence_vote(const leda_summary_view *view, const leda_summary_row *row,
                                const leda_summary_delta *delta, leda_text *text) {
  const leda_statement_change *change = &delta->change;
  leda_text from = {0}, to = {0}, wave_from = {0}, wave_to = {0}, size = {0};
  add_share(change->from->mean, view->language, &from);
  add_share(change->to->mean, view->language, &to);
  leda_survey_wave(change->from->wave, view->language, &wave_from);
  leda_survey_wave(change->to->wave, view->language, &wave_to);
  leda_number_label(100 * leda_decimal_value(change->difference),
                    share_decimals(change->difference), view->language, &size);
  leda_text_add(text, row->statement.label);
  add_more(row->role, text);
  add_more(row->cohort, text);
  leda_text_addf(text, _(": %s (%s), then %s (%s): %s%s percentage points. "), leda_text_str(&from),
                 leda_text_str(&wave_from), leda_text_str(&to), leda_text_str(&wave_to),
                 change->difference.units > 0 ? "+" : "", leda_text_str(&size));
  if (isnan(delta->p))
    leda_text_add(text, _("How many voted is not given. "));
  else
    say_tested(view, delta, text);
  say_needed(view, delta, text);
  leda_text_add(text, "\n");
  leda_text_clear(&from);
  leda_text_clear(&to);
  leda_text_clear(&wave_from);
  leda_text_clear(&wave_to);
  leda_text_clear(&size);
}
