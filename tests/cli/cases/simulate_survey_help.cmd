leda simulate survey --help
