leda verify
