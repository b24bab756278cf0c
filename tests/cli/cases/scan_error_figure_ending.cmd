leda scan --figure overview.gif x.csv
