/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads bytes as one of the small tables of a project; the first byte says which. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/data/study.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition) {
  if (!condition) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  leda_study study;
  leda_messages log = {0};
  leda_error err = leda_error_none();
  leda_bytes source = {"input.csv", (const char *)data + 1, size - 1};
  leda_study_kind kind = (leda_study_kind)(data[0] % (LEDA_STUDY_PAIRS + 1));
  leda_status status = leda_study_parse(&study, kind, source, &log, &err);
  require(status == LEDA_OK || err.message[0] != '\0');
  require(status == LEDA_OK || study.n == 0);
  for (size_t i = 0; i < study.n; i++) {
    const leda_study_row *row = &study.rows[i];
    require(!isinf(row->number[0]) && !isinf(row->number[1]));
    require(i == 0 || strcmp(study.rows[i - 1].label[0], row->label[0]) <= 0);
  }
  leda_messages_clear(&log);
  leda_study_clear(&study);
  return 0;
}
