leda simulate panel --units 10 >/dev/full
