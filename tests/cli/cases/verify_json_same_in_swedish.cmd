leda verify --format json "$DATASETS/lfr/table1.csv" >en; leda verify --lang sv --format json "$DATASETS/lfr/table1.csv" | cmp - en && echo same; rm en
