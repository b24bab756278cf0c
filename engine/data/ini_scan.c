/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/ini_scan.h"

#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/text.h"
#include "engine/data/ini.h"

/* inih keeps 49 bytes of a section's or key's name. */
#define NAME_LIMIT 49

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r';
}

static size_t indent(const leda_ini_line *line) {
  size_t at = 0;
  while (at < line->length && is_blank(line->text[at])) at++;
  return at;
}

static leda_ini_line_kind kind_of(const leda_ini_line *line) {
  size_t at = indent(line);
  if (at == line->length) return LEDA_INI_BLANK;
  if (at > 0) return LEDA_INI_GOES_ON;
  if (line->text[0] == ';' || line->text[0] == '#') return LEDA_INI_BLANK;
  return line->text[0] == '[' ? LEDA_INI_SECTION : LEDA_INI_KEY;
}

bool leda_ini_next(leda_ini_walk *walk, leda_ini_line *line) {
  if (walk->at == 0 && walk->length >= 3 && memcmp(walk->bytes, "\xEF\xBB\xBF", 3) == 0)
    walk->at = 3;
  if (walk->at >= walk->length) return false;
  const char *start = walk->bytes + walk->at;
  size_t left = walk->length - walk->at;
  const char *end = memchr(start, '\n', left);
  size_t length = end ? (size_t)(end - start) : left;
  walk->at += length + (end != NULL);
  while (length > 0 && start[length - 1] == '\r') length--;
  *line = (leda_ini_line){.text = start, .length = length, .number = ++walk->number};
  line->kind = kind_of(line);
  return true;
}

static bool has_inline_comment(const leda_ini_line *line) {
  for (size_t i = 1; i < line->length; i++)
    if (line->text[i] == ';' && is_blank(line->text[i - 1])) return true;
  return false;
}

static void scan_section(const leda_ini_line *line, leda_complaints *complaints) {
  leda_place place = leda_complaints_line(complaints, line->number);
  const char *end = memchr(line->text, ']', line->length);
  if (!end) {
    leda_complain(complaints, place, _("this section heading has no ']'"));
    leda_complain_hint(complaints, _("write it as [section] or [section NAME]"));
    return;
  }
  if ((size_t)(end - line->text) - 1 > NAME_LIMIT) {
    leda_complain(complaints, place, _("this section heading is longer than %d bytes"), NAME_LIMIT);
    leda_complain_hint(complaints, _("give it a shorter name; a title can be as long as needed"));
  }
  size_t rest = (size_t)(end - line->text) + 1;
  while (rest < line->length && is_blank(line->text[rest])) rest++;
  if (rest < line->length)
    leda_complain(complaints, place, _("there is text after the ']' of this section heading"));
}

static void scan_key(const leda_ini_line *line, leda_complaints *complaints) {
  leda_place place = leda_complaints_line(complaints, line->number);
  size_t length = 0;
  while (length < line->length && line->text[length] != '=' && line->text[length] != ':') length++;
  if (length == line->length) {
    leda_complain(complaints, place, _("this line is neither [section] nor KEY = VALUE"));
    leda_complain_hint(
        complaints,
        _("a text that goes on from the line above is indented; a comment begins with #"));
  } else if (length == 0) {
    leda_complain(complaints, place, _("there is no key before the '='"));
  } else if (length > NAME_LIMIT) {
    leda_complain(complaints, place, _("this key is longer than %d bytes"), NAME_LIMIT);
  }
}

static void scan_text(const leda_ini_line *line, leda_complaints *complaints) {
  leda_place place = leda_complaints_line(complaints, line->number);
  if (line->length > LEDA_INI_LINE) {
    leda_complain(complaints, place, _("this line has %zu bytes; at most %d are read"),
                  line->length, LEDA_INI_LINE);
    leda_complain_hint(complaints, _("break it, and let the text go on in an indented line"));
  }
  if (has_inline_comment(line)) {
    leda_complain(complaints, place, _("' ;' begins a comment here, and the rest would be lost"));
    leda_complain_hint(
        complaints, _("put the comment on a line of its own, or take away the space before ';'"));
  }
  if (memchr(line->text, '\0', line->length))
    leda_complain(complaints, place, _("this line holds a zero byte"));
  else if (!leda_utf8_valid(line->text, line->length)) {
    leda_complain(complaints, place, _("this line is not UTF-8 text"));
    leda_complain_hint(complaints, _("save the file as UTF-8"));
  }
}

static void scan_continuation(const leda_ini_line *line, bool after_key,
                              leda_complaints *complaints) {
  leda_place place = leda_complaints_line(complaints, line->number);
  char first = line->text[indent(line)];
  if (!after_key) {
    leda_complain(
        complaints, place,
        _("an indented line goes on with the text of the key above it, and here is none"));
    leda_complain_hint(complaints, _("begin keys and sections in the first column"));
  } else if (first == '#' || first == ';') {
    leda_complain(complaints, place, _("a comment cannot be indented"));
    leda_complain_hint(complaints, _("begin the comment in the first column"));
  }
}

void leda_ini_scan(leda_ini_walk walk, leda_complaints *complaints) {
  leda_ini_line line;
  bool in_section = false, after_key = false;
  while (leda_ini_next(&walk, &line)) {
    if (line.kind == LEDA_INI_BLANK && !memchr(line.text, '\0', line.length)) {
      /* A comment too long would be cut as well, and its tail read as a key. */
      if (line.length > LEDA_INI_LINE) scan_text(&line, complaints);
      continue;
    }
    scan_text(&line, complaints);
    if (line.kind == LEDA_INI_GOES_ON) {
      scan_continuation(&line, after_key, complaints);
      continue;
    }
    after_key = line.kind == LEDA_INI_KEY;
    if (line.kind == LEDA_INI_SECTION) {
      in_section = true;
      scan_section(&line, complaints);
    } else {
      if (!in_section)
        leda_complain(complaints, leda_complaints_line(complaints, line.number),
                      _("this key stands before the first [section]"));
      scan_key(&line, complaints);
    }
  }
}
