leda plan --slope 1 --shift 1
