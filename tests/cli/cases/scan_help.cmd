leda scan --help
