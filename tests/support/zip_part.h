/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_SUPPORT_ZIP_PART_H
#define TESTS_SUPPORT_ZIP_PART_H

#include <stddef.h>

/* One file out of a zip archive in memory, as a string (free); NULL where there is none of that name. Made of zlib
   alone, so that a workbook is read by other code than wrote it. */
char *leda_test_zip_part(const char *bytes, size_t length, const char *name);

#endif
