/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_DMAIC_TEMPLATE_H
#define LEDA_CLI_DMAIC_TEMPLATE_H

#include "engine/core/i18n.h"
#include "engine/core/status.h"

/* Writes the project file of a new improvement project, commented in `language`, to NAME.ini (NAME where it ends so
   already); *path is its name (leda_free). Errors: LEDA_ERR_USAGE for an empty name, LEDA_ERR_DATA where the file is
   there already, LEDA_ERR_IO, LEDA_ERR_MEMORY. */
leda_status leda_dmaic_template_write(const char *name, leda_language language, char **path,
                                      leda_error *err);

#endif
