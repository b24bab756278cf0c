command -v gnuplot >/dev/null || exit 77
leda simulate panel --units 26 --periods 36 --shift 2sd@any --share 0.3 --missing 0.02 --seed 3 >panel.csv
leda chart --page page.svg --page-scale shared --baseline 18 --target 11 --format csv -o out.csv panel.csv
leda chart --page again.svg --page-scale shared --baseline 18 --target 11 --threads 1 --format csv -o out.csv panel.csv
cmp page.svg again.svg
grep -o '<title[^>]*>[^<]*' page.svg | sed 's/.*>//'
grep -o '<desc[^>]*>[^<]*' page.svg | sed 's/.*>//'
grep -c 'Enhet 00' page.svg
# A page of SVG or PNG holds so many; a PDF goes on.
leda simulate panel --units 290 --periods 24 >many.csv
leda chart --type run --size a4-half --page many.pdf --format csv -o out.csv many.csv
grep -a -o '/Count [0-9]*' many.pdf
# Names from data stay names, whatever they hold.
sed 's/Enhet 0001/`touch owned` $(touch owned) @{} %d/; s/Enhet 0002/it'"'"'s <b>/' panel.csv >names.csv
leda chart --page names.svg --type cusum --size classic --format csv -o out.csv names.csv
grep -o '`touch owned`[^<]*' names.svg
grep -o 'it.*s &lt;b[^<]*' names.svg
rm -f panel.csv many.csv names.csv out.csv ./*.svg ./*.pdf
