# A project under way, in its own language.
leda dmaic $DATASETS/introduction/project.ini
