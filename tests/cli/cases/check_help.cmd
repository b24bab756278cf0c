leda check --help
