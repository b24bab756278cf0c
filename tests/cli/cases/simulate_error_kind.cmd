leda simulate panel --shift 2@2015-Q3
