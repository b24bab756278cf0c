printf "statement,wave,share\n1,2012,92\n" | leda verify -
