# A report's project that is no improvement project.
leda dmaic $DATASETS/lfr/project.ini --lang en
