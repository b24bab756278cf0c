printf "statement,wave,n,mean,sd\n1,2012,68.5,x,1\n,2012,3,3,-1\n1,,3,3,\n1,2013,3,3,\n1,2013,3,3,\n" | leda verify -
