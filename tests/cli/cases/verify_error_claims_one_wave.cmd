printf "statement,wave,mean\n1,2012,3\n" >m.csv; printf "kind,statement,wave,rank_from,rank_to\nall-rise,,,,\n" | leda verify --claims - m.csv; code=$?; rm m.csv; exit $code
