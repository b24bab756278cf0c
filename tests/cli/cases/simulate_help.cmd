leda simulate --help
