# Values 5, 7, 4: ranges 2 and 3, mean 2.5. A chart of its ranges follows each, without the target; on a page both stand.
printf 'unit,period,value\na,1,5\na,2,7\na,3,4\nb,1,5\nb,2,5\nb,3,6\n' >two.csv
leda chart --type i --with-ranges --target 6 --known-centre 5 --format csv two.csv
leda chart --type xbar-s --sigma pooled-sd --with-ranges --page pair.svg --format csv "$CASES/subgroups.csv" | cut -d, -f4-9
grep -o '>[IXS][a-z]* chart<' pair.svg | sort
leda chart --type c --with-ranges two.csv
echo $?
leda chart --type i --with-ranges --figures figures two.csv
echo $?
rm two.csv pair.svg
