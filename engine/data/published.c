/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/published.h"

#include <stdlib.h>
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"

/* What the readers of the three parts share. */
typedef struct {
  leda_published *published;
  const leda_sheet *sheet;
  leda_complaints *complaints;
} part_reader;

static bool parse_whole(const char *text, long long most, long long *out) {
  size_t digits = strspn(text, "0123456789");
  if (digits == 0 || digits > 9 || text[digits] != '\0') return false;
  *out = strtoll(text, NULL, 10);
  return *out >= 1 && *out <= most;
}

static leda_published_statement statement_of(const char *label) {
  long long number = 0;
  if (!parse_whole(label, 9999, &number)) number = 0;
  return (leda_published_statement){.label = label, .number = (int)number};
}

static void refuse(const part_reader *reader, size_t row, size_t column, const char *what) {
  leda_complain(reader->complaints, leda_sheet_place(reader->sheet, row, column),
                _("'%s' is not %s"), leda_sheet_cell(reader->sheet, row, column), what);
}

static void refuse_number(const part_reader *reader, size_t row, size_t column, const char *what) {
  refuse(reader, row, column, what);
  leda_complain_hint(reader->complaints, _("correct it, or take the row away"));
}

/* Each column by the names that it goes by, the first being that of messages. */
static size_t column_of(const part_reader *reader, const char *name) {
  enum { NAMES_MOST = 6 };
  static const char *const NAMES[][NAMES_MOST] = {
      {"statement", "påstående", "fråga", "question"},
      {"wave", "mättillfälle", "omgång", "mätning"},
      {"n", "antal", "svar", "answers", "antal svar", "svarande"},
      {"mean", "medel", "medelvärde", "snitt"},
      {"sd", "standardavvikelse", "std", "spridning"},
      {"role", "roll", "funktion"},
      {"cohort", "kohort"},
      {"share", "andel"},
      {"percent", "procent"},
  };
  size_t column = leda_sheet_column(reader->sheet, name);
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
    for (size_t k = 1; k < NAMES_MOST && NAMES[i][k] && strcmp(NAMES[i][0], name) == 0; k++)
      if (column == LEDA_SHEET_NO_COLUMN) column = leda_sheet_column(reader->sheet, NAMES[i][k]);
  return column;
}

static const char *cell_of(const part_reader *reader, size_t row, const char *name) {
  return leda_sheet_cell(reader->sheet, row, column_of(reader, name));
}

/* Complains about an empty cell of a column that says which row this is. */
static void need_text(const part_reader *reader, size_t row, const char *name) {
  size_t column = column_of(reader, name);
  if (column == LEDA_SHEET_NO_COLUMN || leda_sheet_cell(reader->sheet, row, column)[0]) return;
  leda_complain(reader->complaints, leda_sheet_place(reader->sheet, row, column),
                _("'%s' is empty"), name);
}

static leda_decimal read_decimal(const part_reader *reader, size_t row, const char *name) {
  size_t column = column_of(reader, name);
  leda_decimal value = {0};
  if (!leda_decimal_parse(leda_sheet_cell(reader->sheet, row, column), &value))
    refuse_number(reader, row, column, _("a number"));
  return value;
}

/* A whole number above 0; 0 where the cell is empty. */
static long long read_count(const part_reader *reader, size_t row, const char *name) {
  size_t column = column_of(reader, name);
  const char *text = leda_sheet_cell(reader->sheet, row, column);
  long long value = 0;
  if (text[0] != '\0' && !parse_whole(text, 999999999, &value))
    refuse_number(reader, row, column, _("a whole number above 0"));
  return value;
}

static bool needs(const part_reader *reader, const char *const *names) {
  bool all = true;
  for (; *names; names++)
    if (column_of(reader, *names) == LEDA_SHEET_NO_COLUMN)
      all = leda_sheet_need(reader->sheet, *names, reader->complaints) != LEDA_SHEET_NO_COLUMN;
  return all;
}

/* ---- means ---- */

static void check_twice(const part_reader *reader, const leda_published_mean *mean) {
  leda_published_key key = {mean->statement.label, mean->wave, mean->role, mean->cohort};
  const leda_published_mean *first = leda_published_find(reader->published, key);
  if (!first) return;
  leda_complain(reader->complaints, mean->place,
                _("statement %s is there twice for wave %s; first in line %zu"),
                mean->statement.label, mean->wave, first->place.line);
}

/* A number that may end in a per cent sign, after a blank or not. */
static bool parse_percent(const char *text, leda_decimal *value, bool *percent) {
  static const char NO_BREAK[] = "\xC2\xA0";
  char number[64];
  size_t length = strlen(text);
  if (length >= sizeof number) return false;
  if (length > 0 && text[length - 1] == '%') {
    *percent = true;
    length--;
    if (length > 0 && text[length - 1] == ' ')
      length--;
    else if (length > 1 && memcmp(text + length - 2, NO_BREAK, 2) == 0)
      length -= 2;
  }
  memcpy(number, text, length);
  number[length] = '\0';
  return leda_decimal_parse(number, value);
}

/* "92 %" and "92" of a column percent are {92, 2}; a share stands as it is. */
static leda_decimal read_share(const part_reader *reader, size_t row, const char *name) {
  size_t column = column_of(reader, name);
  bool percent = strcmp(name, "percent") == 0;
  leda_decimal value = {0}, one = {1, 0}, zero = {0, 0};
  bool good = parse_percent(leda_sheet_cell(reader->sheet, row, column), &value, &percent);
  if (percent) value.decimals += 2;
  good = good && value.decimals <= LEDA_DECIMALS_MOST;
  if (good && leda_decimal_compare(value, zero) >= 0 && leda_decimal_compare(value, one) <= 0)
    return value;
  refuse(reader, row, column, _("a share"));
  leda_complain_hint(reader->complaints, _("write 0.92 or 92 %%, or name the column 'percent'"));
  return zero;
}

/* Of the three forms of the value the one that the file has; "mean" where it has none. */
static const char *value_name(const part_reader *reader) {
  static const char *const FORMS[] = {"mean", "share", "percent"};
  for (size_t i = 0; i < 3; i++)
    if (column_of(reader, FORMS[i]) != LEDA_SHEET_NO_COLUMN) return FORMS[i];
  return FORMS[0];
}

static void read_sd(const part_reader *reader, size_t row, leda_published_mean *mean) {
  mean->has_sd = cell_of(reader, row, "sd")[0] != '\0';
  if (!mean->has_sd) return;
  mean->sd = read_decimal(reader, row, "sd");
  if (mean->sd.units < 0) refuse(reader, row, column_of(reader, "sd"), _("0 or more"));
}

static bool read_means(const part_reader *reader) {
  const char *name = value_name(reader);
  const char *const NEEDS[] = {"statement", "wave", name, NULL};
  leda_published *published = reader->published;
  if (!needs(reader, NEEDS)) return true;
  published->shares = strcmp(name, "mean") != 0;
  published->means = leda_calloc(reader->sheet->n_rows + 1, sizeof *published->means);
  if (!published->means) return false;
  for (size_t row = 0; row < reader->sheet->n_rows; row++) {
    leda_published_mean mean = {
        .statement = statement_of(cell_of(reader, row, "statement")),
        .wave = cell_of(reader, row, "wave"),
        .role = cell_of(reader, row, "role"),
        .cohort = cell_of(reader, row, "cohort"),
        .n = read_count(reader, row, "n"),
        .mean = published->shares ? read_share(reader, row, name) : read_decimal(reader, row, name),
        .place = leda_sheet_place(reader->sheet, row, column_of(reader, name)),
    };
    read_sd(reader, row, &mean);
    need_text(reader, row, "statement");
    need_text(reader, row, "wave");
    check_twice(reader, &mean);
    published->means[published->n_means++] = mean;
  }
  return true;
}

/* ---- differences ---- */

static bool read_differences(const part_reader *reader) {
  static const char *const NEEDS[] = {"statement", "from", "to", "difference", NULL};
  leda_published *published = reader->published;
  if (!needs(reader, NEEDS)) return true;
  published->differences = leda_calloc(reader->sheet->n_rows + 1, sizeof *published->differences);
  if (!published->differences) return false;
  for (size_t row = 0; row < reader->sheet->n_rows; row++) {
    need_text(reader, row, "statement");
    need_text(reader, row, "from");
    need_text(reader, row, "to");
    published->differences[published->n_differences++] = (leda_published_difference){
        .statement = statement_of(cell_of(reader, row, "statement")),
        .from = cell_of(reader, row, "from"),
        .to = cell_of(reader, row, "to"),
        .role = cell_of(reader, row, "role"),
        .cohort = cell_of(reader, row, "cohort"),
        .source = cell_of(reader, row, "source"),
        .difference = read_decimal(reader, row, "difference"),
        .place =
            leda_sheet_place(reader->sheet, row, leda_sheet_column(reader->sheet, "difference")),
    };
  }
  return true;
}

/* ---- claims ---- */

static leda_claim_kind read_kind(const part_reader *reader, size_t row) {
  static const char *const WORDS[] = {"all-rise", "rank", "change-rank"};
  size_t column = leda_sheet_column(reader->sheet, "kind");
  const char *word = leda_sheet_cell(reader->sheet, row, column);
  for (size_t i = 0; i < 3; i++)
    if (strcmp(word, WORDS[i]) == 0) return (leda_claim_kind)i;
  refuse(reader, row, column, _("a kind of claim"));
  leda_complain_hint(reader->complaints, _("known are %s"), "all-rise, rank, change-rank");
  return LEDA_CLAIM_ALL_RISE;
}

static void read_claim(const part_reader *reader, size_t row, leda_published_claim *claim) {
  const char *sv = cell_of(reader, row, "sv"), *en = cell_of(reader, row, "en");
  *claim = (leda_published_claim){
      .kind = read_kind(reader, row),
      .statement = statement_of(cell_of(reader, row, "statement")),
      .wave = cell_of(reader, row, "wave"),
      .rank_from = (size_t)read_count(reader, row, "rank_from"),
      .rank_to = (size_t)read_count(reader, row, "rank_to"),
      .text = {[LEDA_EN] = en[0] ? en : sv, [LEDA_SV] = sv[0] ? sv : en},
      .place = leda_sheet_place(reader->sheet, row, LEDA_SHEET_NO_COLUMN),
  };
  if (claim->kind == LEDA_CLAIM_ALL_RISE) return;
  need_text(reader, row, "statement");
  if (claim->kind == LEDA_CLAIM_RANK) need_text(reader, row, "wave");
  if (claim->rank_from == 0 || claim->rank_to < claim->rank_from)
    leda_complain(reader->complaints, claim->place,
                  _("rank_from and rank_to must be places, the first not above the second"));
}

static bool read_claims(const part_reader *reader) {
  static const char *const NEEDS[] = {"kind", "statement", "wave", "rank_from", "rank_to", NULL};
  leda_published *published = reader->published;
  if (!needs(reader, NEEDS)) return true;
  published->claims = leda_calloc(reader->sheet->n_rows + 1, sizeof *published->claims);
  if (!published->claims) return false;
  for (size_t row = 0; row < reader->sheet->n_rows; row++)
    read_claim(reader, row, &published->claims[published->n_claims++]);
  return true;
}

/* ---- all parts ---- */

static const char *const MEANS_WORDS[] = {"statement", "wave",   "n",     "mean",   "sd",
                                          "role",      "cohort", "share", "percent"};
enum { MEANS_WORDS_N = sizeof MEANS_WORDS / sizeof *MEANS_WORDS };

/* A heading that is not known may be one that was meant: "number of answers" for n. */
static void tell_unused(const part_reader *reader, leda_messages *log) {
  const leda_sheet *sheet = reader->sheet;
  for (size_t i = 0; i < sheet->n_columns; i++) {
    bool used = sheet->names[i][0] == '\0';
    for (size_t k = 0; k < MEANS_WORDS_N; k++) used |= column_of(reader, MEANS_WORDS[k]) == i;
    if (!used)
      leda_messages_note(log, LEDA_NOTICE, (leda_place){.file = sheet->file, .line = 1},
                         _("the column '%s' is not used; --column ROLE=NAME says what it is"),
                         sheet->names[i]);
  }
}

static leda_status take_sheet(leda_published *published, leda_published_part part,
                              leda_messages *log, leda_error *err) {
  const leda_sheet *sheet = &published->sheets[part];
  leda_complaints complaints = {.file = sheet->file, .log = log, .err = err};
  part_reader reader = {published, sheet, &complaints};
  bool done = part == LEDA_PUBLISHED_MEANS         ? read_means(&reader)
              : part == LEDA_PUBLISHED_DIFFERENCES ? read_differences(&reader)
                                                   : read_claims(&reader);
  if (!done) return leda_fail_memory(err);
  if (part == LEDA_PUBLISHED_MEANS && log) tell_unused(&reader, log);
  if (complaints.n == 0 && sheet->n_rows == 0)
    leda_complain(&complaints, leda_complaints_line(&complaints, 1),
                  _("there is no row below the header"));
  return leda_complaints_status(&complaints);
}

/* An error of the table reader is the only one: it goes to the list too. */
static leda_status report(leda_status status, leda_messages *log, const leda_error *err) {
  if (status && err) leda_messages_add(log, LEDA_ERROR, err);
  return status;
}

leda_status leda_published_read(leda_published *published, leda_published_part part,
                                const char *path, leda_messages *log, leda_error *err) {
  return leda_published_read_source(published, part, &(leda_published_source){.path = path}, log,
                                    err);
}

/* A filter must know its column, at least in the means, and leave a row. */
static leda_status filter(leda_sheet *sheet, leda_published_part part,
                          const leda_published_source *source, leda_error *err) {
  leda_place place = {.file = sheet->file, .line = 1};
  for (size_t i = 0; i < source->n_filters && part == LEDA_PUBLISHED_MEANS; i++) {
    if (leda_sheet_column(sheet, source->filters[i].column) != LEDA_SHEET_NO_COLUMN) continue;
    return leda_fail_at(err, place, _("there is no column '%s'"), source->filters[i].column);
  }
  size_t before = sheet->n_rows;
  leda_sheet_filter(sheet, source->filters, source->n_filters);
  if (before == 0 || sheet->n_rows > 0 || part != LEDA_PUBLISHED_MEANS) return LEDA_OK;
  return leda_fail_at(err, (leda_place){.file = sheet->file}, _("no row is left where %s is '%s'"),
                      source->filters[0].column, source->filters[0].value);
}

static const char *const DIFFERENCE_WORDS[] = {"statement", "from",   "to",    "difference",
                                               "role",      "cohort", "source"};

static bool is_word(const char *word, const char *const *words, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (leda_text_same_word(word, words[i])) return true;
  return false;
}

bool leda_published_column_known(const char *word) {
  return is_word(word, MEANS_WORDS, MEANS_WORDS_N) || is_word(word, DIFFERENCE_WORDS, 7);
}

/* A column of means need not stand in the differences too, nor the other way round. */
static leda_status choose_columns(leda_sheet *sheet, leda_published_part part,
                                  const leda_published_source *source, leda_error *err) {
  bool failed = false;
  leda_place place = {.file = sheet->file, .line = 1};
  for (size_t i = 0; i < source->n_columns && part != LEDA_PUBLISHED_CLAIMS; i++) {
    const leda_published_column *column = &source->columns[i];
    bool needed = part == LEDA_PUBLISHED_MEANS ? is_word(column->word, MEANS_WORDS, MEANS_WORDS_N)
                                               : is_word(column->word, DIFFERENCE_WORDS, 7);
    if (!needed || leda_sheet_rename(sheet, column->name, column->word, &failed)) continue;
    if (part == LEDA_PUBLISHED_DIFFERENCES && is_word(column->word, MEANS_WORDS, MEANS_WORDS_N))
      continue;
    return leda_fail_at(err, place, _("there is no column '%s'"), column->name);
  }
  return failed ? leda_fail_memory(err) : LEDA_OK;
}

leda_status leda_published_read_source(leda_published *published, leda_published_part part,
                                       const leda_published_source *source, leda_messages *log,
                                       leda_error *err) {
  leda_sheet *sheet = &published->sheets[part];
  leda_status status = leda_sheet_read(sheet, source->path, err);
  size_t before = status ? 0 : sheet->n_rows;
  if (!status && source->n_filters > 0) status = filter(sheet, part, source, err);
  if (!status) status = choose_columns(sheet, part, source, err);
  /* All of a list of differences may be about other rows than those asked for. */
  if (!status && before > 0 && sheet->n_rows == 0) return LEDA_OK;
  return status ? report(status, log, err) : take_sheet(published, part, log, err);
}

leda_status leda_published_parse(leda_published *published, leda_published_part part,
                                 leda_bytes source, leda_messages *log, leda_error *err) {
  leda_status status = leda_sheet_parse(&published->sheets[part], source, err);
  return status ? report(status, log, err) : take_sheet(published, part, log, err);
}

void leda_published_clear(leda_published *published) {
  if (!published) return;
  leda_free(published->means);
  leda_free(published->differences);
  leda_free(published->claims);
  for (size_t i = 0; i < 3; i++) leda_sheet_clear(&published->sheets[i]);
  *published = (leda_published){0};
}

static bool same(const char *a, const char *b) { return strcmp(a ? a : "", b ? b : "") == 0; }

const leda_published_mean *leda_published_find(const leda_published *published,
                                               leda_published_key key) {
  for (size_t i = 0; i < published->n_means; i++) {
    const leda_published_mean *mean = &published->means[i];
    if (same(mean->statement.label, key.statement) && same(mean->wave, key.wave) &&
        same(mean->role, key.role) && same(mean->cohort, key.cohort))
      return mean;
  }
  return NULL;
}

void leda_published_check_scale(const leda_published *published, int low, int high,
                                leda_complaints *complaints) {
  leda_decimal least = {low, 0}, most = {high, 0};
  for (size_t i = 0; i < published->n_means; i++) {
    const leda_published_mean *mean = &published->means[i];
    if (leda_decimal_compare(mean->mean, least) >= 0 && leda_decimal_compare(mean->mean, most) <= 0)
      continue;
    leda_complain(complaints, mean->place, _("this mean lies outside the scale %d-%d"), low, high);
  }
}
