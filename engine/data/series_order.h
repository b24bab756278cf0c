/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of a panel's series; for panel_order.c. */
#ifndef LEDA_DATA_SERIES_ORDER_H
#define LEDA_DATA_SERIES_ORDER_H

#include "engine/data/panel_build.h"

/* Writes to ids[] the numbers of the series that have observations, sorted by indicator, unit and
   group (bytes of UTF-8); returns how many there are, or SIZE_MAX when there is no memory. The names
   are sorted once, the series by the places of their names: linear in the number of series. */
size_t leda_series_order(const leda_panel_builder *builder, const size_t *counts, uint32_t *ids);

#endif
