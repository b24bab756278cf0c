leda chart --type xbar-s "$CASES/quiet.csv"; echo $?
leda chart --type i "$CASES/subgroups.csv" 2>&1 | sed -n 1,3p
leda chart --type xbar-r --sigma median-moving-range "$CASES/quiet.csv"; echo $?
leda chart --type i --sigma pooled-sd "$CASES/quiet.csv"; echo $?
leda chart --type s --sigma moving-range "$CASES/subgroups.csv"; echo $?
printf 'period,numerator,denominator\n1,3,5\n1,2,5\n2,2,5\n2,4,5\n' > counts.csv
leda chart counts.csv; echo $?
leda chart --type t2 "$CASES/quiet.csv"; echo $?
printf 'period,a,b\n1,1,2\n2,2,4\n3,3,6\n4,5,10\n5,1,2\n' > twins.csv
leda chart --type t2 --column value=a --column value=b twins.csv; echo $?
rm counts.csv twins.csv
