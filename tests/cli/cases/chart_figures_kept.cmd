command -v gnuplot >/dev/null || exit 77
leda simulate panel --units 2 --periods 12 >panel.csv
leda chart --figures figures --figure-format pdf --size a4-half --keep --format csv -o all.csv panel.csv
head -n 1 figures/*0001*.gp
for kept in figures/*0001*.csv; do head -n 2 "$kept"; done
# The script draws it again by hand, and the data are those of the chart.
(cd figures && rm ./*0001*.pdf && gnuplot -d ./*0001*.gp && ls ./*0001*.pdf | wc -l)
cat figures/*.csv | sed '14d' | cmp - all.csv
leda chart --page page.png --keep --format csv -o out.csv panel.csv
cmp page.png.csv all.csv
rm -f panel.csv all.csv out.csv
