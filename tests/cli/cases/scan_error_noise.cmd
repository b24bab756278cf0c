leda scan --noise white x.csv
