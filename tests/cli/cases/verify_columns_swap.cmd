printf "statement,wave,n,mean,median_mean\n8,2012-10,60,4,3.17\n" | leda verify --column mean=median_mean -
