printf "statement,wave,n,mean,sd\n1,2012,120,3.45,1.42\n1,2013,110,4.33,1.38\n2,2012,120,3.45,1.42\n2,2013,110,3.50,1.38\n" | leda assess --summary -
