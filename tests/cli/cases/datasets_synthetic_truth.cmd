# What datasets/sodertorn/README.md says was put in is what the verdict finds, and nothing else.
for unit in Botkyrka Haninge Huddinge Nykvarn Nynäshamn Salem Södertälje Tyresö; do
  for table in on_time waiting_days; do
    echo "$unit $table $(leda check "$DATASETS/sodertorn/synthetic_$table.csv" --quiet \
      --where "kommun=$unit" --format csv | tail -n 1 | cut -d , -f 5,8,9)"
  done
done
