leda simulate panel --units 24 --periods 16 --shift 4sd@0.5 --share 0.25 --seed 3 > p.csv; leda scan --noise ar1=0.4 --top 2 p.csv; rm p.csv
