leda report $CASES/report_two_series.ini --dir out
