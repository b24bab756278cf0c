/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which language people read. Source texts are English; engine/po/sv.po holds the Swedish ones and
 * `make po` brings new texts into it.
 *
 * The language is state of the process (gettext keeps it), so leda_language_set belongs to the
 * command line and to what writes a report, never inside a parallel region.
 */
#ifndef LEDA_CORE_I18N_H
#define LEDA_CORE_I18N_H

#include <stdbool.h>

typedef enum { LEDA_EN, LEDA_SV } leda_language;

/* Marks a text and translates it where it stands. */
#define _(text) leda_gettext(text)
/* Marks a text in a static table; `_(table[i].text)` translates it later. */
#define N_(text) (text)
/* One form for n = 1, one for all other n, both marked: P_("%d point", "%d points", n). */
#define P_(singular, plural, n) leda_ngettext((singular), (plural), (n))

/* The text in the language set, or the text itself where there is no translation. UTF-8. The result
   belongs to gettext or to the caller's argument: never freed. The empty text stays empty (gettext
   would answer with the catalogue's header). */
const char *leda_gettext(const char *text) __attribute__((format_arg(1)));

/* The same for a text that depends on a count. */
const char *leda_ngettext(const char *singular, const char *plural, unsigned long n)
    __attribute__((format_arg(1), format_arg(2)));

/*
 * Sets the language of leda_gettext from now on; may be called again to change it.
 *
 * The catalogue is looked for in exe_dir/locale, then exe_dir/../share/locale, then where `make
 * install` put it. exe_dir may be NULL: where it was found before, else where `make install` put
 * it. No Swedish locale needs to be installed on the machine. LC_NUMERIC is left alone, so numbers
 * are read and printed with a decimal point.
 *
 * Returns false when Swedish was asked for and no catalogue was found, or when memory ran out:
 * texts are then English. Not thread-safe.
 */
bool leda_language_set(leda_language language, const char *exe_dir);

/* The language that LC_ALL, LC_MESSAGES or LANG (the first that is set and not empty) names; English
   where it names neither. */
leda_language leda_language_from_environment(void);

/* Reads "sv" or "en" into *language; false, and *language as it was, for anything else (NULL too). */
bool leda_language_parse(const char *code, leda_language *language);

/* "sv" or "en": for lang="..." and the like. */
const char *leda_language_code(leda_language language);

#endif
