# Last digits follow the verdict's tables, which may be made anew: they are blotted out here.
leda plan --from 20 --to 15 --sd 3 --baseline 8 --start 2024-Q3 --by 2025-Q2 | sed -E 's/[0-9]([^0-9 ]*%)$/_\1/; s/[0-9]+([^0-9 ]*%)( of cases instead| av fallen)/_\1\2/'
