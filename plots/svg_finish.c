/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "plots/escape.h"
#include "plots/finish.h"
#include "plots/style.h"

#define GENERIC_FONTS LEDA_PLOT_FONT ", Verdana, Arial, sans-serif"

typedef struct {
  leda_text *out;
  const leda_figure_texts *texts;
  const char *prefix;
  bool titled; /* the file's own title and description are written */
  bool described;
} finisher;

static bool begins(const char *text, const char *with) {
  return strncmp(text, with, strlen(with)) == 0;
}

/* Only what stands inside a tag is looked at: a text that reads like an attribute stays as it is.
   gnuplot never puts a user's text into an attribute. */
static const struct {
  const char *found;
  const char *written;
  bool then_prefix;
} replacements[] = {
    {"id='", "id='", true},
    {"id=\"", "id=\"", true},
    {"href='#", "href='#", true},
    {"href=\"#", "href=\"#", true},
    {"url(#", "url(#", true},
    {"font-family=\"" LEDA_PLOT_FONT ":Bold\"",
     "font-family=\"" GENERIC_FONTS "\" font-weight=\"bold\"", false},
    /* Points have one width of line and a diamond that is larger than the other terminals'. */
    {"stroke-width='0.167'", "stroke-width='0.3'", false},
    {"transform='rotate(45)'", "transform='rotate(45) scale(0.75)'", false},
    {"font-family=\"" LEDA_PLOT_FONT "\"", "font-family=\"" GENERIC_FONTS "\"", false},
};

#define FIRST_LETTERS "fhistu" /* of what is found: the rest is passed over quickly */

static void add_tag(finisher *to, const char *tag, size_t length) {
  for (size_t at = 0; at < length;) {
    size_t plain = strcspn(tag + at, FIRST_LETTERS);
    if (plain > length - at) plain = length - at;
    leda_text_add_n(to->out, tag + at, plain);
    at += plain;
    if (at == length) break;
    size_t i = 0, count = sizeof replacements / sizeof *replacements;
    while (i < count && !begins(tag + at, replacements[i].found)) i++;
    if (i == count) {
      leda_text_add_char(to->out, tag[at++]);
      continue;
    }
    leda_text_add(to->out, replacements[i].written);
    if (replacements[i].then_prefix) leda_text_add(to->out, to->prefix);
    at += strlen(replacements[i].found);
  }
}

static void add_svg_tag(finisher *to, const char *tag, size_t length) {
  leda_text_addf(to->out, "<svg role=\"img\" xml:lang=\"%s\" aria-labelledby=\"%stitle %sdesc\"",
                 leda_language_code(to->texts->language), to->prefix, to->prefix);
  add_tag(to, tag + strlen("<svg"), length - strlen("<svg"));
}

static void add_element(finisher *to, const char *name, const char *text) {
  leda_text_addf(to->out, "<%s id=\"%s%s\">", name, to->prefix, name);
  leda_plot_xml(to->out, text);
  leda_text_addf(to->out, "</%s>", name);
}

/* Writes title or description in place of an element of gnuplot's that begins at `at`; the first of
   each is the file's own, later ones would show as tooltips. Returns where the element ends. */
static const char *replace_element(finisher *to, const char *at, bool title) {
  bool *done = title ? &to->titled : &to->described;
  const char *end = strstr(at, title ? "</title>" : "</desc>");
  if (!*done) {
    const char *words = to->texts->alt && *to->texts->alt ? to->texts->alt : to->texts->subtitle;
    add_element(to, title ? "title" : "desc", title ? to->texts->title : words);
  }
  *done = true;
  return end ? strchr(end, '>') + 1 : at + strlen(at);
}

/* Where a group without content ends; NULL for other tags. gnuplot writes many, and what stands in
   them depends on the figure the same process drew before. */
static const char *end_of_empty_group(const char *tag, size_t length) {
  if (!begins(tag, "<g ")) return NULL;
  const char *after = tag + length + strspn(tag + length, " \t\r\n");
  return begins(after, "</g>") ? after + strlen("</g>") : NULL;
}

bool leda_svg_finish(leda_text *out, const char *svg, size_t length, const leda_figure_texts *texts,
                     const char *prefix) {
  finisher to = {out, texts, prefix, false, false};
  if (strlen(svg) != length || !strstr(svg, "</svg>")) return false;
  for (const char *at = svg; *at;) {
    if (begins(at, "<title>") || begins(at, "<desc>")) {
      at = replace_element(&to, at, begins(at, "<title>"));
      continue;
    }
    size_t plain = strcspn(at, "<");
    if (plain > 0) {
      leda_text_add_n(out, at, plain);
      at += plain;
      continue;
    }
    size_t tag = strcspn(at, ">");
    if (!at[tag++]) return false;
    const char *empty = end_of_empty_group(at, tag);
    if (begins(at, "<svg"))
      add_svg_tag(&to, at, tag);
    else if (!empty)
      add_tag(&to, at, tag);
    at = empty ? empty + strspn(empty, "\n") : at + tag;
  }
  return to.titled && to.described;
}
