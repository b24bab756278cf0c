leda report $DATASETS/lfr/project.ini --dir out --watch --verify
