leda report $CASES/report_unknown_key.ini --dir out
