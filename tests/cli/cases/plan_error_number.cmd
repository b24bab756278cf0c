leda plan --points 24 --shift much
