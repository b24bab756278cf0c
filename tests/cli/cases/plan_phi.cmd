leda plan --points 24 --shift 1.5 --phi 0.4
