#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The runners themselves: a test that fails, dies, hangs or says nothing must not pass, and a
# missing package must be named. Speaks TAP; run_tests.sh runs it like any other test program.
set -u
here=$(cd "$(dirname "$0")/../.." && pwd) || exit 3
dir=$(mktemp -d) || exit 3
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 3
n=0
failed=0

# expect NAME WANTED GOT
expect() {
  n=$((n + 1))
  if [ "$2" = "$3" ]; then
    echo "ok $n - $1"
  else
    failed=$((failed + 1))
    echo "not ok $n - $1"
    printf 'wanted: %s\ngot:    %s\n' "$2" "$3"
  fi
}

# counts_of TEXT EXIT: what run_one.sh counts for a program that prints TEXT and ends with EXIT.
counts_of() {
  mkdir -p unit logs
  printf '#!/bin/sh\nprintf "%%b" "%s"\n%s\n' "$1" "$2" >unit/test_fake
  chmod +x unit/test_fake
  LEDA_TEST_LOGS=$dir/logs LEDA_TEST_SECONDS=1 sh "$here/tests/run_one.sh" unit/test_fake >run.log
  cat logs/unit.test_fake.count
}

expect "passes are counted" "2 0 0" "$(counts_of '1..2\nok 1 - a\nok 2 - b\n' 'exit 0')"
expect "cmocka's skip is not a failure" "1 0 1" \
  "$(counts_of '1..2\nok 1 - a\nnot ok 2 # SKIP b\n' 'exit 0')"
expect "a failure is counted once" "1 1 0" \
  "$(counts_of '1..2\nok 1 - a\nnot ok 2 - b\n# no\n' 'exit 1')"
expect "two groups are summed" "2 0 0" \
  "$(counts_of '1..1\nok 1 - a\n1..1\nok 1 - b\n' 'exit 0')"
expect "a crash after the first test fails" "1 1 0" \
  "$(counts_of '1..2\nok 1 - a\n' 'kill -SEGV $$')"
expect "a leak told at the end fails" "1 1 0" "$(counts_of '1..1\nok 1 - a\n' 'exit 23')"
expect "a program that says nothing fails" "0 1 0" "$(counts_of '' 'exit 0')"
expect "a program that ends early with 0 fails" "1 1 0" \
  "$(counts_of '1..3\nok 1 - a\n' 'exit 0')"
expect "a program that hangs fails" "1 1 0" "$(counts_of '1..1\nok 1 - a\n' 'exec sleep 5')"
expect "and its name is shown" 1 "$(grep -c 'FAILED  unit/test_fake' run.log)"

# A stand-in for leda, and golden cases for it.
mkdir bin cases
cat >bin/leda <<'END'
#!/bin/sh
case $1 in
say) echo "hello $LC_ALL ${LANG-unset}" ;;
warn) echo "$PWD/x.csv:1:2: error: no" >&2; exit 1 ;;
write) echo x >left.txt ;;
esac
END
chmod +x bin/leda
golden() {
  # shellcheck disable=SC2086 # names are words
  LANG=sv_SE.UTF-8 LEDA=$dir/bin/leda LEDA_CLI_CASES=$dir/cases \
    sh "$here/tests/run_cli.sh" $1 >cli.log 2>&1
  echo "$? $(tail -n 1 cli.log)"
}
echo 'leda say' >cases/say.cmd
echo 'hello C.UTF-8 unset' >cases/say.out
echo 'leda warn' >cases/warn.cmd
echo 'x.csv:1:2: error: no' >cases/warn.err
echo 1 >cases/warn.code
echo 'leda write' >cases/write.cmd
echo left.txt >cases/write.files
expect "golden cases pass" "0 3 passed, 0 failed, 0 skipped" "$(golden '')"
echo 'exit 77' >cases/skip.cmd
expect "exit code 77 skips" "0 3 passed, 0 failed, 1 skipped" "$(golden '')"
rm cases/warn.code
expect "another exit code fails" "1 0 passed, 1 failed, 0 skipped" "$(golden warn)"
rm cases/warn.err
echo 1 >cases/warn.code
expect "an unexpected message fails" "1 0 passed, 1 failed, 0 skipped" "$(golden warn)"
rm cases/write.files
expect "a file left behind fails" "1 0 passed, 1 failed, 0 skipped" "$(golden write)"
echo 'hello' >cases/say.out
expect "another output fails" "1 0 passed, 1 failed, 0 skipped" "$(golden say)"
expect "with a diff" 1 "$(grep -c '^ *-hello$' cli.log)"
expect "an unknown case is a wrong call" 2 "$(golden nosuch | cut -c 1)"
golden '--update say warn write' >/dev/null
expect "recorded cases pass" "0 3 passed, 0 failed, 1 skipped" "$(golden '')"

# Packages: stand-ins for dpkg-query, id and apt-get.
cat >bin/dpkg-query <<'END'
#!/bin/sh
for last; do :; done
[ "$last" = there ] && echo installed
END
printf '#!/bin/sh\necho 1000\n' >bin/id
# shellcheck disable=SC2016
printf '#!/bin/sh\necho "$*" >>"$0.log"\n' >bin/apt-get
chmod +x bin/*
deps() {
  PATH=$dir/bin:$PATH sh "$here/.ci/deps" "$@" 2>&1
  echo "exit $?"
}
expect "nothing missing, nothing run" "exit 0" "$(deps there)"
expect "not root: the exact command, exit 1" \
  "  sudo apt-get install -y --no-install-recommends one two
exit 1" "$(deps one there two | tail -n 2)"
expect "and apt-get was not run" no "$([ -e bin/apt-get.log ] && echo yes || echo no)"
printf '#!/bin/sh\necho 0\n' >bin/id
expect "root: only the missing ones are installed" "exit 0" "$(deps one there | tail -n 1)"
expect "by apt-get" 1 "$(grep -c '^install .* one$' bin/apt-get.log)"

echo "1..$n"
exit "$failed"
