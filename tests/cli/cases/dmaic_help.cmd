leda dmaic --help
