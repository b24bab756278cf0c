for t in np pp up ip; do leda chart --type $t "$CASES/short.csv"; echo $?; done
printf 'period,value\n1,3\n2,-4\n' > below.csv
for t in g t; do leda chart --type $t below.csv; echo $?; done
printf 'period,numerator,denominator\n1,3,5\n2,6,5\n' > above.csv
for t in np pp; do leda chart --type $t above.csv; echo $?; done
rm below.csv above.csv
