leda plan --arl p --level 0.1 --denominator 50 --shift 1.5 --format csv
