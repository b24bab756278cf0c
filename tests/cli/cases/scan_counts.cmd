leda scan --per 100 --better higher --noise independent "$DATASETS/sodertorn/synthetic_on_time.csv"
