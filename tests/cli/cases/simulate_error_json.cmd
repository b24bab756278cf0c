leda simulate panel --format json
