leda simulate panel --every year --season 1
