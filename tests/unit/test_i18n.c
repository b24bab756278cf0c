/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs with the real catalogue, engine/po/sv.po, as the build compiled it. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "engine/core/i18n.h"

#define MESSAGE "out of memory"
#define MESSAGE_SV "minnet tog slut" /* engine/po/sv.po */

static const char *program_folder(void) {
  const char *bin = getenv("LEDA_BIN");
  return bin ? bin : "build";
}

static void swedish_needs_no_swedish_locale(void **state) {
  (void)state;
  setenv("LC_ALL", "C", 1);
  assert_true(leda_language_set(LEDA_SV, program_folder()));
  assert_string_equal(_(MESSAGE), MESSAGE_SV);
  unsetenv("LC_ALL");
}

static void language_can_change_back_and_forth(void **state) {
  (void)state;
  for (int i = 0; i < 3; i++) {
    assert_true(leda_language_set(LEDA_SV, program_folder()));
    assert_string_equal(_(MESSAGE), MESSAGE_SV);
    assert_true(leda_language_set(LEDA_EN, NULL));
    assert_string_equal(_(MESSAGE), MESSAGE);
    assert_true(leda_language_set(LEDA_SV, NULL));
    assert_string_equal(_(MESSAGE), MESSAGE_SV);
  }
}

static void language_of_the_user_does_not_leak_in(void **state) {
  (void)state;
  setenv("LANGUAGE", "sv", 1);
  setenv("LANG", "sv_SE.UTF-8", 1);
  assert_true(leda_language_set(LEDA_EN, program_folder()));
  assert_string_equal(_(MESSAGE), MESSAGE);
  unsetenv("LANG");
}

static void numbers_keep_their_decimal_point(void **state) {
  (void)state;
  char text[16];
  assert_true(leda_language_set(LEDA_SV, program_folder()));
  assert_string_equal(setlocale(LC_NUMERIC, NULL), "C");
  snprintf(text, sizeof text, "%.1f", 1.5);
  assert_string_equal(text, "1.5");
}

static void texts_without_translation_stay(void **state) {
  (void)state;
  assert_true(leda_language_set(LEDA_SV, program_folder()));
  assert_string_equal(leda_gettext("no such text anywhere"), "no such text anywhere");
  assert_string_equal(leda_gettext(""), "");
  assert_string_equal(leda_ngettext("%d leaf", "%d leaves", 1), "%d leaf");
  assert_string_equal(leda_ngettext("%d leaf", "%d leaves", 0), "%d leaves");
  assert_string_equal(leda_ngettext("%d leaf", "%d leaves", 2), "%d leaves");
}

static void copy_file(const char *from, const char *to) {
  char buffer[4096];
  size_t n;
  FILE *in = fopen(from, "rb");
  FILE *out = fopen(to, "wb");
  assert_non_null(in);
  assert_non_null(out);
  while ((n = fread(buffer, 1, sizeof buffer, in)) > 0) {
    assert_int_equal(fwrite(buffer, 1, n, out), n);
  }
  fclose(in);
  assert_int_equal(fclose(out), 0);
}

/* An installed tree may be moved: bin/../share/locale is looked at too. */
static void catalogue_is_found_beside_bin(void **state) {
  (void)state;
  static const char *const folders[] = {"/bin", "/share", "/share/locale", "/share/locale/sv",
                                        "/share/locale/sv/LC_MESSAGES"};
  const size_t n = sizeof folders / sizeof *folders;
  char root[] = "/tmp/leda-i18n-XXXXXX";
  char path[512];
  char mo[512];
  assert_non_null(mkdtemp(root));
  for (size_t i = 0; i < n; i++) {
    snprintf(path, sizeof path, "%s%s", root, folders[i]);
    assert_int_equal(mkdir(path, 0700), 0);
  }
  snprintf(mo, sizeof mo, "%s/locale/sv/LC_MESSAGES/leda.mo", program_folder());
  snprintf(path, sizeof path, "%s%s/leda.mo", root, folders[n - 1]);
  copy_file(mo, path);

  char bin[512];
  snprintf(bin, sizeof bin, "%s/bin", root);
  bool found = leda_language_set(LEDA_SV, bin);
  bool swedish = strcmp(_(MESSAGE), MESSAGE_SV) == 0;

  unlink(path);
  for (size_t i = n; i-- > 0;) {
    snprintf(path, sizeof path, "%s%s", root, folders[i]);
    rmdir(path);
  }
  assert_int_equal(rmdir(root), 0);
  assert_true(found);
  assert_true(swedish);
}

static leda_language language_for(const char *all, const char *messages, const char *lang) {
  setenv("LC_ALL", all, 1);
  setenv("LC_MESSAGES", messages, 1);
  setenv("LANG", lang, 1);
  return leda_language_from_environment();
}

/* POSIX, Base Definitions 8.2: LC_ALL before LC_MESSAGES before LANG; an empty one is not set. */
static void environment_names_the_language(void **state) {
  (void)state;
  assert_int_equal(language_for("", "", "sv_SE.UTF-8"), LEDA_SV);
  assert_int_equal(language_for("", "", "sv"), LEDA_SV);
  assert_int_equal(language_for("", "en_GB.UTF-8", "sv_SE.UTF-8"), LEDA_EN);
  assert_int_equal(language_for("C.UTF-8", "sv_SE", "sv_SE"), LEDA_EN);
  assert_int_equal(language_for("sv_FI@euro", "en_US", "en_US"), LEDA_SV);
  assert_int_equal(language_for("", "", "svx"), LEDA_EN);
  assert_int_equal(language_for("", "", ""), LEDA_EN);
  unsetenv("LC_ALL");
  unsetenv("LC_MESSAGES");
  unsetenv("LANG");
  assert_int_equal(leda_language_from_environment(), LEDA_EN);
}

static void codes_are_read_and_written(void **state) {
  (void)state;
  leda_language language = LEDA_EN;
  assert_true(leda_language_parse("sv", &language));
  assert_int_equal(language, LEDA_SV);
  assert_false(leda_language_parse("SV", &language));
  assert_false(leda_language_parse("", &language));
  assert_false(leda_language_parse(NULL, &language));
  assert_int_equal(language, LEDA_SV);
  assert_true(leda_language_parse("en", &language));
  assert_int_equal(language, LEDA_EN);
  assert_string_equal(leda_language_code(LEDA_SV), "sv");
  assert_string_equal(leda_language_code(LEDA_EN), "en");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(swedish_needs_no_swedish_locale),
      cmocka_unit_test(language_can_change_back_and_forth),
      cmocka_unit_test(language_of_the_user_does_not_leak_in),
      cmocka_unit_test(numbers_keep_their_decimal_point),
      cmocka_unit_test(texts_without_translation_stay),
      cmocka_unit_test(catalogue_is_found_beside_bin),
      cmocka_unit_test(environment_names_the_language),
      cmocka_unit_test(codes_are_read_and_written),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
