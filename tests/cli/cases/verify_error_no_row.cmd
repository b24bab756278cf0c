printf "statement,wave,mean\n" | leda verify -
