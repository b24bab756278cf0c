leda scan --baseline 12 x.csv
