leda assess --help
