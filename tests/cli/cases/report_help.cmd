leda report --help
