/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "plots/escape.h"
#include "plots/finish.h"
#include "plots/render_internal.h"
#include "plots/script.h"
#include "plots/style.h"

/* Changes when the files' finish does, so that figures kept from older versions are made again. */
#define FINISH_VERSION "leda figure 1"

/* ---- before gnuplot ---- */

/* gnuplot takes the font by name; another edition of it gives other letters. */
static void add_font(leda_text *out) {
  static const char *const files[] = {"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
                                      "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"};
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    struct stat about;
    leda_text_addf(out, "font %lld\n", stat(files[i], &about) ? -1LL : (long long)about.st_size);
  }
}

static void hash_job(const leda_render *render, leda_figure_job *job, const leda_text *terminal,
                     const leda_text *script) {
  const leda_figure_texts *texts = &job->figure->texts;
  leda_text all = {0};
  leda_text_addf(&all, FINISH_VERSION "\n%s\n%s\n", render->version,
                 leda_language_code(texts->language));
  if (job->format != LEDA_FORMAT_SVG) add_font(&all);
  leda_text_add(&all, leda_text_str(terminal));
  leda_text_add(&all, leda_text_str(script));
  leda_plot_quote(&all, texts->title);
  leda_plot_quote(&all, texts->alt);
  leda_bytes_hash(leda_text_str(&all), all.length, job->hash);
  if (all.failed) job->hash[0] = '\0';
  leda_text_clear(&all);
}

static const char *const plain_names[] = {[LEDA_FORMAT_SVG] = "figure.svg",
                                          [LEDA_FORMAT_PDF] = "figure.pdf",
                                          [LEDA_FORMAT_PNG] = "figure.png"};

/* The script's second line alone tells where the figure goes: it is written anew when the script is
   kept, and gnuplot's line numbers stay right. */
static void add_output(leda_text *out, const char *path, leda_figure_format format) {
  leda_text_add(out, "set output ");
  if (!leda_plot_quote_path(out, path)) leda_plot_quote_path(out, plain_names[format]);
  leda_text_add_char(out, '\n');
}

static leda_status make_script(leda_render *render, size_t job, const leda_text *parts[2],
                               leda_error *err) {
  char *output = leda_workplace_path(&render->place, "figure", job);
  leda_text *all = &render->scripts[job];
  if (!output) return leda_fail_memory(err);
  leda_text_add(all, leda_text_str(parts[0]));
  add_output(all, output, render->jobs[job].format);
  leda_text_add(all, leda_text_str(parts[1]));
  leda_text_add(all, "unset output\n");
  leda_free(output);
  return leda_text_status(all, err);
}

static bool is_current(const leda_figure_job *job) {
  struct stat about;
  return job->known_hash && strcmp(job->known_hash, job->hash) == 0 &&
         stat(job->path, &about) == 0 && about.st_size > 0;
}

leda_status leda_render_prepare(leda_render *render, size_t job, bool *draw, leda_error *err) {
  leda_figure_job *it = &render->jobs[job];
  double height;
  leda_text terminal = {0}, script = {0};
  leda_status status = leda_plot_script(it->figure, it->size, &script, &height, err);
  if (!status) {
    leda_plot_terminal(&terminal, it->format, leda_plot_style_of(it->size), height);
    status = leda_text_status(&terminal, err);
  }
  if (!status) {
    hash_job(render, it, &terminal, &script);
    if (!it->hash[0]) status = leda_fail_memory(err);
  }
  *draw = !status && !is_current(it);
  if (*draw) status = make_script(render, job, (const leda_text *[]){&terminal, &script}, err);
  leda_text_clear(&script);
  leda_text_clear(&terminal);
  return status;
}

/* ---- after gnuplot ---- */

bool leda_render_has_output(const leda_render *render, size_t job) {
  struct stat about;
  char *path = leda_workplace_path(&render->place, "figure", job);
  bool there = path && stat(path, &about) == 0 && about.st_size > 0;
  leda_free(path);
  return there;
}

static bool finish(const leda_figure_job *job, leda_text *out, const char *bytes, size_t length) {
  if (job->format == LEDA_FORMAT_PNG) return leda_png_finish(out, bytes, length);
  if (job->format == LEDA_FORMAT_PDF) return leda_pdf_finish(out, bytes, length);
  char prefix[16];
  snprintf(prefix, sizeof prefix, "f%.8s-", job->hash);
  return leda_svg_finish(out, bytes, length, &job->figure->texts, prefix);
}

static char *kept_path(const leda_figure_job *job) {
  leda_text path = {0};
  leda_text_addf(&path, "%s.gp", job->path);
  return leda_text_take(&path);
}

/* The script as someone would run it by hand, in the figure's folder. */
static leda_status keep_script(const leda_render *render, size_t job, leda_error *err) {
  const char *made = leda_text_str(&render->scripts[job]);
  const char *second = made + strcspn(made, "\n") + 1;
  char *to = kept_path(&render->jobs[job]);
  leda_text script = {0};
  leda_text_add_n(&script, made, (size_t)(second - made));
  add_output(&script, leda_file_name(render->jobs[job].path), render->jobs[job].format);
  leda_text_add(&script, second + strcspn(second, "\n") + 1);
  leda_status status = to ? leda_text_status(&script, err) : leda_fail_memory(err);
  if (!status) status = leda_file_write_quick(to, leda_text_str(&script), script.length, err);
  leda_text_clear(&script);
  leda_free(to);
  return status;
}

leda_status leda_render_finish(leda_render *render, size_t job, bool *whole, leda_error *err) {
  leda_figure_job *it = &render->jobs[job];
  char *path = leda_workplace_path(&render->place, "figure", job);
  char *bytes = NULL;
  size_t length = 0;
  leda_text finished = {0};
  *whole = true;
  leda_status status = path ? LEDA_OK : leda_fail_memory(err);
  if (!status) *whole = leda_file_exists(path);
  if (!status && *whole) status = leda_file_read(path, 0, &bytes, &length, err);
  if (!status && *whole) *whole = finish(it, &finished, bytes, length);
  if (!status && *whole) status = leda_text_status(&finished, err);
  if (!status && *whole)
    status = leda_file_write_quick(it->path, finished.data, finished.length, err);
  if (!status && *whole && render->options->keep) status = keep_script(render, job, err);
  it->drawn = !status && *whole;
  if (*whole) leda_text_clear(&render->scripts[job]); /* one that failed is still to be told */
  if (path && truncate(path, 0))
    unlink(path); /* removed with the folder: some disks are slow at it */
  leda_text_clear(&finished);
  leda_free(bytes);
  leda_free(path);
  return status;
}

/* The 12 of `NAME" line 12`, as gnuplot writes where it stopped: in the kept script instead. Returns
   what follows; `at` itself where there is no such number. */
static const char *add_line(leda_text *out, const char *at, size_t lines_before) {
  static const char between[] = "\" line ";
  char *end;
  if (strncmp(at, between, strlen(between)) != 0) return at;
  unsigned long line = strtoul(at + strlen(between), &end, 10);
  if (end == at + strlen(between) || line <= lines_before) return at;
  leda_text_addf(out, "%s%lu", between, line - lines_before);
  return end;
}

/* gnuplot's words with the kept script's name and lines in place of the batch's. */
static void add_words(leda_text *out, const char *log, const char *batch, const char *kept,
                      size_t lines_before) {
  char *bytes = NULL;
  size_t length, skip = strlen(batch);
  if (leda_file_read(log, 0, &bytes, &length, NULL)) return;
  leda_text words = {0};
  for (const char *at = bytes; *at;) {
    if (strncmp(at, batch, skip) == 0) {
      leda_text_add(&words, kept);
      at = add_line(&words, at + skip, lines_before);
    } else {
      leda_text_add_char(&words, *at++);
    }
  }
  leda_plot_clean(out, leda_text_str(&words), 400);
  leda_text_clear(&words);
  leda_free(bytes);
}

leda_status leda_render_explain(leda_render *render, size_t job, const char *batch, const char *log,
                                leda_error *err) {
  leda_status status = keep_script(render, job, err);
  char *kept = kept_path(&render->jobs[job]);
  leda_text words = {0};
  if (!status && kept) {
    add_words(&words, log, batch, kept, render->lines_before[job]);
    status = leda_fail(err, LEDA_ERR_PROGRAM,
                       _("gnuplot could not draw %s; its script is kept as %s: %s"),
                       render->jobs[job].path, kept,
                       words.length ? leda_text_str(&words) : _("no figure came out"));
  } else if (!status) {
    status = leda_fail_memory(err);
  }
  leda_text_clear(&render->scripts[job]);
  leda_text_clear(&words);
  leda_free(kept);
  return status;
}
