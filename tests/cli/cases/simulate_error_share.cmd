leda simulate panel --share 1.5
