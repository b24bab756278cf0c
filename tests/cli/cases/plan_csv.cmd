# Last digits follow the verdict's tables, which may be made anew: they are blotted out here.
leda plan --slope 0.5 --sd 4 --format csv | sed -E 's/(,[01]\.[0-9])[0-9]*$/\1_/'
