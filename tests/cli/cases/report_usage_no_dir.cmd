leda report $DATASETS/lfr/project.ini
