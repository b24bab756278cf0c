leda chart --format json --better higher --target 2016=13.5 "$CASES/short.csv" | grep -e '"target"' -A 12 -e n_signals | grep -e target -e signals -e beyond
