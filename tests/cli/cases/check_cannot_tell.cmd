leda simulate panel --units 1 --periods 40 --phi 1 --seed 4 | leda check -
