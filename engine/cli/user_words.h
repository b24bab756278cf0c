/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_USER_WORDS_H
#define LEDA_CLI_USER_WORDS_H

#include "engine/core/text.h"

/* Adds "leda report --dir DIR" or "COLUMN=VALUE" with the words in capitals, which stand for what the
   user writes, in the language set. Words that are not known, such as N and PHI, stay as they are. */
void leda_user_words_add(leda_text *text, const char *form);

#endif
