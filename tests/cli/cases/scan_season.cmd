leda simulate panel --units 21 --periods 48 --season 3sd --seed 2 > p.csv; leda scan p.csv; rm p.csv
