printf "statement,wave,mean\n1,2012,3.45\n1,2013,4.33\n" | leda assess --summary --format json -
