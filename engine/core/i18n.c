/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/i18n.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef LEDA_LOCALEDIR
#define LEDA_LOCALEDIR "/usr/local/share/locale"
#endif

#define DOMAIN "leda"
#define PATH_SIZE 4096

/* gettext caches what it found for a language; raising this number makes it look again. It is
   documented in gettext's manual ("gettext on the fly") and declared in no header. */
extern int _nl_msg_cat_cntr;

const char *leda_gettext(const char *text) { return *text ? dgettext(DOMAIN, text) : text; }

const char *leda_ngettext(const char *singular, const char *plural, unsigned long n) {
  return dngettext(DOMAIN, singular, plural, n);
}

/* Whether dir, which is base followed by tail, holds the Swedish catalogue. */
static bool find_catalogue(const char *base, const char *tail, char dir[PATH_SIZE]) {
  char file[PATH_SIZE];
  int length = snprintf(dir, PATH_SIZE, "%s%s", base, tail);
  if (length < 0 || length >= PATH_SIZE) return false;
  length = snprintf(file, sizeof file, "%s%s%s%s", base, tail, "/sv/LC_MESSAGES/", DOMAIN ".mo");
  if (length < 0 || length >= PATH_SIZE) return false;
  return access(file, R_OK) == 0;
}

static bool bind_catalogue(const char *exe_dir) {
  char dir[PATH_SIZE];
  bool found = exe_dir && (find_catalogue(exe_dir, "/locale", dir) ||
                           find_catalogue(exe_dir, "/../share/locale", dir));
  if (!found && !exe_dir) {
    const char *bound = bindtextdomain(DOMAIN, NULL);
    found = bound && find_catalogue(bound, "", dir);
  }
  if (!found) found = find_catalogue(LEDA_LOCALEDIR, "", dir);
  if (!found) return false;
  return bindtextdomain(DOMAIN, dir) && bind_textdomain_codeset(DOMAIN, "UTF-8");
}

bool leda_language_set(leda_language language, const char *exe_dir) {
  bool found = bind_catalogue(exe_dir);
  /* In the locale "C" gettext does not even look at LANGUAGE; C.UTF-8 is built into glibc. */
  bool set = setlocale(LC_MESSAGES, "C.UTF-8") != NULL;
  set = setenv("LANGUAGE", leda_language_code(language), 1) == 0 && set;
  /* What strerror says; as LC_CTYPE stays "C", its letters beyond ASCII would be question marks. */
  bind_textdomain_codeset("libc", "UTF-8");
  _nl_msg_cat_cntr++;
  return language == LEDA_EN || (found && set);
}

leda_language leda_language_from_environment(void) {
  static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *value = getenv(names[i]);
    if (!value || !*value) continue;
    bool swedish = strncmp(value, "sv", 2) == 0 && strchr("_.@", value[2]);
    return swedish ? LEDA_SV : LEDA_EN;
  }
  return LEDA_EN;
}

bool leda_language_parse(const char *code, leda_language *language) {
  if (!code) return false;
  if (strcmp(code, "sv") == 0) {
    *language = LEDA_SV;
  } else if (strcmp(code, "en") == 0) {
    *language = LEDA_EN;
  } else {
    return false;
  }
  return true;
}

const char *leda_language_code(leda_language language) { return language == LEDA_SV ? "sv" : "en"; }
