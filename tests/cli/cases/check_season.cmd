leda simulate panel --units 1 --periods 48 --season 3sd --shift 3sd@0.5 --seed 2 | leda check -
