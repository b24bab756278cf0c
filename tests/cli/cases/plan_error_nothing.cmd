leda plan
