/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/json_write.h"

#include <math.h>
#include <stdlib.h>

json_t *leda_json_number(double value) {
  return isfinite(value) ? json_real(value == 0.0 ? 0.0 : value) : json_null();
}

json_t *leda_json_document(const char *command) {
  json_t *document = json_object();
  if (!document) return NULL;
  if (json_object_set_new(document, "leda", json_string(LEDA_VERSION)) == 0 &&
      json_object_set_new(document, "command", json_string(command)) == 0)
    return document;
  json_decref(document);
  return NULL;
}

leda_status leda_json_write(json_t *document, leda_text *text, leda_error *err) {
  /* 15 digits: every double keeps its value to 1e-15 and 0.1 stays 0.1. */
  char *json = document ? json_dumps(document, JSON_INDENT(2) | JSON_REAL_PRECISION(15)) : NULL;
  json_decref(document);
  if (!json) return leda_fail_memory(err);
  leda_text_add(text, json);
  leda_text_add_char(text, '\n');
  free(json);
  return leda_text_status(text, err);
}
