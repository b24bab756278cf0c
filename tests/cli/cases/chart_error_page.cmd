leda simulate panel --units 100 --periods 12 >panel.csv
for options in '--page-scale both --page p.svg' '--page-scale shared' '--figure-format gif --figures d' \
  '--figure-format png' '--size a3 --page p.svg' '--size slide' '--keep' '--page p.gif' \
  '--page p.svg' '--page p.PNG --size a4-half'; do
  # shellcheck disable=SC2086 # several words
  leda chart $options panel.csv >/dev/null
  echo "$options: exit code $?"
done
rm panel.csv
