# Shares of a vote in a report: what they can tell, in full.
leda report $DATASETS/vote2012/project.ini --dir out
sed -n 1,26p out/report.md
cat out/tables/*.csv
rm -r out
