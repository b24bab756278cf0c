# Last digits follow the verdict's tables, which may be made anew: they are blotted out here.
leda plan --points 20 --baseline 12 --from 45 --to 60 --sd 8 | sed -E 's/[0-9]([^0-9 ]*%)$/_\1/; s/[0-9]+([^0-9 ]*%)( of cases instead| av fallen)/_\1\2/'
