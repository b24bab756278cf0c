# The same cell is named by the reader of plain tables and by the one for all others (a quote in the table).
printf 'period,numerator,denominator\n1,3,50\n2,4,\n3,5,50\n' >empty.csv
printf '"period",numerator,denominator\n1,3,50\n"2",4,\n3,5,50\n' >quoted.csv
printf 'period,numerator,denominator\n1,3,50\n2,4,..\n3,,\n4,5,50\n' >marked.csv
printf 'period,numerator,denominator\n1,,\n2,..,..\n' >none.csv
printf 'period,value\n1,5\n2,7\n3,4\n' >short.csv
printf 'period,a,b\n1,5,1\n2,7,4\n3,4,2\n' >two.csv
for f in empty quoted none; do leda chart --type p $f.csv; echo $?; done
leda chart --type p --format csv marked.csv
leda chart --type mr short.csv
leda chart --type t2 --column value=a --column value=b two.csv
head -n 2 short.csv | leda chart --type c - | tail -n 2
rm *.csv
