# Last digits follow the verdict's tables, which may be made anew: they are blotted out here.
leda plan --shift 0.2 --alpha 0.01 | sed -E 's/[0-9]([^0-9 ]*%)$/_\1/; s/[0-9]+([^0-9 ]*%)( of cases instead| av fallen)/_\1\2/'
