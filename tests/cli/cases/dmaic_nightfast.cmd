# Where the example project stands.
leda dmaic $DATASETS/nightfast/project.ini --lang en
