leda scan --fdr 0.9 x.csv
