printf "statement,wave,mean\n1,2012,3.45\n2,2013,3.45\n" | leda assess --summary -
