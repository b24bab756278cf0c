leda report --dir out
