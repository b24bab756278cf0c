mkdir empty; leda scan empty
