leda plan --points 8 --at 0.9
