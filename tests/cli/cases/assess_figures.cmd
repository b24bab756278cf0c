# Every figure of the answers into a folder; a second program looks at what the titles say.
leda assess $DATASETS/lfr/answers_synthetic.csv --cohort chosen=yes --figures out --replicates 99 --format csv --quiet | sed -n 1p
grep -l SYNTHETIC out/*.svg | wc -l
