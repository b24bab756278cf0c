leda plan --slope 0.1 --known
