printf "statement,wave,n,mean\n1,2012,68,7.01\n" | leda verify -
