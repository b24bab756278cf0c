/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/gunzip.h"

#include <zlib.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"

#define BLOCK ((size_t)1 << 16)

struct leda_gunzip {
  z_stream stream;
  bool between; /* an archive ended; another may follow */
  bool ended;
  char block[BLOCK];
};

/* 15 bits of window, and 16 for gzip's own frame with its checksum. */
#define GZIP_ONLY (15 + 16)

static void *take_memory(void *data, unsigned count, unsigned size) {
  (void)data;
  return leda_calloc(count, size);
}

static void give_memory(void *data, void *memory) {
  (void)data;
  leda_free(memory);
}

bool leda_gunzip_is_packed(const char *bytes, size_t n) {
  return n >= 2 && bytes[0] == '\x1F' && bytes[1] == '\x8B';
}

leda_gunzip *leda_gunzip_alloc(void) {
  leda_gunzip *gunzip = leda_calloc(1, sizeof *gunzip);
  if (!gunzip) return NULL;
  gunzip->stream.zalloc = take_memory;
  gunzip->stream.zfree = give_memory;
  if (inflateInit2(&gunzip->stream, GZIP_ONLY) == Z_OK) return gunzip;
  leda_free(gunzip);
  return NULL;
}

void leda_gunzip_free(leda_gunzip *gunzip) {
  if (!gunzip) return;
  inflateEnd(&gunzip->stream);
  leda_free(gunzip);
}

static leda_status fail_cut(const leda_gunzip_input *input, leda_error *err) {
  leda_fail_at(err, (leda_place){input->name, 0, 0}, "%s",
               _("the compressed file ends in the middle"));
  leda_error_hint(err, "%s", _("it was cut short on its way: fetch or make it again"));
  return LEDA_ERR_DATA;
}

static leda_status fail_damaged(const leda_gunzip_input *input, leda_error *err) {
  leda_fail_at(err, (leda_place){input->name, 0, 0}, "%s", _("the compressed file is damaged"));
  leda_error_hint(err, "%s", _("fetch or make it again; gzip -t FILE tells whether it is whole"));
  return LEDA_ERR_DATA;
}

/* More packed bytes when none are left; at the end of the file there are still none. */
static leda_status fill(leda_gunzip *gunzip, const leda_gunzip_input *input, leda_error *err) {
  size_t n = 0;
  if (gunzip->stream.avail_in > 0) return LEDA_OK;
  leda_status status = input->next(input->data, gunzip->block, BLOCK, &n, err);
  gunzip->stream.next_in = (unsigned char *)gunzip->block;
  gunzip->stream.avail_in = (unsigned)n;
  return status;
}

/* Behind an archive: the end, another archive, or zeros up to the end. */
static leda_status begin_next(leda_gunzip *gunzip, const leda_gunzip_input *input,
                              leda_error *err) {
  z_stream *stream = &gunzip->stream;
  while (stream->avail_in > 0 && *stream->next_in == 0) {
    gunzip->ended = true;
    stream->next_in++;
    stream->avail_in--;
    leda_status status = fill(gunzip, input, err);
    if (status) return status;
  }
  if (stream->avail_in == 0) {
    gunzip->ended = true;
    return LEDA_OK;
  }
  if (gunzip->ended || *stream->next_in != 0x1F) return fail_damaged(input, err);
  gunzip->between = false;
  return inflateReset(stream) == Z_OK ? LEDA_OK : fail_damaged(input, err);
}

static leda_status unpack(leda_gunzip *gunzip, const leda_gunzip_input *input, leda_error *err) {
  leda_status status = fill(gunzip, input, err);
  if (status) return status;
  if (gunzip->between) return begin_next(gunzip, input, err);
  if (gunzip->stream.avail_in == 0) return fail_cut(input, err);
  int code = inflate(&gunzip->stream, Z_NO_FLUSH);
  if (code == Z_MEM_ERROR) return leda_fail_memory(err);
  gunzip->between = code == Z_STREAM_END;
  return code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR ? LEDA_OK
                                                                     : fail_damaged(input, err);
}

leda_status leda_gunzip_next(leda_gunzip *gunzip, const leda_gunzip_input *input,
                             leda_gunzip_output output, leda_error *err) {
  /* Blocks of the reader are far below zlib's limit of 4 GB. */
  unsigned size = (unsigned)output.size;
  gunzip->stream.next_out = (unsigned char *)output.buffer;
  gunzip->stream.avail_out = size;
  leda_status status = LEDA_OK;
  while (!status && !gunzip->ended && gunzip->stream.avail_out > 0)
    status = unpack(gunzip, input, err);
  *output.n = size - gunzip->stream.avail_out;
  return status;
}
