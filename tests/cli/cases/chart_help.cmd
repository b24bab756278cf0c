leda chart --help
