leda simulate panel --shift 2@2031-01
