/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/chart_output.h"
#include "engine/output/json_write.h"

static int set(json_t *object, const char *key, json_t *value) {
  return json_object_set_new(object, key, value);
}

static int set_number(json_t *object, const char *key, double value) {
  return set(object, key, leda_json_number(value));
}

static int set_index(json_t *object, const char *key, leda_capability_index index) {
  json_t *part = json_object();
  int failed = set_number(part, "value", index.value);
  failed |= set_number(part, "lower", index.lower);
  failed |= set_number(part, "upper", index.upper);
  return failed | set(object, key, part);
}

/* Names of the four indices: of the short term and of the long. */
typedef struct {
  const char *two_sided, *low, *high, *worst;
} index_names;

static json_t *term_json(const leda_capability_term *term, index_names names) {
  json_t *object = json_object();
  int failed = set_number(object, "sigma", term->sigma);
  failed |= set_number(object, "df", term->df);
  failed |= set_index(object, names.two_sided, term->two_sided);
  failed |= set_index(object, names.low, term->low);
  failed |= set_index(object, names.high, term->high);
  failed |= set_index(object, names.worst, term->worst);
  failed |= set_number(object, "share_below", term->share_below);
  failed |= set_number(object, "share_above", term->share_above);
  failed |= set_number(object, "share_outside", term->share_below + term->share_above);
  failed |= set_number(object, "share_outside_lower", term->share_lower);
  failed |= set_number(object, "share_outside_upper", term->share_upper);
  failed |= set_number(object, "dpmo", term->dpmo);
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

static json_t *observed_json(const leda_capability *r) {
  json_t *object = json_object();
  int failed = set(object, "below", json_integer((json_int_t)r->n_below));
  failed |= set(object, "above", json_integer((json_int_t)r->n_above));
  failed |= set_number(object, "share_outside", r->share_outside);
  failed |= set_number(object, "share_outside_lower", r->share_outside_lower);
  failed |= set_number(object, "share_outside_upper", r->share_outside_upper);
  failed |= set_number(object, "dpmo", r->dpmo);
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

static int set_test(json_t *object, const char *key, leda_normality test) {
  json_t *part = json_object();
  int failed = set_number(part, "statistic", test.statistic);
  failed |= set_number(part, "p", test.p);
  return failed | set(object, key, part);
}

json_t *leda_chart_capability_json(const leda_chart *chart) {
  const leda_chart_capability *c = chart->capability;
  if (!c) return json_null();
  const leda_capability *r = &c->result;
  json_t *object = json_object();
  int failed = set(object, "phase", json_integer((json_int_t)c->asked.phase));
  failed |= set_number(object, "lower", c->asked.lower);
  failed |= set_number(object, "upper", c->asked.upper);
  failed |= set_number(object, "target", c->asked.target);
  failed |= set(object, "points", json_integer((json_int_t)c->points));
  failed |= set(object, "signals", json_integer((json_int_t)c->signals));
  failed |= set(object, "stable", json_boolean(c->signals == 0));
  failed |= set(object, "n", json_integer((json_int_t)r->n));
  failed |= set_number(object, "mean", r->mean);
  failed |= set_number(object, "level", c->level);
  failed |= set(object, "within", term_json(&r->within, (index_names){"cp", "cpl", "cpu", "cpk"}));
  failed |=
      set(object, "overall", term_json(&r->overall, (index_names){"pp", "ppl", "ppu", "ppk"}));
  failed |= set_number(object, "cpm", r->cpm);
  failed |= set(object, "observed", observed_json(r));
  failed |= set_test(object, "anderson_darling", r->anderson_darling);
  failed |= set_test(object, "shapiro_wilk", r->shapiro_wilk);
  if (!failed) return object;
  json_decref(object);
  return NULL;
}
