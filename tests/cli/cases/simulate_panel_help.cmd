leda simulate panel --help
