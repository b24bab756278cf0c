# Several series are wrong: the first in their order is told, whatever the threads.
awk 'BEGIN { print "unit,period,value"; for (u = 100; u < 400; u++) for (p = 2001; p < 2021; p++)
  print u "," p "," ((u == 390 || u == 207) && p == 2010 ? 1.5 : u % 7 + p % 3) }' >panel.csv
for threads in 1 2 4; do leda chart --type c --threads $threads panel.csv; echo "exit code $?"; done
rm panel.csv
