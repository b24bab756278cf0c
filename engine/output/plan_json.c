/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/output/json_write.h"
#include "engine/output/labels.h"
#include "engine/output/plan_output.h"

const char *leda_plan_every_token(leda_period_kind every) {
  switch (every) {
  case LEDA_PERIOD_MONTH:
    return "month";
  case LEDA_PERIOD_QUARTER:
    return "quarter";
  case LEDA_PERIOD_YEAR:
    return "year";
  default:
    return "";
  }
}

static int set(json_t *object, const char *key, json_t *value) {
  return json_object_set_new(object, key, value);
}

static int set_number(json_t *object, const char *key, double value) {
  return set(object, key, leda_json_number(value));
}

static json_t *count_or_null(bool known, size_t count) {
  return known ? json_integer((json_int_t)count) : json_null();
}

static json_t *period_or_null(leda_period period) {
  return period.kind ? leda_period_json(period) : json_null();
}

static json_t *curve_json(const leda_plan *plan) {
  json_t *curve = json_array();
  for (size_t i = 0; curve && i < plan->n_curve; i++) {
    const leda_plan_step *step = &plan->curve[i];
    json_array_append_new(curve, json_pack("{s:I, s:I, s:f}", "points", (json_int_t)step->points,
                                           "after", (json_int_t)step->after, "power", step->power));
  }
  return curve;
}

static int set_given(const leda_plan *plan, json_t *document) {
  const leda_plan_options *o = &plan->given;
  const char *every = leda_plan_every_token(o->every);
  int failed = set_number(document, "at", o->baseline ? NAN : o->at);
  failed |= set(document, "baseline", count_or_null(o->baseline > 0, o->baseline));
  failed |= set_number(document, "from", o->from);
  failed |= set_number(document, "to", o->to);
  failed |= set_number(document, "level", o->level);
  failed |= set_number(document, "denominator", o->denominator > 0.0 ? o->denominator : NAN);
  failed |= set(document, "every", *every ? json_string(every) : json_null());
  failed |= set(document, "start", period_or_null(o->start));
  failed |= set(document, "by", period_or_null(o->by));
  return failed;
}

int leda_plan_json(const leda_plan *plan, json_t *document) {
  static const char *const questions[] = {"points", "power", "size"};
  bool points = plan->found || plan->question != LEDA_PLAN_POINTS;
  int failed = set(document, "question", json_string(questions[plan->question]));
  failed |= set(document, "points", count_or_null(points, plan->points));
  failed |= set(document, "after", count_or_null(points, plan->after));
  failed |= set_number(document, "power", plan->found ? plan->power : plan->given.power);
  failed |= set_number(document, "power_unknown_phi", plan->power_unknown_phi);
  failed |= set_number(document, "shift", plan->shift);
  failed |= set_number(document, "slope", plan->slope);
  failed |= set_number(document, "sd", plan->given.sd);
  failed |= set_number(document, "phi", plan->given.phi);
  failed |= set(document, "phi_known", json_boolean(!plan->given.phi_unknown));
  failed |= set(document, "change_known", json_boolean(plan->given.known));
  failed |= set_number(document, "alpha", plan->given.alpha);
  failed |= set_given(plan, document);
  failed |= set(document, "known", period_or_null(plan->known));
  failed |= set(document, "curve", curve_json(plan));
  failed |= set(document, "warnings", leda_messages_json(&plan->warnings));
  return failed;
}

void leda_plan_csv(const leda_plan *plan, leda_csv *csv) {
  static const char *const names[] = {"points", "after", "shift", "slope", "power"};
  double slope = isnan(plan->shift) ? plan->slope : NAN;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) leda_csv_text(csv, names[i]);
  leda_csv_end_row(csv);
  for (size_t i = 0; i < plan->n_curve; i++) {
    leda_csv_integer(csv, (long long)plan->curve[i].points);
    leda_csv_integer(csv, (long long)plan->curve[i].after);
    leda_csv_number(csv, plan->shift);
    leda_csv_number(csv, slope);
    leda_csv_number(csv, plan->curve[i].power);
    leda_csv_end_row(csv);
  }
}
