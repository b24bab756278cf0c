/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "engine/cli/report_build.h"
#include "engine/core/file.h"
#include "engine/core/memory.h"

#define LARGEST_LOGO (200U * 1024U)

static void add_base64(leda_text *text, const unsigned char *bytes, size_t length) {
  static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < length; i += 3) {
    size_t left = length - i;
    unsigned long three = (unsigned long)bytes[i] << 16;
    if (left > 1) three |= (unsigned long)bytes[i + 1] << 8;
    if (left > 2) three |= bytes[i + 2];
    leda_text_add_char(text, DIGITS[three >> 18 & 63]);
    leda_text_add_char(text, DIGITS[three >> 12 & 63]);
    leda_text_add_char(text, left > 1 ? DIGITS[three >> 6 & 63] : '=');
    leda_text_add_char(text, left > 2 ? DIGITS[three & 63] : '=');
  }
}

/* By content, not by name: a browser looks at the content too. */
static const char *type_of(const char *bytes, size_t length) {
  if (length > 8 && memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0) return "image/png";
  if (length > 3 && memcmp(bytes, "\xFF\xD8\xFF", 3) == 0) return "image/jpeg";
  if (strstr(bytes, "<svg") && leda_utf8_valid(bytes, length)) return "image/svg+xml";
  return NULL;
}

const char *leda_report_build_logo(leda_report_build *build) {
  const leda_project *project = &build->project;
  if (!project->logo_path) return "";
  leda_place place = leda_report_build_line(build, project->logo.line);
  leda_error unread = leda_error_none();
  char *bytes = NULL;
  size_t length = 0;
  if (leda_file_read(project->logo_path, LARGEST_LOGO, &bytes, &length, &unread)) {
    leda_complain(&build->complaints, place, "%s", unread.message);
    leda_complain_hint(&build->complaints, _("a logo is at most %u bytes"), LARGEST_LOGO);
    return "";
  }
  const char *type = type_of(bytes, length);
  leda_text text = {0};
  if (type) {
    leda_text_addf(&text, "data:%s;base64,", type);
    add_base64(&text, (const unsigned char *)bytes, length);
  } else {
    leda_complain(&build->complaints, place, _("%s: '%s' is not %s"), "logo", project->logo.text,
                  _("an SVG, PNG or JPEG picture"));
  }
  leda_free(bytes);
  return leda_keep_text(&build->report.keeper, &text);
}
