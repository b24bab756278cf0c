leda report --dir out --format csv $DATASETS/lfr/project.ini
