leda check --where kommun=Botkyrka --per 100 --better higher "$DATASETS/sodertorn/synthetic_on_time.csv"
