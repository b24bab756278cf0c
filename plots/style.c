/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/style.h"

/* WIDE and CLASSIC are slides of 13.33 x 7.5 and 10 x 7.5 inches; HALF_PAGE is the text width of an
   A4 page (170 mm), where 16 pixels are 9.6 points; A3 lies (420 x 297 mm), 21 pixels are 15.7 points. */
static const leda_plot_style styles[] = {
    [LEDA_SIZE_WIDE] = {1280, 720, 960.0 / 72, 34, 25, 21, 15.5, 36, 3, 6.5},
    [LEDA_SIZE_CLASSIC] = {1024, 768, 10, 31, 23, 20, 15, 32, 3, 6.5},
    [LEDA_SIZE_HALF_PAGE] = {800, 560, 170 / 25.4, 24, 18.5, 16, 13, 20, 2.4, 5},
    [LEDA_SIZE_A3] = {1587, 1122, 420 / 25.4, 46, 28, 21, 15, 40, 3, 6.5},
};

const leda_plot_style *leda_plot_style_of(leda_figure_size size) {
  return &styles[size <= LEDA_SIZE_A3 ? size : LEDA_SIZE_WIDE];
}

#define DOTS_PER_INCH 300

/* gnuplot scales fonts, points and lines by different rules in each terminal; these factors, found
   by measuring gnuplot 5.4, make one pixel of the canvas the same length for all three. */
void leda_plot_terminal(leda_text *out, leda_figure_format format, const leda_plot_style *style,
                        double height) {
  double inches = style->inches, tall = inches * height / style->width;
  const char *font = "font '" LEDA_PLOT_FONT ",16' noenhanced";
  if (format == LEDA_FORMAT_SVG) {
    leda_text_addf(out, "set terminal svg size %.0f,%.0f dynamic background rgb '#FFFFFF' %s\n",
                   style->width, height, font);
  } else if (format == LEDA_FORMAT_PNG) {
    double scale = inches * DOTS_PER_INCH / style->width;
    leda_text_addf(out,
                   "set terminal pngcairo size %.0f,%.0f background rgb '#FFFFFF' fontscale %.5g "
                   "pointscale %.5g linewidth %.5g dashlength 2 %s\n",
                   inches * DOTS_PER_INCH, tall * DOTS_PER_INCH, 0.75 * scale, 2 * scale, scale,
                   font);
  } else {
    double scale = inches * 96 / style->width;
    /* A quarter of a point more, since the page is cut to whole points. */
    leda_text_addf(out,
                   "set terminal pdfcairo size %.4fin,%.4fin background rgb '#FFFFFF' fontscale "
                   "%.5g pointscale %.5g linewidth %.5g dashlength 2 %s\n",
                   inches + 0.25 / 72, tall + 0.25 / 72, 0.5625 * scale, 1.5 * scale, scale * 5 / 3,
                   font);
  }
}
