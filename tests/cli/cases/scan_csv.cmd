leda simulate panel --units 24 --periods 16 --shift 4sd@0.5 --share 0.25 --seed 3 > p.csv; leda scan --format csv p.csv; rm p.csv
