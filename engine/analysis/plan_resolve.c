/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/analysis/plan_internal.h"
#include "engine/core/i18n.h"

#define PERSISTENT 0.8 /* above it the verdict is cannot-tell */
#define USUAL_POWER 0.8

leda_plan_options leda_plan_options_default(void) {
  return (leda_plan_options){.power = NAN,
                             .shift = NAN,
                             .slope = NAN,
                             .from = NAN,
                             .to = NAN,
                             .sd = NAN,
                             .level = NAN,
                             .alpha = 0.05,
                             .at = NAN,
                             .seed = 1};
}

static leda_status refuse(leda_error *err, const char *message, const char *hint) {
  leda_fail(err, LEDA_ERR_USAGE, "%s", message);
  if (hint) leda_error_hint(err, "%s", hint);
  return LEDA_ERR_USAGE;
}

static leda_status check_numbers(const leda_plan_options *o, leda_error *err) {
  const struct {
    const char *option;
    double value, low, high;
  } ranges[] = {{"power", o->power, 0.01, 0.999},
                {"phi", o->phi, 0.0, PERSISTENT},
                {"alpha", o->alpha, 0.0001, 0.5},
                {"at", o->at, 0.01, 0.99},
                {"sd", o->sd, 1e-12, 1e12},
                {"shift", fabs(o->shift), 1e-12, 1e12},
                {"slope", fabs(o->slope), 1e-12, 1e12}};
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    if (!isnan(ranges[i].value) &&
        !(ranges[i].value >= ranges[i].low && ranges[i].value <= ranges[i].high))
      return leda_fail(err, LEDA_ERR_USAGE, _("--%s must lie between %g and %g"), ranges[i].option,
                       ranges[i].low, ranges[i].high);
  if (o->points && (o->points < 8 || o->points > 2000))
    return leda_fail(err, LEDA_ERR_USAGE, _("--%s must lie between %g and %g"), "points", 8.0,
                     2000.0);
  if (o->baseline && (o->baseline < 2 || o->baseline > 1000))
    return leda_fail(err, LEDA_ERR_USAGE, _("--%s must lie between %g and %g"), "baseline", 2.0,
                     1000.0);
  return LEDA_OK;
}

static leda_status resolve_size(leda_plan_options *o, leda_error *err) {
  bool levels = !isnan(o->from) && !isnan(o->to);
  if (isnan(o->from) != isnan(o->to) && !(isnan(o->to) && o->denominator > 0.0))
    return refuse(err, _("--from and --to belong together"), NULL);
  if ((levels || !isnan(o->shift)) && !isnan(o->slope))
    return refuse(err, _("a shift and a slope cannot both be given"), NULL);
  if (levels && !isnan(o->shift))
    return refuse(err, _("give the shift as --shift or as --from and --to, not both"), NULL);
  if (levels) o->shift = o->to - o->from;
  if (levels && !(fabs(o->shift) > 0.0))
    return refuse(err, _("--from and --to are the same: there is no change to find"), NULL);
  return LEDA_OK;
}

static leda_status resolve_sd(leda_plan *plan, leda_error *err) {
  leda_plan_options *o = &plan->given;
  plan->sd_known = true;
  if (o->denominator > 0.0) {
    double p = isnan(o->level) ? o->from : o->level;
    if (!isnan(o->sd)) return refuse(err, _("give --sd or --denominator, not both"), NULL);
    if (isnan(p)) return refuse(err, _("--denominator needs --level or --from"), NULL);
    if (!(p > 0.0 && p < 1.0) || o->to > 1.0 || o->to < 0.0)
      return refuse(err, _("with --denominator levels are shares between 0 and 1"),
                    /* xgettext:no-c-format */ _("write 45% or 0.45"));
    o->sd = sqrt(p * (1.0 - p) / o->denominator);
  } else if (isnan(o->sd)) {
    if (!isnan(o->from))
      return refuse(err, _("--from and --to need --sd or --denominator"),
                    _("how much do values vary when nothing changes? leda chart prints it as "
                      "sigma; for shares give the denominator"));
    o->sd = 1.0;
    plan->sd_known = false;
  }
  return LEDA_OK;
}

static leda_status resolve_time(leda_plan_options *o, leda_error *err) {
  if (o->baseline && !isnan(o->at))
    return refuse(err, _("give --at or --baseline, not both"), NULL);
  if (o->start.kind && !o->baseline)
    return refuse(err, _("--start needs --baseline"),
                  _("how many measurements are there before the change?"));
  if (o->start.kind == LEDA_PERIOD_DATE)
    return refuse(err, _("--start and --by are periods, not dates"), _("write 2025-01 or 2025-Q1"));
  if (o->every && o->start.kind && o->every != o->start.kind)
    return refuse(err, _("--start and --every name different periods"), NULL);
  if (o->start.kind) o->every = o->start.kind;
  if (!o->by.kind) return LEDA_OK;
  if (o->by.kind != o->start.kind || o->by.ordinal < o->start.ordinal)
    return refuse(err, _("--by needs --start, a period before it of the same kind"), NULL);
  if (!isnan(o->slope)) return refuse(err, _("--by goes with a shift, not with --slope"), NULL);
  return LEDA_OK;
}

static leda_status resolve_known(const leda_plan_options *o, leda_error *err) {
  if (!o->known) return LEDA_OK;
  if (o->phi_unknown)
    return refuse(err, _("--known and --noise ar1 cannot be planned together"), NULL);
  if (!isnan(o->slope) && !o->baseline)
    return refuse(err, _("--known needs a change with a beginning: a shift, or --baseline"), NULL);
  return LEDA_OK;
}

static leda_status name_question(leda_plan *plan, leda_error *err) {
  leda_plan_options *o = &plan->given;
  bool size = !isnan(o->shift) || !isnan(o->slope);
  if (isnan(o->power) && size != (o->points > 0)) o->power = USUAL_POWER;
  int given = size + !isnan(o->power) + (o->points > 0);
  if (given != 2)
    return refuse(err, _("give two of points, power and size: the third is computed"),
                  _("--points N, --power P, and --shift S, --slope S or --from V --to V"));
  if (o->phi_unknown && (o->points > LEDA_PLAN_TABLES || o->baseline > LEDA_PLAN_TABLES - 2))
    return leda_fail(err, LEDA_ERR_USAGE, _("with --noise ar1 at most %d values are planned"),
                     (int)LEDA_PLAN_TABLES);
  if (o->baseline && o->points && o->points < o->baseline + 2)
    return refuse(err, _("--points counts the baseline too, and two more at least"), NULL);
  plan->question = !size ? LEDA_PLAN_SIZE : isnan(o->power) ? LEDA_PLAN_POWER : LEDA_PLAN_POINTS;
  return LEDA_OK;
}

leda_status leda_plan_resolve(leda_plan *plan, const leda_plan_options *options, leda_error *err) {
  *plan = (leda_plan){
      .given = *options, .shift = NAN, .slope = NAN, .power = NAN, .power_unknown_phi = NAN};
  leda_status status = check_numbers(options, err);
  if (!status) status = resolve_size(&plan->given, err);
  if (!status) status = resolve_sd(plan, err);
  if (!status) status = resolve_time(&plan->given, err);
  if (!status) status = resolve_known(&plan->given, err);
  if (!status) status = name_question(plan, err);
  if (isnan(plan->given.at)) plan->given.at = 0.5;
  return status;
}
