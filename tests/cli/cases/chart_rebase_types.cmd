# Counts out of denominators are judged as leda check judges them, other ratios by their own spread; subgroups by their means.
leda chart --type p --rebase auto "$DATASETS/sodertorn/synthetic_on_time.csv" | grep 'new level\|ew limits'
leda chart --type ip --rebase auto "$CASES/auto_of_cases.csv" --where unit=ratios | grep 'ew limits'
awk 'BEGIN { print "period,numerator,denominator"; for (p = 1; p <= 24; p++) { d = 5 + p * 7 % 12; print p "," d * (p > 12 ? 3 : 2) + (p * 7919 % 101) / 100 "," d } }' >ratios.csv
for type in i ip; do leda chart --type $type --rebase auto ratios.csv | grep 'ew limits'; done
awk 'BEGIN { print "period,value"; for (p = 1; p <= 20; p++) for (k = 0; k < 3; k++) print p "," (p > 10 ? 8 : 5) + (p * 7919 + k * 31) % 101 / 100 }' >groups.csv
leda chart --rebase auto groups.csv | grep 'ew limits\|chosen'
leda chart --rebase auto --exclude 12 --format csv groups.csv | cut -d, -f10 | uniq -c
rm ratios.csv groups.csv
