leda plan --points 24 --shift 1.5 --noise ar1
