leda simulate panel --units 24 --periods 16 --phi 1 --seed 5 > p.csv; leda scan p.csv; rm p.csv
