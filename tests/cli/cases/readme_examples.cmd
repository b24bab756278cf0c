# Every console block of the README shows what the program really prints.
made=$(pwd)
cd "$CASES/../../.." && awk -v made="$made/demo" '
  function check(   got, line, run) {
    if (command == "") return
    got = ""
    run = command
    gsub("build/demo", made, run)
    run = run " 2>&1"
    while ((run | getline line) > 0) got = got line "\n"
    close(run)
    gsub(made, "build/demo", got)
    print (got == shown ? "as shown: " : "DIFFERENT: ") command
    if (got != shown) printf "%s", got
    command = ""
  }
  /^```console$/ { inside = 1; shown = ""; next }
  /^```$/ { if (inside) check(); inside = 0; next }
  inside && /^\$ / { command = substr($0, 3); next }
  inside { shown = shown $0 "\n" }
' README.md
rm -rf "$made/demo"
