/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/user_words.h"

#include <string.h>

#include "engine/core/i18n.h"

static const char *const words[] = {
    N_("COLUMN"),  N_("COMMAND"),  N_("DECIMALS"), N_("DIFFERENCES"), N_("DIR"),     N_("FILE"),
    N_("FIRST"),   N_("FRACTION"), N_("HIGH"),     N_("LABEL"),       N_("LAST"),    N_("LIST"),
    N_("LOW"),     N_("MEANS"),    N_("METHOD"),   N_("NAME"),        N_("OPTIONS"), N_("PERIOD"),
    N_("PROJECT"), N_("ROLE"),     N_("SIZE"),     N_("TEXT"),        N_("TYPE"),    N_("VALUE"),
};

/* The word of `length` letters at `start` in the language set; NULL: not one of them. */
static const char *translate(const char *start, size_t length) {
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strlen(words[i]) == length && strncmp(words[i], start, length) == 0) return _(words[i]);
  return NULL;
}

void leda_user_words_add(leda_text *text, const char *form) {
  static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  while (*form) {
    size_t between = strcspn(form, capitals);
    leda_text_add_n(text, form, between);
    form += between;
    size_t length = strspn(form, capitals);
    const char *word = length ? translate(form, length) : NULL;
    if (word)
      leda_text_add(text, word);
    else
      leda_text_add_n(text, form, length);
    form += length;
  }
}
