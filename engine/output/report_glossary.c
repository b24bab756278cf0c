/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/report_parts.h"

/* What a report has to hold for a word to be explained. */
enum { OF_MEASURES = 1, OF_SURVEYS = 2, OF_PROJECTS = 4, OF_ALL = 7 };

/* Swedish words: the usual ones of the field (Rikstermbanken, Bergman & Klefsjö). */
static const struct {
  unsigned of;
  const char *sv, *en, *meaning;
} WORDS[] = {
    {OF_MEASURES, "styrdiagram", "control chart",
     N_("a line of values with a centre line and limits that chance alone seldom passes")},
    {OF_MEASURES, "baslinje", "baseline",
     N_("the values before a change, which those after it are compared with")},
    {OF_MEASURES, "styrgräns", "control limit",
     N_("how far from the centre line values lie by chance alone, with few exceptions")},
    {OF_MEASURES, "signal", "signal",
     N_("a value or a pattern that chance alone seldom gives; it asks for a cause, it does not prove one")},
    {OF_MEASURES, "skift", "shift", N_("the level moves at once and stays there")},
    {OF_MEASURES, "drift", "drift", N_("the level moves little by little")},
    {OF_MEASURES, "brus", "noise", N_("differences that chance explains")},
    {OF_ALL, "konfidensintervall", "confidence interval",
     N_("the values that the data leave possible; made so that 95 of 100 such intervals hold the true one")},
    {OF_ALL, "p-värde", "p-value",
     N_("how often chance alone would give a difference as large as this one, were nothing changed")},
    {OF_SURVEYS, "mättillfälle", "wave", N_("one round of the questionnaire")},
    {OF_PROJECTS, "grind", "gate", N_("what a phase has to show before the next one rests on it")},
    {OF_PROJECTS, "mätsystemanalys", "gauge study",
     N_("a trial in which several persons measure the same things, to see how much of the spread is the measuring's own")},
    {OF_PROJECTS, "Krippendorffs alfa", "Krippendorff's alpha",
     N_("how far raters agree beyond chance: 1 always, 0 as chance would have it")},
    {OF_PROJECTS, "Paretodiagram", "Pareto chart",
     N_("causes by size, to see which few make most of the cases")},
    {OF_PROJECTS, "fiskbensdiagram", "fishbone diagram",
     N_("possible causes by kind: ideas, not evidence")},
};
enum { N_WORDS = sizeof WORDS / sizeof *WORDS };

void leda_report_glossary(leda_report *report, leda_report_contents contents) {
  unsigned of = (contents.measures ? OF_MEASURES : 0U) |
                (contents.means || contents.answers ? OF_SURVEYS : 0U) |
                (contents.project ? OF_PROJECTS : 0U);
  report->terms = leda_keep_array(&report->keeper, N_WORDS, sizeof *report->terms);
  for (size_t i = 0; report->terms && i < N_WORDS; i++) {
    bool swedish = report->language == LEDA_SV;
    if (!(WORDS[i].of & of)) continue;
    report->terms[report->n_terms++] =
        (leda_report_term){.term = swedish ? WORDS[i].sv : WORDS[i].en,
                           .other = swedish ? WORDS[i].en : WORDS[i].sv,
                           .meaning = _(WORDS[i].meaning)};
  }
}
