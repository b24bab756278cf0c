leda plan --help
