# SPDX-License-Identifier: GPL-3.0-or-later
# text.awk FILE...: rules that need only the text of C files. Comments and strings are blanked
# first, so that a word in them is no finding. Prints FILE:LINE: reason.
function fail(why) {
  printf "%s:%d: %s\n", FILENAME, FNR, why
  bad = 1
}
# The line without comments, strings and character constants; remembers open comments.
function code_of(line,    out, i, c, two, quote) {
  out = ""
  quote = ""
  for (i = 1; i <= length(line); i++) {
    c = substr(line, i, 1)
    two = substr(line, i, 2)
    if (in_comment) {
      if (two == "*/") { in_comment = 0; i++ }
    } else if (quote != "") {
      if (c == "\\") i++
      else if (c == quote) { quote = ""; out = out c }
    } else if (two == "/*") { in_comment = 1; i++ }
    else if (two == "//") break
    else {
      if (c == "\"" || c == "'") quote = c
      out = out c
    }
  }
  return out
}
# Whether the function is called (or named) in the code: no letter on either side.
function uses(code, names) {
  return code ~ ("(^|[^A-Za-z0-9_.>])(" names ")[ \t]*\\(")
}
FNR == 1 {
  in_comment = 0
  if ($0 !~ /SPDX-License-Identifier: GPL-3.0-or-later/)
    fail("the first line must be /* SPDX-License-Identifier: GPL-3.0-or-later */")
}
{
  code = code_of($0)
  inside = FILENAME ~ /^(engine|stats|plots)\//
  if (uses(code, "system|popen|wordexp|execlp|execvp|vfork"))
    fail("a shell or a search of PATH may run what the data says: use posix_spawn with an argument list")
  # Tests and benchmarks build their own texts, and run under the sanitizers.
  if (inside && uses(code, "gets|strcpy|strcat|sprintf|vsprintf|strtok|rand|srand|tmpnam|atoi|atof|alloca"))
    fail("use the bounded or checked form instead (snprintf, leda_text, strtol, a seeded stream)")
  if (inside && FILENAME !~ /^engine\/cli\// && (uses(code, "exit|_exit|abort|quick_exit")))
    fail("only engine/cli ends the program: return an error")
  if (inside && FILENAME !~ /^engine\/cli\// && \
      (uses(code, "printf|vprintf|puts|putchar|perror") || code ~ /(^|[^A-Za-z0-9_])(stdout|stderr)([^A-Za-z0-9_]|$)/))
    fail("only engine/cli prints: hand the text back")
  if (FILENAME ~ /^stats\// && uses(code, "fopen|freopen|fdopen|open|fprintf|fputs|fwrite|fread|getenv|setenv|time|clock"))
    fail("stats/ does no I/O and reads no environment: hand the values in")
  if (FILENAME ~ /^(engine|plots)\// && FILENAME != "engine/core/memory.c" && \
      uses(code, "malloc|calloc|realloc|strdup|strndup|reallocarray"))
    fail("use the checked allocation of engine/core/memory.h")
  if (inside && code ~ /LC_NUMERIC|LC_ALL/ && code ~ /setlocale/)
    fail("never set LC_NUMERIC or LC_ALL: numbers would be read with a decimal comma")
  # Whole numbers, maxima and logical operators give one answer in any order.
  if (code ~ /reduction[ \t]*\(/ && code ~ /#[ \t]*pragma/ && code !~ /\([ \t]*(max|min|\||&+|\|\|)[ \t]*:/ && \
      $0 !~ /\/\* whole numbers \*\//)
    fail("no OpenMP reduction of doubles: the sum would depend on the number of threads (of counts: say /* whole numbers */ in that line)")
  if (code ~ /ffast-math/) fail("never -ffast-math")
}
END { exit bad }
