leda simulate panel --noise poisson --phi 1
