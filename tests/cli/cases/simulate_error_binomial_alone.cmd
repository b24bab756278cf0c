leda simulate panel --noise binomial
