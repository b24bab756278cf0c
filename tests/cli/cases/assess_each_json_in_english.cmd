# Pages are for people, in their language; the document is the same in every language.
leda assess --lang sv --quiet --each municipality --dir pages --format json "$CASES/survey_small_municipalities.csv" > sv; leda assess --quiet --format json "$CASES/survey_small_municipalities.csv" | cmp - sv && echo same; grep -l 'lang="sv"' pages/*.html | wc -l; rm -r pages sv
