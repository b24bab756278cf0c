# Names that try to run something or to break out, through report, chart and CSV.
cat >data.csv <<'CSV'
year,kommun,value
2001,`touch pwned`,1
2002,`touch pwned`,2
2003,`touch pwned`,1
2001,"""; system(""touch pwned""); #",4
2002,"""; system(""touch pwned""); #",3
2003,"""; system(""touch pwned""); #",4
CSV
cat >project.ini <<'INI'
[project]
title = <script>alert(1)</script> `touch pwned`
[measure a]
file = data.csv
unit = `touch pwned`
[measure b]
file = data.csv
unit = "; system("touch pwned"); #
unit_of_measure = $(touch pwned)
[figure ../../pwned]
kind = control-chart
measure = b
INI
leda report project.ini --dir out --quiet
grep -c '<script' out/report.html
leda chart data.csv --figures charts --format csv --quiet >/dev/null
rm data.csv project.ini
