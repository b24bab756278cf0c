leda simulate panel --units 24 --periods 16 --common 0.9 --shift 4sd@0.5 --share 0.1 --seed 5 > p.csv; leda scan --remove common p.csv; rm p.csv
