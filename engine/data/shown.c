/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/shown.h"

#include <string.h>

#include "engine/core/text.h"

#define ELLIPSIS "\xE2\x80\xA6"

leda_shown leda_show(const char *text) {
  leda_shown shown;
  size_t length = strlen(text);
  size_t cut = leda_utf8_cut(text, length, sizeof shown.text - sizeof ELLIPSIS);
  memcpy(shown.text, text, cut);
  memcpy(shown.text + cut, ELLIPSIS, sizeof ELLIPSIS);
  if (cut == length) shown.text[cut] = '\0';
  return shown;
}
