leda dmaic $DATASETS/nightfast/project.ini --format csv
