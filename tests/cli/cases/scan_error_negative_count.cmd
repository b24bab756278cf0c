printf "year,unit,numerator,denominator\n2001,a,-1,10\n2002,a,2,10\n" > p.csv; leda scan -o out.txt p.csv; code=$?; rm p.csv; exit $code
