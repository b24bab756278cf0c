/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/published_order.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool is_whole(const char *text) {
  size_t digits = strspn(text, "0123456789");
  return digits > 0 && digits <= 9 && text[digits] == '\0';
}

int leda_published_compare_labels(const char *a, const char *b) {
  bool left = is_whole(a), right = is_whole(b);
  if (left != right) return left ? -1 : 1;
  if (left) {
    long x = strtol(a, NULL, 10), y = strtol(b, NULL, 10);
    if (x != y) return x < y ? -1 : 1;
  }
  return strcmp(a, b);
}
