/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads bytes as an instrument file. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/core/text.h"
#include "engine/data/instrument.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition) {
  if (!condition) abort();
}

static void check(const leda_instrument *instrument) {
  require(instrument->n > 0 && instrument->scale_low < instrument->scale_high);
  for (size_t i = 0; i < instrument->n; i++) {
    const leda_statement *statement = &instrument->statements[i];
    require(i == 0 || statement[-1].number < statement->number);
    for (size_t language = 0; language < 2; language++) {
      require(statement->label[language][0] != '\0' && statement->area[language][0] != '\0');
      require(leda_utf8_valid(statement->label[language], strlen(statement->label[language])));
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  leda_instrument instrument;
  leda_messages log = {0};
  leda_error err = leda_error_none();
  leda_bytes source = {"instrument.ini", (const char *)data, size};
  if (leda_instrument_parse(&instrument, source, &log, &err) == LEDA_OK)
    check(&instrument);
  else
    require(err.status != LEDA_OK && err.message[0] != '\0' && instrument.statements == NULL);
  leda_instrument_clear(&instrument);
  leda_messages_clear(&log);
  return 0;
}
