leda scan
