/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/output/manifest.h"

#define HASH "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static char path[] = "/tmp/leda-test-manifest-XXXXXX";

static int make_file(void **state) {
  (void)state;
  int fd = mkstemp(path);
  return fd >= 0 ? close(fd) : -1;
}

static int remove_file(void **state) {
  (void)state;
  return unlink(path);
}

static leda_manifest read_text(const char *text) {
  leda_manifest manifest;
  leda_error err = leda_error_none();
  assert_int_equal(leda_file_write(path, text, strlen(text), &err), LEDA_OK);
  assert_int_equal(leda_manifest_read(&manifest, path, &err), LEDA_OK);
  return manifest;
}

static void test_written_and_read_back(void **state) {
  (void)state;
  leda_manifest manifest = {.project = leda_strdup("a \"b\".ini"), .language = leda_strdup("sv")};
  leda_error err = leda_error_none();
  assert_int_equal(leda_manifest_add(&manifest.inputs, "../x.csv", HASH, NULL, &err), LEDA_OK);
  assert_int_equal(leda_manifest_add(&manifest.outputs, "figures/å.svg", HASH, HASH, &err),
                   LEDA_OK);
  assert_int_equal(leda_manifest_add(&manifest.outputs, "report.html", HASH, NULL, &err), LEDA_OK);
  leda_text text = {0};
  assert_int_equal(leda_manifest_write(&manifest, &text, &err), LEDA_OK);
  assert_non_null(strstr(leda_text_str(&text), "\"project\": \"a \\\"b\\\".ini\""));
  leda_manifest back = read_text(leda_text_str(&text));
  assert_int_equal(back.outputs.n, 2);
  const leda_manifest_file *figure = leda_manifest_find(&back.outputs, "figures/å.svg");
  assert_non_null(figure);
  assert_string_equal(figure->script, HASH);
  assert_string_equal(leda_manifest_find(&back.outputs, "report.html")->script, "");
  assert_null(leda_manifest_find(&back.outputs, "other"));
  leda_manifest_clear(&back);
  leda_manifest_clear(&manifest);
  leda_text_clear(&text);
}

static void assert_outputs(const char *version, const char *file, size_t n) {
  char text[600];
  snprintf(text, sizeof text,
           "{\"leda\": \"%s\", \"outputs\": [{\"path\": \"%s\", \"sha256\": "
           "\"" HASH "\"}]}",
           version, file);
  leda_manifest manifest = read_text(text);
  if (manifest.outputs.n != n) fail_msg("%s: %zu outputs", file, manifest.outputs.n);
  leda_manifest_clear(&manifest);
}

/* Somebody's manifest must not make leda read or remove a file elsewhere. */
static void test_paths_stay_inside(void **state) {
  (void)state;
  assert_outputs(LEDA_VERSION, "figures/a.svg", 1);
  assert_outputs(LEDA_VERSION, "../a.svg", 0);
  assert_outputs(LEDA_VERSION, "figures/../../a.svg", 0);
  assert_outputs(LEDA_VERSION, "/etc/passwd", 0);
  assert_outputs(LEDA_VERSION, "", 0);
  assert_outputs(LEDA_VERSION, "figures//a.svg", 0);
  assert_outputs("0.0.0", "figures/a.svg", 0);
}

static void test_what_is_no_manifest_is_empty(void **state) {
  (void)state;
  static const char *const TEXTS[] = {"",
                                      "{",
                                      "[]",
                                      "{}",
                                      "{\"leda\": 1}",
                                      "{\"leda\": \"" LEDA_VERSION "\", \"outputs\": {}}",
                                      "{\"leda\": \"" LEDA_VERSION "\", \"outputs\": [1, {}]}",
                                      "{\"leda\": \"" LEDA_VERSION "\", \"outputs\": [{\"path\": "
                                      "\"a\", \"sha256\": \"abc\"}]}"};
  for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
    leda_manifest manifest = read_text(TEXTS[i]);
    assert_int_equal(manifest.outputs.n, 0);
    leda_manifest_clear(&manifest);
  }
  leda_manifest manifest;
  leda_error err = leda_error_none();
  assert_int_equal(leda_manifest_read(&manifest, "/tmp/leda-there-is-no-such-file", &err), LEDA_OK);
  assert_int_equal(manifest.outputs.n, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_written_and_read_back),
      cmocka_unit_test(test_paths_stay_inside),
      cmocka_unit_test(test_what_is_no_manifest_is_empty),
  };
  return cmocka_run_group_tests(tests, make_file, remove_file);
}
