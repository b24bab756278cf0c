leda dmaic $DATASETS/nightfast/project.ini --format json --threads 2
