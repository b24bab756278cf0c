# A page for each municipality: what is hidden, hostile names, and that nothing else is left behind.
leda assess --each municipality --dir pages --format csv "$CASES/survey_small_municipalities.csv" | cut -d, -f1,10
for f in pages/*.html; do echo "== $f"; sed -e 's|<svg.*||' "$f" | sed -n -e '/<ol>/,/<\/ol>/p' -e '/<tbody>/,/<\/tbody>/p' | sed -e 's/<[^>]*>/ /g' -e 's/^ *//' | grep -v '^ *$'; done
grep -c "<script" pages/*.html || true
