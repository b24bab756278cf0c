printf "statement,wave,mean\n1,1,3\n2,2,4\n" >m.csv; printf "kind,statement,wave,rank_from,rank_to\nall-rise,,,,\n" | leda verify --claims - m.csv; code=$?; rm m.csv; exit $code
