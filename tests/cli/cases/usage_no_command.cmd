leda
