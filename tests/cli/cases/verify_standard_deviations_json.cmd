printf "statement,wave,n,mean,sd\n1,2012,35,4.23,1.41\n1,2013,,4.23,0.42\n" | leda verify --format json -
