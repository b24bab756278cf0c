/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_SHOWN_H
#define LEDA_DATA_SHOWN_H

/* The beginning of a text from a file, short enough for a message, cut between characters and ended
   by "…" where something was left out. */
#define LEDA_SHOWN_SIZE 64
typedef struct {
  char text[LEDA_SHOWN_SIZE];
} leda_shown;

leda_shown leda_show(const char *text);

#endif
