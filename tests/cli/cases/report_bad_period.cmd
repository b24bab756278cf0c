leda report $CASES/report_bad_period.ini --dir out
