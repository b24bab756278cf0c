leda simulate panel --units 1 --periods 12 --denominator 500 --season 0.1 --first 2020-03 | leda chart --type p --format csv -
