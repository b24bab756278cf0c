printf "statement,wave,mean\n1,spring,3.45\n1,autumn,3.45\n" | leda assess --summary -
