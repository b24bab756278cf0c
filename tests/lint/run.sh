#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh: everything `make lint` looks at. Each check prints what is wrong and where; the line
# FAILED names the remedy. CPPFLAGS and CFLAGS come from the Makefile. All checks run, then the
# sum is told. LINT_ONLY="name name" runs only these.
set -u

build=${LEDA_BUILD:-build}
work=$build/lint
mkdir -p "$work"
jobs=$(nproc)
failed=0
export CPPFLAGS CFLAGS

sources() { find engine stats plots tests benchmarks -name '*.c' 2>/dev/null | LC_ALL=C sort; }
headers() { find engine stats plots tests benchmarks -name '*.h' 2>/dev/null | LC_ALL=C sort; }
both() { sources; headers; }
# Everything that is ours and text; a tarball has no git, so folders are walked.
texts() {
  find . \( -name .git -o -path ./build -o -path ./tests/fuzz/corpus \) -prune -o -type f -print |
    LC_ALL=C sort
}

# check NAME REMEDY COMMAND...: run a check and tell how it ended.
check() {
  name=$1 remedy=$2
  shift 2
  case " ${LINT_ONLY:-$name} " in *" $name "*) ;; *) return ;; esac
  if "$@" >"$work/$name.log" 2>&1; then
    echo "ok      lint/$name$(sed -n '1s/^/: /p' "$work/$name.note" 2>/dev/null)"
  else
    failed=$((failed + 1))
    echo "FAILED  lint/$name"
    head -n "${LINT_LINES:-60}" "$work/$name.log" | sed 's/^/        /'
    rest=$(($(wc -l <"$work/$name.log") - ${LINT_LINES:-60}))
    [ $rest -le 0 ] || echo "        and $rest lines more in $work/$name.log"
    echo "        remedy: $remedy"
  fi
}

awk_check() {
  script=$1
  shift
  # Relative paths of ours hold no spaces.
  # shellcheck disable=SC2046
  awk "$@" -f "tests/lint/$script" $(both)
}

# One line a file: its first place that clang-format would write otherwise.
format() {
  # shellcheck disable=SC2016 # the inner shell reads its own arguments
  both | xargs -P "$jobs" -n 8 sh -c '
    said=$(clang-format --dry-run -Werror --ferror-limit=1 "$@" 2>&1); printf "%s\n" "$said"' sh |
    sed -n 's/: error: code should be clang-formatted.*/: not as clang-format writes it/p' |
    sort -u >"$work/format"
  cat "$work/format"
  [ ! -s "$work/format" ]
}

headers_alone() {
  # shellcheck disable=SC2016 # the inner shell reads its own argument
  headers | xargs -P "$jobs" -n 1 sh -c '
    gcc $CPPFLAGS $CFLAGS -fsyntax-only -x c "$1" 2>"$0/header.$$" ||
      { cat "$0/header.$$"; echo "$1: does not compile alone"; rm -f "$0/header.$$"; exit 1; }
    rm -f "$0/header.$$"' "$work"
}

tidy() { sources | xargs -P "$jobs" -n 1 sh tests/lint/tidy.sh "$work/tidy"; }

static_check() {
  mkdir -p "$work/cppcheck"
  cppcheck --quiet --std=c11 --language=c -I . -D_POSIX_C_SOURCE=200809L --inline-suppr \
    --enable=warning,performance,portability --error-exitcode=1 --library=posix \
    --suppress=missingIncludeSystem --suppress=readdirCalled --suppress=unknownEvaluationOrder --suppress=normalCheckLevelMaxBranches -j "$jobs" \
    --cppcheck-build-dir="$work/cppcheck" engine stats plots tests benchmarks
}

# Names other programs see, and data that two threads could share.
symbols() {
  bad=0
  nm -g --defined-only "$build/libleda.a" 2>/dev/null |
    awk 'NF == 3 && $3 !~ /^leda_/ && $3 !~ /^(__odr_asan|_\.|\.)/ { print "libleda.a: " $3 " is visible: name it leda_... or make it static"; bad = 1 } END { exit bad }' || bad=1
  # State the library keeps: the allocation hook of the tests, and gnuplot's environment, which is
  # constant but for its type in POSIX. The command line keeps its own.
  objdump -t "$build/libleda.a" 2>/dev/null | awk '
    /^[A-Za-z0-9_]+\.o:/ { object = $1 }
    $0 ~ /[ \t]O[ \t]+\.(data|bss)[ \t]/ && object !~ /^(memory|gnuplot|progress_line)\.o:$/ {
      print object " " $NF " is a variable of the whole program: hand it in instead"; bad = 1
    }
    END { exit bad }' || bad=1
  return $bad
}

scripts() {
  bad=0
  for script in $(texts | xargs grep -lE '^#!/(usr/)?bin/(env )?(ba)?sh' 2>/dev/null); do
    shellcheck --severity=warning "$script" || bad=1
    [ -x "$script" ] || { echo "$script: has a #! line and no run bit: chmod +x"; bad=1; }
  done
  return $bad
}

# The brackets keep this script from finding itself.
machine_paths() {
  ! texts | xargs grep -nIE '(^|[^A-Za-z0-9_.$}/-])/([h]ome|[r]oot|[w]ork|[U]sers)/' | grep -v '^./LICENSE:'
}

spaces() {
  ! texts | grep -vE '^\./(tests/cli/|datasets/|docs/images/|LICENSE)' | xargs grep -nIE '[[:blank:]]+$|	' |
    grep -vE '^\./Makefile:[0-9]+:	' | grep -vE '\.(awk|sh|md|gp|tsv|csv):'
}

# What a merge would leave to translate, each with the file it stands in.
catalogue() {
  bad=0
  sh engine/po/update.sh --template "$work/leda.pot" || return 1
  for po in engine/po/*.po; do
    msgfmt --check -o /dev/null "$po" || bad=1
    msgmerge --quiet --no-fuzzy-matching --no-wrap -o "$work/merged.po" "$po" "$work/leda.pot" || bad=1
    msgfmt --statistics -o /dev/null "$work/merged.po" 2>"$work/catalogue.note"
    for lack in untranslated only-fuzzy; do
      msgattrib --$lack --no-obsolete --no-wrap "$work/merged.po" |
        awk -v lack=$lack '/^#: / { where = $2 } /^msgid "..*"/ { print where ": " lack ": " substr($0, 7) }'
    done >"$work/catalogue.lacks"
    cat "$work/catalogue.lacks"
    [ ! -s "$work/catalogue.lacks" ] || bad=1
  done
  return $bad
}

check selftest "the rules no longer find what they are for: mend tests/lint" sh tests/lint/selftest.sh
check layers "move the code to the layer it belongs to, or hand the value in" awk_check layers.awk
check cycles "put what both need into a third header" awk_check cycles.awk
check text "see each line; the rules stand in tests/lint/text.awk" awk_check text.awk
check sizes "split by idea" awk_check sizes.awk -v SUMMARY="$work/sizes.note"
check format "clang-format -i FILE" format
check headers "include in the header what it uses" headers_alone
check symbols "const, a local variable, or an argument" symbols
check scripts "mend the script" scripts
check paths "write the path relative to the root, or read it from the environment" machine_paths
check spaces "no tabs and no blanks at line ends" spaces
check catalogue "make po, then translate in engine/po/sv.po" catalogue
check cppcheck "mend it; where it errs, // cppcheck-suppress ID with the reason" static_check
check tidy "mend it (the full story: $work/tidy/failed); where it errs, // NOLINT(check) with the reason" tidy

if [ $failed -eq 0 ]; then
  echo "lint: nothing found"
else
  echo "lint: $failed checks failed"
  exit 1
fi
