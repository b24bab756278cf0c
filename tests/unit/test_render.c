/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures drawn by gnuplot itself, in a folder of the test's own that is also the current one: what
   a text made gnuplot or a shell do would show there. Skipped where gnuplot is not installed. */
#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <math.h>
#include <setjmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "engine/core/memory.h"
#include "plots/render.h"
#include "tests/support/dmaic_figures.h"
#include "tests/support/figures.h"

extern char **environ;

typedef struct {
  char home[4096];
  char folder[64];
  char path[8192]; /* PATH as it was */
} place;

/* ---- folders and files ---- */

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *walk) {
  (void)about;
  (void)kind;
  (void)walk;
  return remove(path);
}

static int enter(void **state) {
  static place here;
  const char *path = getenv("PATH");
  snprintf(here.path, sizeof here.path, "%s", path ? path : "/usr/bin:/bin");
  snprintf(here.folder, sizeof here.folder, "/tmp/leda-test-XXXXXX");
  if (!getcwd(here.home, sizeof here.home) || !mkdtemp(here.folder)) return -1;
  *state = &here;
  if (chdir(here.folder) || mkdir("tmp", 0700)) return -1;
  char tmp[96];
  snprintf(tmp, sizeof tmp, "%s/tmp", here.folder);
  return setenv("TMPDIR", tmp, 1);
}

static int leave(void **state) {
  const place *here = *state;
  setenv("PATH", here->path, 1);
  unsetenv("TMPDIR");
  if (chdir(here->home)) return -1;
  return nftw(here->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static int files_in(const char *folder) {
  int count = 0;
  DIR *open = opendir(folder);
  assert_non_null(open);
  for (struct dirent *entry; (entry = readdir(open)) != NULL;) // cppcheck-suppress readdirCalled
    count += entry->d_name[0] != '.';
  closedir(open);
  return count;
}

static char *read_file(const char *path, size_t *length) {
  char *bytes = NULL;
  leda_error err = leda_error_none();
  if (leda_file_read(path, 0, &bytes, length, &err)) fail_msg("%s", err.message);
  return bytes;
}

static bool is_in_path(const char *program, char *found, size_t size) {
  char list[8192];
  snprintf(list, sizeof list, "%s", getenv("PATH"));
  for (char *save, *part = strtok_r(list, ":", &save); part; part = strtok_r(NULL, ":", &save)) {
    snprintf(found, size, "%s/%s", part, program);
    if (access(found, X_OK) == 0) return true;
  }
  return false;
}

static void need_gnuplot(void) {
  char found[4200];
  if (!is_in_path("gnuplot", found, sizeof found)) skip();
}

/* ---- drawing ---- */

static const char *const ending[] = {"svg", "pdf", "png"};

static leda_figure_job job_for(const leda_figure *figure, const char *path) {
  leda_figure_job job = {.figure = figure, .size = LEDA_SIZE_HALF_PAGE, .path = path};
  assert_true(leda_figure_format_of(path, &job.format));
  return job;
}

static void draw(leda_figure_job *jobs, size_t n, int threads) {
  leda_error err = leda_error_none();
  leda_render_options options = {.threads = threads};
  if (leda_figures_render(jobs, n, &options, &err)) fail_msg("%s", err.message);
}

/* ---- what comes out ---- */

static void check_format(const char *path, const char *bytes, size_t length) {
  const char *dot = strrchr(path, '.');
  if (strcmp(dot, ".svg") == 0) {
    assert_int_equal(strlen(bytes), length);
    if (!leda_test_is_xml(bytes)) fail_msg("%s is not well-formed", path);
    assert_null(strstr(bytes, "GNUPLOT"));
    assert_null(strstr(bytes, "\xE2\x80\xAE"));
  } else if (strcmp(dot, ".pdf") == 0) {
    assert_memory_equal(bytes, "%PDF-", 5);
    assert_memory_equal(bytes + length - 6, "%%EOF", 5);
  } else {
    assert_memory_equal(bytes, "\x89PNG\r\n\x1A\n", 8);
    assert_memory_equal(bytes + 37, "pHYs\0\0\x2E\x23\0\0\x2E\x23\x01", 13); /* 11811 a metre */
    assert_memory_equal(bytes + length - 8, "IEND", 4);
  }
}

/* Each kind of figure in each format. */
enum { KINDS = LEDA_TEST_KINDS, JOBS = 3 * KINDS };

/* Every kind and text as SVG and once more as PDF or, since those take long, every eighth as PNG. */
static const char *ending_of(size_t text, int k) {
  size_t which = text + (size_t)k / 2;
  return k % 2 == 0 ? "svg" : which % 8 == 0 ? "png" : "pdf";
}

static void hostile_texts_do_nothing(void **state) {
  (void)state;
  need_gnuplot();
  for (size_t i = 0; i <= leda_test_hostile_count; i++) {
    const char *text = i < leda_test_hostile_count ? leda_test_hostile[i] : leda_test_long_text();
    leda_figure figures[KINDS];
    leda_test_every_kind(figures, text);
    enum { DRAWN = 2 * KINDS };
    char paths[DRAWN][32];
    leda_figure_job jobs[DRAWN];
    for (int k = 0; k < DRAWN; k++) {
      snprintf(paths[k], sizeof paths[k], "hostile%zu-%d.%s", i, k, ending_of(i, k));
      jobs[k] = job_for(&figures[k / 2], paths[k]);
    }
    draw(jobs, DRAWN, 2);
    for (int k = 0; k < DRAWN; k++) {
      size_t length;
      char *bytes = read_file(paths[k], &length);
      check_format(paths[k], bytes, length);
      leda_free(bytes);
      unlink(paths[k]);
    }
  }
  assert_int_equal(files_in("."), 1); /* tmp alone: nothing was touched */
  assert_int_equal(files_in("tmp"), 0);
}

static void bytes_are_the_same_every_time(void **state) {
  (void)state;
  need_gnuplot();
  leda_figure figures[KINDS];
  leda_test_every_kind(figures, "Östersund Åmål Härnösand");
  char first[JOBS][32], again[JOBS][32];
  leda_figure_job jobs[JOBS];
  for (int k = 0; k < JOBS; k++) {
    snprintf(first[k], sizeof first[k], "first%d.%s", k, ending[k % 3]);
    jobs[k] = job_for(&figures[k / 3], first[k]);
  }
  draw(jobs, JOBS, 1);
  sleep(1); /* a PDF's date has seconds */
  for (int k = 0; k < JOBS; k++) {
    snprintf(again[k], sizeof again[k], "again%d.%s", k, ending[k % 3]);
    jobs[k] = job_for(&figures[k / 3], again[k]);
  }
  draw(jobs, JOBS, 3);
  for (int k = 0; k < JOBS; k++) {
    size_t length[2];
    char *bytes[] = {read_file(first[k], &length[0]), read_file(again[k], &length[1])};
    assert_int_equal(length[0], length[1]);
    assert_memory_equal(bytes[0], bytes[1], length[0]);
    leda_free(bytes[0]);
    leda_free(bytes[1]);
  }
}

/* gnuplot's terminals remember things from figure to figure: they must not show. */
static void company_changes_no_byte(void **state) {
  (void)state;
  need_gnuplot();
  leda_figure figures[] = {leda_test_control_chart("x"), leda_test_dot_plot("x")};
  char paths[3][6][48];
  for (int order = 0; order < 3; order++) {
    leda_figure_job jobs[6];
    for (int k = 0; k < 6; k++) {
      int which = order == 2 ? 5 - k : k;
      snprintf(paths[order][which], sizeof paths[0][0], "o%d-%d.%s", order, which,
               ending[which % 3]);
      jobs[k] = job_for(&figures[which / 3], paths[order][which]);
      if (order == 0) draw(&jobs[k], 1, 1);
    }
    if (order > 0) draw(jobs, 6, 1);
  }
  for (int order = 1; order < 3; order++)
    for (int k = 0; k < 6; k++) {
      size_t length[2];
      char *bytes[] = {read_file(paths[0][k], &length[0]), read_file(paths[order][k], &length[1])};
      assert_int_equal(length[0], length[1]);
      assert_memory_equal(bytes[0], bytes[1], length[0]);
      leda_free(bytes[0]);
      leda_free(bytes[1]);
    }
}

static void svg_names_itself_and_keeps_its_ids_apart(void **state) {
  (void)state;
  need_gnuplot();
  leda_figure figure = leda_test_control_chart("x");
  figure.texts.title = "Å < Ö & \"Ä\"";
  figure.texts.alt = "Vad figuren visar";
  leda_figure_job jobs[] = {job_for(&figure, "a.svg")};
  draw(jobs, 1, 1);
  size_t length;
  char *svg = read_file("a.svg", &length), prefix[16], words[128];
  snprintf(prefix, sizeof prefix, "f%.8s-", jobs[0].hash);
  snprintf(words, sizeof words, "<title id=\"%stitle\">Å &lt; Ö &amp; &quot;Ä&quot;</title>",
           prefix);
  assert_non_null(strstr(svg, words));
  assert_non_null(strstr(svg, ">Vad figuren visar</desc>"));
  assert_non_null(strstr(svg, "xml:lang=\"sv\""));
  static const char *const before_id[] = {" id='", " id=\"", "href='#", "url(#"};
  int found = 0;
  for (size_t i = 0; i < sizeof before_id / sizeof *before_id; i++)
    for (const char *p = svg; (p = strstr(p, before_id[i])) != NULL; found++) {
      p += strlen(before_id[i]);
      assert_memory_equal(p, prefix, strlen(prefix));
    }
  assert_true(found > 20);
  assert_null(strstr(svg, "<title>"));
  assert_non_null(strstr(svg, "DejaVu Sans, Verdana, Arial, sans-serif"));
  leda_free(svg);
}

/* A text that looks like markup's inside must come out as it went in. */
static void svg_text_is_not_touched(void **state) {
  (void)state;
  need_gnuplot();
  leda_figure figure = leda_test_control_chart("id='gpPt1' url(#gpPt3)");
  leda_figure_job jobs[] = {job_for(&figure, "t.svg")};
  draw(jobs, 1, 1);
  size_t length;
  char *svg = read_file("t.svg", &length);
  assert_non_null(strstr(svg, "<text>id='gpPt1' url(#gpPt3)</text>"));
  leda_free(svg);
}

static void pdf_has_a_fixed_date(void **state) {
  (void)state;
  need_gnuplot();
  leda_figure figure = leda_test_control_chart("x");
  leda_figure_job jobs[] = {job_for(&figure, "d.pdf")};
  setenv("TZ", "Asia/Kolkata", 1); /* a zone would lengthen the date */
  draw(jobs, 1, 1);
  unsetenv("TZ");
  size_t length;
  char *pdf = read_file("d.pdf", &length);
  const char date[] = "/CreationDate (D:20000101000000Z)";
  bool found = false;
  for (size_t i = 0; i + sizeof date < length && !found; i++)
    found = memcmp(pdf + i, date, sizeof date - 1) == 0;
  assert_true(found);
  leda_free(pdf);
}

static void letters_stay_text(void **state) {
  (void)state;
  need_gnuplot();
  leda_figure figure = leda_test_control_chart("Åre ärende öster");
  leda_figure_job jobs[] = {job_for(&figure, "l.svg"), job_for(&figure, "l.pdf")};
  draw(jobs, 2, 1);
  size_t length;
  char *svg = read_file("l.svg", &length), found[4200];
  assert_non_null(strstr(svg, "<text>Åre ärende öster</text>"));
  leda_free(svg);
  if (!is_in_path("pdftotext", found, sizeof found)) return;
  char in[] = "l.pdf", out[] = "l.txt";
  pid_t pid;
  assert_int_equal(posix_spawn(&pid, found, NULL, NULL, (char *[]){found, in, out, NULL}, environ),
                   0);
  assert_int_equal(waitpid(pid, NULL, 0), pid);
  char *text = read_file(out, &length);
  assert_non_null(strstr(text, "Åre ärende öster"));
  leda_free(text);
}

/* ---- keeping ---- */

static void what_is_current_is_kept(void **state) {
  (void)state;
  need_gnuplot();
  leda_figure figure = leda_test_control_chart("x");
  leda_figure_job job = job_for(&figure, "c.svg");
  draw(&job, 1, 1);
  assert_true(job.drawn);
  char known[LEDA_HASH_SIZE];
  snprintf(known, sizeof known, "%s", job.hash);
  struct stat before, after;
  assert_int_equal(stat("c.svg", &before), 0);
  job.known_hash = known;
  draw(&job, 1, 1);
  assert_int_equal(stat("c.svg", &after), 0);
  assert_false(job.drawn);
  assert_true(before.st_ino == after.st_ino && before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
              before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
  assert_string_equal(job.hash, known);
  unlink("c.svg");
  draw(&job, 1, 1);
  assert_true(job.drawn); /* the hash alone is no figure */
}

static void what_changed_is_drawn_again(void **state) {
  (void)state;
  need_gnuplot();
  leda_figure figure = leda_test_control_chart("x");
  leda_figure_job job = job_for(&figure, "c.svg");
  draw(&job, 1, 1);
  char known[LEDA_HASH_SIZE];
  snprintf(known, sizeof known, "%s", job.hash);
  job.known_hash = known;
  figure.texts.alt = "other words"; /* not in the script, yet in the file */
  draw(&job, 1, 1);
  assert_true(job.drawn);
  assert_string_not_equal(job.hash, known);
}

static void scripts_are_kept_on_request(void **state) {
  const place *here = *state;
  need_gnuplot();
  leda_figure figure = leda_test_control_chart("x");
  assert_int_equal(mkdir("sub", 0700), 0);
  leda_figure_job job = job_for(&figure, "sub/it's.svg");
  leda_render_options options = {.threads = 1, .keep = true};
  assert_int_equal(leda_figures_render(&job, 1, &options, NULL), LEDA_OK);
  size_t length;
  char *script = read_file("sub/it's.svg.gp", &length);
  assert_non_null(strstr(script, "\nset output 'it''s.svg'\n"));
  assert_null(strstr(script, here->folder));
  leda_free(script);
}

/* ---- failing ---- */

/* A gnuplot that breaks the ninth line of every script whose text holds BREAKME, then does as the real
   one: a script begins with its terminal. */
static void wrap_gnuplot(const place *here) {
  char real[4200], script[9000], path[9000];
  assert_true(is_in_path("gnuplot", real, sizeof real));
  int length = snprintf(
      script, sizeof script,
      "#!/bin/sh\nPATH='%s'\nfor f in tmp/*/batch-*; do [ -f \"$f\" ] && awk '/^set terminal/ "
      "{ start = NR; bad = 0 } { line[NR] = $0 } /BREAKME/ { line[start + 8] = \"nonsense here\" } "
      "END { for (i = 1; i <= NR; i++) print line[i] }' \"$f\" >broken && cat broken >\"$f\"; done\n"
      "rm -f broken\nexec %s \"$@\"\n",
      here->path, real);
  mkdir("bin", 0700);
  FILE *file = fopen("bin/gnuplot", "w");
  assert_non_null(file);
  assert_int_equal(fwrite(script, 1, (size_t)length, file), length);
  assert_int_equal(fclose(file), 0);
  assert_int_equal(chmod("bin/gnuplot", 0700), 0);
  snprintf(path, sizeof path, "%s/bin:%s", here->folder, here->path);
  setenv("PATH", path, 1);
}

static void one_failure_leaves_the_others(void **state) {
  need_gnuplot();
  wrap_gnuplot(*state);
  leda_figure good = leda_test_control_chart("x"), bad = good;
  bad.texts.title = "BREAKME";
  char paths[7][32];
  leda_figure_job jobs[7];
  for (int k = 0; k < 7; k++) {
    snprintf(paths[k], sizeof paths[k], "f%d.svg", k);
    jobs[k] = job_for(k == 2 || k == 3 ? &bad : &good, paths[k]);
  }
  leda_error err = leda_error_none();
  leda_render_options options = {.threads = 1};
  assert_int_equal(leda_figures_render(jobs, 7, &options, &err), LEDA_ERR_PROGRAM);
  assert_non_null(strstr(err.message, "f2.svg.gp")); /* the first that failed */
  assert_non_null(strstr(err.message, "line 9"));    /* in gnuplot's own words */
  for (int k = 0; k < 7; k++) {
    assert_int_equal(jobs[k].drawn, k != 2 && k != 3);
    assert_int_equal(leda_file_exists(paths[k]), k != 2 && k != 3);
  }
  size_t length;
  char *script = read_file("f3.svg.gp", &length);
  assert_non_null(strstr(script, "BREAKME"));
  leda_free(script);
  assert_int_equal(files_in("tmp"), 0);
}

static void a_failure_keeps_the_old_figure(void **state) {
  need_gnuplot();
  leda_figure figure = leda_test_control_chart("x");
  leda_figure_job job = job_for(&figure, "old.svg");
  draw(&job, 1, 1);
  size_t length[2];
  char *before = read_file("old.svg", &length[0]);
  wrap_gnuplot(*state);
  figure.texts.title = "BREAKME";
  assert_int_equal(leda_figures_render(&job, 1, NULL, NULL), LEDA_ERR_PROGRAM);
  char *after = read_file("old.svg", &length[1]);
  assert_int_equal(length[0], length[1]);
  assert_memory_equal(before, after, length[0]);
  leda_free(before);
  leda_free(after);
}

static void an_empty_figure_is_named_and_the_others_come(void **state) {
  (void)state;
  need_gnuplot();
  leda_figure good = leda_test_control_chart("x"), empty = good;
  empty.as.control_chart.n = 0;
  empty.texts.title = "Inget att visa";
  leda_figure_job jobs[] = {job_for(&good, "g.svg"), job_for(&empty, "e.svg"),
                            job_for(&good, "h.png")};
  leda_error err = leda_error_none();
  assert_int_equal(leda_figures_render(jobs, 3, NULL, &err), LEDA_ERR_DATA);
  assert_non_null(strstr(err.message, "Inget att visa"));
  assert_true(leda_file_exists("g.svg") && leda_file_exists("h.png"));
  assert_false(leda_file_exists("e.svg"));
}

static void a_missing_gnuplot_is_told(void **state) {
  (void)state;
  leda_figure figure = leda_test_control_chart("x");
  leda_figure_job job = job_for(&figure, "n.svg");
  setenv("PATH", "", 1);
  leda_error err = leda_error_none();
  assert_int_equal(leda_figures_render(&job, 1, NULL, &err), LEDA_ERR_PROGRAM);
  assert_non_null(strstr(err.message, "gnuplot"));
  assert_non_null(strstr(err.hint, "apt-get install gnuplot"));
  assert_false(leda_file_exists("n.svg"));
  assert_int_equal(files_in("tmp"), 0);
}

static void a_missing_folder_is_told(void **state) {
  (void)state;
  need_gnuplot();
  leda_figure figure = leda_test_control_chart("x");
  leda_figure_job job = job_for(&figure, "no/such/n.svg");
  leda_error err = leda_error_none();
  assert_int_equal(leda_figures_render(&job, 1, NULL, &err), LEDA_ERR_IO);
  assert_non_null(strstr(err.message, "no/such/n.svg"));
  assert_int_equal(files_in("tmp"), 0);
}

static int stop_at_once(uint64_t done, uint64_t total, void *data) {
  (void)done;
  (void)total;
  (*(int *)data)++;
  return 1;
}

static void cancelling_leaves_nothing(void **state) {
  (void)state;
  need_gnuplot();
  int calls = 0;
  leda_figure figure = leda_test_control_chart("x");
  leda_figure_job jobs[] = {job_for(&figure, "s.png"), job_for(&figure, "s2.png")};
  leda_render_options options = {.threads = 2, .progress = {stop_at_once, &calls}};
  assert_int_equal(leda_figures_render(jobs, 2, &options, NULL), LEDA_ERR_CANCELLED);
  assert_int_equal(calls, 1);
  assert_false(leda_file_exists("s.png") || leda_file_exists("s2.png"));
  assert_int_equal(files_in("tmp"), 0);
}

typedef struct {
  uint64_t last;
  uint64_t total;
  bool fell;
} seen;

static int watch(uint64_t done, uint64_t total, void *data) {
  seen *it = data;
  it->fell = it->fell || done < it->last;
  it->last = done;
  it->total = total;
  return 0;
}

static void progress_grows_to_the_end(void **state) {
  (void)state;
  need_gnuplot();
  enum { MANY = 150 };
  static leda_figure_job jobs[MANY];
  static char paths[MANY][32];
  leda_figure figure = leda_test_dot_plot("x");
  for (int k = 0; k < MANY; k++) {
    snprintf(paths[k], sizeof paths[k], "m%d.svg", k);
    jobs[k] = job_for(&figure, paths[k]);
  }
  seen progress = {0};
  leda_render_options options = {.threads = 2, .progress = {watch, &progress}};
  assert_int_equal(leda_figures_render(jobs, MANY, &options, NULL), LEDA_OK);
  assert_false(progress.fell);
  assert_int_equal(progress.last, MANY);
  assert_int_equal(progress.total, MANY);
  for (int k = 0; k < MANY; k++) assert_true(leda_file_exists(paths[k]));
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void) {
  const struct CMUnitTest tests[] = {
      HERE(hostile_texts_do_nothing),
      HERE(bytes_are_the_same_every_time),
      HERE(company_changes_no_byte),
      HERE(svg_names_itself_and_keeps_its_ids_apart),
      HERE(svg_text_is_not_touched),
      HERE(pdf_has_a_fixed_date),
      HERE(letters_stay_text),
      HERE(what_is_current_is_kept),
      HERE(what_changed_is_drawn_again),
      HERE(scripts_are_kept_on_request),
      HERE(one_failure_leaves_the_others),
      HERE(a_failure_keeps_the_old_figure),
      HERE(an_empty_figure_is_named_and_the_others_come),
      HERE(a_missing_gnuplot_is_told),
      HERE(a_missing_folder_is_told),
      HERE(cancelling_leaves_nothing),
      HERE(progress_grows_to_the_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
