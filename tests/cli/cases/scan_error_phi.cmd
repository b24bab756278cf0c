leda scan --noise ar1=1.2 x.csv
