/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs a fuzz harness once over each file of its corpus, without libFuzzer, so that inputs that
 * once broke something stay mended under every compiler. Speaks TAP, as the cmocka programs do.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int run_file(const char *path) {
  uint8_t *data = NULL;
  int code = -1;
  FILE *file = fopen(path, "rb");
  if (!file) return -1;
  if (fseek(file, 0, SEEK_END) != 0) goto done;
  long size = ftell(file);
  if (size < 0 || fseek(file, 0, SEEK_SET) != 0) goto done;
  /* Exactly as large as the input: a read past the end is then seen by the sanitizer. */
  data = malloc(size > 0 ? (size_t)size : 1);
  if (!data || fread(data, 1, (size_t)size, file) != (size_t)size) goto done;
  code = LLVMFuzzerTestOneInput(data, (size_t)size);
done:
  free(data);
  fclose(file);
  return code;
}

static int run_folder(const char *folder) {
  struct dirent **entries = NULL;
  int failed = 0;
  int ran = 0;
  int n = scandir(folder, &entries, NULL, alphasort);
  if (n < 0) return -1;
  for (int i = 0; i < n; i++) {
    char path[8192];
    if (entries[i]->d_name[0] != '.') {
      snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
      printf("# running %s\n", path);
      fflush(stdout);
      int bad = run_file(path) != 0;
      printf("%sok %d - %s\n", bad ? "not " : "", ++ran, entries[i]->d_name);
      failed += bad;
    }
    free(entries[i]);
  }
  free(entries);
  printf("1..%d\n", ran);
  return failed;
}

int main(int argc, char **argv) {
  char folder[4096];
  const char *base = strrchr(argv[0], '/');
  base = base ? base + 1 : argv[0];
  if (strncmp(base, "fuzz_", 5) == 0) base += 5;
  snprintf(folder, sizeof folder, "tests/fuzz/corpus/%s", base);
  int failed = run_folder(argc > 1 ? argv[1] : folder);
  if (failed < 0) fprintf(stderr, "no folder %s\n", argc > 1 ? argv[1] : folder);
  return failed != 0;
}
