/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_GNUPLOT_H
#define LEDA_PLOTS_GNUPLOT_H

#include <stdbool.h>
#include <sys/types.h>

#include "engine/core/status.h"

/* gnuplot as a process: started without a shell, with an environment of its own (no locale, no
   initialisation files), reading a script file and writing its words to a log. */

#define LEDA_GNUPLOT_VERSION_SIZE 64

/* "gnuplot 5.4 patchlevel 4". LEDA_ERR_PROGRAM with a hint where it cannot be started. */
leda_status leda_gnuplot_version(char out[LEDA_GNUPLOT_VERSION_SIZE], leda_error *err);

/* Starts `gnuplot -d script`; both outputs go to `log`. */
leda_status leda_gnuplot_start(const char *script, const char *log, pid_t *pid, leda_error *err);

/* Whether it has ended, without waiting; `*well` tells whether with success. */
bool leda_gnuplot_ended(pid_t pid, bool *well);

/* Ends it now and waits until it is gone. */
void leda_gnuplot_kill(pid_t pid);

#endif
