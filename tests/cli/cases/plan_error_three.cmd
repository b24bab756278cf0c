leda plan --points 24 --shift 1 --power 0.8
