leda cherk
