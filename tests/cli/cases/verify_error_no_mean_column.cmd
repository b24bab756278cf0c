printf "statement,wave,n\n1,2012,68\n" | leda verify -
