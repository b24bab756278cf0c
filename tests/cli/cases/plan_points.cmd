# Last digits follow the verdict's tables, which may be made anew: they are blotted out here.
leda plan --shift 3 --sd 2 --every month | sed -E 's/[0-9]([^0-9 ]*%)$/_\1/; s/[0-9]+([^0-9 ]*%)( of cases instead| av fallen)/_\1\2/'
