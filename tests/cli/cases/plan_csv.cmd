leda plan --slope 0.5 --sd 4 --format csv
