leda plan --points 16 --format json --lang sv
