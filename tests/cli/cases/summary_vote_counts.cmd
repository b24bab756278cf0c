printf "statement,wave,n,percent\nq,2011,500,92\nq,2012,500,87\nr,2011,50,92\nr,2012,50,87\ns,2011,50,92\ns,2012,50,92\n" | leda assess --summary -
