/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/published_waves.h"

#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/period_days.h"
#include "engine/data/shown.h"

static bool has(const leda_published_waves *waves, const char *wave) {
  for (size_t i = 0; i < waves->n; i++)
    if (strcmp(waves->items[i], wave) == 0) return true;
  return false;
}

/* Neighbouring rows are mostly of one wave or of two in turn, and there are a handful of waves. */
static leda_status collect(leda_published_waves *waves, const leda_published *published,
                           leda_error *err) {
  for (size_t i = 0; i < published->n_means; i++) {
    const char *wave = published->means[i].wave;
    if (has(waves, wave)) continue;
    const char **grown = leda_realloc_array(waves->items, waves->n + 1, sizeof *grown);
    if (!grown) return leda_fail_memory(err);
    waves->items = grown;
    waves->items[waves->n++] = wave;
  }
  return LEDA_OK;
}

/* ---- in order of time ---- */

static bool is_any(const char *word, const char *const *words) {
  for (; *words; words++)
    if (leda_text_same_word(word, *words)) return true;
  return false;
}

static bool comes_before(const char *a, const char *b) {
  static const char *const BEFORE[] = {"before", "före", NULL}, *const AFTER[] = {"after", "efter",
                                                                                  NULL};
  leda_period left, right;
  if (is_any(a, BEFORE) && is_any(b, AFTER)) return true;
  if (!leda_period_parse(a, &left) || !leda_period_parse(b, &right)) return false;
  bool numbers = left.kind == LEDA_PERIOD_NUMBER;
  if (numbers != (right.kind == LEDA_PERIOD_NUMBER)) return false;
  return leda_period_days(left).last < leda_period_days(right).first;
}

/* Insertion into what is sorted; false where two waves overlap or are no periods. */
static bool sort_by_time(const leda_published_waves *waves, const char **sorted) {
  for (size_t i = 0; i < waves->n; i++) {
    size_t at = i;
    while (at > 0 && comes_before(waves->items[i], sorted[at - 1])) at--;
    if (at > 0 && !comes_before(sorted[at - 1], waves->items[i])) return false;
    memmove(&sorted[at + 1], &sorted[at], (i - at) * sizeof *sorted);
    sorted[at] = waves->items[i];
  }
  return true;
}

static leda_status order(leda_published_waves *waves, bool *in_time, leda_error *err) {
  *in_time = true;
  if (waves->n < 2) return LEDA_OK;
  const char **sorted = leda_calloc(waves->n + 1, sizeof *sorted);
  if (!sorted) return leda_fail_memory(err);
  *in_time = sort_by_time(waves, sorted);
  if (*in_time) memcpy(waves->items, sorted, waves->n * sizeof *sorted);
  leda_free(sorted);
  return LEDA_OK;
}

/* ---- as the user says ---- */

static const char *match(const leda_published_waves *waves, const char *word) {
  leda_period wanted, found;
  bool is_period = leda_period_parse(word, &wanted);
  for (size_t i = 0; i < waves->n; i++)
    if (strcmp(waves->items[i], word) == 0) return waves->items[i];
  for (size_t i = 0; i < waves->n; i++)
    if (is_period && leda_period_parse(waves->items[i], &found) && found.kind == wanted.kind &&
        found.ordinal == wanted.ordinal)
      return waves->items[i];
  return NULL;
}

static leda_status refuse(const leda_published_waves *waves, const char *word, leda_error *err) {
  leda_text list = {0};
  for (size_t i = 0; i < waves->n && i < 20; i++)
    leda_text_addf(&list, "%s%s", i > 0 ? ", " : "", leda_show(waves->items[i]).text);
  leda_fail(err, LEDA_ERR_USAGE, _("--waves: there is no wave '%s'"), leda_show(word).text);
  leda_error_hint(err, _("the waves are %s"), leda_text_str(&list));
  leda_text_clear(&list);
  return LEDA_ERR_USAGE;
}

/* Cuts `words` at its commas and fills chosen. */
static leda_status pick(const leda_published_waves *waves, char *words,
                        leda_published_waves *chosen, leda_error *err) {
  for (char *word = words, *next; word; word = next) {
    next = strchr(word, ',');
    if (next) *next++ = '\0';
    while (*word == ' ') word++;
    for (size_t n = strlen(word); n > 0 && word[n - 1] == ' '; n--) word[n - 1] = '\0';
    const char *found = match(waves, word);
    if (!found) return refuse(waves, word, err);
    if (has(chosen, found))
      return leda_fail(err, LEDA_ERR_USAGE, _("--waves: '%s' is there twice"), word);
    chosen->items[chosen->n++] = found;
  }
  return LEDA_OK;
}

static leda_status choose(leda_published_waves *waves, const char *choice, leda_error *err) {
  leda_published_waves chosen = {0};
  char *words = leda_strdup(choice);
  chosen.items = leda_calloc(waves->n + 1, sizeof *chosen.items);
  leda_status status =
      words && chosen.items ? pick(waves, words, &chosen, err) : leda_fail_memory(err);
  leda_free(words);
  if (status) {
    leda_free(chosen.items);
    return status;
  }
  leda_free(waves->items);
  *waves = chosen;
  return LEDA_OK;
}

leda_status leda_published_waves_find(leda_published_waves *waves, const leda_published *published,
                                      const char *choice, bool *in_time, leda_error *err) {
  *waves = (leda_published_waves){0};
  leda_status status = collect(waves, published, err);
  *in_time = true;
  if (!status) status = choice ? choose(waves, choice, err) : order(waves, in_time, err);
  if (status) leda_published_waves_clear(waves);
  return status;
}

void leda_published_waves_clear(leda_published_waves *waves) {
  if (!waves) return;
  leda_free(waves->items);
  *waves = (leda_published_waves){0};
}
