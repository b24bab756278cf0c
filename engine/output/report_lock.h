/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_REPORT_LOCK_H
#define LEDA_OUTPUT_REPORT_LOCK_H

#include <stdbool.h>

/* A folder in which a report is being made holds a locked file, whose lock ends with the process however that ends. So
   a folder left by one that was killed can be told from one in use. */
#define LEDA_REPORT_LOCK "lock"

/* Makes and locks the file in `folder`; a descriptor to be closed, or -1: then the folder is never taken for left. */
int leda_report_lock(const char *folder);

/* True where `folder` holds such a file that nobody has locked. */
bool leda_report_left(const char *folder);

#endif
