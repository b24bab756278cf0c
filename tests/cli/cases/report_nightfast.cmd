# An improvement project: the files of its report, its Swedish words, and that a second run changes nothing.
leda report $DATASETS/nightfast/project.ini --dir out
leda report $DATASETS/nightfast/project.ini --dir out --verify
cat out/tables/gates-*.csv out/tables/pareto-*.csv
sed -n '/^## Var projektet/,/^### Projektet i tiden/p' out/report.md
