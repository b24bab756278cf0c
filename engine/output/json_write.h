/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_JSON_WRITE_H
#define LEDA_OUTPUT_JSON_WRITE_H

#include <jansson.h>

#include "engine/core/status.h"
#include "engine/core/text.h"

/* Helpers over jansson, which refuses NaN: a number that is not finite is null. */
json_t *leda_json_number(double value);

/* {"leda": VERSION, "command": command}: what every document begins with. NULL: no memory. */
json_t *leda_json_document(const char *command);

/* Adds the document to *text, indented by two, keys in the order they were set, ended by a line
   break. Takes `document` over (frees it); NULL gives LEDA_ERR_MEMORY. */
leda_status leda_json_write(json_t *document, leda_text *text, leda_error *err);

#endif
