leda plan --points 30 --shift 1 --threads 1 --format json >one; leda plan --points 30 --shift 1 --threads 3 --format json >three; cmp one three && rm one three
