printf "statement,wave,mean\n1,2012,0.45\n1,2013,3.45\n" | leda assess --summary -
