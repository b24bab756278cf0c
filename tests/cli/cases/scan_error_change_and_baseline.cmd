leda scan --change 2023-01 --baseline 2022-01..2022-12 x.csv
