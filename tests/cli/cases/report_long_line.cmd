leda report $CASES/report_long_line.ini --dir out
