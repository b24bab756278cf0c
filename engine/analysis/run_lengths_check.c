/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/run_lengths_check.h"

#include <math.h>

#include "engine/core/i18n.h"

static leda_status refuse(leda_error *err, const char *message, const char *hint) {
  leda_fail(err, LEDA_ERR_USAGE, "%s", message);
  leda_error_hint(err, "%s", hint);
  return LEDA_ERR_USAGE;
}

static bool is(const leda_run_lengths_options *o, unsigned charts) {
  return (charts >> o->chart) & 1u;
}

/* Options that only some charts have. */
static leda_status check_family(const leda_run_lengths_options *o, leda_error *err) {
  enum {
    SHEWHART = 1 << LEDA_ARL_SHEWHART,
    EWMA = 1 << LEDA_ARL_EWMA,
    CUSUM = 1 << LEDA_ARL_CUSUM,
    P = 1 << LEDA_ARL_P,
    C = 1 << LEDA_ARL_C
  };
  const struct {
    const char *option;
    bool given;
    unsigned charts;
  } uses[] = {
      {"width", !isnan(o->width), SHEWHART | EWMA | P | C},
      {"lambda", !isnan(o->lambda), EWMA},
      {"fixed-limits", o->fixed_limits, EWMA},
      {"k", !isnan(o->k), CUSUM},
      {"h", !isnan(o->h), CUSUM},
      {"head-start", !isnan(o->head_start), CUSUM},
      {"subgroup-size", o->subgroup_size > 0, SHEWHART | EWMA | CUSUM},
      {"level", !isnan(o->level), P | C},
      {"to", !isnan(o->to), P | C},
      {"denominator", !isnan(o->denominator), P},
  };
  for (size_t i = 0; i < sizeof uses / sizeof *uses; i++)
    if (uses[i].given && !is(o, uses[i].charts))
      return leda_fail(err, LEDA_ERR_USAGE, _("--%s does not go with --arl %s"), uses[i].option,
                       leda_arl_chart_token(o->chart));
  return LEDA_OK;
}

static leda_status check_counts(const leda_run_lengths_options *o, leda_error *err) {
  bool share = o->chart == LEDA_ARL_P;
  if (!share && o->chart != LEDA_ARL_C) return LEDA_OK;
  if (isnan(o->level))
    return refuse(err, _("--arl p and --arl c need the level when nothing changes"),
                  share ? _("give --level, e.g. --level 5%") : _("give --level, e.g. --level 4.2"));
  if (share && isnan(o->denominator))
    return refuse(err, _("--arl p needs the number of cases behind a point"),
                  _("give --denominator"));
  if (share && !(o->level > 0.0 && o->level < 1.0))
    return refuse(err, _("--level must lie between 0 and 1"), _("write 0.05 or 5%"));
  if (!share && !(o->level > 0.0 && o->level < 1e6))
    return refuse(err, _("--level must lie between 0 and a million"),
                  _("it is the mean count of a period"));
  if (share &&
      (o->denominator < 1.0 || o->denominator > 1e9 || o->denominator != floor(o->denominator)))
    return refuse(err, _("--denominator must be a whole number of cases"), _("at least 1"));
  if (o->to < 0.0 || (share && o->to > 1.0))
    return refuse(err, _("--to is no level that the chart can have"),
                  share ? _("it must lie between 0 and 1") : _("it must be at least 0"));
  return LEDA_OK;
}

static leda_status check_sizes(const leda_run_lengths_options *o, leda_error *err) {
  if (!isnan(o->arl0) && !(o->arl0 >= 2.0 && o->arl0 <= 1e6))
    return refuse(err, _("--arl0 must lie between 2 and a million"),
                  _("370 is that of limits at 3 standard deviations"));
  if (!isnan(o->arl0) && (!isnan(o->width) || !isnan(o->h)))
    return refuse(err, _("--arl0 finds --width or --h: both cannot be given"), _("leave out one"));
  if (!isnan(o->shift) && !isnan(o->to))
    return refuse(err, _("--shift and --to say the same"), _("leave out one"));
  if (o->points > 365)
    return refuse(err, _("--points must be at most 365 with --arl"), _("10 is the default"));
  if (fabs(o->shift) > 20.0 || o->width > 20.0 || o->h > 100.0 || o->k > 20.0)
    return refuse(err, _("sizes are in standard deviations, and one of these is too large"),
                  _("--shift, --width and --k go to 20, --h to 100"));
  return LEDA_OK;
}

static void fill_in(leda_run_lengths_options *o) {
  bool cusum = o->chart == LEDA_ARL_CUSUM;
  if (!cusum && isnan(o->width)) o->width = 3.0;
  if (o->chart == LEDA_ARL_EWMA && isnan(o->lambda)) o->lambda = 0.2;
  if (cusum && isnan(o->k)) o->k = 0.5;
  if (cusum && isnan(o->h)) o->h = 5.0;
  if (cusum && isnan(o->head_start)) o->head_start = 0.0;
  if (!o->subgroup_size) o->subgroup_size = 1;
  if (!o->points) o->points = 10;
  if (!isnan(o->to)) o->shift = (o->to - o->level) / leda_run_lengths_sigma(o);
  if (isnan(o->shift)) o->shift = 1.0;
}

leda_status leda_run_lengths_complete(leda_run_lengths_options *o, leda_error *err) {
  if (check_family(o, err) || check_counts(o, err) || check_sizes(o, err)) return err->status;
  fill_in(o);
  if (o->lambda > 1.0 || o->lambda < 0.05)
    return refuse(err, _("--lambda must lie between 0.05 and 1"), _("0.2 is the default"));
  if (o->chart == LEDA_ARL_CUSUM && isnan(o->arl0) && !(o->head_start < o->h))
    return refuse(err, _("--head-start must be below --h"), _("half of --h is usual"));
  if (!isnan(o->to)) return LEDA_OK;
  double level = o->level + o->shift * leda_run_lengths_sigma(o);
  if (level < 0.0 || (o->chart == LEDA_ARL_P && level > 1.0))
    return refuse(err, _("--shift leads to a level that the chart cannot have"),
                  _("give a smaller one, or the level wanted with --to"));
  return LEDA_OK;
}
