/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/number.h"
#include "engine/output/report_parts.h"

#define MOST_PARAGRAPHS 8

static void add_paragraph(leda_report *report, const char *paragraph) {
  leda_text text = {0};
  leda_text_add(&text, paragraph);
  leda_report_add_text(report, &report->method, &text, MOST_PARAGRAPHS);
}

static void add_verdict(leda_report *report, double alpha) {
  leda_text text = {0}, level = {0};
  leda_number_label_percent(alpha, 0, report->language, &level);
  leda_text_addf(&text,
                 _("The verdict on a series asks whether it holds a lasting change, a shift or a "
                   "drift, or noise alone. The values are ranked, every possible shift and the "
                   "drift are tried, and the strongest is compared with what chance alone gives. "
                   "Of series in which nothing happens, about %s are called changed. A season is "
                   "removed first where the series holds at least three rounds of it. Where "
                   "neighbouring values are alike, the verdict reckons with it or a note below "
                   "it says that it does not."),
                 leda_text_str(&level));
  leda_report_add_text(report, &report->method, &text, MOST_PARAGRAPHS);
  leda_text_clear(&level);
}

static void add_answers(leda_report *report, double alpha) {
  leda_text text = {0}, level = {0};
  leda_number_label_percent(alpha, 0, report->language, &level);
  leda_text_addf(&text,
                 _("Answers are compared statement by statement. The difference between two times "
                   "is adjusted for role, and its uncertainty reckons with persons of one "
                   "municipality being alike. A statement is called improved or worse only where "
                   "so large a difference would come about by chance in at most %s of surveys in "
                   "which nothing happened, all statements looked at together: this is found by "
                   "letting the two times change places in whole municipalities."),
                 leda_text_str(&level));
  leda_report_add_text(report, &report->method, &text, MOST_PARAGRAPHS);
  leda_text_clear(&level);
}

void leda_report_method(leda_report *report, leda_report_contents contents, double alpha) {
  if (contents.answers) add_answers(report, alpha);
  if (contents.means) {
    add_paragraph(report,
                  _("Published means are taken exactly as printed. Differences are computed from "
                    "them without rounding, and each printed difference is compared with that: "
                    "equal, possible because the means were rounded before, or not possible."));
    add_paragraph(
        report,
        _("The answers behind the means are not published, so how much they vary is not known. On a "
          "scale with ends, though, answers with a given mean cannot vary more than if all stood at "
          "the ends. A change that is more than noise even then is more than noise whatever the "
          "answers were, if the persons answered independently of one another. Persons of one "
          "municipality are more alike than that, which this worst case does not reckon with."));
  }
  if (contents.votes)
    add_paragraph(
        report,
        _("Shares of a vote say how large a change is, and how many must have voted each time for "
          "it to be more than chance: by a two-sided test of two unpaired groups, by Fisher's exact "
          "test, and, as an upper bound of what the same persons voting twice could show, by a sign test."));
  if (contents.measures) {
    add_paragraph(report,
                  _("In a control chart the centre line and the limits come from the baseline; "
                    "where none is named, from all points. The limits stand three standard "
                    "deviations from the centre line, estimated from how much neighbouring points "
                    "differ or, for shares and rates, from the number of cases."));
    add_verdict(report, alpha);
    add_paragraph(report,
                  _("Where one change with its date is named for a measure, that date is what is "
                    "asked about: the values from it on are compared with those before, and no "
                    "other date is tried. Name it only where it was known before the values were "
                    "looked at."));
  }
  add_paragraph(
      report,
      _("The same project, the same data and the same versions of leda and gnuplot give the "
        "same report, byte for byte: nothing in it depends on the day or the clock. "
        "manifest.json beside the report lists every file with its checksum."));
}
