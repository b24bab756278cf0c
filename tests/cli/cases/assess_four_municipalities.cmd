leda simulate survey --seed 2 --municipalities 4 --statements 3 --effect 1 > a.csv; leda assess a.csv; rm a.csv
