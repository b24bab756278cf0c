leda chart --format json "$DATASETS/nile/nile.csv" --baseline 1871..1898 --rules all | grep -E -o "\"[a-z-]+:[a-z-]+\"" | sort | uniq -c
