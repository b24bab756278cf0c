leda simulate panel --units 1 --periods 48 --season 3sd --seed 2 | leda check --season keep --noise independent -
