# What datasets/sodertorn/README.md says was put in is what the verdict finds, and nothing else.
for unit in Botkyrka Haninge Huddinge Nykvarn Nynäshamn Salem Södertälje Tyresö; do
  for table in on_time waiting_days; do
    leda check "$DATASETS/sodertorn/synthetic_$table.csv" --where "kommun=$unit" --format csv --quiet |
      awk -F , -v of="$unit $table" 'NR > 1 { print of, $5, $5 == "noise" ? "" : $9 }' |
      sed 's/ *$//'
  done
done
