# A page that this run did not make is told, and stays.
mkdir pages && : > pages/orebro-0123abcd.html && : > pages/notes.html
leda assess --each municipality --dir pages --format csv "$CASES/survey_small_municipalities.csv" | cut -d, -f1 | uniq | head -n 2
ls pages/orebro-0123abcd.html pages/notes.html; rm -r pages
