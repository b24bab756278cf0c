leda simulate panel --denominator 100 --shift 0.6@0.5
