/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/panel_build.h"

#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"

leda_status leda_panel_builder_init(leda_panel_builder *builder, leda_error *err) {
  *builder = (leda_panel_builder){0};
  builder->panel.names = leda_names_alloc();
  return builder->panel.names ? LEDA_OK : leda_fail_memory(err);
}

void leda_panel_builder_clear(leda_panel_builder *builder) {
  leda_panel_clear(&builder->panel);
  leda_series_set_clear(&builder->set);
  leda_free(builder->labels);
  *builder = (leda_panel_builder){0};
}

leda_status leda_panel_builder_file(leda_panel_builder *builder, const char *name, uint16_t *index,
                                    leda_error *err) {
  leda_panel *panel = &builder->panel;
  if (panel->n_files > UINT16_MAX)
    return leda_fail(err, LEDA_ERR_DATA, _("more than %d files cannot be read together"),
                     UINT16_MAX + 1);
  char **files = leda_realloc_array(panel->files, panel->n_files + 1, sizeof *files);
  if (!files) return leda_fail_memory(err);
  panel->files = files;
  files[panel->n_files] = leda_strdup(name);
  if (!files[panel->n_files]) return leda_fail_memory(err);
  *index = (uint16_t)panel->n_files++;
  return LEDA_OK;
}

leda_status leda_panel_builder_add(leda_panel_builder *builder, const leda_observation *observation,
                                   leda_error *err) {
  leda_panel *panel = &builder->panel;
  if (panel->n == builder->capacity) {
    /* Large blocks are moved by remapping, not by copying, and untouched pages cost nothing. */
    size_t capacity = panel->n + panel->n / 2 + 1024;
    leda_observation *grown =
        leda_realloc_array(panel->observations, capacity, sizeof *panel->observations);
    if (!grown) return leda_fail_memory(err);
    panel->observations = grown;
    builder->capacity = capacity;
  }
  panel->observations[panel->n++] = *observation;
  if (observation->status == LEDA_VALUE_MISSING) panel->n_missing++;
  if (observation->status == LEDA_VALUE_CENSORED) panel->n_censored++;
  return LEDA_OK;
}

leda_status leda_panel_builder_label(leda_panel_builder *builder, uint32_t unit, uint32_t label,
                                     leda_error *err) {
  if (unit >= builder->n_labels) {
    uint32_t n = unit + unit / 2 + 64;
    uint32_t *labels = leda_realloc_array(builder->labels, n, sizeof *labels);
    if (!labels) return leda_fail_memory(err);
    memset(labels + builder->n_labels, 0, (n - builder->n_labels) * sizeof *labels);
    builder->labels = labels;
    builder->n_labels = n;
  }
  uint32_t old = builder->labels[unit];
  const leda_names *names = builder->panel.names;
  if (label != 0 &&
      (old == 0 || strcmp(leda_names_text(names, label), leda_names_text(names, old)) < 0))
    builder->labels[unit] = label;
  return LEDA_OK;
}

void leda_panel_clear(leda_panel *panel) {
  if (!panel) return;
  for (size_t i = 0; i < panel->n_files; i++) leda_free(panel->files[i]);
  leda_free(panel->files);
  leda_free(panel->observations);
  leda_free(panel->series);
  leda_names_free(panel->names);
  *panel = (leda_panel){0};
}
