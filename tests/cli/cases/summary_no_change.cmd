printf "statement,wave,n,mean,sd\n1,2012,9000,4.50,1.5\n1,2013,9000,4.52,1.5\n2,2012,9000,4.50,1.5\n2,2013,9000,4.30,1.5\n" | leda assess --summary --margin 0.1 -
