leda scan --top -1 x.csv
