leda plan --from 45 --to 60 --denominator 40
