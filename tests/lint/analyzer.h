/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Read by clang-tidy before each file. It sees one file at a time and would follow a failure that
 * returns LEDA_OK; these say that there is none.
 */
#ifndef TESTS_LINT_ANALYZER_H
#define TESTS_LINT_ANALYZER_H

#include "engine/core/status.h"

#define leda_fail_memory(err) ((void)(leda_fail_memory)(err), LEDA_ERR_MEMORY)
#define leda_fail_at(...) ((void)(leda_fail_at)(__VA_ARGS__), LEDA_ERR_DATA)

#endif
