leda simulate panel --shift 2
