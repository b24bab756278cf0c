# The bundled report, its second run, and what verify says about it.
leda report $DATASETS/lfr/project.ini --dir out --lang en
leda report $DATASETS/lfr/project.ini --dir out --lang en | tail -n 1
leda report $DATASETS/lfr/project.ini --dir out --lang en --verify
