# A measure with one dated change is judged at that date, as check --change does: the same sentence.
leda report $DATASETS/lfr/project.ini --dir out --lang en --quiet >/dev/null
grep -o 'An improvement: the level is another from February 1983[^<&]*' out/report.html | head -n 1
leda check --better lower --change 1983-02 $DATASETS/seatbelts/drivers_by_month.csv | grep -o 'An improvement: the level.*'
rm -r out
