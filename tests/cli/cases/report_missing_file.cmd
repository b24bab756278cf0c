leda report $CASES/report_missing_file.ini --dir out
