# The commands of docs/gallery.md work, and every type of chart is there. Figures are left out: they have tests of their own.
cd "$DATASETS/.." || exit 1
grep '^leda chart' docs/gallery.md | sed 's/ --figure [^ ]*//; s/ --page [^ ]*//; s/ --size [^ ]*//' | while read -r command; do
  echo "$(echo "$command" | sed 's/.*--type \([a-z0-9-]*\).*/\1/'): $(eval "$command --format csv" | wc -l) lines"
done
for image in $(grep -o 'images/gallery/[a-z0-9.-]*' docs/gallery.md); do [ -s "docs/$image" ] || echo "no $image"; done
# The data are what their script makes.
for table in datasets/charts/*.csv; do
  awk -v table="$(basename "$table" .csv)" -f datasets/charts/make_charts.awk | cmp - "$table"
done
