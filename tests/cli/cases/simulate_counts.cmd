leda simulate panel --units 3 --indicators 2 --periods 4 --every quarter --denominator 50..5000 --level 0.45 --shift 2sd@0.5 --missing 0.2 --truth --seed 7
