leda simulate panel --units 24 --periods 16 --shift 4sd@0.5 --share 0.25 --seed 3 > p.csv; leda scan --noise independent --format csv --figures charts p.csv | wc -l; rm p.csv; ls charts | wc -l
