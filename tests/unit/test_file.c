/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashes: FIPS 180-2, appendix B (SHA-256 of "abc" and of the empty text); the slug hashes were made
   with Python's hashlib (see each). */
#define _XOPEN_SOURCE 700
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/core/text.h"

static char folder[] = "/tmp/leda-test-file-XXXXXX";

static int make_folder(void **state) {
  (void)state;
  return mkdtemp(folder) ? 0 : -1;
}

static char *in_folder(const char *name) {
  leda_text path = {0};
  leda_text_addf(&path, "%s/%s", folder, name);
  return leda_text_take(&path);
}

static size_t count_files(void) {
  size_t n = 0;
  DIR *dir = opendir(folder);
  assert_non_null(dir);
  for (struct dirent *entry; (entry = readdir(dir));)
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) n++;
  closedir(dir);
  return n;
}

static int remove_folder(void **state) {
  (void)state;
  DIR *dir = opendir(folder);
  if (!dir) return -1;
  for (struct dirent *entry; (entry = readdir(dir));) {
    char *path = in_folder(entry->d_name);
    if (entry->d_name[0] != '.') remove(path);
    leda_free(path);
  }
  closedir(dir);
  return rmdir(folder);
}

static void assert_content(const char *path, const char *expected) {
  char *bytes;
  size_t length;
  leda_error err = leda_error_none();
  assert_int_equal(leda_file_read(path, 0, &bytes, &length, &err), LEDA_OK);
  assert_int_equal(length, strlen(expected));
  assert_string_equal(bytes, expected);
  leda_free(bytes);
}

static void writes_and_replaces_whole_files(void **state) {
  (void)state;
  char *path = in_folder("a.txt");
  struct stat about;
  leda_error err = leda_error_none();
  mode_t mask = umask(027);
  assert_int_equal(leda_file_write(path, "one", 3, &err), LEDA_OK);
  umask(mask);
  assert_content(path, "one");
  assert_int_equal(stat(path, &about), 0);
  assert_int_equal(about.st_mode & 0777, 0640); /* 0666 less the umask */
  assert_int_equal(chmod(path, 0604), 0);
  assert_int_equal(leda_file_write(path, "two", 3, &err), LEDA_OK);
  assert_content(path, "two");
  assert_int_equal(stat(path, &about), 0);
  assert_int_equal(about.st_mode & 0777, 0604); /* the old file's own */
  assert_int_equal(leda_file_write(path, "", 0, &err), LEDA_OK);
  assert_content(path, "");
  assert_int_equal(count_files(), 1);
  assert_int_equal(remove(path), 0);
  leda_free(path);
}

static void follows_a_link_and_leaves_it(void **state) {
  (void)state;
  char *path = in_folder("target"), *link = in_folder("link");
  struct stat about;
  leda_error err = leda_error_none();
  assert_int_equal(leda_file_write(path, "old", 3, &err), LEDA_OK);
  assert_int_equal(symlink("target", link), 0);
  assert_int_equal(leda_file_write(link, "new", 3, &err), LEDA_OK);
  assert_content(path, "new");
  assert_int_equal(lstat(link, &about), 0);
  assert_true(S_ISLNK(about.st_mode));
  assert_int_equal(count_files(), 2);
  remove(path);
  remove(link);
  leda_free(path);
  leda_free(link);
}

static void leaves_nothing_after_a_failure(void **state) {
  (void)state;
  char *path = in_folder("no/such/folder/a.txt");
  leda_error err = leda_error_none();
  assert_int_equal(leda_file_write(path, "x", 1, &err), LEDA_ERR_IO);
  assert_non_null(strstr(err.message, "no/such/folder/a.txt"));
  err = leda_error_none();
  assert_int_equal(leda_file_write(folder, "x", 1, &err), LEDA_ERR_IO);
  assert_int_equal(count_files(), 0);
  leda_free(path);
}

static void writes_to_devices_directly(void **state) {
  (void)state;
  struct stat about;
  leda_error err = leda_error_none();
  assert_int_equal(leda_file_write("/dev/null", "x", 1, &err), LEDA_OK);
  assert_int_equal(stat("/dev/null", &about), 0);
  assert_true(S_ISCHR(about.st_mode));
  if (access("/dev/full", W_OK) == 0)
    assert_int_equal(leda_file_write("/dev/full", "x", 1, &err), LEDA_ERR_IO);
}

static void reads_with_a_limit(void **state) {
  (void)state;
  char *path = in_folder("big"), *bytes;
  size_t length;
  size_t size = 200001; /* more than the first buffer */
  char *content = malloc(size);
  leda_error err = leda_error_none();
  assert_non_null(content);
  for (size_t i = 0; i < size; i++) content[i] = (char)('a' + i % 26);
  assert_int_equal(leda_file_write(path, content, size, &err), LEDA_OK);
  assert_int_equal(leda_file_read(path, size, &bytes, &length, &err), LEDA_OK);
  assert_int_equal(length, size);
  assert_memory_equal(bytes, content, size);
  assert_int_equal(bytes[size], '\0');
  leda_free(bytes);
  assert_int_equal(leda_file_read(path, size - 1, &bytes, &length, &err), LEDA_ERR_DATA);
  assert_null(bytes);
  err = leda_error_none();
  assert_int_equal(leda_file_read(folder, 0, &bytes, &length, &err), LEDA_ERR_IO);
  err = leda_error_none();
  assert_int_equal(leda_file_read("/no/such/file", 0, &bytes, &length, &err), LEDA_ERR_IO);
  assert_non_null(strstr(err.message, "/no/such/file"));
  remove(path);
  free(content);
  leda_free(path);
}

static void makes_folders_with_parents(void **state) {
  (void)state;
  char *deep = in_folder("p/q/r"), *middle = in_folder("p/q"), *top = in_folder("p");
  char *file = in_folder("f"), *below = in_folder("f/x");
  leda_error err = leda_error_none();
  assert_int_equal(leda_file_make_folder(deep, &err), LEDA_OK);
  assert_int_equal(leda_file_make_folder(deep, &err), LEDA_OK);
  assert_true(leda_file_exists(deep));
  assert_int_equal(leda_file_write(file, "", 0, &err), LEDA_OK);
  assert_int_equal(leda_file_make_folder(file, &err), LEDA_ERR_IO);
  err = leda_error_none();
  assert_int_equal(leda_file_make_folder(below, &err), LEDA_ERR_IO);
  remove(file);
  remove(deep);
  remove(middle);
  remove(top);
  leda_free(deep);
  leda_free(middle);
  leda_free(top);
  leda_free(file);
  leda_free(below);
}

static void assert_beside(const char *base, const char *path, const char *expected) {
  char *joined = leda_file_beside(base, path);
  assert_string_equal(joined, expected);
  leda_free(joined);
}

static void joins_paths(void **state) {
  (void)state;
  assert_beside("projects/a.ini", "data/x.csv", "projects/data/x.csv");
  assert_beside("a.ini", "data/x.csv", "data/x.csv");
  assert_beside("/a.ini", "x.csv", "/x.csv");
  assert_beside("projects/a.ini", "/data/x.csv", "/data/x.csv");
}

static void hashes_as_fips_180(void **state) {
  (void)state;
  char hash[LEDA_HASH_SIZE];
  leda_bytes_hash("abc", 3, hash);
  assert_string_equal(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  leda_bytes_hash("", 0, hash);
  assert_string_equal(hash, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  char *path = in_folder("abc");
  leda_error err = leda_error_none();
  assert_int_equal(leda_file_write(path, "abc", 3, &err), LEDA_OK);
  assert_int_equal(leda_file_hash(path, hash, &err), LEDA_OK);
  assert_string_equal(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  remove(path);
  assert_int_equal(leda_file_hash(path, hash, &err), LEDA_ERR_IO);
  leda_free(path);
}

static void assert_slug(const char *a, const char *b, const char *expected) {
  const char *const parts[] = {a, b};
  char *slug = leda_file_slug(parts, b ? 2 : 1);
  assert_string_equal(slug, expected);
  leda_free(slug);
}

/* python3 -c 'import hashlib,sys; h=hashlib.sha256()
   for p in sys.argv[1:]: b=p.encode(); h.update(len(b).to_bytes(8,"little")+b)
   print(h.hexdigest()[:8])' PART... */
static void slugs_are_plain_and_different(void **state) {
  (void)state;
  assert_slug("Upplands Väsby", "Kö (dagar)", "upplands-vasby-ko-dagar-a97a9f7f");
  assert_slug("a", "bc", "a-bc-9a8acca1");
  assert_slug("ab", "c", "ab-c-43ee6555");
  assert_slug("../../etc/passwd", NULL, "etc-passwd-05d9dab9");
  assert_slug("`touch pwned`", NULL, "touch-pwned-4f7345d5");
  assert_slug("日本", NULL, "c9c9d9a9");
  assert_slug("En mycket lång indikator om trygghet i hemtjänsten", "X",
              "en-mycket-lang-indikator-om-trygghet-i-h-af688451");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(writes_and_replaces_whole_files),
      cmocka_unit_test(follows_a_link_and_leaves_it),
      cmocka_unit_test(leaves_nothing_after_a_failure),
      cmocka_unit_test(writes_to_devices_directly),
      cmocka_unit_test(reads_with_a_limit),
      cmocka_unit_test(makes_folders_with_parents),
      cmocka_unit_test(joins_paths),
      cmocka_unit_test(hashes_as_fips_180),
      cmocka_unit_test(slugs_are_plain_and_different),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
