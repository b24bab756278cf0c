# What is wrong with an option is told in the language that a later option chooses.
leda chart --note x --lang=sv "$DATASETS/nile/nile.csv"
