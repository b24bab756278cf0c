/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/report_style.h"

#include <string.h>

/* dark: headings and band, on white and under white; tint: the summary's ground. */
static const struct {
  const char *name, *dark, *tint;
} THEMES[] = {
    {"blue", "#0b4a7d", "#edf4fa"},
    {"green", "#14573a", "#eef6f1"},
    {"plum", "#65285f", "#f7f0f6"},
    {"grey", "#39434d", "#f1f3f4"},
};

static const char SCREEN[] =
    "*{box-sizing:border-box}\n"
    "html{-webkit-text-size-adjust:100%;text-size-adjust:100%}\n"
    "body{margin:0;background:#fff;color:#1c2329;font:1rem/1.6 \"DejaVu Sans\",Verdana,"
    "\"Segoe UI\",Arial,sans-serif}\n"
    ".wrap{max-width:64rem;margin:0 auto;padding:0 1.25rem}\n"
    ".skip{position:absolute;left:-100rem}\n"
    ".skip:focus{left:1rem;top:1rem;background:#fff;color:#000;padding:.5rem 1rem;z-index:1}\n"
    "header.top{background:var(--dark);color:#fff;padding:2.25rem 0 2rem}\n"
    "header.top img{display:block;max-height:4rem;max-width:14rem;margin:0 0 1.25rem;"
    "background:#fff;padding:.375rem;border-radius:.25rem}\n"
    "h1{font-size:clamp(1.5rem,1.1rem + 2vw,2.25rem);line-height:1.2;margin:0;"
    "overflow-wrap:anywhere;text-wrap:balance}\n"
    ".subtitle{font-size:1.125rem;margin:.75rem 0 0;max-width:48rem}\n"
    ".byline{margin:.75rem 0 0;font-size:.9375rem}\n"
    "h2{color:var(--dark);font-size:1.5rem;line-height:1.25;margin:0 0 .75rem;"
    "overflow-wrap:anywhere}\n"
    "h3{font-size:1.125rem;line-height:1.35;margin:2.25rem 0 .5rem;overflow-wrap:anywhere}\n"
    "p{margin:.5rem 0;max-width:48rem;overflow-wrap:break-word}\n"
    "a{color:var(--dark)}\n"
    "section{padding:2.5rem 0 .5rem}\n"
    "section + section{border-top:1px solid #d5dbe0;margin-top:2rem}\n"
    ".summary{background:var(--tint);border-left:.375rem solid var(--dark);border-radius:.25rem;"
    "padding:1.5rem 1.5rem 1.25rem;margin:2rem 0 0}\n"
    ".summary ol{margin:0;padding:0 0 0 1.75rem}\n"
    ".summary li{margin:.75rem 0;padding-left:.375rem;max-width:48rem;font-size:1.0625rem}\n"
    ".summary li::marker{color:var(--dark);font-weight:700}\n"
    "nav{margin:1.5rem 0 0;font-size:.9375rem}\n"
    "nav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.375rem 1.5rem}\n"
    ".lead p{font-size:1.0625rem}\n"
    ".warning{border-left:.25rem solid #b35900;background:#fff6ea;padding:.5rem .875rem;"
    "border-radius:.25rem}\n"
    "figure{margin:1rem 0 0}\n"
    ".scroll{overflow-x:auto;max-width:100%}\n"
    ".scroll:focus-visible,a:focus-visible,summary:focus-visible{outline:3px solid #b35900;"
    "outline-offset:2px}\n"
    "figure .scroll{border:1px solid #d5dbe0;border-radius:.25rem;padding:.5rem;background:#fff}\n"
    "figure svg{display:block;width:100%;min-width:44rem;height:auto}\n"
    ".note,.source{font-size:.9375rem;color:#4a545d}\n"
    "details{margin:.75rem 0 0}\n"
    "summary{cursor:pointer;color:var(--dark);font-weight:700;padding:.25rem 0}\n"
    "table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.4;margin:.25rem 0;"
    "font-variant-numeric:tabular-nums}\n"
    "caption{text-align:left;font-weight:700;padding:.25rem 0 .5rem}\n"
    "th,td{text-align:left;vertical-align:top;padding:.375rem .75rem .375rem 0;"
    "border-bottom:1px solid #e3e7ea;font-weight:400}\n"
    "thead th{font-weight:700;border-bottom:2px solid var(--dark);vertical-align:bottom}\n"
    "th.number,td.number{text-align:right;white-space:nowrap}\n"
    "thead th.number{white-space:normal}\n"
    "tbody th{min-width:9rem}\n"
    "td{min-width:6.25rem}\n"
    "td.number{min-width:0}\n"
    "td strong{font-weight:700}\n"
    "td.flag{font-weight:700;color:#8a3b00;background:#fff6ea}\n"
    "dl{max-width:48rem}\n"
    "dt{font-weight:700;margin:.75rem 0 0}\n"
    "dt span{font-weight:400;color:#4a545d}\n"
    "dd{margin:0 0 0 1.25rem}\n"
    "code{font:.875rem/1.5 \"DejaVu Sans Mono\",Consolas,monospace;overflow-wrap:anywhere}\n"
    "footer{margin:2rem 0 0;padding:1.25rem 0 2rem;border-top:1px solid #d5dbe0;"
    "font-size:.875rem;color:#4a545d}\n";

static const char NARROW[] =
    "@media (max-width:40rem){.wrap{padding:0 .875rem}header.top{padding:1.5rem 0}"
    ".summary{padding:1rem}.summary ol{padding-left:1.5rem}h2{font-size:1.3125rem}"
    "section{padding-top:1.75rem}table{font-size:.875rem}tbody th{min-width:7rem}th,td{padding-right:.5rem}}\n";

static const char PAPER[] =
    "@media print{@page{margin:18mm}body{font-size:10pt}.wrap{max-width:none;padding:0}"
    "header.top{background:none;color:#000;padding:0 0 6mm;border-bottom:2pt solid #000}"
    "nav,.skip{display:none}.scroll{overflow:visible}figure svg{min-width:0}"
    "section + section{break-before:auto}figure,table,.summary{break-inside:avoid}"
    "h2,h3{break-after:avoid}details > *{display:block}details:not([open])"
    "{display:none}a{color:inherit;text-decoration:none}}\n";

void leda_report_style(leda_text *html, const char *theme) {
  size_t at = 0;
  for (size_t i = 0; i < sizeof THEMES / sizeof *THEMES; i++)
    if (strcmp(THEMES[i].name, theme) == 0) at = i;
  leda_text_add(html, "<style>\n");
  leda_text_addf(html, ":root{--dark:%s;--tint:%s}\n", THEMES[at].dark, THEMES[at].tint);
  leda_text_add(html, SCREEN);
  leda_text_add(html, NARROW);
  leda_text_add(html, PAPER);
  leda_text_add(html, "</style>\n");
}
