leda chart --sigma mssd --format csv "$CASES/quiet.csv" | sed -n 1,2p; leda chart --type ewma --sigma mssd --format json "$CASES/quiet.csv" | grep sigma
