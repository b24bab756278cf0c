/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/shapes.h"

#include <math.h>

static bool drawable(leda_shape_point point) {
  return leda_plot_drawable(point.x) && leda_plot_drawable(point.y);
}

/* Writes the points as the next data block; false, and nothing is written, where none can be drawn. */
static bool add_block(leda_shapes *shapes, const leda_shape_point *points, size_t n) {
  leda_text *out = shapes->canvas->out;
  bool any = false, open = false;
  for (size_t i = 0; i < n; i++) {
    if (!drawable(points[i])) {
      if (open) leda_text_add_char(out, '\n');
      open = false;
      continue;
    }
    if (!any) leda_text_addf(out, "$shape%zu << END\n", ++shapes->n);
    leda_text_addf(out, "%.2f %.2f\n", points[i].x, points[i].y);
    any = open = true;
  }
  if (any) leda_text_add(out, "END\n");
  return any;
}

static const char *dash_of(leda_shape_look look) { return look.dash ? look.dash : "solid"; }

void leda_shapes_polygon(leda_shapes *shapes, const leda_shape_point *points, size_t n,
                         leda_shape_look look) {
  for (size_t i = 0; i < n; i++)
    if (!drawable(points[i])) return;
  if (!add_block(shapes, points, n)) return;
  if (look.fill)
    leda_plot_clause(&shapes->clauses,
                     "$shape%zu with filledcurves closed fillstyle solid noborder fc rgb '%s'",
                     shapes->n, look.fill);
  if (!look.edge) return;
  /* The first point again closes the outline. */
  leda_shape_point closing[2] = {points[n - 1], points[0]};
  leda_shapes_line(shapes, points, n, look);
  leda_shapes_line(shapes, closing, 2, look);
}

void leda_shapes_box(leda_shapes *shapes, leda_plot_box box, leda_shape_look look) {
  const leda_shape_point corners[] = {{box.left, box.top},
                                      {box.right, box.top},
                                      {box.right, box.bottom},
                                      {box.left, box.bottom},
                                      {box.left, box.top}};
  if (look.fill) leda_shapes_polygon(shapes, corners, 4, (leda_shape_look){.fill = look.fill});
  if (look.edge) leda_shapes_line(shapes, corners, 5, look);
}

void leda_shapes_hatch(leda_shapes *shapes, leda_plot_box box, double spacing,
                       leda_shape_look look) {
  double width = box.right - box.left, height = box.bottom - box.top;
  if (!(width > 0) || !(height > 0)) return;
  for (double t = spacing; t < width + height; t += spacing) {
    leda_shape_point from = {box.left + fmax(t - height, 0), box.top + fmin(t, height)};
    leda_shape_point to = {box.left + fmin(t, width), box.top + fmax(t - width, 0)};
    leda_shapes_segment(shapes, from, to, look);
  }
}

void leda_shapes_line(leda_shapes *shapes, const leda_shape_point *points, size_t n,
                      leda_shape_look look) {
  if (look.edge && add_block(shapes, points, n))
    leda_plot_clause(&shapes->clauses, "$shape%zu with lines lc rgb '%s' lw %.3g dashtype %s",
                     shapes->n, look.edge, look.width, dash_of(look));
}

void leda_shapes_segment(leda_shapes *shapes, leda_shape_point from, leda_shape_point to,
                         leda_shape_look look) {
  leda_shapes_line(shapes, (leda_shape_point[]){from, to}, 2, look);
}

void leda_shapes_arrow(leda_shapes *shapes, leda_shape_point from, leda_shape_point to, double head,
                       leda_shape_look look) {
  double length = hypot(to.x - from.x, to.y - from.y);
  if (!(length > 0)) return;
  double x = (to.x - from.x) / length, y = (to.y - from.y) / length, half = head * 0.45;
  leda_shape_point neck = {to.x - x * head, to.y - y * head};
  leda_shapes_segment(shapes, from, neck, look);
  const leda_shape_point points[] = {
      to, {neck.x - y * half, neck.y + x * half}, {neck.x + y * half, neck.y - x * half}};
  leda_shapes_polygon(shapes, points, 3, (leda_shape_look){.fill = look.edge});
}

void leda_shapes_marks(leda_shapes *shapes, const leda_shape_point *points, size_t n,
                       leda_shape_sign sign, leda_shape_look look) {
  if (add_block(shapes, points, n))
    leda_plot_clause(&shapes->clauses, "$shape%zu with points pt %d ps %.4g lw %.3g lc rgb '%s'",
                     shapes->n, sign.type, sign.radius / LEDA_MARK_UNIT,
                     look.width > 0 ? look.width : 2, look.edge);
}

void leda_shapes_mark(leda_shapes *shapes, leda_shape_point point, int type, double radius,
                      leda_shape_look look) {
  leda_shapes_marks(shapes, &point, 1, (leda_shape_sign){type, radius}, look);
}

void leda_shapes_draw(leda_shapes *shapes) {
  leda_canvas_page_axes(shapes->canvas);
  if (shapes->clauses.length == 0) leda_text_add(&shapes->clauses, "plot NaN");
  leda_canvas_plot(shapes->canvas, &shapes->clauses);
}
