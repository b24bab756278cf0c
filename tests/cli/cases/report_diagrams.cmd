# The 13 diagrams and 2 tables of the founding report by one command; a table of bars and one of cohorts.
leda report $DATASETS/lfr/diagrams.ini --dir out --lang en --quiet
cat out/tables/diagram10-*.csv
head -n 3 out/tables/diagram13-*.csv
head -n 3 out/tables/fade-out-*.csv
