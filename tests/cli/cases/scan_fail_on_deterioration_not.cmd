leda simulate panel --units 24 --periods 16 --shift 4sd@0.5 --share 0.25 --seed 3 > p.csv; leda scan --fail-on deterioration --better higher --format csv p.csv > o; code=$?; rm p.csv o; exit $code
