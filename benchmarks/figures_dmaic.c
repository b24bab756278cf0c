/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One example of every figure of an improvement project: how long each takes, and how large it is.
   With a folder as argument the SVGs are left there (docs/images are made so). Made-up numbers. */
#define _XOPEN_SOURCE 700 /* mkdtemp */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "benchmarks/scratch.h"
#include "plots/render.h"

enum { KINDS = 10 };

static const char caption[] = "Source: made-up numbers, April to September 2025.\nProcessing: leda";

static leda_figure begin(leda_figure_kind kind, const char *title, const char *subtitle) {
  return (leda_figure){
      .kind = kind,
      .texts = {.title = title, .subtitle = subtitle, .caption = caption, .alt = subtitle}};
}

static leda_figure pareto(void) {
  static const leda_figure_pareto_bar bars[] = {{"No staff in the evening", 46, 36, 57, 1, 1, true},
                                                {"Decision is waiting", 31, 23, 41, 2, 3, true},
                                                {"Wrong telephone number", 24, 16, 33, 2, 4, true},
                                                {"Client not at home", 12, 7, 20, 3, 6, false},
                                                {"Key missing", 9, 5, 16, 4, 6, false},
                                                {"Other", 7, 3, 13, 4, 6, false}};
  leda_figure figure =
      begin(LEDA_FIGURE_PARETO, "Three causes make eight of ten missed visits",
            "Lack of staff is surely the largest; the order of the next two is open.");
  figure.texts.y_title = "Missed visits";
  figure.as.pareto =
      (leda_figure_pareto){bars, 6, 0.8, 0, "the vital few", "the rest", "share so far", "place"};
  return figure;
}

static leda_figure histogram(void) {
  static const double edges[] = {7,     7.75, 8.5,   9.25, 10,    10.75, 11.5,
                                 12.25, 13,   13.75, 14.5, 15.25, 16,    16.75};
  static const double counts[] = {2, 5, 9, 16, 28, 38, 36, 31, 22, 13, 8, 3, 1};
  leda_figure figure =
      begin(LEDA_FIGURE_HISTOGRAM, "The night fast is too long in four cases of ten",
            "The mean has to fall by 1.1 hours to reach the target.");
  figure.texts.x_title = "Hours";
  figure.texts.y_title = "Nights";
  figure.as.histogram = (leda_figure_histogram){edges,
                                                counts,
                                                13,
                                                11.6,
                                                1.75,
                                                8,
                                                12,
                                                10.5,
                                                1,
                                                "Lower limit",
                                                "Upper limit",
                                                "Target",
                                                "4 of 212 below (1.9%)",
                                                "86 of 212 above (40.6%)",
                                                "normal curve"};
  return figure;
}

static leda_figure gauge(void) {
  static const char *const components[] = {"Gauge R&R in all", "Repeatability", "Reproducibility",
                                           "Part to part"};
  static const double share[] = {7.8, 4.4, 3.4, 92.2}, share_low[] = {4.4, 2.6, 0.6, 79.8},
                      share_high[] = {20.3, 7.8, 16, 95.6}, spread[] = {27.9, 20.9, 18.5, 96},
                      spread_low[] = {21, 16, 8, 88}, spread_high[] = {45, 28, 40, 98},
                      tolerance[] = {31, 23.2, 20.5, 106};
  static const leda_figure_gauge_measure measures[] = {
      {"% of variance", share, share_low, share_high},
      {"% of spread", spread, spread_low, spread_high},
      {"% of tolerance", tolerance, NULL, NULL}};
  static const char *const parts[] = {"1", "2", "3", "4", "5", "6", "7", "8"};
  static const double first[] = {10.2, 11.5, 12.1, 9.8, 13.0, 12.4, 10.9, 11.1},
                      second[] = {10.9, 11.6, 12.0, 10.6, 13.1, 12.2, 11.3, 11.0},
                      third[] = {10.1, 11.2, 12.4, 9.6, 12.8, 12.6, 10.6, 10.9};
  static const leda_figure_gauge_operator operators[] = {
      {"Anna", first}, {"Björn", second}, {"Cecilia", third}};
  leda_figure figure = begin(LEDA_FIGURE_GAUGE, "The measurement system is barely good enough",
                             "The raters differ most for short nights.");
  figure.as.gauge = (leda_figure_gauge){components,
                                        4,
                                        measures,
                                        3,
                                        10,
                                        30,
                                        "10% good",
                                        "30% limit",
                                        "How much measuring varies",
                                        parts,
                                        8,
                                        operators,
                                        3,
                                        "Mean of each night"};
  return figure;
}

static leda_figure fishbone(void) {
  static const leda_figure_cause causes[] = {
      {"New staff without introduction", LEDA_CAUSE_THOUGHT},
      {"Split shifts", LEDA_CAUSE_CONFIRMED},
      {"Sick leave", LEDA_CAUSE_THOUGHT},
      {"Evening meal is served early", LEDA_CAUSE_CONFIRMED},
      {"No routine for snacks", LEDA_CAUSE_CONFIRMED},
      {"Planning starts from the roster", LEDA_CAUSE_THOUGHT},
      {"No snacks in the fridge", LEDA_CAUSE_THOUGHT},
      {"Ordering once a week", LEDA_CAUSE_RULED_OUT},
      {"Meals are not recorded", LEDA_CAUSE_THOUGHT},
      {"Times are guessed afterwards", LEDA_CAUSE_CONFIRMED},
      {"Kitchen closes at 18.00", LEDA_CAUSE_CONFIRMED},
      {"Noisy dining room", LEDA_CAUSE_RULED_OUT},
      {"Night fast is not followed up", LEDA_CAUSE_THOUGHT},
      {"Unclear who owns the evening", LEDA_CAUSE_THOUGHT}};
  static const leda_figure_bone bones[] = {
      {"People", causes, 3},           {"Method", causes + 3, 3},
      {"Material", causes + 6, 2},     {"Measurement", causes + 8, 2},
      {"Environment", causes + 10, 2}, {"Management", causes + 12, 2}};
  leda_figure figure = begin(LEDA_FIGURE_FISHBONE, "Why is the night fast too long?",
                             "Fourteen possible causes; data support five and rule out two.");
  figure.as.fishbone = (leda_figure_fishbone){"The night fast is longer than 11 hours", bones, 6,
                                              "supported by data", "ruled out"};
  return figure;
}

static leda_figure whys(void) {
  static const leda_figure_why answers[] = {
      {"The evening meal is served at 17", "Observed on three units, 14 of 14 evenings"},
      {"The kitchen closes at 18", NULL},
      {"The kitchen's roster follows the day staff's", "Roster of weeks 1 to 20"},
      {"Nobody has worked out what a later meal would take", NULL},
      {"Nobody is appointed to own the evening's meals", "Interviews with six managers"}};
  leda_figure figure = begin(LEDA_FIGURE_WHYS, "From a long night fast to who owns the evening",
                             "Five whys, three of them with evidence.");
  figure.as.whys =
      (leda_figure_whys){{"The night fast is 13.2 hours on average", "Measured in April, n = 212"},
                         answers,
                         5,
                         "Problem",
                         "Why?",
                         "Root cause"};
  return figure;
}

static leda_figure timeline(void) {
  static const leda_figure_phase phases[] = {
      {"Define", 0, 28, false, "3 to 31 March", LEDA_FIGURE_GATE_PASSED,
       "Problem and goal are set"},
      {"Measure", 28, 84, false, "31 March to 26 May", LEDA_FIGURE_GATE_PASSED,
       "Stable for 12 weeks"},
      {"Analyze", 70, 112, false, "12 May to 23 June", LEDA_FIGURE_GATE_NOT,
       "The causes explain only half"},
      {"Improve", 112, 190, false, "23 June to 9 September", LEDA_FIGURE_GATE_UNTOLD,
       "Too few points so far"},
      {"Control", 190, 260, true, "from 9 September", LEDA_FIGURE_GATE_NONE, NULL},
      {"Spread", 260, 300, true, "December", LEDA_FIGURE_GATE_NONE, NULL}};
  static const leda_figure_mark ticks[] = {
      {-2, "March"},   {29, "April"},      {59, "May"},      {90, "June"},      {120, "July"},
      {151, "August"}, {182, "September"}, {212, "October"}, {243, "November"}, {273, "December"}};
  static const leda_figure_mark changes[] = {
      {118, "Later evening meal, 2 units"}, {139, "Snacks in the fridge"}, {168, "All units"}};
  leda_figure figure = begin(LEDA_FIGURE_TIMELINE, "Shorter night fast: two of four gates passed",
                             "Next: show that the change is real.");
  figure.as.timeline =
      (leda_figure_timeline){phases, 6,       -2,       304,          {ticks, 10},   {changes, 3},
                             178,    "today", "passed", "not passed", "cannot tell", "planned"};
  return figure;
}

static leda_figure box_plots(void) {
  static const double few[] = {9.5, 10.1, 10.2, 10.2, 11.8, 12.4, 12.5, 13.9},
                      beyond[] = {17.2, 17.4, 6.1};
  static const leda_figure_box boxes[] = {
      {"Solgläntan, floor 2", "n = 84", 8.1, 10.4, 11.6, 12.9, 15.8, beyond, 3},
      {"Björkbacken", "n = 60", 8.8, 10.2, 11.1, 11.9, 13.1, NULL, 0},
      {"Unit for dementia Viljan", "n = 8", NAN, NAN, NAN, NAN, NAN, few, 8},
      {"Short-term home", "n = 60", 9, 11.9, 13.2, 14.1, 16.2, NULL, 0}};
  leda_figure figure = begin(LEDA_FIGURE_BOX_PLOTS, "The short-term home is highest",
                             "Units differ more than chance gives (p = 0.003).");
  figure.texts.x_title = "Night fast, hours";
  figure.as.box_plots = (leda_figure_box_plots){boxes, 4, 11, "Goal: at most 11 hours"};
  return figure;
}

static leda_figure scatter(void) {
  enum { POINTS = 40, LINE = 30 };
  static double x[2][POINTS], y[2][POINTS], line[4][LINE];
  static leda_figure_cloud clouds[2];
  for (int k = 0; k < 2; k++) {
    for (int i = 0; i < POINTS; i++) {
      x[k][i] = 1.5 + 0.2 * i + sin(7.1 * i + k);
      y[k][i] = 9 - 0.6 * k + 0.5 * x[k][i] + sin(12.9898 * i + 4 * k);
    }
    clouds[k] = (leda_figure_cloud){k ? "weekends" : "evenings", x[k], y[k], POINTS};
  }
  for (int i = 0; i < LINE; i++) {
    double half = 0.35 + 0.02 * pow(0.32 * i - 4.5, 2);
    line[0][i] = 1 + 0.32 * i;
    line[1][i] = 8.6 + 0.53 * line[0][i];
    line[2][i] = line[1][i] - half;
    line[3][i] = line[1][i] + half;
  }
  leda_figure figure = begin(LEDA_FIGURE_SCATTER, "Longer between meals when fewer work",
                             "One person fewer goes with half an hour more (0.4 to 0.7 hours).");
  figure.texts.x_title = "Vacant shifts";
  figure.texts.y_title = "Night fast, hours";
  figure.as.scatter = (leda_figure_scatter){clouds,  2,    line[0], line[1],       line[2],
                                            line[3], LINE, "line",  "95% interval"};
  return figure;
}

static leda_figure before_after(void) {
  static const leda_figure_before_after_panel panels[] = {{"Night fast, hours",
                                                           "1.7 hours shorter (1.2 to 2.2)",
                                                           {13.2, 12.8, 13.6, "n = 212"},
                                                           {11.5, 11.2, 11.8, "n = 198"},
                                                           11,
                                                           false,
                                                           1},
                                                          {"Nights over 11 hours",
                                                           "41 points lower (32 to 49)",
                                                           {0.81, 0.75, 0.86, "n = 212"},
                                                           {0.40, 0.33, 0.47, "n = 198"},
                                                           0.2,
                                                           true,
                                                           0}};
  leda_figure figure = begin(LEDA_FIGURE_BEFORE_AFTER, "The night fast became shorter",
                             "More than chance gives; the goal is not reached.");
  figure.as.before_after = (leda_figure_before_after){panels, 2, "Before", "After", "Goal"};
  return figure;
}

static leda_figure sheet(const leda_figure *others) {
  static leda_figure inside[4];
  static leda_figure_panel panels[7];
  static const int which[] = {1, 0, 8, 5};
  for (int i = 0; i < 4; i++) {
    inside[i] = others[which[i]];
    inside[i].texts.caption = NULL;
    inside[i].texts.subtitle = NULL;
  }
  const leda_figure_panel all[] = {
      {"Problem",
       "The night fast in elder care is 13.2 hours on average. The national advice is at "
       "most 11 hours.",
       NULL, 0, 0},
      {"Goal",
       "- At most 11 hours on average by 31 December 2025\n- At most 20% of the nights over "
       "11 hours",
       NULL, 0, 0},
      {"Now", "The measurement is stable since April, n = 212 nights.", &inside[0], 0, 0},
      {"Causes", "Three causes make eight of ten missed snacks.", &inside[1], 1, 0},
      {"Actions",
       "- Later evening meal on two units from 29 June\n- Snacks in the fridge from 20 "
       "July\n- All units from 18 August",
       NULL, 1, 0},
      {"Result", "1.7 hours shorter (1.2 to 2.2): a real change, and the goal is not reached yet.",
       &inside[2], 2, 0},
      {"What next", "- Measure every week until Christmas\n- Decide who owns the evening's meals",
       &inside[3], 2, 0}};
  memcpy(panels, all, sizeof all);
  leda_figure figure = begin(LEDA_FIGURE_SHEET, "A shorter night fast in elder care",
                             "The change is real; the goal is not reached yet.");
  figure.as.sheet = (leda_figure_sheet){panels, 7};
  return figure;
}

/* ---- drawing ---- */

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void draw_one(const leda_figure *figure, const char *name, const char *folder) {
  char path[4200];
  struct stat about;
  bool page = figure->kind == LEDA_FIGURE_SHEET;
  leda_error err = leda_error_none();
  snprintf(path, sizeof path, "%s/dmaic-%s.svg", folder, name);
  leda_figure_job job = {.figure = figure,
                         .format = LEDA_FORMAT_SVG,
                         .size = page ? LEDA_SIZE_A3 : LEDA_SIZE_HALF_PAGE,
                         .path = path};
  double start = now();
  if (leda_figures_render(&job, 1, NULL, &err) || stat(path, &about)) {
    fprintf(stderr, "figures_dmaic: %s\n", err.message);
    exit(1);
  }
  printf("| %s | %.0f | %lld |\n", name, 1e3 * (now() - start), (long long)about.st_size / 1024);
}

int main(int argc, char **argv) {
  static const char *const names[KINDS] = {"pareto",       "histogram", "gauge",     "fishbone",
                                           "whys",         "timeline",  "box-plots", "scatter",
                                           "before-after", "sheet"};
  char scratch[SCRATCH_SIZE];
  leda_figure figures[KINDS] = {pareto(),   histogram(), gauge(),   fishbone(),    whys(),
                                timeline(), box_plots(), scatter(), before_after()};
  figures[KINDS - 1] = sheet(figures);
  scratch_template(scratch, "figures-dmaic");
  if (argc < 2 && !mkdtemp(scratch)) return 1;
  printf("| figure | ms, a process of its own | KiB of SVG |\n|---|---|---|\n");
  for (size_t i = 0; i < KINDS; i++) draw_one(&figures[i], names[i], argc < 2 ? scratch : argv[1]);
  for (size_t i = 0; argc < 2 && i < KINDS; i++) {
    char path[4200];
    snprintf(path, sizeof path, "%s/dmaic-%s.svg", scratch, names[i]);
    unlink(path);
  }
  return argc < 2 && rmdir(scratch) ? 1 : 0;
}
