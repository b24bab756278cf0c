leda report $CASES/report_many_errors.ini --dir out
