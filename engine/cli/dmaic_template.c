/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/dmaic_template.h"

#include <string.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/core/text.h"

/* Where the name of the project belongs. Both languages say the same; keys are the same in all. */
#define NAME "\x01"

static const char ENGLISH[] =
    "; An improvement project, phase by phase. A line that begins with ; is a comment: take the\n"
    "; mark away and fill in. Long texts go on in indented lines.\n"
    "; leda dmaic " NAME ".ini           where does the project stand?\n"
    "; leda dmaic " NAME ".ini --check   what is missing here?\n"
    "; leda report " NAME ".ini --dir report   makes the report\n"
    "\n"
    "[project]\n"
    "title = " NAME "\n"
    "lang = en\n"
    ";author = Who answers for it\n"
    ";source = Where the figures come from\n"
    "\n"
    "; ---- Define: what is the problem? ----\n"
    "[define]\n"
    ";problem = What is wrong, for whom, since when\n"
    ";goal = What will be better, how much and when\n"
    ";measure = outcome\n"
    ";scope = Where the project begins and ends\n"
    ";team = Who works in it\n"
    ";stakeholders = Who is touched by it\n"
    "\n"
    "; ---- Measure: how large is the problem? ----\n"
    "; A CSV with a row for each period: period,value (or period,numerator,denominator).\n"
    "; Periods: 2025, 2025-01, 2025Q1, 2025-W07, 2025-01-31.\n"
    "[measure outcome]\n"
    "file = " NAME ".csv\n"
    ";title = What is measured\n"
    ";unit_of_measure = hours\n"
    "; which way is better: higher or lower\n"
    ";better = lower\n"
    "; the level of the goal, and when it is to be reached\n"
    ";target = 11\n"
    ";target_date = 2026-12\n"
    ";definition = Exactly what is counted, and what is not\n"
    ";source = Where the figures come from\n"
    ";frequency = every month\n"
    ";owner = Who watches it\n"
    ";sampling = Which cases are measured, and how they are chosen\n"
    "; the periods before the change; without it all values before the first change\n"
    ";baseline = 2024-01..2025-06\n"
    "; what is asked of every single value\n"
    ";spec_upper = 11\n"
    "; a trial of how well it is measured: part,operator,value or unit,rater,rating\n"
    ";study = gauge.csv\n"
    ";raters = raters.csv\n"
    "\n"
    "; ---- Analyze: what causes the problem? ----\n"
    ";[analyze]\n"
    "; how often each cause was met: cause,count\n"
    ";causes = causes.csv\n"
    ";fishbone = Method: no routine, late supper | People: new staff | Place: far to the kitchen\n"
    ";whys = Why? Because ... | Why? Because ... | Why? Because ...\n"
    "; groups that may differ: group,value\n"
    ";strata = groups.csv\n"
    "; two figures that may go together: x,y\n"
    ";scatter = pairs.csv\n"
    "\n"
    "; ---- Improve: how is it solved? ----\n"
    ";[improve]\n"
    ";pilot = Where it was tried first\n"
    ";[change first]\n"
    ";measure = outcome\n"
    ";period = 2025-07\n"
    ";text = What was done\n"
    "\n"
    "; ---- Control: what was the result, and does it last? ----\n"
    ";[control]\n"
    ";plan = Who looks at what, and when\n"
    ";reaction = What is done when the chart signals\n"
    "; how many periods the gain has to hold\n"
    ";sustain = 6\n"
    "\n"
    "; ---- Spread: should others do the same? ----\n"
    ";[spread]\n"
    ";units = Unit A, Unit B\n";

static const char SWEDISH[] =
    "; Ett förbättringsprojekt, fas för fas. En rad som börjar med ; är en kommentar: ta bort\n"
    "; tecknet och fyll i. Långa texter fortsätter på indragna rader.\n"
    "; leda dmaic " NAME ".ini           var står projektet?\n"
    "; leda dmaic " NAME ".ini --check   vad fattas här?\n"
    "; leda report " NAME ".ini --dir rapport   gör rapporten\n"
    "\n"
    "[project]\n"
    "title = " NAME "\n"
    "lang = sv\n"
    ";author = Vem som svarar för det\n"
    ";source = Varifrån siffrorna kommer\n"
    "\n"
    "; ---- Definiera: vad är problemet? ----\n"
    "[define]\n"
    ";problem = Vad som är fel, för vem och sedan när\n"
    ";goal = Vad som ska bli bättre, hur mycket och när\n"
    ";measure = utfall\n"
    ";scope = Var projektet börjar och slutar\n"
    ";team = Vilka som arbetar i det\n"
    ";stakeholders = Vilka som berörs\n"
    "\n"
    "; ---- Mäta: hur stort är problemet? ----\n"
    "; En CSV med en rad för varje period: period,värde (eller period,täljare,nämnare).\n"
    "; Perioder: 2025, 2025-01, 2025K1, 2025V07, 2025-01-31.\n"
    "[measure utfall]\n"
    "file = " NAME ".csv\n"
    ";title = Vad som mäts\n"
    ";unit_of_measure = timmar\n"
    "; vilket som är bättre: higher (högre) eller lower (lägre)\n"
    ";better = lower\n"
    "; målets nivå, och när det ska vara nått\n"
    ";target = 11\n"
    ";target_date = 2026-12\n"
    ";definition = Exakt vad som räknas, och vad som inte räknas\n"
    ";source = Varifrån siffrorna kommer\n"
    ";frequency = varje månad\n"
    ";owner = Vem som bevakar det\n"
    ";sampling = Vilka fall som mäts, och hur de väljs\n"
    "; perioderna före förändringen; utan den alla värden före den första förändringen\n"
    ";baseline = 2024-01..2025-06\n"
    "; vad som krävs av varje enskilt värde\n"
    ";spec_upper = 11\n"
    "; ett prov på hur väl det mäts: del,operatör,värde eller enhet,bedömare,bedömning\n"
    ";study = matning.csv\n"
    ";raters = bedomare.csv\n"
    "\n"
    "; ---- Analysera: vad orsakar problemet? ----\n"
    ";[analyze]\n"
    "; hur ofta varje orsak förekom: orsak,antal\n"
    ";causes = orsaker.csv\n"
    ";fishbone = Metod: ingen rutin, sen middag | Människor: ny personal | Plats: långt till köket\n"
    ";whys = Varför? Därför att ... | Varför? Därför att ... | Varför? Därför att ...\n"
    "; grupper som kan skilja sig åt: grupp,värde\n"
    ";strata = grupper.csv\n"
    "; två tal som kan höra ihop: x,y\n"
    ";scatter = par.csv\n"
    "\n"
    "; ---- Förbättra: hur löses det? ----\n"
    ";[improve]\n"
    ";pilot = Var det prövades först\n"
    ";[change forsta]\n"
    ";measure = utfall\n"
    ";period = 2025-07\n"
    ";text = Vad som gjordes\n"
    "\n"
    "; ---- Kontrollera: vad blev resultatet, och består det? ----\n"
    ";[control]\n"
    ";plan = Vem som tittar på vad, och när\n"
    ";reaction = Vad som görs när diagrammet signalerar\n"
    "; hur många perioder vinsten ska bestå\n"
    ";sustain = 6\n"
    "\n"
    "; ---- Sprida: bör andra göra likadant? ----\n"
    ";[spread]\n"
    ";units = Enhet A, Enhet B\n";

static bool ends_with(const char *text, const char *ending) {
  size_t length = strlen(text), tail = strlen(ending);
  return length > tail && strcmp(text + length - tail, ending) == 0;
}

/* A name goes into the file as it is: without what would end or begin a line of it. */
static bool plain(const char *name) {
  if (name[0] == '\0') return false;
  for (const char *c = name; *c; c++)
    if ((unsigned char)*c < ' ' || strchr(";#[]=\x7f", *c)) return false;
  return true;
}

static void fill(const char *form, const char *name, leda_text *text) {
  for (const char *at = form; *at;) {
    size_t length = strcspn(at, NAME);
    leda_text_add_n(text, at, length);
    at += length;
    if (*at) leda_text_add(text, name);
    if (*at) at++;
  }
}

leda_status leda_dmaic_template_write(const char *name, leda_language language, char **path,
                                      leda_error *err) {
  size_t stem = strlen(name) - (ends_with(name, ".ini") ? 4 : 0);
  leda_text file = {0}, bare = {0}, text = {0};
  leda_text_add_n(&file, name, stem);
  leda_text_add(&bare, leda_file_name(leda_text_str(&file)));
  leda_text_add(&file, ".ini");
  leda_status status = leda_text_status(&file, err);
  if (!status && !plain(leda_text_str(&bare))) {
    leda_fail(err, LEDA_ERR_USAGE, _("--new: '%s' cannot be the name of a project"), name);
    leda_error_hint(err, "%s", _("use letters, digits, spaces and hyphens"));
    status = LEDA_ERR_USAGE;
  } else if (!status && leda_file_exists(leda_text_str(&file))) {
    leda_fail(err, LEDA_ERR_DATA, _("'%s' is there already"), leda_text_str(&file));
    leda_error_hint(err, "%s", _("choose another name, or take the file away first"));
    status = LEDA_ERR_DATA;
  }
  fill(language == LEDA_SV ? SWEDISH : ENGLISH, leda_text_str(&bare), &text);
  if (!status) status = leda_text_status(&text, err);
  if (!status) status = leda_file_write(leda_text_str(&file), text.data, text.length, err);
  *path = status ? NULL : leda_text_take(&file);
  leda_text_clear(&file);
  leda_text_clear(&bare);
  leda_text_clear(&text);
  return status;
}
