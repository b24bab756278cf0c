leda verify --help
