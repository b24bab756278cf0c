leda assess --summary "$DATASETS/lfr/table2.csv" >a; { head -1 "$DATASETS/lfr/table2.csv"; tail -n +2 "$DATASETS/lfr/table2.csv" | sort -r; } | leda assess --summary - | cmp - a && echo same; rm a
